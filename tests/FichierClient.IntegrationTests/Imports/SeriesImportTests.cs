using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Documents of one number: avoirs that count like factures, journals that count alike.</summary>
public sealed class SeriesImportTests : IAsyncLifetime
{
    private const string Fec = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Theory]
    [InlineData("Type;Numéro;Date;Client;Montant HT\nFacture;12;05/01/2025;Alpha;100\nAvoir;12;05/01/2025;Alpha;20\nFacture;13;07/01/2025;Bravo;50\n")]
    [InlineData("Type;Numéro;Date;Client;Désignation;Montant HT\nFacture;12;05/01/2025;Alpha;Vis;60\nFacture;12;05/01/2025;Alpha;Clou;40\nAvoir;12;09/01/2025;Alpha;Vis;5\nAvoir;12;09/01/2025;Alpha;Clou;15\nFacture;13;07/01/2025;Bravo;Pose;50\n")]
    [InlineData("N° facture;N° avoir;Date;Client;Montant HT\n12;;05/01/2025;Alpha;100\n;12;05/01/2025;Alpha;20\n13;;07/01/2025;Bravo;50\n")]
    [InlineData("N° facture;Date;Client;Montant HT\n12;05/01/2025;Alpha;100\n12;09/01/2025;Alpha;-20\n13;07/01/2025;Bravo;50\n")]
    [InlineData("N° facture;Date;Client;Montant HT\n12;09/01/2025;Alpha;-20\n12;05/01/2025;Alpha;100\n13;07/01/2025;Bravo;50\n")]
    [InlineData("N° facture;Date;Client;Montant HT\n12;05/01/2025;Charlie;100\n12;05/01/2025;Alpha;-20\n13;07/01/2025;Bravo;50\n")]
    [InlineData("N° facture;Date;Client;Désignation;Montant HT\n12;05/01/2025;Alpha;Vis;70\n12;05/01/2025;Alpha;Clou;30\n12;09/01/2025;Alpha;Vis;-5\n12;09/01/2025;Alpha;Clou;-15\n13;07/01/2025;Bravo;Pose;50\n")]
    public async Task A_facture_and_an_avoir_of_one_number_are_two_and_found_again(string file)
    {
        var bilan = await harness.ImportAsync(file, GenreImport.Mixte);

        Assert.Equal((0L, 3L), (bilan.Refusees + bilan.SansVente, bilan.Ventes.Creees));
        Assert.Equal("12 Avoir -20.00, 12 Facture 100.00, 13 Facture 50.00", await SaidAsync());
        var again = await harness.ImportAsync(file, GenreImport.Mixte);
        Assert.Equal(again.Lignes, again.Inchangees);
        Assert.Equal(3L, await db.ScalarAsync<long>("select count(distinct (serie, numero)) from ventes"));
    }

    [Fact]
    public async Task An_avoir_that_came_first_leaves_its_number_to_a_later_files_facture()
    {
        const string First = "Type;Numéro;Date;Client;Montant HT\nAvoir;12;05/01/2025;Alpha;20\n", Then = "Type;Numéro;Date;Client;Montant HT\nFacture;12;03/01/2025;Alpha;100\nAvoir;12;05/01/2025;Alpha;20\n";
        await harness.ImportAsync(First, GenreImport.Mixte);
        Assert.Equal((1L, 1L), (await harness.ImportAsync(Then, GenreImport.Mixte)) is var second ? (second.Ventes.Creees, second.Inchangees) : default);
        Assert.Equal(2L, (await harness.ImportAsync(Then, GenreImport.Mixte)).Inchangees);
        Assert.Equal("12 Avoir -20.00, 12 Facture 100.00", await SaidAsync());
    }

    [Fact]
    public async Task Below_zero_with_the_number_client_and_day_of_a_facture_is_asked()
    {
        const string File = "N° facture;Date;Client;Montant HT\n12;05/01/2025;Alpha;100\n12;05/01/2025;Alpha;-20\n";
        var id = await harness.ReceiveAsync(File, GenreImport.Mixte);
        Assert.Equal((1L, 1L), (await harness.ImportAsync(id)) is var bilan ? (bilan.Ventes.Creees, bilan.Refusees + bilan.SansVente) : default);
        Assert.Contains("--avoirs", await harness.RefusedAsync(id), StringComparison.Ordinal);

        var mapping = (await harness.GetAsync(id)).Correspondance;
        Assert.Equal(1L, (await harness.ImportAsync(File, GenreImport.Mixte, mapping with { Avoirs = AvoirsMemeNumero.Serie })).Ventes.Creees);
        Assert.Equal("12 Avoir -20.00, 12 Facture 100.00", await SaidAsync());
    }

    [Fact]
    public async Task Below_zero_with_the_number_of_a_facture_is_its_line_where_somebody_says_so()
    {
        const string File = "N° facture;Date;Client;Montant HT\n12;05/01/2025;Alpha;100\n12;05/01/2025;Alpha;-20\n";
        var mapping = (await harness.GetAsync(await harness.ReceiveAsync(File, GenreImport.Mixte))).Correspondance with { Avoirs = AvoirsMemeNumero.Ligne };
        Assert.Equal(1L, (await harness.ImportAsync(File, GenreImport.Mixte, mapping)).Ventes.Creees);
        Assert.Equal("12 Facture 80.00", await SaidAsync());
        Assert.Equal(2L, (await harness.ImportAsync(File, GenreImport.Mixte, mapping)).Inchangees);
    }

    [Fact]
    public async Task An_avoir_that_lacks_a_line_is_refused_and_the_facture_of_its_number_goes_in()
    {
        var bilan = await harness.ImportAsync("Type;Numéro;Date;Client;Désignation;Montant HT\nFacture;12;05/01/2025;Alpha;Vis;60\nFacture;12;05/01/2025;Alpha;Clou;40\nAvoir;12;09/01/2025;Alpha;Vis;cinq\nAvoir;12;09/01/2025;Alpha;Clou;15\n", GenreImport.Mixte);
        Assert.Equal(2L, bilan.Refusees + bilan.SansVente);
        Assert.Equal("12 Facture 100.00", await SaidAsync());
    }

    [Fact]
    public async Task Entries_of_two_journals_with_one_number_are_two_ventes_and_found_again()
    {
        string both = Fec + Sale("VT1", "12", "ALPHA", 100) + Sale("VT2", "12", "BRAVO", 50) + Sale("VT1", "13", "ALPHA", 10) + Sale("VT2", "13", "ALPHA", 7), one = Fec + Sale("VT2", "12", "BRAVO", 50);

        // A file that has one of the journals came before.
        await harness.ImportAsync(one, GenreImport.Mixte);
        var bilan = await harness.ImportAsync(both, GenreImport.Mixte);
        Assert.Equal((0L, 3L, 1L), (bilan.Refusees + bilan.SansVente, bilan.Ventes.Creees, bilan.Inchangees));
        Assert.Equal("12 Facture 100.00, 12 Facture 50.00, 13 Facture 10.00, 13 Facture 7.00", await SaidAsync());
        Assert.Equal(4L, (await harness.ImportAsync(both, GenreImport.Mixte)).Inchangees);
        Assert.Equal(1L, (await harness.ImportAsync(one, GenreImport.Mixte)).Inchangees);
        Assert.Equal(1L, (await harness.ImportAsync(Fec + Sale("VT1", "12", "ALPHA", 100), GenreImport.Mixte)).Inchangees);
    }

    [Theory]
    [InlineData(110, "20250105", "12 Facture 110.00, 12 Facture 50.00")]
    [InlineData(100, "20250106", "12 Facture 100.00, 12 Facture 50.00")]
    [InlineData(110, "20250106", "12 Facture 110.00, 12 Facture 50.00")]
    public async Task A_corrected_entry_changes_the_vente_of_its_journal(int amount, string day, string expected)
    {
        await harness.ImportAsync(Fec + Sale("VT1", "12", "ALPHA", 100) + Sale("VT2", "12", "BRAVO", 50), GenreImport.Mixte);
        var bilan = await harness.ImportAsync(Fec + Sale("VT1", "12", "ALPHA", amount, day), GenreImport.Mixte);
        Assert.Equal((0L, 0L), (bilan.Ventes.Creees, bilan.Refusees + bilan.SansVente));
        Assert.Equal(expected, await SaidAsync());
    }

    [Fact]
    public async Task An_entry_that_came_by_its_number_alone_is_corrected_by_a_file_of_both_journals()
    {
        await harness.ImportAsync(Fec + Sale("VT2", "12", "BRAVO", 50), GenreImport.Mixte);
        var bilan = await harness.ImportAsync(Fec + Sale("VT1", "12", "ALPHA", 100) + Sale("VT2", "12", "BRAVO", 55), GenreImport.Mixte);
        Assert.Equal((1L, 0L), (bilan.Ventes.Creees, bilan.Refusees + bilan.SansVente));
        Assert.Equal("12 Facture 100.00, 12 Facture 55.00", await SaidAsync());
    }

    [Fact]
    public async Task Of_two_journals_entries_for_one_client_each_finds_its_own_by_the_amount()
    {
        await harness.ImportAsync(Fec + Sale("VT2", "12", "ALPHA", 50), GenreImport.Mixte);
        var bilan = await harness.ImportAsync(Fec + Sale("VT1", "12", "ALPHA", 100) + Sale("VT2", "12", "ALPHA", 50), GenreImport.Mixte);
        Assert.Equal((1L, 1L), (bilan.Ventes.Creees, bilan.Inchangees));
        Assert.Equal("12 Facture 100.00, 12 Facture 50.00", await SaidAsync());
    }

    private static string Sale(string journal, string number, string client, int amount, string day = "20250105") =>
        $"{journal}|Ventes|{journal}{number}|{day}|411000|Clients|{client}|{client} SARL|{number}|{day}|Facture|{amount}|0|||||\n{journal}|Ventes|{journal}{number}|{day}|706000|P|||{number}|{day}|Facture|0|{amount}|||||\n";

    private async Task<string> SaidAsync() => (await db.ScalarAsync<string>("select string_agg(numero || ' ' || type || ' ' || montant, ', ' order by numero, type, montant desc) from ventes"))!;
}
