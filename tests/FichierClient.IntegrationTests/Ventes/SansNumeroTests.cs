using FichierClient.Application.Common;
using FichierClient.Application.Corbeille;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Recherche;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Ventes;

/// <summary>A vente whose file had no numbers has a fingerprint for the next file, and no number for anybody to read.</summary>
public class SansNumeroTests
{
    private const string File = "Raison sociale;Date facture;Montant HT\nAlpha;02/03/2026;500\n";

    [Fact]
    public async Task Its_fingerprint_is_shown_nowhere_and_still_finds_it()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var (harness, acteur) = (new ImportHarness(db, organisation), organisation.Acteur());
        await harness.ImportAsync(File, GenreImport.Mixte);
        var numero = (await db.ScalarAsync<string>("select numero from ventes"))!;

        var row = Assert.Single((await db.Get<ListVentes>().Do(acteur, new ListVentesRequest(new VenteFiltre(), new PageRequest(ListVentes.TriParDate, true, PageCursor.First)))).Rows);
        var read = await db.Get<GetVente>().Do(acteur, row.Id);
        var sheet = await db.Get<GetEntreprise>().Do(acteur, row.EntrepriseId);
        var facture = Assert.Single(await db.Get<FindFactures>().Do(acteur, new FindFacturesRequest(row.EntrepriseId, "02/03/2026")));
        Assert.Equal((null, "", null, "", null, null), (row.Numero, row.Serie, read.Saisie.Numero, read.Saisie.Serie, Assert.Single(sheet.Ventes).Numero, facture.Numero));
        Assert.Equal("Facture sans numéro", Assert.Single(await db.Get<SearchEverything>().Do(acteur, numero)).Titre);
        Assert.Single((await db.Get<ListVentes>().Do(acteur, new ListVentesRequest(new VenteFiltre { Numero = numero[..6] }, new PageRequest(ListVentes.TriParDate, true, PageCursor.First)))).Rows);

        await db.ScalarAsync<object>("update ventes set numero = left(numero, -1) || '7'");
        Assert.Empty((await db.Get<GetNumerotation>().Do(acteur, new NoRequest())).Suites);
        var entries = CsvDialecte.Fec.Encodage.GetString(await db.BytesOfExportAsync(acteur, (await db.Get<StartExport>().Do(acteur, ExportHarness.Demande(ListeExport.Ventes, FormatExport.Fec))).Id));
        Assert.Contains("\tSans numéro (1)\t", entries, StringComparison.Ordinal);
        Assert.DoesNotContain(numero[..^1], entries, StringComparison.Ordinal);

        await db.Get<TrashVentes>().Do(acteur, [row.Id]);
        Assert.Matches("^Sans numéro, du .*2026 · Alpha$", Assert.Single(await db.Get<ListCorbeille>().Do(acteur, new ListCorbeilleRequest(null))).Nom);
    }

    [Fact]
    public async Task Who_changes_it_and_gives_no_number_keeps_what_the_next_file_finds_it_by()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var (harness, acteur) = (new ImportHarness(db, organisation), organisation.Acteur());
        await harness.ImportAsync(File, GenreImport.Mixte);
        var id = await db.ScalarAsync<Guid>("select id from ventes");

        await EditAsync(v => v.Lignes[0].Designation = "Pose");
        Assert.Equal(1L, (await harness.ImportAsync(File, GenreImport.Mixte)).Inchangees);
        await EditAsync(v => v.Numero = "F-12");
        Assert.Equal("F-12 ", await db.ScalarAsync<string>("select numero || ' ' || serie from ventes"));
        Assert.Equal(RefusKind.Invalide, (await db.Get<EditVente>().RunAsync(acteur, await RequestAsync(v => v.Serie = Vente.SerieSansNumero), TestContext.Current.CancellationToken)).Refus!.Kind);

        async Task EditAsync(Action<EditVenteRequest> change) => await db.Get<EditVente>().Do(acteur, await RequestAsync(change));

        async Task<EditVenteRequest> RequestAsync(Action<EditVenteRequest> change)
        {
            var read = await db.Get<GetVente>().Do(acteur, id);
            var s = read.Saisie;
            var request = new EditVenteRequest { Id = id, Lue = read.Lue, Type = s.Type, Serie = s.Serie, Numero = s.Numero, Date = s.Date, EntrepriseId = s.EntrepriseId, Devise = s.Devise, Taux = s.Taux, Lignes = s.Lignes };
            change(request);
            return request;
        }
    }
}
