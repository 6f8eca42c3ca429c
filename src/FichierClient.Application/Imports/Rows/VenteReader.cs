using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Reads what a row says about a sale; null when it says nothing.</summary>
internal static class VenteReader
{
    private const decimal Highest = 999_999_999_999m;

    private static readonly decimal[] Rates = [20, 10, 5.5m, 2.1m, 8.5m, 0];
    private static readonly string[] Avoirs = ["avoir", "credit", "refund", "remboursement", "av", "avc"];
    private static readonly string[] Annulees = ["annul", "cancel", "void", "refunded", "rembours"];
    private static readonly string[] Futures = ["devis", "quote", "proposal", "proposition", "lost", "perdu", "qualification", "negotiation", "pending", "on hold", "prospect", "needs analysis", "perception analysis", "id decision",
        "failed", "echou", "echec", "declined", "rejet", "incomplete", "requires", "expired", "abandon"];

    /// <summary>Columns that say where a deal stands, and the words for one that was won: any other stage is no sale yet.</summary>
    private static readonly string[] Etapes = ["stage", "etape", "phase", "affairestatut", "dealstatus"],
        Gagnees = ["won", "closedwon", "gagne", "gagnee", "signe", "signee", "conclu", "conclue", "facture", "facturee", "paye", "payee", "livre", "livree", "termine", "terminee", "realise", "realisee"],
        Pas = ["non", "pas", "a", "not", "to", "avant"];

    /// <summary>Rows of a journal or of a bank that tell of money or of a purchase: what was sold stands in another row.</summary>
    private static readonly string[] AutresPieces =
    [
        "payment", "paiement", "reglement", "encaissement", "deposit", "remise en banque", "estimate", "devis", "quote", "bill", "purchase", "facture fournisseur",
        "expense", "depense", "payout", "journal", "journal entry", "bon de commande", "bon de livraison", "stripe fee", "proforma", "pro forma", "vendor bill", "vendor credit note", "in invoice", "in refund",
    ];

    /// <summary>The same where the column names documents; elsewhere it says how a sale was paid, or what was sold.</summary>
    private static readonly string[] AutresPiecesNommees = ["versement", "achat", "transfer", "virement", "cheque", "check"];

