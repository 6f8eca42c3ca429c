using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Reads what a row says about a sale; null when it says nothing.</summary>
internal static class VenteReader
{
    private const decimal Highest = 999_999_999_999m, HighestRate = 30;

    private static readonly decimal[] Rates = [20, 10, 5.5m, 2.1m, 8.5m, 0];

    /// <param name="cells">The row.</param>
    /// <param name="devise">The organisation's currency, where the row names none.</param>
    public static SourceVente? Read(CellReader cells, string devise)
    {
        var before = cells.Ligne.Refus;
        if (cells.Lecture.Pieces.EstSousElement(cells.Record.Cells))
        {
            cells.Ligne.EstAutrePiece = true;
            cells.Ligne.Refuse(Texts.Get("Import_sous_element"));
        }

        var date = cells.Date("vente.date");
        var amount = Amount(cells, devise);
        if (date is null && amount is null && cells.Ligne.Refus == before)
        {
            // A flat file also has rows of companies that bought nothing.
            if (cells.Lecture.Correspondance.Colonnes.Count > 0 && cells.Text("vente.numero", CellReader.Court) is null) return null;
        }

        if (date is null && cells.Ligne.Refus == before) cells.Ligne.Refuse(Texts.Get("Import_date_manque"));
        if (amount is null && cells.Ligne.Refus == before) cells.Ligne.Refuse(Texts.Get("Import_montant_manque"));
        var piece = PieceLue.Of(cells, amount?.Negative == true);
        if (piece.Refus is { } other)
        {
            cells.Ligne.EstAutrePiece |= piece.EstAutre;
            cells.Ligne.Refuse(other);
        }

        if (date is { } day && day > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1)) cells.Ligne.Remarques.Add(Texts.Get("Import_date_future"));
        if (cells.Lecture.EstAuCredit(cells.Record)) cells.Ligne.Refuse(Texts.Get("Import_au_credit"));
        if (cells.Lecture.EstAuDebit(cells.Record)) cells.Ligne.Refuse(Texts.Get("Import_au_debit"));
        if (cells.Lecture.EstUnDevis(cells.Record)) cells.Ligne.Refuse(Texts.Get("Import_vente_non_realisee"));
        if (LignesHorsListe.EstTotal(TexteNormalise.Of(cells.Text("vente.designation", CellReader.Long))))
        {
            // Its sum is that of the other rows: their invoice lacks no line.
            cells.Ligne.EstAutrePiece = true;
            cells.Ligne.Refuse(Texts.Get("Import_ligne_total"));
        }

