using FichierClient.Application.Common;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>What somebody changed since an import stays field by field, as it was chosen.</summary>
public sealed class RetraitChampsTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Of_a_record_that_somebody_changed_since_single_fields_return_and_the_others_stay()
    {
        const string Before = "Code client;Nom;Site;Email;Téléphone;Adresse;CP;Ville\nC9;Alpha;alpha.test;a@alpha.test;01 42 00 00 00;1 rue A;69001;Lyon\n";
        await ImportAsync(Before, GenreImport.Entreprises);
        var id = await ImportAsync("Code client;Nom;Site;Email;Téléphone;Adresse;CP;Ville\nC9;Alpha Group;group.test;g@group.test;01 42 00 00 01;2 rue B;59000;Lille\n", GenreImport.Entreprises);
        await ChangeAsync("entreprises", "reference = 'C9'", "raison_sociale", "RaisonSociale", "Alpha Group", "Alpha SAS");
        var fiche = await IdAsync("entreprises", "reference = 'C9'");

        var listed = Assert.Single((await db.Get<ListFichesGardees>().RunAsync(organisation.Acteur(), id, Token)).Value);
        Assert.Equal((true, "Alpha", "Alpha Group", "Alpha SAS"), (listed.ParChamp, listed.Champs[0].Avant, listed.Champs[0].Import, listed.Champs[0].Maintenant));
        Assert.Equal(["Email", "Facturation", "RaisonSociale", "Site", "TelephoneEntreprise"], listed.Champs.Where(c => c.EstDeLImport).Select(c => c.Groupe).Order());
        Assert.Equal(["RaisonSociale"], listed.Champs.Where(c => c.EstModifie).Select(c => c.Groupe));
        var after = await PictureAsync();

        var taken = await WorkAsync(id, await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, false, null, [new(fiche, "Facturation"), new(fiche, "Email"), new(fiche, "TelephoneEntreprise")]), Token));

        Assert.Equal((1L, 1L, 0L), (taken.Retrait!.Rendues, taken.Retrait.Partielles, taken.Retrait.Gardees));
        Assert.Equal("Alpha SAS group.test a@alpha.test 1 rue A 69001 Lyon 69 01 42 00 00 00", await db.ScalarAsync<string>($"""
            select concat_ws(' ', raison_sociale, site, email, facturation_voie, facturation_code_postal, facturation_commune, departement, (select string_agg(saisie, '+') from entreprise_telephones where entreprise_id = e.id)) from entreprises e where id = '{fiche}'
            """));
        Assert.Equal("g@group.test a@alpha.test", await db.ScalarAsync<string>($"select ancien || ' ' || nouveau from modifications where sujet_id = '{fiche}' and champ = 'Email' order by fait_le desc limit 1"));

        await WorkAsync(id, await db.Get<StartRemise>().RunAsync(organisation.Acteur(), id, Token));
        Assert.Equal(after, await PictureAsync());
    }

    [Fact]
    public async Task A_contacts_name_and_place_return_and_its_note_stays()
    {
        await ImportAsync("Code client;Nom;Prénom contact;Nom contact;E-mail contact\nC1;Martin;Anne;Martin;anne@martin.test\n", GenreImport.Mixte);
        var id = await ImportAsync("Code client;Nom;Prénom contact;Nom contact;E-mail contact;Fonction;Notes contact\nC1;Martin;Anne;Martin-Roux;anne@martin.test;Gérante;Note du fichier\n", GenreImport.Mixte);
        var contact = await IdAsync("contacts", "prenom = 'Anne'");
        await ChangeAsync("contacts", "prenom = 'Anne'", "notes", "Notes", "Note du fichier", "Rappeler");

        await WorkAsync(id, await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, false, null, [new(contact, "Nom"), new(contact, "LienEntreprise")]), Token));

        Assert.Equal("Anne Martin|anne martin|Rappeler|", await db.ScalarAsync<string>($"select c.nom_complet || '|' || c.recherche || '|' || c.notes || '|' || coalesce((select fonction from contact_liens where contact_id = c.id), '') from contacts c where id = '{contact}'"));
    }

    /// <summary>Whom the file says to refuse e-mails may have objected to all of it since: a field that returns takes no objection back (RGPD art. 21).</summary>
    [Theory]
    [InlineData(true, 15)]
    [InlineData(false, 0)]
    public async Task A_refusal_that_was_registered_since_stays_when_the_imports_returns(bool refusesSince, int expected)
    {
        const string Before = "Prénom contact;Nom contact;E-mail contact;Notes contact;Désabonné\nAnne;Martin;anne@martin.test;Première note;\n";
        await ImportAsync(Before, GenreImport.Contacts);
        var id = await ImportAsync("Prénom contact;Nom contact;E-mail contact;Notes contact;Désabonné\nAnne;Martin;anne@martin.test;Note du fichier;oui\n", GenreImport.Contacts);
        var contact = await IdAsync("contacts", "prenom = 'Anne' and oppositions = 1");
        if (refusesSince) await ChangeAsync("contacts", "prenom = 'Anne'", "oppositions", "Oppositions", "Email", "15");
        else await ChangeAsync("contacts", "prenom = 'Anne'", "notes", "Notes", "Note du fichier", "Rappeler");

        await WorkAsync(id, await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, false, null, [new(contact, "Oppositions"), new(contact, "Notes")]), Token));

        Assert.Equal($"{expected} Première note", await db.ScalarAsync<string>($"select oppositions || ' ' || notes from contacts where id = '{contact}'"));
    }

    private async Task<Guid> ImportAsync(string csv, GenreImport genre)
    {
        var id = await harness.ReceiveAsync(csv, genre);
        Assert.Equal(0L, (await harness.RunAsync(id)).Bilan!.Refusees);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    private async Task<ImportDetails> WorkAsync(Guid id, Outcome<Guid> job)
    {
        Assert.Null(job.Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job.Value, Token));
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return await harness.GetAsync(id);
    }

    /// <summary>As somebody saves it by hand.</summary>
    private async Task ChangeAsync(string table, string condition, string column, string champ, string before, string after)
    {
        var id = await IdAsync(table, condition);
        await db.ScalarAsync<object>($"""
            update {table} set {column} = '{after}' where id = '{id}';
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le)
            values ('{organisation.Id}', gen_random_uuid(), '{(table == "contacts" ? "Contact" : "Entreprise")}', '{id}', '{champ}', '{before}', '{after}', '{db.Clock.GetUtcNow():O}');
            """);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<Guid> IdAsync(string table, string condition) => db.ScalarAsync<Guid>($"select id from {table} where tenant_id = '{organisation.Id}' and {condition}")!;

    private async Task<string> PictureAsync() => (await db.ScalarAsync<string>("""
        select string_agg(ligne, E'\n' order by ligne) from (select (to_jsonb(e) - 'modifie_le')::text ligne from entreprises e union all select to_jsonb(t)::text from entreprise_telephones t) x
        """))!;
}
