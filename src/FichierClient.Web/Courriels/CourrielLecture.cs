using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Courriels;
using MimeKit;

namespace FichierClient.Web.Courriels;

/// <summary>Reads e-mails: those that were written into files, and those that somebody handed in or attached.</summary>
internal static class CourrielLecture
{
    /// <summary>Behind the id of the row that an organisation's e-mail was written from.</summary>
    public const string Domaine = "@fichierclient";

    /// <exception cref="FormatException">It isn't one.</exception>
    public static CourrielLu Read(string file)
    {
        var octets = File.ReadAllBytes(file);
        using var message = MimeMessage.Load(new MemoryStream(octets));
        var id = message.MessageId is { } said && said.EndsWith(Domaine, StringComparison.Ordinal) && Guid.TryParseExact(said[..^Domaine.Length], "N", out var row) ? row : (Guid?)null;
        var lu = TexteFichier.ReadCourriel(octets, Unfold, TimeProvider.System);
        return new CourrielLu(id, lu.Texte) { EstEntier = lu.EstEntier };
    }

    /// <summary>Takes an e-mail apart, or a file of several (mbox, RFC 4155).</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    public static CourrielDeplie Unfold(byte[] octets)
    {
        var (words, parts) = (new List<string>(), new List<byte[]>());
        var parser = new MimeParser(new MemoryStream(octets), octets.AsSpan().StartsWith("From "u8) ? MimeFormat.Mbox : MimeFormat.Entity);
        do
        {
            using var message = parser.ParseMessage();
            words.AddRange(message.Headers.Select(h => $"{h.Field}: {h.Value}"));
            words.AddRange([message.From.ToString(), message.To.ToString(), message.Cc.ToString(), message.ReplyTo.ToString()]);
            foreach (var part in message.BodyParts.Concat(message.Attachments).Distinct()) Unfold(part, words, parts);
        }
        while (!parser.IsEndOfStream);
        return new CourrielDeplie(words, parts);
    }

    private static void Unfold(MimeEntity entity, List<string> words, List<byte[]> parts)
    {
        if ((entity.ContentDisposition?.FileName ?? entity.ContentType.Name) is { } name) words.Add(name);
        using var octets = new MemoryStream();
        switch (entity)
        {
            case TextPart { IsAttachment: false } text:
                words.Add(text.Text);
                return;
            case MessagePart { Message: { } attached }:
                attached.WriteTo(octets);
                break;
            case MimePart { Content: { } content }:
                content.DecodeTo(octets);
                break;
        }

        if (octets.Length > 0) parts.Add(octets.ToArray());
    }
}