    /// <param name="cells">The row.</param>
    /// <param name="devise">The organisation's currency, where the row names none.</param>
    public static SourceVente? Read(CellReader cells, string devise)
    {
        var before = cells.Ligne.Refus;
        var date = cells.Date("vente.date");
        var amount = Amount(cells, devise);
        if (date is null && amount is null && cells.Ligne.Refus == before)
        {
            // A flat file also has rows of companies that bought nothing.
            if (cells.Lecture.Correspondance.Colonnes.Count > 0 && cells.Text("vente.numero", CellReader.Court) is null) return null;
        }

        if (date is null && cells.Ligne.Refus == before) cells.Ligne.Refuse(Texts.Get("Import_date_manque"));
        if (amount is null && cells.Ligne.Refus == before) cells.Ligne.Refuse(Texts.Get("Import_montant_manque"));
        var type = $" {TexteNormalise.Of(cells.Text("vente.type", CellReader.Nom))} ";
        if (Array.Exists([.. AutresPieces, .. cells.Lecture.NommeDocuments ? AutresPiecesNommees : []], w => type.Contains($" {w} ", StringComparison.Ordinal)))
        {
            cells.Ligne.EstAutrePiece = true;
            cells.Ligne.Refuse(Texts.Get("Import_autre_piece", type.Trim()));
        }

        if (date is { } day && day > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1)) cells.Ligne.Remarques.Add(Texts.Get("Import_date_future"));
        if (cells.HasPort()) cells.Ligne.Remarques.Add(Texts.Get("Import_port"));
        var (annulee, brouillon) = Statut(cells);
        if (date is null || amount is not { } a || cells.Ligne.Refus is not null) return null;
        return new SourceVente
        {
            Type = a.Negative || Says(cells, "vente.type", Avoirs) ? TypeVente.Avoir : TypeVente.Facture,
            Date = date.Value,
            Serie = cells.Text("vente.serie", CellReader.Court) ?? "",
            Numero = cells.Reference("vente.numero"),
            Ligne = a.Ligne,
            EstNegative = a.Negative,
            AuPrix = a.AuPrix,
            PrixNegatif = cells.Number("vente.prix_unitaire") * (cells.Number("vente.quantite") ?? 1) < 0,
            Sku = cells.Text("vente.sku", CellReader.Court),
            TauxTvaConnu = cells.Lecture.Has("vente.taux_tva") || cells.Lecture.Has("vente.montant_tva") || cells.Lecture.Has("vente.montant_ttc"),
            DesignationConnue = cells.Text("vente.designation", CellReader.Long) is not null,
            Devise = Devise(cells),
            Taux = cells.Number("vente.taux_change"),
            Commercial = cells.Text("vente.commercial", CellReader.Nom),
            EstAnnulee = annulee,
            EstBrouillon = brouillon,
            FactureLiee = cells.Reference("vente.facture_liee"),
        };
    }

    /// <summary>One line whose total is the row's HT; null when the row has no amount or a wrong one.</summary>
    private static (LigneSaisie Ligne, bool Negative, LigneSaisie? AuPrix)? Amount(CellReader cells, string devise)
    {
        var before = cells.Ligne.Refus;
        var (ht, ttc, tva) = (cells.Number("vente.montant_ht"), cells.Number("vente.montant_ttc"), cells.Number("vente.montant_tva"));
        var (quantity, price) = (cells.Number("vente.quantite"), cells.Number("vente.prix_unitaire"));
        // Who maps the total itself has said what it is.
        var included = cells.TaxeIncluse();
        if (included is { } inside && (ht ?? price) is not null)
        {
            (ht, price) = (ht is { } paid ? Argent.Round(paid / (1 + inside / 100)) : null, price is { } each ? Math.Round(each / (1 + inside / 100), 4) : null);
            (tva, ttc) = (null, null);
        }

        var (discount, rate) = (cells.Remise(price * (quantity ?? 1)), included ?? cells.Share("vente.taux_tva"));
        if (rate is < 0 or > 100) Refuse(cells, Messages.Get("Taux_tva_invalide"));
        if (discount is < 0 or > 100) Refuse(cells, Texts.Get("Remise_invalide"));
        var total = ht ?? (price is { } p ? Argent.Round(p * (quantity ?? 1) * (1 - discount / 100)) : null);
        rate ??= total is { } known && (tva ?? ttc - known) is { } tax ? RateOf(known, tax) : null;
        if (total is null && ttc is { } gross) total = Net(cells, gross, tva, rate ??= tva is null ? cells.Lecture.Correspondance.TauxTva : null);
        if (total is null || cells.Ligne.Refus != before) return null;
        if (Math.Abs(total.Value) > Highest) return Refuse(cells, Texts.Get("Import_montant_trop_grand"));
        var net = Argent.Round(Math.Abs(total.Value));
        rate ??= tva is { } t ? RateOf(net, Math.Abs(t)) : cells.Lecture.Correspondance.TauxTva ?? 0;
        if (ttc is { } printed && Math.Abs(Math.Abs(printed) - net - Argent.Round(net * rate.Value / 100)) > 0.01m)
            return Refuse(cells, Texts.Get("Import_ttc_different", Montants.Say(printed, Devise(cells) ?? devise), Montants.Say(net, Devise(cells) ?? devise)));
        return (Line(cells, net, quantity, price, discount, rate.Value), total < 0,
            price is { } unit ? Line(cells, Argent.Round(Math.Abs(unit * (quantity ?? 1)) * (1 - discount / 100)), quantity ?? 1, unit, discount, rate.Value) : null);
    }

    private static LigneSaisie Line(CellReader cells, decimal net, decimal? quantity, decimal? price, decimal discount, decimal rate)
    {
        var designation = cells.FreeText("vente.designation") ?? cells.Text("vente.sku", CellReader.Court) ?? "Vente";
        // Quantity and price are kept when they make the total to the cent; otherwise the total alone is certain.
        if (quantity is { } q && price is { } p && Argent.Round(Math.Abs(q) * Math.Abs(p) * (1 - discount / 100)) == net && Math.Round(p, 4) == p && Math.Round(q, 4) == q && Math.Round(discount, 4) == discount)
            return new LigneSaisie(designation, Math.Abs(q), Math.Abs(p)) { Remise = discount, TauxTva = rate };
        return new LigneSaisie(designation, 1, net) { TauxTva = rate };
    }

    private static decimal? Net(CellReader cells, decimal ttc, decimal? tva, decimal? rate)
    {
        if (tva is { } tax) return ttc - tax;
        if (rate is { } percent) return Argent.Round(ttc / (1 + percent / 100));
        cells.Ligne.Refuse(Texts.Get("Import_ht_manque"));
        return null;
    }

    /// <summary>The legal rate that gives this tax to the cent, else the one computed.</summary>
    internal static decimal RateOf(decimal net, decimal tax)
    {
        (net, tax) = (Math.Abs(net), Math.Abs(tax));
        if (net == 0) return 0;
        foreach (var rate in Rates) if (Math.Abs(Argent.Round(net * rate / 100) - tax) <= 0.01m) return rate;
        return Math.Clamp(Math.Round(tax / net * 100, 4), 0, 100);
    }

    private static (bool Annulee, bool Brouillon) Statut(CellReader cells)
    {
        var isDeal = cells.Lecture.EnTete("vente.statut") is { } header && ChampsImport.KeyOf(header) is var key && Array.Exists(Etapes, w => key.Contains(w, StringComparison.Ordinal));
        if (Says(cells, "vente.statut", Futures) || (isDeal && !IsWon(cells))) cells.Ligne.Refuse(Texts.Get("Import_vente_non_realisee"));
        if (Says(cells, "vente.statut", ["partial", "partiel"]) && Says(cells, "vente.statut", ["refunded", "rembours"])) cells.Ligne.Refuse(Texts.Get("Import_remboursee_en_partie"));
        return (Says(cells, "vente.statut", Annulees), Says(cells, "vente.statut", ["brouillon", "draft"]) || IsDolibarrDraft(cells));
    }

    /// <summary>« Closed won », « Contrat signé »; « À facturer » and « Non conclu » are to come.</summary>
    private static bool IsWon(CellReader cells)
    {
        var words = TexteNormalise.Of(cells.Text("vente.statut", CellReader.Nom)).Split(' ');
        var at = Array.FindIndex(words, w => Array.IndexOf(Gagnees, w) >= 0);
        return at >= 0 && (at == 0 || Array.IndexOf(Pas, words[at - 1]) < 0);
    }

    /// <summary>Dolibarr numbers the states of an invoice: 0 draft, 1 validated, 2 paid, 3 abandoned.</summary>
    private static bool IsDolibarrDraft(CellReader cells) =>
        cells.Text("vente.statut", CellReader.Court) == "0" && cells.Lecture.EnTete("vente.statut") is { } header && ChampsImport.KeyOf(header) is "etat" or "fkstatut" or "ffkstatut";

    private static bool Says(CellReader cells, string cle, string[] words)
    {
        var text = TexteNormalise.Of(cells.Text(cle, CellReader.Nom));
        return text.Length > 0 && words.Any(w => text.StartsWith(w, StringComparison.Ordinal) || text.Contains(' ' + w, StringComparison.Ordinal));
    }

    private static string? Devise(CellReader cells)
    {
        var text = cells.Text("vente.devise", CellReader.Court);
        if (text is null) return cells.DeviseEcrite();
        var code = text switch { "€" => "EUR", "$" => "USD", "£" => "GBP", _ => text.ToUpperInvariant() };
        if (code.StartsWith("EURO", StringComparison.Ordinal)) code = "EUR";
        if (code.Length == 3 && code.All(char.IsAsciiLetterUpper)) return code;
        cells.Ligne.Refuse(Texts.Get("Import_devise", text));
        return null;
    }

    private static (LigneSaisie, bool, LigneSaisie?)? Refuse(CellReader cells, string reason)
    {
        cells.Ligne.Refuse(reason);
        return null;
    }
}
