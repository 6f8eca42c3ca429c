using System.Buffers;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A mapping made ready to read rows: the column of each field, and how its cells are read.</summary>
public sealed partial class LectureColonnes
{
    /// <summary>Marks of direction, soft hyphens and spaces of no width: a name that holds one is read as another, and found by nobody.</summary>
    private static readonly SearchValues<char> Invisibles = SearchValues.Create("\u00AD\u061C\u200B\u200E\u200F\u2060\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u001A");

    /// <summary>A column that says of each row whether it sold or bought something.</summary>
    private static readonly string[] Sens = ["domaine", "sens", "sens operation", "nature operation", "vente/achat", "achat/vente"];

    /// <summary>Fields of digits: a spreadsheet's apostrophe before them (« '59000 ») is no part of them.</summary>
    private static readonly HashSet<string> Chiffres = [.. ChampsImport.Tous
        .Where(c => c.Type != TypeChamp.Texte || c.Cle.Contains("telephone", StringComparison.Ordinal) || c.Cle.Contains("code_postal", StringComparison.Ordinal) || c.Cle is "contact.mobile" or "entreprise.fax")
        .Select(c => c.Cle)];

    private Dictionary<string, int> columns = [];
    private readonly Dictionary<string, string> headers = [];
    private readonly Dictionary<string, RegleChamp> regles = [];
    private readonly Dictionary<int, OrdreDate> orders = [];
    private readonly Dictionary<int, SeparateurDecimal> decimals = [];
    private readonly Dictionary<int, string?> courtes = [];
    private readonly HashSet<int> melees = [], parts = [], inversees = [];
    private readonly Dictionary<string, (decimal Facteur, string? Devise)> unites = [];
    private int? sens, cote, devis;
    private RolesTiers? roles;

    private LectureColonnes(CorrespondanceImport correspondance) => Correspondance = correspondance;

    public CorrespondanceImport Correspondance { get; }

    /// <summary>What must be answered before the import can run.</summary>
    public IReadOnlyList<QuestionImport> Questions { get; private set; } = [];

    /// <summary>Sentences: what keeps this mapping from making records at all.</summary>
    public IReadOnlyList<string> Manques { get; private set; } = [];

    /// <summary>Completes French postal codes of four digits with their lost zero.</summary>
    public bool CompletePostalCodes { get; private set; }

    /// <summary>The file names other countries: a row without one may be abroad.</summary>
    public bool DitPays { get; private set; }

    public bool CreatesEntreprises { get; private set; }

    /// <summary>The column of the vente's type names documents (« Facture », « Virement »), as its heading or another of its cells shows.</summary>
    internal bool NommeDocuments { get; private set; }

    /// <summary>The headings, for a row that repeats them.</summary>
    internal IReadOnlyList<string> EnTetes { get; private set; } = [];

    /// <summary>Sentences about the file that a row can't tell.</summary>
    internal IReadOnlyList<string> ASavoir { get; private set; } = [];

    /// <summary>In the column of whole names the family name comes first.</summary>
    internal bool NomDAbord { get; private set; }

    /// <summary>Nearly all of the names that tell their order tell the same.</summary>
    internal bool OrdreDesNomsProuve { get; private set; }

    /// <summary>Days that a French spreadsheet took for its own and turned round, beside days that it left as text.</summary>
    internal bool DatesInversees(string cle) => columns.TryGetValue(cle, out var i) && inversees.Contains(i);

    /// <summary>The amount is that of a line, as its heading says: a total with tax beside it is the document's.</summary>
    internal bool MontantDeLigne => EnTete("vente.montant_ht") is { } header && ChampsImport.KeyOf(header) is var key && (key.Contains("ligne", StringComparison.Ordinal) || key.StartsWith("line", StringComparison.Ordinal));

    /// <summary>The amount is the document's, as its heading says: « Total facture HT ».</summary>
    internal bool MontantDePiece => EnTete("vente.montant_ht") is { } header && ChampsImport.KeyOf(header) is var key && (key.Contains("facture", StringComparison.Ordinal) || key.Contains("invoice", StringComparison.Ordinal));