        var avoir = cells.Reference("vente.numero_avoir");
        // A facture that names the avoir which credits it, or a type that is wrong: nobody but its author knows.
        if (avoir is not null && amount?.Negative != true && MotsVente.EstFacture(TexteNormalise.Of(cells.Text("vente.type", CellReader.Nom)))) cells.Ligne.Refuse(Texts.Get("Import_avoir_dit_facture", avoir));
        cells.Ligne.EstAvoirDit = avoir is not null || piece.EstAvoir;
        var estAvoir = amount?.Negative == true || cells.Ligne.EstAvoirDit || cells.PieceEstNegative();
        var (annulee, brouillon) = EtatVente.Read(cells, estAvoir);
        if (date is null || amount is not { } a || cells.Ligne.Refus is not null) return null;
        return new SourceVente
        {
            Type = estAvoir ? TypeVente.Avoir : TypeVente.Facture,
            Date = date.Value,
            Serie = cells.Text("vente.serie", CellReader.Court) is null ? "" : SerieOf(cells.Lecture, cells.Record.Cells),
            Numero = avoir ?? cells.Reference("vente.numero"),
            Ligne = a.Ligne,
            DeCommande = [.. new[] { cells.RemiseApart(a.Ligne.TauxTva), cells.Port(a.Ligne.TauxTva) }.OfType<LigneSaisie>()],
            RemiseDeCommande = cells.RemiseDeCommande(),
            EstNegative = a.Negative,
            AuPrix = a.AuPrix,
            PrixNegatif = cells.Number("vente.prix_unitaire") * (cells.Number("vente.quantite") ?? 1) < 0,
            Sku = cells.Text("vente.sku", CellReader.Court),
            TauxTvaConnu = cells.Lecture.Has("vente.taux_tva") || cells.Lecture.Has("vente.montant_tva") || cells.Lecture.Has("vente.montant_ttc"),
            DesignationConnue = cells.Text("vente.designation", CellReader.Long) is not null,
            Devise = Devise(cells),
            Taux = cells.Number("vente.taux_change") ?? cells.TauxConverti(devise),
            Commercial = cells.Text("vente.commercial", CellReader.Nom),
            EstAnnulee = annulee,
            EstBrouillon = brouillon,
            TypeDit = cells.Lecture.DitLeType,
            // An avoir with a column of its own stands beside the invoice that it credits.
            TotalDePiece = cells.TotalDePiece(),
            FactureLiee = cells.Reference("vente.facture_liee") ?? (avoir is null ? null : cells.Reference("vente.numero")),
        };
    }

    /// <summary>The series of ventes without numbers is the program's own: a file's « IMPORT » is written otherwise, unless it comes from here.</summary>
    internal static string SerieOf(LectureColonnes lecture, string[] cells) =>
        lecture.Text(cells, "vente.serie") is not { } serie ? "" : serie == Vente.SerieSansNumero && !lecture.EstSansPerte ? "Import" : serie;

    /// <summary>One line whose total is the row's HT; null when the row has no amount or a wrong one.</summary>
    private static (LigneSaisie Ligne, bool Negative, LigneSaisie? AuPrix)? Amount(CellReader cells, string devise)
    {
        var before = cells.Ligne.Refus;
        var (ht, ttc, tva) = (cells.Number("vente.montant_ht"), cells.Number("vente.montant_ttc"), cells.Number("vente.montant_tva"));
        // « 1 200 € TTC » in a column that is called « Montant ».
        var deLaPiece = cells.Lecture.MontantDeLigne && ht is not null ? ttc : null;
        if (deLaPiece is not null) ttc = null;
        if (cells.SaysTtc("vente.prix_unitaire")) return Refuse(cells, Texts.Get("Import_ht_manque"));
        if (cells.SaysTtc("vente.montant_ht")) (ht, ttc) = (null, ttc ?? ht);
        var (quantity, price) = (cells.Number("vente.quantite"), cells.Number("vente.prix_unitaire"));
        if (ht is null && price is not null && quantity is not null && cells.Lecture.Unites.Differe(cells.Text("vente.quantite", CellReader.Nom))) return Refuse(cells, Texts.Get("Import_unites_melees"));
        if (cells.Lecture.PrixTaxeDedans) (ttc, price) = (ttc ?? price * (quantity ?? 1), null);
        if (cells.Lecture.TaxeDedans && ht is { } paidIn && tva is { } within && ColonneTva.IsTaxInside(within, paidIn) && !ColonneTva.IsTaxBeside(within, paidIn)) return Refuse(cells, Texts.Get("Import_total_contient_tva"));
        // Who maps the total itself has said what it is.
        var included = cells.TaxeIncluse();
        if (included is { } inside && (ht ?? price) is not null)
        {
            (ht, price) = (ht is { } paid ? Argent.Round(paid / (1 + inside / 100)) : null, price is { } each ? Math.Round(each / (1 + inside / 100), 4) : null);
            (tva, ttc) = (null, null);
        }

        var (discount, rate) = (cells.Remise(price * (quantity ?? 1)), included ?? cells.Share("vente.taux_tva") ?? cells.TaxeAjoutee());
        if (rate is < 0 or > 100) Refuse(cells, Messages.Get("Taux_tva_invalide"));
        if (discount is < 0 or > 100) Refuse(cells, Texts.Get("Remise_invalide"));
        var total = ht ?? (price is { } p ? Argent.Round(p * (quantity ?? 1) * (1 - discount / 100)) : null);
        // The whole invoice tells the rate that its lines don't.
        if (deLaPiece - cells.TotalDePiece() is { } onAll && tva is null && RateOf(cells.TotalDePiece()!.Value, onAll) is var whole && ColonneTva.IsRate(whole)) rate ??= whole;
        rate ??= total is { } known && (tva ?? ttc - known) is { } tax ? RateOf(known, tax) : null;
        // No country taxes so much: the total is of other rows too.
        if (rate is > HighestRate && cells.Number("vente.taux_tva") is null) return Refuse(cells, Texts.Get("Import_ttc_different", Montants.Say(ttc ?? (total + tva) ?? 0, Devise(cells) ?? devise), Montants.Say(total ?? 0, Devise(cells) ?? devise)));
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
