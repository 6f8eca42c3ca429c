using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Application.Rgpd.TableauDpo;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Oppositions;

/// <summary>Files don't bring an erased person back (rgpd.md 4, test 8): the row is refused and nothing of it is stored.</summary>
public sealed class ReimportTests : IAsyncLifetime
{
    private const string File = """
        Nom;Prénom contact;Nom contact;E-mail contact;Téléphone contact
        Alpha;Jeanne;Zyxwvut;jeanne.zyxwvut@exemple.test;06 11 22 33 44
        Beta;Luc;Petit;luc@beta.test;

        """;

    private TestDatabase database = null!;
    private TestOrganisation organisation = null!;
    private ImportHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        organisation = await database.AddOrganisationAsync();
        harness = new ImportHarness(database, organisation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_row_is_refused_with_its_line_and_the_reason_and_nothing_of_it_is_stored()
    {
        await ListAsync(NatureOpposition.Effacement);

        var id = await harness.ReceiveAsync(File, GenreImport.Mixte);
        await harness.RunAsync(id, apercu: true);
        var done = await harness.RunAsync(id);

        Assert.Equal((StatutImport.Termine, 1L, 1L, 1L), (done.Statut, done.Bilan!.Creees, done.Bilan.Refusees, done.Bilan.Effacees));
        var dpo = organisation.Acteur(Role.Dpo);
        Assert.Equal(1, (await database.Get<GetAttentesDpo>().RunAsync(dpo, default, Token)).Value.ReimportsRefuses);
        database.Clock.Advance(TimeSpan.FromDays(AttentesDpo.JoursReimports + 1));
        Assert.Equal(0, (await database.Get<GetAttentesDpo>().RunAsync(dpo, default, Token)).Value.ReimportsRefuses);
        Assert.Equal(2L, await harness.CountAsync("import_lignes", "issue = 'Refusee' and ligne = 2 and texte like 'Cette personne a été effacée%'"));
        Assert.Empty(await FoundAsync("zyxwvut"));
        Assert.Empty(await FoundAsync("Alpha"));
        Assert.NotEmpty(await FoundAsync("beta.test"));
        Assert.Equal(0L, await harness.CountAsync("import_fragments"));
        Assert.NotNull((await database.Get<ExportLignesRefusees>().RunAsync(organisation.Acteur(), id, Token)).Refus);
    }

    [Theory]
    [InlineData("Formation de jeanne.zyxwvut@exemple.test")]
    [InlineData("Audit, rappeler au 06.11.22.33.44 avant midi")]
    [InlineData("Réf. 12/+33 6 11 22 33 44/B")]
    public async Task A_line_of_an_invoice_or_a_note_that_has_her_address_or_number_is_refused_and_another_is_not(string texte)
    {
        await ListAsync(NatureOpposition.Effacement);
        var id = await harness.ReceiveAsync($"""
            Nom;Prénom contact;Nom contact;E-mail contact;Notes contact;Numéro facture;Date facture;Montant HT;Désignation
            Alpha;Luc;Petit;luc@alpha.test;;F1;15/01/2024;100;"{texte}"
            Beta;Léa;Grand;lea@beta.test;"{texte}";;;;
            Gamma;Max;Court;max@gamma.test;Joindre au 06 99 88 77 66;F3;15/01/2024;100;Formation de max@gamma.test

            """, GenreImport.Mixte);
        var seen = await harness.RunAsync(id, apercu: true);

        var done = await harness.RunAsync(id);

        Assert.Equal((2L, 2L, 1L), (seen.Apercu!.Effacees, done.Bilan!.Effacees, done.Bilan.Creees));
        foreach (var word in (string[])["zyxwvut", "Alpha", "Beta", "11.22.33"]) Assert.Empty(await FoundAsync(word));
        Assert.NotEmpty(await FoundAsync("max@gamma.test"));
        Assert.Equal("Formation de max@gamma.test", await database.ScalarAsync<string>("select designation from vente_lignes"));
    }

    [Fact]
    public async Task An_invoice_of_several_lines_keeps_its_total_and_loses_her_words()
    {
        await ListAsync(NatureOpposition.Effacement);
        var id = await harness.ReceiveAsync("""
            Nom;Numéro facture;Date facture;Désignation;Quantité;PU HT;Montant HT
            Alpha;F1;15/01/2024;Conseil;1;100;100
            Alpha;F1;15/01/2024;Formation de jeanne.zyxwvut@exemple.test;1;250;250
            Alpha;F1;15/01/2024;Port;1;50;50

            """, GenreImport.Mixte);

        var done = await harness.RunAsync(id);

        Assert.Equal((1L, 0L), (done.Bilan!.Effacees, done.Bilan.Refusees));
        Assert.Equal(400m, await database.ScalarAsync<decimal>("select total_ht from ventes"));
        Assert.Equal("Conseil, [effacé], Port", await database.ScalarAsync<string>("select string_agg(designation, ', ' order by position) from vente_lignes"));
        Assert.Empty(await FoundAsync("zyxwvut"));
    }

    [Fact]
    public async Task Whom_a_text_mentions_does_not_make_the_rows_own_person_object()
    {
        await ListAsync(NatureOpposition.Opposition);
        var id = await harness.ReceiveAsync("""
            Nom;Prénom contact;Nom contact;E-mail contact;Notes contact
            Beta;Léa;Grand;lea@beta.test;Travaille avec jeanne.zyxwvut@exemple.test

            """, GenreImport.Mixte);

        Assert.Equal(1, (await harness.RunAsync(id)).Bilan!.Creees);
        Assert.Equal(0L, await harness.CountAsync("contacts", "oppositions <> 0"));
    }

    [Fact]
    public async Task A_social_security_number_in_a_line_of_an_invoice_keeps_it_outside_and_is_not_repeated()
    {
        var id = await harness.ReceiveAsync("""
            Nom;Numéro facture;Date facture;Montant HT;Désignation
            Alpha;F1;15/01/2024;100;Dossier 2 69 05 49 588 157 80
            Beta;F2;15/01/2024;100;Dossier 12

            """, GenreImport.Mixte);

        var done = await harness.RunAsync(id);

        Assert.Equal((1L, 1L), (done.Bilan!.SansVente, await harness.CountAsync("ventes")));
        Assert.DoesNotContain("588", (await database.ScalarAsync<string>("select string_agg(texte, ' ') from import_lignes"))!, StringComparison.Ordinal);
        var typed = new VenteSaisie { EntrepriseId = Guid.NewGuid(), Date = new DateOnly(2024, 1, 15), Lignes = [new LigneVenteSaisie { Designation = "Dossier 2 69 05 49 588 157 80", PrixUnitaireHt = 1 }] };
        Assert.Contains((await new VenteSaisieValidator().ValidateAsync(typed, Token)).Errors, e => e.PropertyName.EndsWith("Designation", StringComparison.Ordinal) && !e.ErrorMessage.Contains("588", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_other_refused_rows_can_still_be_had_and_hers_is_nowhere()
    {
        await ListAsync(NatureOpposition.Effacement);
        var id = await harness.ReceiveAsync("""
            Nom;Prénom contact;Nom contact;E-mail contact;SIREN
            Alpha;Jeanne;Zyxwvut;jeanne.zyxwvut@exemple.test;
            Beta;Luc;Petit;luc@beta.test;
            Gamma;Jean;Martin;;123

            """, GenreImport.Mixte);
        Assert.Contains("imports", await FoundAsync("zyxwvut"));

        var seen = await harness.RunAsync(id, apercu: true);

        Assert.Empty(await FoundAsync("zyxwvut"));
        Assert.Equal(["Luc", "Jean"], seen.Fichier!.Columns[1].Samples);
        Assert.Equal((2L, 1L), (seen.Apercu!.Refusees, seen.RefuseesARendre));
        Assert.Contains("supprimé dès l’import", await database.ScalarAsync<string>("select texte from import_lignes where est_effacee"), StringComparison.Ordinal);
        var before = await harness.RefusedAsync(id);
        Assert.Contains("Gamma;Jean;Martin", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Zyxwvut", before, StringComparison.Ordinal);

        var done = await harness.RunAsync(id);

        Assert.Equal((FinFichier.LigneEffacee, true, 1L), (done.Fin, done.RefuseesGardees, done.RefuseesARendre));
        Assert.Equal(before, await harness.RefusedAsync(id));
        Assert.Equal(1L, await harness.CountAsync("import_fragments"));
        Assert.Empty(await FoundAsync("zyxwvut"));
        Assert.Single(await database.Get<ListImports>().Do(organisation.Acteur(), default));

        await database.ScalarAsync<object>("update imports set cree_le = cree_le - interval '31 days'");
        await database.Get<ImportRetention>().DeleteExpiredAsync(organisation.Id, Token);
        Assert.Equal((FinFichier.Echue, false, 0L), ((await harness.GetAsync(id)).Fin, (await harness.GetAsync(id)).RefuseesGardees, await harness.CountAsync("import_fragments")));
    }

    [Fact]
    public async Task A_row_that_is_wrong_in_other_ways_too_says_nothing_more()
    {
        await ListAsync(NatureOpposition.Effacement);
        var id = await harness.ReceiveAsync("""
            Nom;SIREN;Prénom contact;Nom contact;E-mail contact
            Alpha;123;Jeanne;Zyxwvut;jeanne.zyxwvut@exemple.test, zyxwvut

            """, GenreImport.Mixte);

        await harness.RunAsync(id);

        Assert.Empty(await FoundAsync("zyxwvut"));
    }

    [Fact]
    public async Task An_objection_comes_in_with_the_row()
    {
        await ListAsync(NatureOpposition.Opposition);

        await harness.ImportAsync(File, GenreImport.Mixte);

        Assert.Equal(1L, await harness.CountAsync("contacts", $"nom = 'Zyxwvut' and oppositions = {(int)InscriptionOpposition.Tous}"));
        Assert.Equal(1L, await harness.CountAsync("contacts", "nom = 'Petit' and oppositions = 0"));
    }

    [Fact]
    public async Task Another_organisation_is_not_concerned()
    {
        await ListAsync(NatureOpposition.Effacement);
        var twin = await database.AddOrganisationAsync("jumelle");

        Assert.Equal(2, (await new ImportHarness(database, twin).ImportAsync(File, GenreImport.Mixte)).Creees);
    }

    [Fact]
    public async Task An_import_that_was_taken_back_does_not_bring_the_person_back_when_it_is_put_back()
    {
        var id = await harness.ReceiveAsync(File, GenreImport.Mixte);
        await harness.RunAsync(id);
        await RunAsync(await database.Get<StartRetrait>().Do(organisation.Acteur(), new StartRetraitRequest(id, false)));
        await ListAsync(NatureOpposition.Effacement);

        await RunAsync(await database.Get<StartRemise>().Do(organisation.Acteur(), id));

        Assert.Equal(0L, await harness.CountAsync("contacts", "nom = 'Zyxwvut'"));
        Assert.Equal(1L, await harness.CountAsync("contacts", "nom = 'Petit'"));
        Assert.Equal(0L, await harness.CountAsync("import_images", "contenu::text like '%Zyxwvut%'"));
        Assert.Equal(1L, await harness.CountAsync("import_images", "motif = 'Effacee'"));
    }

    private async Task RunAsync(Guid job) => Assert.True(await database.Get<JobRunner>().RunAsync(organisation.Id, job, Token));

    private async Task ListAsync(NatureOpposition nature)
    {
        await using var db = database.Contexts.Open(organisation.Id, organisation.Membres[Role.Dpo]);
        await database.Get<InscriptionOpposition>().AddAsync(db, [IdentifiantPersonne.Email("jeanne.zyxwvut@exemple.test"), IdentifiantPersonne.Telephone("06 11 22 33 44")], InscriptionOpposition.Tous, nature, "Essai", Token);
    }

    /// <summary>The tables in which a text stands.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(string needle)
    {
        var found = new List<string>();
        await using var owner = new Npgsql.NpgsqlConnection(database.OwnerConnection);
        await owner.OpenAsync(Token);
        foreach (var table in await Isolation.SqlRows.RowsAsync(owner, "select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'", r => r.GetString(0)))
        {
            if ((await Isolation.SqlRows.RowsAsync(owner, $"select count(*) from {table} t where t::text ilike '%{needle}%'", r => r.GetInt64(0)))[0] > 0) found.Add(table);
        }

        return found;
    }
}