    /// <summary>The columns of a lossless export: each cell is what it says.</summary>
    internal bool EstSansPerte { get; private set; }

    /// <summary>The column of each invoice's total before tax, beside the amounts of its lines; null: the file has none.</summary>
    internal int? TotalDePiece { get; private set; }

    /// <summary>What was paid and what of it went back, column by column; null: the file doesn't say.</summary>
    internal (int Montant, int Rendu)? Rendu { get; private set; }

    /// <summary>What the amount makes in the currency that was paid out, with that currency, column by column; null: the file doesn't say.</summary>
    internal (int Montant, int Devise)? Converti { get; private set; }

    /// <summary>Each row is a card of an address book.</summary>
    internal bool EstVcard { get; private set; }

    /// <summary>The names bear the client's number, which no other column has.</summary>
    internal bool CodeDansNom { get; private set; }

    /// <summary>Most rows fill three cells and more.</summary>
    internal bool RemplitPlusieurs { get; private set; }

    /// <summary>The states are those of deals: only a won one is a sale.</summary>
    internal bool SontDesAffaires { get; private set; }

    /// <summary>The amounts mapped as without tax contain it, as the tax beside them shows.</summary>
    internal bool TaxeDedans { get; private set; }

    /// <summary>Columns of a shop's order that together tell whether its prices contain the tax, and whether its subtotal has the discount off already; null: another file.</summary>
    internal (int SousTotal, int Port, int Taxes, int Total, int Remise, bool EstRemise)? Boutique { get; private set; }

    /// <summary>The file's day numbers begin in 1904.</summary>
    public bool Depuis1904 { get; private set; }

    public bool Has(string cle) => columns.ContainsKey(cle);

