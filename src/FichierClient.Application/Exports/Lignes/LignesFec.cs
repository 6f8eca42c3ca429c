using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>
/// Ventes as accounting entries, in the eighteen columns of the fichier des écritures comptables (arrêté du 29 juillet 2013,
/// article A47 A-1, VII, of the Livre des procédures fiscales). It is the journal of sales of a list, to be taken over by the
/// accounting program, not the FEC of a whole year.
/// </summary>
/// <remarks>
/// Three lines a facture, accounts of the plan comptable général: 411000 Clients is debited with the TTC, 707000 Ventes credited
/// with the HT, 445710 TVA collectée with the VAT (no line when there is none); an avoir the other way round. The program doesn't
/// know whether goods, services or products were sold: 707000 stands for all of class 70. Amounts in the organisation's currency;
/// with another one, <c>Montantdevise</c> and <c>Idevise</c> hold the document's. <c>EcritureNum</c> counts within the file, the
/// program has no date of validation and gives the document's.
/// </remarks>
internal static class LignesFec
{
    public static readonly IReadOnlyList<Colonne> Colonnes =
    [
        .. new (string Nom, TypeColonne Type)[]
        {
            ("JournalCode", TypeColonne.Texte), ("JournalLib", TypeColonne.Texte), ("EcritureNum", TypeColonne.Texte), ("EcritureDate", TypeColonne.Date), ("CompteNum", TypeColonne.Texte), ("CompteLib", TypeColonne.Texte),
            ("CompAuxNum", TypeColonne.Texte), ("CompAuxLib", TypeColonne.Texte), ("PieceRef", TypeColonne.Texte), ("PieceDate", TypeColonne.Date), ("EcritureLib", TypeColonne.Texte),
            ("Debit", TypeColonne.Montant), ("Credit", TypeColonne.Montant),
            ("EcritureLet", TypeColonne.Texte), ("DateLet", TypeColonne.Date), ("ValidDate", TypeColonne.Date), ("Montantdevise", TypeColonne.Nombre), ("Idevise", TypeColonne.Texte),
        }.Select(c => new Colonne(c.Nom, c.Nom, c.Type)),
    ];

    private const string JournalCode = "VE";

    /// <param name="ventes">In the order of the entries; only those that count.</param>
    /// <param name="devise">The organisation's currency.</param>
    public static Tableau Of(IAsyncEnumerable<VenteComplete> ventes, string devise) =>
        new(Colonnes, ventes.Select((vente, i) => (vente, i + 1)).SelectMany(x => Lines(x.vente, x.Item2, devise)));

    internal static IEnumerable<object?[]> Lines(VenteComplete complete, int numero, string devise)
    {
        var vente = complete.Vente;
        var ht = Math.Abs(vente.Montant);
        var tva = Argent.Round(vente.TotalTva * vente.Taux);
        var foreign = vente.Devise != devise;
        yield return Line("411000", Texts.Get("Export_fec_411"), ht + tva, vente.TotalTtc, debit: true);
        yield return Line("707000", Texts.Get("Export_fec_707"), ht, vente.TotalHt, debit: false);
        if (tva != 0) yield return Line("445710", Texts.Get("Export_fec_445"), tva, vente.TotalTva, debit: false);

        object?[] Line(string compte, string libelle, decimal montant, decimal document, bool debit)
        {
            var left = debit == (vente.Type == TypeVente.Facture);
            var (number, name) = debit ? Auxiliary(complete.Entreprise, vente) : default;
            return
            [
                JournalCode, Texts.Get("Export_fec_707"), numero.ToString(System.Globalization.CultureInfo.InvariantCulture), vente.Date, compte, libelle, number, name,
                vente.NumeroLisible ?? Texts.Get("Export_fec_sans_numero", numero), vente.Date, Label(complete), left ? montant : 0.00m, left ? 0.00m : montant, null, null, vente.Date,
                foreign ? left ? document : -document : null, foreign ? vente.Devise : null,
            ];
        }
    }

    private static string Label(VenteComplete complete) =>
        string.Join(' ', new[] { Tableaux.Mot(complete.Vente.Type), complete.Vente.NumeroLisible, complete.Entreprise?.RaisonSociale }.Where(p => p is not null));

    /// <summary>The client's own account: its reference, else its SIREN, else the beginning of its id.</summary>
    private static (string Numero, string? Nom) Auxiliary(Entreprise? entreprise, Vente vente) =>
        (entreprise?.Reference ?? entreprise?.Siren ?? vente.EntrepriseId.ToString("N")[^12..], entreprise?.RaisonSociale);
}
