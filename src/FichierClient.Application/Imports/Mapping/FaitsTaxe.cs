using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Whether the tax of one column is within the amounts of another or beside them, counted on all rows of the file.</summary>
public sealed class FaitsTaxe
{
    /// <summary>The column of amounts, from 0.</summary>
    public int Montant { get; set; }

    /// <summary>The column of tax, from 0.</summary>
    public int Taxe { get; set; }

    /// <summary>Rows with an amount and a tax.</summary>
    public long Lignes { get; set; }

    /// <summary>Rows whose tax is a legal part of the amount, which contains it.</summary>
    public long Dedans { get; set; }

    /// <summary>Rows whose tax is added to the amount at a legal rate.</summary>
    public long ACote { get; set; }

    /// <summary>The amounts contain their tax.</summary>
    internal bool EstDedans => Dedans > ACote;

    /// <summary>Most of the cells are the tax of the amounts: they are no rates.</summary>
    internal bool EstTaxe => (Dedans + ACote) * 2 > Lignes;

    /// <summary>The pairs of columns that may be an amount and its tax, by their headings.</summary>
    public static List<FaitsTaxe> For(IReadOnlyList<string> headers)
    {
        List<int> Of(string cle) => [.. Enumerable.Range(0, headers.Count).Where(i => Enum.GetValues<Precision>().Any(p => MappingProposal.Find(headers[i], SectionImport.Vente, p).Any(c => c.Cle == cle)))];
        return [.. Of("vente.montant_ht").SelectMany(m => Of("vente.montant_tva").Where(t => t != m).Select(t => new FaitsTaxe { Montant = m, Taxe = t }))];
    }

    /// <summary>Takes the next row.</summary>
    public void Add(string[] row)
    {
        if (Number(row, Montant) is not { } amount || Number(row, Taxe) is not { } tax || tax == 0) return;
        Lignes++;
        if (ColonneTva.IsTaxInside(tax, amount)) Dedans++;
        if (ColonneTva.IsTaxBeside(tax, amount)) ACote++;
    }

    private static decimal? Number(string[] row, int column) => column < row.Length && NombreFrancais.TryParse(row[column].Trim(), out var value, default) ? value : null;
}
