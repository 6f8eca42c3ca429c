using System.Globalization;
using System.Text;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Exports.Formats;

/// <summary>
/// Writes contacts as vCard 4.0 (RFC 6350): UTF-8, CRLF, lines folded at 75 bytes. Name, e-mail addresses, phones, place in
/// the entreprise, birthday, language; channels that the person refused as categories, so that they travel along. Notes and
/// personal remarks stay here.
/// </summary>
internal static class VCardWriter
{
    private const int LongestLine = 75, Buffer = 64 * 1024;

    public static async Task WriteAsync(Stream output, IAsyncEnumerable<ContactPlace> contacts, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), Buffer, leaveOpen: true);
        var card = new StringBuilder();
        await foreach (var contact in contacts.WithCancellation(cancellationToken))
        {
            card.Clear();
            foreach (var line in Lines(contact)) Fold(card, line);
            await writer.WriteAsync(card, cancellationToken);
        }
    }

    internal static IEnumerable<string> Lines(ContactPlace place)
    {
        var c = place.Contact;
        yield return "BEGIN:VCARD";
        yield return "VERSION:4.0";
        yield return $"UID:urn:uuid:{c.Id}";
        yield return $"FN:{Escape(c.NomComplet)}";
        yield return $"N:{Escape(c.Nom)};{Escape(c.Prenom)};;{(c.Civilite is { } civilite ? Tableaux.Mot(civilite) : "")};";
        foreach (var (email, i) in c.Emails.OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Select((e, i) => (e.Adresse, i))) yield return $"EMAIL{Rank(i)}:{Escape(email)}";
        foreach (var (phone, i) in c.Telephones.OrderByDescending(t => t.Prefere).ThenBy(t => t.Position).ThenBy(t => t.Id).Select((t, i) => (t, i)))
            yield return phone.E164 is { } e164 ? $"TEL;VALUE=uri{Kind(phone)}{Rank(i)}:tel:{e164}" : $"TEL;VALUE=text{Kind(phone)}{Rank(i)}:{Escape(phone.Saisie)}";
        if (place.Entreprise is { } entreprise) yield return $"ORG:{Escape(entreprise.RaisonSociale)}{(place.Lien?.Service is { } service ? ";" + Escape(service) : "")}";
        if (place.Lien?.Fonction is { } fonction) yield return $"TITLE:{Escape(fonction)}";
        if (c.NaissanceJour is { } day && c.NaissanceMois is { } month)
            yield return string.Create(CultureInfo.InvariantCulture, $"BDAY:{(c.NaissanceAnnee is { } year ? year.ToString("0000", CultureInfo.InvariantCulture) : "--")}{month:00}{day:00}");
        if (c.Langue is { } langue) yield return $"LANG:{langue}";
        if (ColonnesContact.Refused(c.Oppositions) is { } refused) yield return $"CATEGORIES:{Escape(Common.Texts.Get("Export_opposition", refused))}";
        yield return "END:VCARD";
    }

    private static string Rank(int i) => i == 0 ? ";PREF=1" : "";

    private static string Kind(TelephoneContact phone) => phone.Libelle switch
    {
        { } label when label.Contains("mobile", StringComparison.OrdinalIgnoreCase) || label.Contains("portable", StringComparison.OrdinalIgnoreCase) => ";TYPE=cell",
        { } label when label.Contains("fax", StringComparison.OrdinalIgnoreCase) => ";TYPE=fax",
        _ => "",
    };

    /// <summary>RFC 6350, 3.4: what separates fields, and ends of lines. An apostrophe or an equals sign is nothing special there.</summary>
    private static string Escape(string? text) => (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>RFC 6350, 3.2: a longer line goes on after a space; no character is cut in two.</summary>
    private static void Fold(StringBuilder card, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestLine)
            {
                card.Append("\r\n ");
                bytes = 1;
            }

            card.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        card.Append("\r\n");
    }
}
