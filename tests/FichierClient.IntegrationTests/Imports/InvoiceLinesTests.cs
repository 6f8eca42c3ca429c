using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Files with one row a product: their rows become the lines of one vente.</summary>
public sealed class InvoiceLinesTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private ImportHarness harness = default!;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Code client;Nom\nC1;Martin\nC2;Petit\n", GenreImport.Entreprises);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task One_row_a_product_makes_one_vente_whose_total_is_their_sum()
    {
        const string File = "Numéro facture;Date facture;Code client;Désignation;Quantité;Prix unitaire;Montant HT\n"
            + "F1;15/01/2024;C1;Vis;10;1,50;15\nF1;15/01/2024;C1;Écrous;4;2,50;10\nF2;16/01/2024;C2;Vis;2;1,50;3\nF1;15/01/2024;C1;Livraison;1;7,00;7\n";

        var bilan = await harness.ImportAsync(File, GenreImport.Ventes);

        Counts(4, 0, 0, 0, bilan);
        Assert.Equal((2, 0), (bilan.Ventes.Creees, bilan.Ventes.Modifiees));
        Assert.Equal(["F1 32.00", "F2 3.00"], await TotalsAsync());
        Assert.Equal("Vis, Écrous, Livraison", await db.ScalarAsync<string>("select string_agg(designation, ', ' order by position) from vente_lignes l join ventes v on v.id = l.vente_id where numero = 'F1'"));
        Counts(0, 0, 4, 0, await harness.ImportAsync(File, GenreImport.Ventes));
        Counts(0, 1, 3, 0, await harness.ImportAsync(File.Replace("Écrous;4;2,50;10", "Écrous;5;2,50;12,5", StringComparison.Ordinal), GenreImport.Ventes));
        Assert.Equal(["F1 34.50", "F2 3.00"], await TotalsAsync());
        Assert.Equal(4, await harness.CountAsync("vente_lignes"));
    }

    [Fact]
    public async Task Two_products_of_one_price_are_both_counted_where_quantity_and_price_make_the_amount()
    {
        Counts(2, 0, 0, 0, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Désignation;Quantité;Prix unitaire;Montant HT\nF1;15/01/2024;C1;Vis;1;100;100\nF1;15/01/2024;C1;Écrous;2;50;100\n", GenreImport.Ventes));

        Assert.Equal(["F1 200.00"], await TotalsAsync());
    }

    [Fact]
    public async Task A_total_that_each_line_repeats_is_not_summed()
    {
        Counts(3, 0, 3, 0, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Désignation;Montant HT\nF1;15/01/2024;C1;Vis;25\nF1;15/01/2024;C1;Écrous;25\nF2;15/01/2024;C1;Vis;9\nF2;15/01/2024;C1;Clous;9\nF3;15/01/2024;C1;Vis;7\nF3;15/01/2024;C1;Clous;7\n", GenreImport.Ventes));

        Assert.Equal(["F1 25.00", "F2 9.00", "F3 7.00"], await TotalsAsync());
    }

    [Theory]
    [InlineData("Montant HT", null, null)]
    [InlineData("Montant HT", MontantsEgaux.Ligne, 200)]
    [InlineData("Montant HT", MontantsEgaux.Facture, 100)]
    [InlineData("Total facture HT", null, 100)]
    [InlineData("Montant ligne HT", null, 200)]
    public async Task Two_products_at_one_amount_are_asked_about_unless_the_heading_says_whose_it_is(string heading, MontantsEgaux? answer, int? expected)
    {
        var file = $"Numéro facture;Date facture;Code client;Désignation;{heading}\nF1;15/01/2024;C1;Vis;100\nF1;15/01/2024;C1;Clou;100\n";
        var proposed = (await harness.GetAsync(await harness.ReceiveAsync(file, GenreImport.Ventes))).Correspondance!;

        var bilan = await harness.ImportAsync(file, GenreImport.Ventes, proposed with { Montants = answer });

        Assert.Equal((expected is null ? 2 : 0, expected), (bilan.Refusees, (int?)await db.ScalarAsync<decimal?>("select sum(montant) from ventes")));
    }

    [Fact]
    public async Task A_repeated_total_beside_prices_checks_the_lines()
    {
        Counts(2, 0, 0, 2, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Désignation;Quantité;Prix unitaire;Montant HT\nF1;15/01/2024;C1;Vis;10;1,50;25\nF1;15/01/2024;C1;Écrous;4;2,50;25\n"
            + "F2;15/01/2024;C1;Vis;1;1,50;99\nF2;15/01/2024;C1;Écrous;1;2,50;99\n", GenreImport.Ventes));

        Assert.Equal(["F1 25.00"], await TotalsAsync());
        Assert.Equal(2, await harness.CountAsync("vente_lignes"));
    }

    [Fact]
    public async Task A_discount_is_a_line_below_zero_and_a_negative_sum_an_avoir()
    {
        Counts(4, 0, 0, 0, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Désignation;Montant HT\nF1;15/01/2024;C1;Remise;-5\nF1;15/01/2024;C1;Vis;20\nA1;15/01/2024;C1;Retour vis;-20\nA1;15/01/2024;C1;Frais;4\n", GenreImport.Ventes));

        Assert.Equal(["A1 16.00", "F1 15.00"], await TotalsAsync());
        Assert.Equal(-1m, await db.ScalarAsync<decimal>("select sum(montant) from ventes where statut = 'Validee'"));
        Assert.Equal(-16m, await db.ScalarAsync<decimal>("select montant from ventes where numero = 'A1' and type = 'Avoir'"));
    }

    [Fact]
    public async Task An_invoice_with_a_refused_line_is_refused_as_a_whole()
    {
        Counts(2, 0, 0, 3, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Désignation;Montant HT\nF1;15/01/2024;C1;Vis;20\nF1;15/01/2024;C1;Écrous;abc\nF1;15/01/2024;C1;Clous;3\nF2;15/01/2024;C1;Vis;1\nF2;15/01/2024;C1;Clous;2\n", GenreImport.Ventes));

        Assert.Equal(["F2 3.00"], await TotalsAsync());
    }

    [Fact]
    public async Task Lines_that_batches_separate_still_make_one_vente()
    {
        var rows = string.Concat(Enumerable.Range(0, 3 * ImportEngine.BatchRows + 500).Select(i => $"F{i % 1500};15/01/2024;C1;Produit {i};{1 + i % 7}\n"));

        var bilan = await harness.ImportAsync("Numéro facture;Date facture;Code client;Désignation;Montant HT\n" + rows, GenreImport.Ventes);

        Assert.Equal((1500, 0), (bilan.Ventes.Creees, bilan.Ventes.Modifiees));
        Assert.Equal(1500, await harness.CountAsync("ventes"));
        Assert.Equal(3 * ImportEngine.BatchRows + 500, await harness.CountAsync("vente_lignes"));
        Assert.Equal(0, await harness.CountAsync("ventes v", "montant <> (select sum(montant) from vente_lignes l where l.vente_id = v.id)"));
    }

    private async Task<string[]> TotalsAsync() =>
        (await db.ScalarAsync<string>("select string_agg(numero || ' ' || total_ht::numeric(12,2), '|' order by numero) from ventes"))!.Split('|');

    private static void Counts(long created, long changed, long unchanged, long refused, BilanImport bilan) =>
        Assert.Equal((created, changed, unchanged, refused), (bilan.Creees, bilan.Modifiees, bilan.Inchangees, bilan.Refusees));

    [Fact]
    public async Task A_bad_row_of_one_invoice_makes_no_lines_of_another_that_is_there_twice()
    {
        await harness.ImportAsync("N° facture;Client;Date;Désignation;Montant HT\nF1;Alpha;15/01/2025;Pose;100\nF1;Alpha;15/01/2025;Pose;100\nF2;Beta;15/01/2025;Lampe;abc\nF2;Beta;15/01/2025;Lampe;50\n", GenreImport.Mixte);
        Assert.Equal(100m, await db.ScalarAsync<decimal>("select sum(montant) from ventes"));
    }

    [Fact]
    public async Task What_a_preview_counts_the_run_counts_wherever_its_batches_end()
    {
        var id = await harness.ReceiveAsync("Raison sociale;Téléphone\n" + string.Concat(Enumerable.Range(0, 1_500).Select(i => i == 1_400 ? "Société 0;01 44 55 66 77\n" : $"Société {i};\n")), GenreImport.Entreprises);
        var said = (await harness.RunAsync(id, apercu: true)).Apercu!;
        var done = (await harness.RunAsync(id, apercu: false)).Bilan!;
        Assert.Equal((said.ToJson(), 1_499L), (done.ToJson(), done.Entreprises.Creees));
    }

    [Theory]
    [InlineData("F1;Vis;50,00;185,00;222,00\nF1;Écrou;120,00;185,00;222,00\n", 2, 20)]
    [InlineData("F1;Vis;50,00;170,00;204,00\nF1;Écrou;120,00;170,00;204,00\n", 0, 20)]
    [InlineData("F1;Vis;50,00;65,00;68,58\n", 1, 5.5)]
    public async Task A_written_total_that_the_lines_do_not_make_is_told_and_tells_their_rate(string lines, int remarks, double rate)
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var bilan = await harness.ImportAsync("N° facture;Désignation;Montant ligne HT;Total HT;Total TTC;Date;Client\n" + lines.Replace("\n", ";13/01/2026;Alpha\n", StringComparison.Ordinal), GenreImport.Mixte);

        Assert.Equal(remarks, bilan.Remarques.Where(r => r.Key.Contains("total écrit", StringComparison.Ordinal)).Sum(r => r.Value));
        Assert.Equal((decimal)rate, await db.ScalarAsync<decimal>("select min(taux_tva) from vente_lignes"));
    }

    [Fact]
    public async Task A_total_of_the_invoice_that_quantities_and_prices_do_not_make_is_no_line()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var bilan = await harness.ImportAsync("N° facture;Date;Client;Désignation;Quantité;PU HT;Total HT facture\nF1;13/01/2026;Alpha;Vis;10;5,00;160,00\nF1;13/01/2026;Alpha;Ecrou;20;6,00;160,00\n", GenreImport.Mixte);
        Assert.Equal(0L, bilan.Ventes.Creees);
    }

    [Fact]
    public async Task A_number_that_begins_again_is_refused_and_melts_no_two_invoices_into_one()
    {
        var bilan = await harness.ImportAsync("N° facture;Date;Code client;Désignation;Montant HT\n1;15/01/2025;C1;Vis;100\n2;16/01/2025;C2;Vis;50\n1;15/01/2026;C1;Pose;30\n", GenreImport.Ventes);
        Assert.Equal((2L, 50m), (bilan.Refusees, await db.ScalarAsync<decimal>("select sum(montant) from ventes")));
    }

    [Fact]
    public async Task A_total_that_stands_on_the_first_row_of_its_invoice_is_no_line()
    {
        await harness.ImportAsync("N° facture;Date;Code client;Désignation;Quantité;Prix unitaire;Total facture HT\nF1;13/01/2026;C1;Vis;10;5,00;170,00\nF1;13/01/2026;C1;Ecrou;20;6,00;\nF2;14/01/2026;C2;Pose;1;300,00;300,00\n", GenreImport.Ventes);
        Assert.Equal(["F1 170.00", "F2 300.00"], await TotalsAsync());
    }
}
