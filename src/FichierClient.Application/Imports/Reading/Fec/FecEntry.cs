using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading.Fec;

/// <summary>
/// The lines of one accounting entry, added up to one vente: HT from the accounts 70, VAT from 4457, the client from the account 41.
/// What it credits is a facture, what it debits an avoir.
/// </summary>
internal sealed class FecEntry(long line, string journal, string number, string piece)
{
    /// <summary>A client's account without the words that only say that it is one.</summary>
    private static readonly string[] Generic = ["clients", "client"];

    /// <summary>Journals of openings: what they bear was sold in another year.</summary>
    private static readonly string[] JournauxANouveaux = ["an", "ano", "anx", "anv", "ran", "anouv", "anouveau", "anouveaux", "areport"];

    private readonly HashSet<string> clients = [];
    private decimal ht, tva, debit, credit;
    private string reference = "", name = "", date = "", label = "", unreadable = "";
    /// <summary>Digits, zeros at the end left out, from which on an account is a client's own: 4111 is a kind of client, 41100123 is one.</summary>
    private const int OwnAccount = 6;

    private bool sells, awaits, opens, allOpen = true;

    /// <summary>Debit and credit are equal, and something was: a line of words has neither.</summary>
    public bool EstFinie => debit != 0 && EstEquilibree;

    private bool EstEquilibree => Math.Abs(debit - credit) < 0.005m;

    /// <summary>Lines of the same entry have the same key.</summary>
    public static string KeyOf(FecLayout layout, string[] cells) => string.Join('\n',
        layout.Of(cells, "journalcode"), layout.Of(cells, "ecriturenum"), layout.Of(cells, "pieceref"), layout.EstSansNumero ? layout.Of(cells, "ecrituredate") : "");

    public static FecEntry Begin(FecLayout layout, FileRecord record) => new(
        record.Line, layout.Of(record.Cells, "journalcode"), layout.Of(record.Cells, "ecriturenum"), layout.Of(record.Cells, "pieceref"));

    public void Add(FecLayout layout, FileRecord record)
    {
        var cells = record.Cells;
        var account = layout.Of(cells, "comptenum");
        var (debited, credited) = Amounts(layout, cells);
        debit += debited;
        credit += credited;
        opens |= Opens(journal, layout.Of(cells, "journallib"));
        allOpen &= SaysOpening(layout.Of(cells, "ecriturelib"));
        if (date.Length == 0) date = Day(layout.Of(cells, "piecedate") is { Length: > 0 } day ? day : layout.Of(cells, "ecrituredate"));
        if (account.StartsWith("70", StringComparison.Ordinal))
        {
            sells = true;
            ht += credited - debited;
            if (label.Length == 0) label = layout.Of(cells, "ecriturelib");
        }
        else if (account.StartsWith("4457", StringComparison.Ordinal)) tva += credited - debited;
        // 418 awaits its invoice and 419 is an advance (accounts of the plan comptable général): neither names who is invoiced.
        else if (account.StartsWith("418", StringComparison.Ordinal) || account.StartsWith("419", StringComparison.Ordinal)) awaits = true;
        else if (account.StartsWith("41", StringComparison.Ordinal)) SetClient(layout, cells, account);
        if (record.Problem is { } problem) unreadable = problem;
    }

    /// <summary>The vente as a row of <see cref="FecSource.Headers"/>; null when the entry is none: a purchase, a payment, a depreciation.</summary>
    public FileRecord? Take(bool cameBefore)
    {
        var balanced = EstEquilibree;
        if (!sells && (balanced || clients.Count == 0)) return null;
        var problem = unreadable.Length > 0 ? unreadable
            : opens || allOpen ? Texts.Get("Import_fec_a_nouveau", number)
            // What is still to be invoiced comes again as its invoice.
            : balanced && awaits && clients.Count == 0 ? Texts.Get("Import_fec_a_etablir", number)
            : cameBefore ? Texts.Get("Import_fec_separee", number)
            : !balanced ? Texts.Get("Import_fec_desequilibree", number, debit, credit)
            : clients.Count == 0 || reference.Length + name.Length == 0 ? Texts.Get("Import_fec_sans_client", number)
            : clients.Count > 1 ? Texts.Get("Import_fec_plusieurs_clients", number) : null;
        string[] cells = [journal, piece.Length > 0 ? piece : number, date, reference, name, Text(ht), Text(tva), label];
        return new FileRecord(line, cells, problem) { Numbers = [false, false, false, false, false, true, true, false] };
    }

    /// <summary>By its code, unless the title says of what it is (« AN », ventes de l'agence d'Annecy); by its title; or by what all of its lines are called.</summary>
    private static bool Opens(string journal, string title) =>
        SaysOpening(title) || (Array.IndexOf(JournauxANouveaux, ChampsImport.KeyOf(journal)) >= 0 && !TexteNormalise.Of(title).Split(' ').Any(w => w is "vente" or "ventes" or "facture" or "factures" or "facturation"));

    private static bool SaysOpening(string text) =>
        TexteNormalise.Of(text) is var said && (said is "an" or "ran" || Array.Exists(["a nouveau", "a nouveaux", "report a nouveau", "reports a nouveau"], w => said == w || said.StartsWith(w + " ", StringComparison.Ordinal)));

    private void SetClient(FecLayout layout, string[] cells, string account)
    {
        var (code, title) = (layout.Of(cells, "compauxnum"), layout.Of(cells, "compauxlib"));
        // Without auxiliary accounts, the account itself may be the client's: 411DUPONT, « Clients - Dupont ».
        if (code.Length == 0 && (account.AsSpan(2).ContainsAnyExceptInRange('0', '9') || account.TrimEnd('0').Length >= OwnAccount)) code = account;
        if (title.Length == 0 && code.Length > 0) title = WithoutGeneric(layout.Of(cells, "comptelib"));
        // « 411000, Clients - Dupont »: the collective account, and the title names the client. Below it (4111, 4117) the title names a kind of claim.
        if (code.Length + title.Length == 0 && account.TrimEnd('0') == "411" && layout.Of(cells, "comptelib") is { } full && WithoutGeneric(full) is { Length: > 0 } own && own != full) title = own;
        if (!clients.Add($"{code}\n{title}") || clients.Count > 1) return;
        (reference, name) = (code, title);
    }

    /// <summary>Journals of French accounting programs write the day as JJMMAA; a FEC has AAAAMMJJ.</summary>
    private static string Day(string text) => text.Length == 6 && text.All(char.IsAsciiDigit) ? $"{text[..2]}/{text[2..4]}/{text[4..]}" : text;

    private static string WithoutGeneric(string title)
    {
        foreach (var word in Generic)
        {
            if (title.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (title.Length == word.Length || !char.IsLetterOrDigit(title[word.Length])))
                return title[word.Length..].TrimStart(' ', '-', '–', ':', '/');
        }

        return title;
    }

    private (decimal Debit, decimal Credit) Amounts(FecLayout layout, string[] cells)
    {
        var side = layout.Of(cells, "sens");
        if (side.Length == 0) return (Amount(layout.Of(cells, "debit")), Amount(layout.Of(cells, "credit")));
        var amount = Amount(layout.Of(cells, "montant"));
        return side is "D" or "d" or "+1" or "1" ? (amount, 0) : (0, amount);
    }

    private decimal Amount(string text)
    {
        if (text.Length == 0) return 0;
        if (NombreFrancais.TryParse(text, out var amount)) return amount;
        unreadable = Texts.Get("Import_pas_un_nombre", Texts.Get("Fec_MontantHt"), text.Length > 40 ? text[..40] : text);
        return 0;
    }

    private static string Text(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);
}
