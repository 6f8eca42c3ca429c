using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>
/// Shops (Shopify, WooCommerce) and invoicing programs tell of an invoice on its first row alone: client, day, currency, total; the rows of its
/// further lines repeat the number and leave the rest empty. Such a row gets the cells of the first.
/// </summary>
internal sealed class InvoiceHead(LectureColonnes lecture)
{
    private static readonly string[] Clients = ["entreprise.nom", "entreprise.siren", "entreprise.siret", "entreprise.tva", "entreprise.reference"];
    private static readonly string[] DeLigne = ["vente.designation", "vente.sku", "vente.quantite", "vente.prix_unitaire", "vente.remise"];

    private static readonly string[] Prix = ["vente.quantite", "vente.prix_unitaire"], Montants = ["vente.montant_ht", "vente.montant_tva", "vente.montant_ttc"];

    private FileRecord? first;
    private string? numero;

    /// <summary>The row as it is meant. Rows come in the order of the file.</summary>
    public FileRecord Complete(FileRecord record)
    {
        // The file is read more than once: its first row follows no invoice.
        if (record.Line <= first?.Line) (first, numero) = (null, null);
        var own = lecture.Text(record.Cells, "vente.numero");
        if (first is not null && numero is not null && (own == numero || (own is null && IsFurther(record))) && Silent(record)) return Filled(record, first);
        (first, numero) = (record, own);
        return record;
    }

    /// <summary>Nothing names a client, and it has a line of the same number.</summary>
    private bool Silent(FileRecord record) => Array.TrueForAll(Clients, c => lecture.Text(record.Cells, c) is null)
        && Array.Exists(DeLigne, c => lecture.Text(record.Cells, c) is not null);

    /// <summary>Odoo leaves the number out too: no day, a product and its price, and no sum of those above.</summary>
    private bool IsFurther(FileRecord record) => lecture.Text(record.Cells, "vente.date") is null && lecture.Text(record.Cells, "vente.prix_unitaire") is not null
        && TexteNormalise.Of(lecture.Text(record.Cells, "vente.designation")) is { Length: > 0 } said && !LignesHorsListe.CommenceParTotal(said);

    private FileRecord Filled(FileRecord record, FileRecord head)
    {
        var cells = new string[Math.Max(record.Cells.Length, head.Cells.Length)];
        var numbers = new bool[cells.Length];
        // A line of text has no amount: the invoice's, repeated on it, would count again.
        var hasPrice = Array.Exists(Prix, c => lecture.Text(record.Cells, c) is not null);
        var ofLine = DeLigne.Concat(hasPrice ? [] : Montants).Select(lecture.ColumnOf).ToHashSet();
        for (var i = 0; i < cells.Length; i++)
        {
            var own = i < record.Cells.Length && !string.IsNullOrWhiteSpace(record.Cells[i]);
            var from = own || ofLine.Contains(i) || i >= head.Cells.Length ? record : head;
            (cells[i], numbers[i]) = (i < from.Cells.Length ? from.Cells[i] : "", from.IsNumber(i));
        }

        return record with { Cells = cells, Numbers = numbers };
    }
}