    public bool HasAny(SectionImport section) => columns.Keys.Any(k => k.StartsWith(section.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The trimmed cell of a field, null when it is empty or has no column.</summary>
    public string? Text(string[] cells, string cle) =>
        columns.TryGetValue(cle, out var mapped) && ColonneDe(cells, mapped) is >= 0 and var i && i < cells.Length && Plain(cells[i], cle) is { Length: > 0 } text && (EstSansPerte || !MotsVides.Is(text, cle)) ? text : null;

    private static string Plain(string cell, string cle)
    {
        var text = cell.AsSpan().IndexOfAny(Invisibles) < 0 ? cell.Trim() : string.Concat(cell.Where(c => !Invisibles.Contains(c))).Trim();
        // Programs write the apostrophe before what would be a formula, too.
        return text.Length > 1 && text[0] == '\'' && ((char.IsAsciiDigit(text[1]) || text[1] == '+') && Chiffres.Contains(cle) || text[1] is '=' or '@') ? text[1..] : text;
    }

    /// <summary>The column of a field; -1 without one.</summary>
    internal int ColumnOf(string cle) => columns.GetValueOrDefault(cle, -1);

    /// <summary>What the cells of a field do to a record that is there already.</summary>
    public RegleChamp RegleDe(string cle) => regles.GetValueOrDefault(ReglesChamps.Groupe(cle));

    /// <summary>The fields whose empty cell in this row erases. A cell that the row is too short for says nothing.</summary>
    public IEnumerable<string> Vides(string[] cells) =>
        regles.Where(r => r.Value == RegleChamp.Vider && columns.Where(c => ReglesChamps.Groupe(c.Key) == r.Key).Select(c => c.Value).ToList() is { Count: > 0 } own
            && own.TrueForAll(i => i < cells.Length && string.IsNullOrWhiteSpace(cells[i]))).Select(r => r.Key);

    /// <summary>The header of the column of a field; null without one.</summary>
    public string? EnTete(string cle) => headers.GetValueOrDefault(cle);

    /// <summary>An amount that a merged cell shows beside several rows counts on the first of them; of one invoice it is known as its total.</summary>
    public bool IsRepeated(FileRecord record, string cle) => cle is "vente.montant_ht" or "vente.montant_ttc" or "vente.montant_tva" && record.Merged is { } merged && columns.TryGetValue(cle, out var i) && merged.Contains(i) && !(columns.TryGetValue("vente.numero", out var numero) && merged.Contains(numero));

    /// <summary>The same of a column, whatever its field.</summary>
    internal bool IsRepeated(FileRecord record, int column) => record.Merged is not null && columns.Any(c => c.Value == column && IsRepeated(record, c.Key));

    /// <summary>Whether the file itself holds a field's cell as a number.</summary>
    public bool IsNumber(FileRecord record, string cle) => columns.TryGetValue(cle, out var i) && record.IsNumber(i);

    public OrdreDate OrderOf(string cle) => columns.TryGetValue(cle, out var i) ? orders.GetValueOrDefault(i) : default;

    /// <summary>How the six digits of this field's days are read; null: they are none.</summary>
    internal string? DateCourte(string cle) => columns.TryGetValue(cle, out var i) ? courtes.GetValueOrDefault(i) : null;

    public SeparateurDecimal DecimalOf(string cle) => columns.TryGetValue(cle, out var i) ? decimals.GetValueOrDefault(i) : default;

    /// <summary>Both decimal marks are proven in a field's column.</summary>
    internal bool EstMelee(string cle) => columns.TryGetValue(cle, out var i) && melees.Contains(i);

    /// <summary>Every number of a field's column is below one: shares of one, and no percents.</summary>
    internal bool EstPart(string cle) => columns.TryGetValue(cle, out var i) && parts.Contains(i);

    /// <summary>What the heading of a field says its amounts are in: « (k€) », « (centimes) », « (USD) ».</summary>
    internal (decimal Facteur, string? Devise) UniteDe(string cle) => unites.GetValueOrDefault(cle, (1, null));

    /// <summary>The currency in the headings of the amounts.</summary>
    internal string? DeviseDesMontants => unites.Where(u => u.Key.StartsWith("vente.", StringComparison.Ordinal)).Select(u => u.Value.Devise).FirstOrDefault(d => d is not null);

    /// <summary>The discounts of this file are amounts: the heading names a currency, or one is above a hundred.</summary>
    internal bool RemiseEnMontant { get; private set; }

    /// <exception cref="UnreadableFileException">A column or field of the mapping doesn't exist.</exception>
    public static LectureColonnes Build(FileAnalysis file, GenreImport genre, CorrespondanceImport correspondance)
    {
        var lecture = new LectureColonnes(correspondance) { Depuis1904 = file.Dialect.Depuis1904 };
        foreach (var (header, word) in correspondance.Colonnes)
        {
            if (string.IsNullOrWhiteSpace(word)) continue;
            var champ = MappingProposal.Resolve(word, genre)
                ?? throw new UnreadableFileException(Texts.Get("Import_champ_inconnu", word));
            lecture.columns[champ.Cle] = IndexOf(file, header);
            lecture.headers[champ.Cle] = file.Headers[lecture.columns[champ.Cle]];
            if (champ.Type == TypeChamp.Nombre) lecture.unites[champ.Cle] = DevisesEcrites.OfHeading(lecture.headers[champ.Cle]);
        }

        lecture.SettleTax(file);
        lecture.FindGroups(file);
        lecture.estFec = file.Dialect.Format == FormatFichier.Fec;
        lecture.EstVcard = file.Dialect.Format == FormatFichier.Vcard;
        lecture.EstSansPerte = lecture.headers.Any(h => h.Key == h.Value);
        foreach (var (word, regle) in correspondance.Regles ?? new Dictionary<string, RegleChamp>()) lecture.Rule(word, regle, genre);
        lecture.MeleNatures = lecture.Mele(genre);
        lecture.Pieces = PiecesVente.Of(file, lecture);
        lecture.NommeDocuments = lecture.Pieces.EnCodes || (lecture.EnTete("vente.type") is { } type && MotsVente.NommeDocuments(type, file.FaitsDe(lecture.ColumnOf("vente.type"))));
        // Documents that are called factures are invoices, wherever they stand.
        lecture.SontDesAffaires = lecture.EnTete("vente.statut") is { } statut && !(lecture.Has("vente.type") && file.FaitsDe(lecture.ColumnOf("vente.type")) is var types && types.Pieces * 2 > types.Remplies) && (MotsVente.SontDesAffaires(statut, file.FaitsDe(lecture.ColumnOf("vente.statut")), file.Headers)
            // The refused rows of such a file, which has no won deal any more.
            || Enumerable.Range(0, file.Headers.Count).Any(i => file.FaitsDe(i).NonRealisees > 0)
            // A board of tasks.
            || lecture.Pieces.ASousElements);
        lecture.sens = SensOf(file, f => f.Sens > 0) ?? (lecture.Pieces.DitSens ? lecture.ColumnOf("vente.type") : null);
        lecture.cote = SensOf(file, f => f is { Debits: > 0, Credits: > 0 } && f.Debits + f.Credits == f.Remplies);
        lecture.surtoutAuCredit = lecture.cote is { } side && file.FaitsDe(side) is var sides && sides.Credits >= 2 * sides.Debits;
        lecture.EnTetes = file.Headers;
        lecture.roles = RolesTiers.Of(file);
        lecture.CodeDansNom = !lecture.Has("entreprise.reference") && !lecture.EstSansPerte && lecture.Has("entreprise.nom") && CodeDansLeNom.Is(file.FaitsDe(lecture.ColumnOf("entreprise.nom")));
        lecture.devis = Enumerable.Range(0, file.Headers.Count).Cast<int?>().FirstOrDefault(i => ChampsImport.KeyOf(file.Headers[i!.Value]) is "ndevis" or "nodevis" or "numerodevis" or "devisn" or "quotenumber" or "quoteno");
        lecture.RemplitPlusieurs = file.Sample.Count(r => r.Count(c => !string.IsNullOrWhiteSpace(c)) >= 3) * 2 > file.Sample.Count;
        lecture.OrdreDesNomsProuve = lecture.Has("contact.nom_complet") && file.FaitsDe(lecture.ColumnOf("contact.nom_complet")).OrdreProuve;
        lecture.NomDAbord = lecture.EnTete("contact.nom_complet") is { } personnes && NomPersonne.NomDAbord(personnes, file.FaitsDe(lecture.ColumnOf("contact.nom_complet")));
        lecture.ASavoir = [.. CorrespondanceRules.LeftAside(lecture, file, genre), .. CorrespondanceRules.Doubtful(lecture, file), .. Acheteurs.Doubtful(lecture, file)];
        lecture.Rendu = Columns(file, "amount", "amountrefunded");
        lecture.Converti = Columns(file, "convertedamount", "convertedcurrency");
        lecture.TotalDePiece = !lecture.MontantDeLigne ? null : Enumerable.Range(0, file.Headers.Count).Cast<int?>().FirstOrDefault(i => !lecture.Maps(i!.Value) && TotalAvecTaxe.EstTotalHt(file.Headers[i.Value]));
        lecture.Boutique = ShopOf(file);
        lecture.MoisDAbord = Anniversaires.MoisDAbord(file, lecture.ColumnOf("contact.anniversaire"));
        lecture.TaxeDedans = TotalAvecTaxe.IsMistaken(file, lecture);
        lecture.Questions = [.. lecture.SettleTypes(file), .. lecture.AskTax(file)];
        (lecture.Unites, lecture.PrixTaxeDedans) = (UnitesDeMesure.Of(file, lecture), PrixAvecTaxe.Is(file, lecture));
        lecture.Manques = TableCouchee.Problem(file) is { } couchee ? [couchee] : [.. CorrespondanceRules.Missing(lecture, genre), .. lecture.UnitesAMarier()];
        lecture.CompletePostalCodes = (correspondance.CodesPostaux ?? lecture.GuessPostalCodes(file)) == CodesPostauxCourts.Completer;
        lecture.DitPays = correspondance.CodesPostaux is null && lecture.Has("entreprise.pays") && file.FaitsDe(lecture.ColumnOf("entreprise.pays")).Etrangers > 0;
        lecture.CreatesEntreprises = correspondance.CreerEntreprises ?? genre != GenreImport.Ventes;
        return lecture;
    }

    /// <summary>A third party who sells to us, and buys nothing.</summary>
    internal bool EstFournisseurSeul(FileRecord record) => roles?.EstFournisseurSeul(record.Cells) == true;

    /// <summary>The row tells of a purchase.</summary>
    internal bool EstUnAchat(FileRecord record) => sens is { } i && i < record.Cells.Length && MotsVente.EstAchat(TexteNormalise.Of(record.Cells[i]));

    /// <summary>The row is on the credit side of the client's account: an avoir or a payment, nobody says which.</summary>
    internal bool EstAuCredit(FileRecord record) => cote is { } i && !columns.ContainsValue(i) && i < record.Cells.Length && MotsVente.EstCredit(TexteNormalise.Of(record.Cells[i]));

    /// <summary>It has the number of a quote where others have an invoice's.</summary>
    internal bool EstUnDevis(FileRecord record) => devis is { } i && i < record.Cells.Length && !string.IsNullOrWhiteSpace(record.Cells[i]) && Has("vente.numero") && Text(record.Cells, "vente.numero") is null;

    private static int? SensOf(FileAnalysis file, Func<FaitsColonne, bool> shows)
    {
        for (var i = 0; i < file.Headers.Count; i++)
        {
            if (Sens.Any(s => ChampsImport.KeyOf(s) == ChampsImport.KeyOf(file.Headers[i])) && shows(file.FaitsDe(i))) return i;
        }

        return null;
    }

    private static (int, int)? Columns(FileAnalysis file, string one, string other)
    {
        int Of(string key) => Enumerable.Range(0, file.Headers.Count).FirstOrDefault(i => ChampsImport.KeyOf(file.Headers[i]) == key, -1);
        return (Of(one), Of(other)) is ( >= 0, >= 0) and var both ? both : null;
    }

    private static (int, int, int, int, int, bool)? ShopOf(FileAnalysis file)
    {
        var keys = file.Headers.Select(ChampsImport.KeyOf).ToList();
        (int, int, int, int, int, bool)? Find(string price, bool off, params string[] names) =>
            keys.Contains(price) && names.Select(n => keys.IndexOf(n)).ToArray() is [>= 0 and var goods, >= 0 and var port, >= 0 and var tax, >= 0 and var all, var discount] ? (goods, port, tax, all, discount, off) : null;
        // Shopify, and WooCommerce's export of orders.
        return Find("lineitemprice", true, "subtotal", "shipping", "taxes", "total", "discountamount")
            ?? Find("itemcost", false, "ordersubtotalamount", "ordershippingamount", "ordertotaltaxamount", "ordertotalamount", "cartdiscountamount");
    }

    private void Rule(string word, RegleChamp regle, GenreImport genre)
    {
        var champ = MappingProposal.Resolve(word, genre) ?? throw new UnreadableFileException(Texts.Get("Import_champ_inconnu", word));
        if (!champ.Regles.Contains(regle)) throw new UnreadableFileException(Texts.Get("Import_regle_impossible", champ.Nom, Texts.Get($"Regle_champ_{regle}")));
        if (!regles.TryAdd(champ.Groupe, regle) && regles[champ.Groupe] != regle) throw new UnreadableFileException(Texts.Get("Import_regle_groupe", champ.Nom, ChampsImport.Find(champ.Groupe)!.Nom));
    }

    private static int IndexOf(FileAnalysis file, string header)
    {
        for (var i = 0; i < file.Headers.Count; i++) if (file.Headers[i] == header) return i;
        for (var i = 0; i < file.Headers.Count; i++) if (ChampsImport.KeyOf(file.Headers[i]) == ChampsImport.KeyOf(header)) return i;
        throw new UnreadableFileException(Texts.Get("Import_colonne_inconnue", header));
    }
}
