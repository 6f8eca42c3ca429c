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
        var id = message.MessageId is { } said && said.EndsWith(Domaine, StringComparison.Ordinal) && Guid.TryParseExact(said[..^Domaine.Length], "N", out var row) ? row : (Guid?)null;
        // The PDF of a letter says what its text says.
        IEnumerable<string?> words = [message.From.ToString(), message.To.ToString(), message.Cc.ToString(), message.ReplyTo.ToString(), message.Subject, message.TextBody, message.HtmlBody,
            .. message.Attachments.Select(a => a.ContentDisposition?.FileName ?? a.ContentType.Name), .. message.Attachments.OfType<TextPart>().Select(t => t.Text)];
        return new CourrielLu(id, string.Join('\n', words));
    }
}
