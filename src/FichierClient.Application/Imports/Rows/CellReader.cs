using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Reading.Workbooks;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Rows;

/// <summary>The cells of one row by field; what can't be read becomes a reason of the row's refusal.</summary>
internal sealed partial class CellReader(LectureColonnes lecture, FileRecord record, LigneImportee ligne)
{
    /// <summary>Longest texts that the forms take too.</summary>
    public const int Nom = 250, Adresse = 200, Court = 100, Long = 10_000;

    private static readonly SearchValues<char> Mantissa = SearchValues.Create("0123456789.,");

    private static readonly string[] Pieds = ["total", "totaux", "sous total", "totals", "grand total", "nb", "note", "nota", "remarque", "report"];
    private static readonly string[] Oui = ["1", "oui", "o", "x", "vrai", "true", "yes", "y", "t", "checked", "coche", "cochee"];
    private static readonly string[] Non = ["0", "non", "n", "faux", "false", "no", "f", "unchecked", "non coche", "non cochee"];

    /// <summary>Days that may stand as a spreadsheet's number: 1 January 1950 to 31 December 2099.</summary>
    private const int PremierJour = 18_264, DernierJour = 73_050;

    public LectureColonnes Lecture => lecture;

    public FileRecord Record => record;

    public LigneImportee Ligne => ligne;

    /// <summary>The company that a program may write before a person's name: « Grocery Outlet, Bob ».</summary>
    public string? Societe { get; init; }

    public string? Text(string cle, int longest)
    {
        var text = Written(cle);
        if (text is null) return null;
        if (text.Length <= longest) return text;
        ligne.Refuse(Texts.Get("Import_texte_trop_long", Label(cle), text.Length, longest));
        return null;
    }

    /// <summary>The cell of a field; of an identifier with words around, the identifier.</summary>
    private string? Written(string cle) => lecture.Text(record.Cells, cle) is { } text ? IdentifiantCellule.Of(text, cle) : null;

    /// <summary>A cell that a spreadsheet couldn't compute names nobody.</summary>
    public void RefuseErreur(string cle)
    {
        if (lecture.ColumnOf(cle) is >= 0 and var i && i < record.Cells.Length && MotsVides.IsErreur(record.Cells[i].Trim())) ligne.Refuse(Texts.Get("Import_erreur_cellule", Label(cle), Short(record.Cells[i].Trim())));
    }

    /// <summary>The currency that the amounts of the row or their headings name, where no column does.</summary>
    public string? DeviseEcrite() => NombreCellule.DeviseDe(cle => lecture.Text(record.Cells, cle)) ?? lecture.DeviseDesMontants;

    /// <summary>The share of the tax or of a discount in percent: « 0,2 » is 20 where the whole column is below one, and for a tax, of which no country takes so little.</summary>
    public decimal? Share(string cle)
    {
        if (Number(cle) is not { } value) return null;
        if (value is <= 0 or >= 1 || (cle == "vente.taux_tva" ? value > ColonneTva.HighestShare || ColonneTva.IsRate(value) || lecture.Text(record.Cells, cle)!.Contains('%', StringComparison.Ordinal) : !lecture.EstPart(cle))) return value;
        ligne.Remarques.Add(Texts.Get("Import_part", Label(cle)));
        return value * 100;
    }

    /// <summary>The discount in percent of the price; one with a currency sign, or in a column of amounts, is an amount.</summary>
    public decimal Remise(decimal? price)
    {
        var text = lecture.Text(record.Cells, "vente.remise");
        var amount = text is not null && !text.Contains('%', StringComparison.Ordinal) && (DevisesEcrites.Of(text) is not null || lecture.RemiseEnMontant);
        if (!amount) return Share("vente.remise") ?? 0;
        if (Number("vente.remise") is not { } off || price is null or 0) return 0;
        ligne.Remarques.Add(Texts.Get("Import_remise_montant"));
        return off / Math.Abs(price.Value) * 100;
    }

    /// <summary>A number that belongs in no free text refuses the row; the reason doesn't repeat it.</summary>
    public string? FreeText(string cle)
    {
        var text = Text(cle, Long);
        if (TexteSurveille.Problem(text) is not { } problem) return text;
        ligne.Refuse(Texts.Get("Import_numero_interdit", Label(cle), problem));
        return null;
    }

