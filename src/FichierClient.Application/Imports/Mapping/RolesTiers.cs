using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Two columns of answers that say of each third party whether it buys and whether it sells: « Client » and « Fournisseur » of Dolibarr, « Customer Rank » and « Supplier Rank » of Odoo.</summary>
internal sealed class RolesTiers
{
    private static readonly string[] Clients = ["client", "customer", "sclient", "estclient", "estunclient", "iscustomer", "isacustomer", "customerrank", "rangclient"],
        Fournisseurs = ["fournisseur", "supplier", "vendor", "sfournisseur", "estfournisseur", "estunfournisseur", "issupplier", "isavendor", "isvendor", "supplierrank", "rangfournisseur"];

    private static readonly string[] Non = ["", "0", "non", "no", "n", "false", "faux"];

    private readonly int client, fournisseur;

    private RolesTiers(int client, int fournisseur) => (this.client, this.fournisseur) = (client, fournisseur);

    /// <summary>Null: the file has no such columns.</summary>
    public static RolesTiers? Of(FileAnalysis file)
    {
        int Column(string[] names) => Enumerable.Range(0, file.Headers.Count).FirstOrDefault(i => ChampsImport.KeysOf(file.Headers[i]).Any(k => Array.IndexOf(names, k) >= 0) && file.MotsDe(i) is { EstVide: false } words && words.All(w => ColumnContent.IsAnswer(w) || w.All(char.IsAsciiDigit)), -1);
        return (Column(Clients), Column(Fournisseurs)) is ( >= 0, >= 0) and var (client, fournisseur) ? new(client, fournisseur) : null;
    }

    public bool EstFournisseurSeul(string[] cells) => !Says(cells, client) && Says(cells, fournisseur);

    private static bool Says(string[] cells, int column) => column < cells.Length && Array.IndexOf(Non, cells[column].Trim().ToLowerInvariant()) < 0;
}
