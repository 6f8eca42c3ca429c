using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Courriels;
using MimeKit;

namespace FichierClient.Web.Courriels;

/// <summary>Reads an e-mail that was written into a file.</summary>
internal static class CourrielLecture
{
    /// <summary>Behind the id of the row that an organisation's e-mail was written from.</summary>
    public const string Domaine = "@fichierclient";

    /// <exception cref="FormatException">It isn't one.</exception>
    public static CourrielLu Read(string file)
    {
        using var message = MimeMessage.Load(file);
        var (text, whole) = Words(message);
        var id = message.MessageId is { } said && said.EndsWith(Domaine, StringComparison.Ordinal) && Guid.TryParseExact(said[..^Domaine.Length], "N", out var row) ? row : (Guid?)null;
        return new CourrielLu(id, text) { EstEntier = whole };
    }

    private static (string Text, bool IsWhole) Words(MimeMessage message)
    {
        IEnumerable<string?> words = [message.From.ToString(), message.To.ToString(), message.Cc.ToString(), message.ReplyTo.ToString(), message.Subject, message.TextBody, message.HtmlBody,
            .. message.Attachments.Select(a => a.ContentDisposition?.FileName ?? a.ContentType.Name)];
        var (all, whole) = (words.ToList(), true);
        foreach (var part in message.BodyParts.Concat(message.Attachments).Distinct())
        {
            var (text, read) = part switch
            {
                MessagePart { Message: { } attached } => Words(attached),
                TextPart { IsAttachment: false } => (null, true),
                MimePart { Content: { } content } => Attached(content),
                _ => (null, true),
            };
            all.Add(text);
            whole &= read;
        }

        return (string.Join('\n', all), whole);
    }

    private static (string? Text, bool IsRead) Attached(IMimeContent content)
    {
        using var octets = new MemoryStream();
        content.DecodeTo(octets);
        var text = TexteFichier.Read(octets.ToArray());
        return (text, text is not null);
    }
}
