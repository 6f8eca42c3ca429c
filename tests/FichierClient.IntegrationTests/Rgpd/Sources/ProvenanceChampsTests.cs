using FichierClient.Application.Contacts;
using FichierClient.Application.Data.Migrations;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;

namespace FichierClient.IntegrationTests.Rgpd.Sources;

/// <summary>Of each field its own source, and none of a field that the source didn't give.</summary>
public sealed class ProvenanceChampsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_was_typed_before_the_person_was_chosen_is_no_source()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await db.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = "Martin", Partie = Partie.Personne });
        var read = await db.Get<GetContact>().Do(organisation.Acteur(), new(id));

        await db.Get<EditContact>().Do(organisation.Acteur(), new() { Id = id, Lue = read.Lue, Nom = "Martin", Prenom = "Anne", Partie = Partie.Personne, Source = "ACME" });

        Assert.Equal("La personne elle-même", await db.ScalarAsync<string>($"select source from provenances where sujet_id = '{id}' and 'Prenom' = any(champs)"));
    }

    [Fact]
    public async Task A_directory_gives_what_stands_there_and_the_member_the_rest_of_the_form()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await db.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie { RaisonSociale = "Anne Petit" });
        async Task SaveAsync(Action<EntrepriseSaisie> change)
        {
            db.Clock.Advance(TimeSpan.FromMinutes(1));
            var lue = await db.Get<GetEntrepriseSaisie>().Do(organisation.Acteur(), id);
            lue.Saisie.DepuisAnnuaire = true;
            change(lue.Saisie);
            await db.Get<UpdateEntreprise>().Do(organisation.Acteur(), new UpdateEntrepriseRequest(id, lue.Lue, lue.Saisie));
        }

        var before = await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}'");
        await SaveAsync(_ => { });
        Assert.Equal(before, await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}'"));
        await SaveAsync(s => (s.Siren, s.Email) = ("404 833 048", "anne@petit.test"));

        Assert.Equal("Siren Tiers|Email Nous", await db.ScalarAsync<string>($"select string_agg(array_to_string(champs, ',') || ' ' || partie, '|' order by partie desc) from provenances where sujet_id = '{id}' and champs is not null"));
        Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}' and champs is null and partie = 'Tiers'"));
    }

    [Fact]
    public async Task A_file_that_only_clears_gave_nothing()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var mapping = new CorrespondanceImport
        {
            Colonnes = new Dictionary<string, string?> { ["SIREN"] = "entreprise.siren", ["Nom"] = "entreprise.nom", ["E-mail"] = "entreprise.email" },
            Regles = new Dictionary<string, RegleChamp> { ["entreprise.email"] = RegleChamp.Vider },
        };
        await harness.ImportAsync("SIREN;Nom;E-mail\n732829320;Boulangerie Martin;contact@martin.fr\n", GenreImport.Entreprises, mapping);

        await harness.ImportAsync("SIREN;Nom;E-mail\n732829320;Boulangerie Martin;\n", GenreImport.Entreprises, mapping);

        Assert.Equal(1, await harness.CountAsync("entreprises", "email is null"));
        Assert.Equal(0, await harness.CountAsync("provenances", "champs is not null"));
    }

    /// <summary>Of imports of before: the history of a role names no company.</summary>
    [Theory]
    [InlineData(1, "LienEntreprise:{0}.Fonction")]
    [InlineData(2, null)]
    public async Task A_role_that_a_file_overwrote_before_is_that_of_the_only_company_or_of_the_whole_record(int companies, string? expected)
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var entreprises = new List<Guid>();
        for (var i = 0; i < companies; i++) entreprises.Add(await db.AddEntrepriseAsync(organisation, $"Société {i}"));
        var id = await db.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = "Martin", Partie = Partie.Personne, Liens = [.. entreprises.Select(e => new LienSaisi { EntrepriseId = e, Fonction = "Directrice" })] });
        var harness = new ImportHarness(db, organisation);
        var import = await harness.ReceiveAsync("Nom\nX\n", GenreImport.Contacts);
        await db.ScalarAsync<object>($"""
            insert into provenances (tenant_id, id, sujet, sujet_id, source, partie, constate_le, import_id) values ('{organisation.Id}', gen_random_uuid(), 'Contact', '{id}', 'Fichier', 'Partenaire', now(), '{import}');
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, import_id) values ('{organisation.Id}', gen_random_uuid(), 'Contact', '{id}', 'LienEntreprise.Fonction', 'Assistante', 'Directrice', now(), '{import}')
            """);

        await db.ScalarAsync<object>(NameSources.Rows("true"));

        Assert.Equal(expected is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, entreprises[0]), await db.ScalarAsync<string>($"select array_to_string(champs, ',') from provenances where import_id = '{import}' and sujet_id = '{id}'"));
    }

    [Fact]
    public async Task An_erasure_takes_the_persons_address_out_of_anothers_fields_and_leaves_those()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await EffacementHarness.CreateAsync(db);
        var tenant = harness.Organisation.Id;
        var alice = await db.Get<CreateContact>().Do(harness.Organisation.Acteur(), new() { Prenom = "Alice", Nom = "Petit", Partie = Partie.Personne });
        await db.ScalarAsync<object>($"""
            insert into provenances (tenant_id, id, sujet, sujet_id, source, partie, constate_le, champs) values ('{tenant}', gen_random_uuid(), 'Contact', '{alice}', 'Salon', 'Partenaire', now(), array['EmailContact:{EffacementHarness.Email}', 'Langue'])
            """);

        await harness.EraseAsync();

        var kept = await db.ScalarAsync<string>($"select array_to_string(champs, ',') from provenances where sujet_id = '{alice}' and partie = 'Partenaire'");
        Assert.EndsWith(",Langue", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("zephyrine", kept!, StringComparison.OrdinalIgnoreCase);
    }
}
