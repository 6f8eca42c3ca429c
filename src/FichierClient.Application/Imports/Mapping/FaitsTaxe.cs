using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What a column that may be of tax shows on all rows: amounts or rates, and whether the tax is within the amounts of another column or beside them.</summary>
public sealed class FaitsTaxe
{
    /// <summary>What only a tax beside its amount makes of it: 20 % within are a sixth.</summary>
    private const decimal MostWithin = 0.1675m;

    /// <summary>No country has so many rates.</summary>
    private const int MostRates = 8;

    private readonly HashSet<decimal> differents = [];

    /// <summary>The column of amounts, from 0; -1: no heading names one.</summary>
    public int Montant { get; set; }

    /// <summary>The column of tax, from 0.</summary>
    public int Taxe { get; set; }

    /// <summary>Numbers of the column of tax other than nought.</summary>
    public long Nombres { get; set; }

    /// <summary>Of these, different ones, up to one more than there are rates.</summary>
    public int Differents { get; set; }

    /// <summary>Of these, legal rates in percent.</summary>
    public long Legaux { get; set; }

    /// <summary>Rows with an amount and a tax.</summary>
    public long Lignes { get; set; }

    /// <summary>Rows whose tax is a legal part of the amount, which contains it.</summary>
    public long Dedans { get; set; }

    /// <summary>Rows whose tax is added to the amount at a legal rate.</summary>
    public long ACote { get; set; }

    /// <summary>Rows whose tax is too much for an amount that contains it.</summary>
    public long AuDessus { get; set; }

    /// <summary>The amounts contain their tax: in most rows, not by the chance of one.</summary>
    internal bool EstDedans => Dedans * 2 > Lignes && Dedans > ACote;

    /// <summary>Invoices of several rates: no row tells, and none rules out that the amounts contain their tax.</summary>
    internal bool EstOuvert => Lignes > 0 && !EstDedans && ACote * 2 <= Lignes && AuDessus == 0;

    /// <summary>Most of the cells are the tax of the amounts: they are no rates.</summary>
    internal bool EstTaxe => (Dedans + ACote) * 2 > Lignes;

    /// <summary>Rates are few, and the same again and again; those of other countries and shares of one too.</summary>
    internal bool SontTropPourDesTaux => Differents > MostRates && Legaux * 10 < Nombres * 9;

    /// <summary>The columns that may be of tax, each with every column that may be its amount, by their headings.</summary>
    public static List<FaitsTaxe> For(IReadOnlyList<string> headers)
    {
        List<int> Of(string cle) => [.. Enumerable.Range(0, headers.Count).Where(i => Enum.GetValues<Precision>().Any(p => MappingProposal.Find(headers[i], SectionImport.Vente, p).Any(c => c.Cle == cle)))];
        var amounts = Of("vente.montant_ht");
        return [.. Of("vente.montant_tva").SelectMany(t => amounts.Where(m => m != t).DefaultIfEmpty(-1).Select(m => new FaitsTaxe { Montant = m, Taxe = t }))];
    }

    /// <summary>Takes the next row.</summary>
    public void Add(string[] row)
    {
        if (Number(row, Taxe) is not { } tax || tax == 0) return;
        Nombres++;
        if (differents.Count <= MostRates && differents.Add(tax)) Differents = differents.Count;
        if (ColonneTva.IsRate(Math.Abs(tax))) Legaux++;
        if (Number(row, Montant) is not { } amount) return;
        Lignes++;
        if (ColonneTva.IsTaxInside(tax, amount)) Dedans++;
        if (ColonneTva.IsTaxBeside(tax, amount)) ACote++;
        if (Math.Abs(tax) > Math.Abs(amount) * MostWithin + 0.01m) AuDessus++;
    }

    private static decimal? Number(string[] row, int column) => column >= 0 && column < row.Length && NombreFrancais.TryParse(row[column].Trim(), out var value, default) ? value : null;
}