    /// <summary>SIREN, SIRET, TVA: the normal form, or the reason of the rule.</summary>
    public string? Checked(string cle, Func<string?, string?> problem, Func<string?, string?> normalize)
    {
        var text = Written(cle);
        if (problem(text) is not { } reason) return normalize(text);
        ligne.Refuse(DamagedByExcel(text!) ? $"{reason} {Texts.Get("Import_abime_aide")}" : reason);
        return null;
    }

    /// <summary>An own number: text, but never one that a spreadsheet rounded.</summary>
    public string? Reference(string cle)
    {
        var text = Text(cle, Court);
        if (text is null || !DamagedByExcel(text)) return text;
        ligne.Refuse($"{Texts.Get("Import_reference_abimee", Label(cle), text)} {Texts.Get("Import_abime_aide")}");
        return null;
    }

    /// <summary>The cell itself says that the tax is in its amount.</summary>
    public bool SaysTtc(string cle) => lecture.Text(record.Cells, cle)?.TrimEnd('.', ' ').EndsWith("TTC", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The postage of a shop's order, a line of what was sold, before tax; null: it has none.</summary>
    /// <param name="taux">The rate of the goods.</param>
    public LigneSaisie? Port(decimal taux)
    {
        if (lecture.Boutique is not { } shop || PlainNumber(shop.Port) is not (> 0 and var port)) return null;
        return new LigneSaisie(SourceVente.DesignationPort, 1, SansTaxe(port)) { TauxTva = TaxeIncluse() ?? taux };
    }

    /// <summary>What a shop took off the whole order, before tax.</summary>
    public decimal RemiseDeCommande() => lecture.Boutique is { Remise: >= 0 and var i } && PlainNumber(i) is > 0 and var off ? SansTaxe(off) : 0;

    /// <summary>The same as a line of the order, where its subtotal doesn't have it off; null: it has, or nothing was.</summary>
    /// <param name="taux">The rate of the goods.</param>
    public LigneSaisie? RemiseApart(decimal taux) =>
        lecture.Boutique is { EstRemise: false } && RemiseDeCommande() is > 0 and var off ? new LigneSaisie(SourceVente.DesignationRemise, 1, -off) { TauxTva = TaxeIncluse() ?? taux } : null;

    private decimal SansTaxe(decimal price) => TaxeIncluse() is { } within ? Argent.Round(price / (1 + within / 100)) : price;

    /// <summary>The legal rate at which a shop adds its taxes to goods and postage, in percent; null: the file is no shop's, or the order shows none.</summary>
    public decimal? TaxeAjoutee() => lecture.Boutique is { } shop && TaxeIncluse() is null && PlainNumber(shop.SousTotal) is { } goods && PlainNumber(shop.Taxes) is > 0 and var tax
        && VenteReader.RateOf(goods + (PlainNumber(shop.Port) ?? 0) - (shop.EstRemise ? 0 : RemiseDeCommande()), tax) is var rate && ColonneTva.IsRate(rate) ? rate : null;

    /// <summary>Of what was paid, a part went back (true) or all of it (false), by the column where Stripe says so; null: nothing.</summary>
    public bool? Refunded() => lecture.Rendu is { } shop && PlainNumber(shop.Rendu) is > 0 and var back ? PlainNumber(shop.Montant) > back : null;

    /// <summary>The rate at which the program changed the row's amount into this currency; null: it didn't.</summary>
    public decimal? TauxConverti(string devise) => lecture.Converti is { } shop && shop.Devise < record.Cells.Length && record.Cells[shop.Devise].Trim().Equals(devise, StringComparison.OrdinalIgnoreCase)
        && Number("vente.montant_ttc") is not (null or 0) and var paid && NombreFrancais.TryParse(record.Cells[shop.Montant].Trim(), out var changed, lecture.DecimalOf("vente.montant_ttc")) && changed != 0 ? changed / paid : null;

    /// <summary>What the file says that the whole invoice of this line makes before tax.</summary>
    public decimal? TotalDePiece() =>
        lecture.TotalDePiece is { } i && i < record.Cells.Length && NombreFrancais.TryParse(record.Cells[i].Trim(), out var total, lecture.DecimalOf("vente.montant_ht")) ? total : null;

    /// <summary>The total of the whole document is below zero, whatever its lines are.</summary>
    public bool PieceEstNegative() => lecture.MontantDeLigne && (TotalDePiece() < 0 || Number("vente.montant_ttc") < 0);

    private decimal? PlainNumber(int column) => column < record.Cells.Length && NombreFrancais.TryParse(record.Cells[column].Trim(), out var value, SeparateurDecimal.Point) ? value : null;

    [GeneratedRegex(@"[^\s<>;,|/()""\[\]]+@[^\s<>;,|/()""\[\]:]+")]
    private static partial Regex Address();

    /// <summary>« jean@alpha,fr »: a slip of the finger, for no address holds a comma.</summary>
    [GeneratedRegex(@"^[^\s,;<>]+@[^\s,;<>@.]+(?:\.[^\s,;<>@.]+)*,[a-zA-Z]{2,4}$")]
    private static partial Regex CommaForPoint();

    public decimal? Number(string cle)
    {
        var text = lecture.Text(record.Cells, cle);
        if (text is null || lecture.IsRepeated(record, cle)) return null;
        if (NombreCellule.TryRead(text, cle, lecture, lecture.IsNumber(record, cle), out var value)) return value;
        ligne.Refuse(DamagedByExcel(text)
            ? Texts.Get("Import_nombre_abime", Label(cle), text)
            : Texts.Get("Import_pas_un_nombre", Label(cle), Short(text)));
        return null;
    }

    /// <summary>The rate of the tax that a shop's prices contain, in percent; null where they are without tax or the file is no shop's.</summary>
    public decimal? TaxeIncluse()
    {
        if (lecture.Boutique is not { } shop) return null;
        // The postage is in the total, and the tax is too: then the prices have it inside.
        return PlainNumber(shop.SousTotal) is { } goods && PlainNumber(shop.Total) is { } total && PlainNumber(shop.Taxes) is { } tax and > 0 && Math.Abs(goods + (PlainNumber(shop.Port) ?? 0) - total) <= 0.01m
            ? VenteReader.RateOf(total - tax, tax) : null;
    }

    public DateOnly? Date(string cle)
    {
        var text = lecture.Text(record.Cells, cle);
        if (text is null) return null;
        if (IsNoDate(text)) return null;
        if (lecture.DatesInversees(cle) && lecture.IsNumber(record, cle))
        {
            ligne.Refuse(Texts.Get("Import_date_inversee", Label(cle), Short(text)));
            return null;
        }

        if (lecture.DateCourte(cle) is { } courte && DatesCourtes.TryParse(text, courte, out var six)) return six;
        if (DateFrancaise.TryParse(text, out var day, lecture.OrderOf(cle)) && day.Year is >= 1900 and <= 2200) return day;
        if (Serial(text) is { } serial)
        {
            ligne.Remarques.Add(Texts.Get("Import_jour_excel", Label(cle)));
            return serial;
        }

        ligne.EstAutrePiece |= IsFoot(text);
        ligne.Refuse(IsFoot(text) ? Texts.Get("Import_ligne_pied", Short(text)) : Texts.Get("Import_pas_une_date", Label(cle), Short(text)));
        return null;
    }

    /// <summary>A sum or a note of the list itself, where a day stands in other rows.</summary>
    private static bool IsFoot(string text) => TexteNormalise.Of(text) is var said && Array.Exists(Pieds, w => said == w || said.StartsWith(w + " ", StringComparison.Ordinal));

    /// <summary>How Outlook and databases write that there is none: « 0/0/00 », « 0000-00-00 ».</summary>
    internal static bool IsNoDate(string text) => text.Length >= 5 && text.All(c => c is '0' or '/' or '-' or '.' or ':' or ' ') && text.AsSpan().ContainsAny('/', '-', '.');

    /// <summary>The day of a cell that lost its date format, such as 45382.</summary>
    private DateOnly? Serial(string text) =>
        // Six digits with a zero before them are a day without its separators.
        !(text.Length >= 6 && text[0] == '0') && text.AsSpan().IndexOfAnyExceptInRange('0', '9') is -1 or 5 && double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is >= PremierJour and <= DernierJour ? ExcelValue.Day(value, lecture.Depuis1904) : null;

    public bool? Flag(string cle)
    {
        var text = lecture.Text(record.Cells, cle);
        if (text is null) return null;
        var word = TexteNormalise.Of(text);
        if (Array.IndexOf(Oui, word) >= 0) return true;
        if (Array.IndexOf(Non, word) >= 0) return false;
        ligne.Remarques.Add(Texts.Get("Import_ni_oui_ni_non", Label(cle), Short(text)));
        return null;
    }

    /// <summary>The addresses of a cell, which may hold several; half a one stays outside and is told, as it costs neither the person nor the vente.</summary>
    public IEnumerable<string> Emails(string cle)
    {
        var cell = lecture.Text(record.Cells, cle) ?? "";
        if (cell.StartsWith("/o=", StringComparison.OrdinalIgnoreCase))
        {
            // Outlook's own name for a colleague's mailbox, which no one outside can write to.
            ligne.Remarques.Add(Texts.Get("Import_adresse_exchange", Label(cle)));
            yield break;
        }

        // « Jean Martin <jean@x.fr> et anne@x.fr »: the words around are no addresses. Without any, or with half a one, the cell is wrong.
        var found = Address().Matches(cell).Select(m => m.Value).ToList();
        if (cell.Length > 0 && found.Sum(f => f.Count(c => c == '@')) != Math.Max(1, cell.Count(c => c == '@'))) ligne.Remarques.Add(Texts.Get("Import_email_illisible", Label(cle)));
        foreach (var part in found)
        {
            var address = part.Replace("mailto:", "", StringComparison.OrdinalIgnoreCase).TrimEnd('.');
            if (found.Count == 1 && CommaForPoint().IsMatch(cell))
            {
                ligne.Remarques.Add(Texts.Get("Import_email_virgule", Label(cle)));
                address = cell.Replace("mailto:", "", StringComparison.OrdinalIgnoreCase).Replace(',', '.');
            }

            if (MailAddress.TryCreate(address, out var mail) && mail.Host.Contains('.', StringComparison.Ordinal) && address.Length <= Nom) yield return address.ToLowerInvariant();
            else ligne.Remarques.Add(Texts.Get("Import_email_illisible", Label(cle)));
        }
    }

    /// <summary>What the label in another column says of a number.</summary>
    public string? Etiquette(string cle) => lecture.EtiquetteDe(record.Cells, cle);

    /// <summary>The numbers of a cell, which may hold several: « 01 23 45 67 89 ; 06 12 34 56 78 ».</summary>
    public IEnumerable<NumeroTelephone> Phones(string cle, string? pays, string? libelle)
    {
        foreach (var text in (Text(cle, Long) ?? "").Split([";", "|", "\n", " / ", ":::"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (text.Length > Court) ligne.Refuse(Texts.Get("Import_texte_trop_long", Label(cle), text.Length, Court));
            else if (DamagedByExcel(text)) ligne.Refuse($"{Texts.Get("Import_telephone_abime", text)} {Texts.Get("Import_abime_aide")}");
            else
            {
                var numero = Telephones.Read(text, pays, libelle);
                if ((numero.E164 is null || text.Any(char.IsLetter)) && TelephonesCellule.Split(text, pays, libelle) is { Count: > 0 } several)
                {
                    foreach (var one in several) yield return one;
                    continue;
                }

                if (numero.E164 is null) ligne.Remarques.Add(Texts.Get("Import_telephone_illisible", Label(cle)));
                yield return numero;
            }
        }
    }

    /// <summary>The field as people call it.</summary>
    public static string Label(string cle) => ChampsImport.Find(cle)!.Nom;

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static bool DamagedByExcel(string text)
    {
        var e = text.LastIndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return e > 0 && char.IsAsciiDigit(text[0]) && int.TryParse(text.AsSpan(e + 2), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && !text.AsSpan(0, e).ContainsAnyExcept(Mantissa);
    }
}
