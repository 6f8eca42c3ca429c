namespace FichierClient.Application.Common.Fichiers;

/// <summary>The words of a document.</summary>
/// <param name="Texte">Those that could be read.</param>
/// <param name="EstEntier">False: something in it is encrypted, damaged, of no known form or more than is read.</param>
public sealed record TexteLu(string Texte, bool EstEntier);

/// <summary>Takes an e-mail apart (RFC 5322, MIME).</summary>
/// <param name="octets">It, or several in one file.</param>
/// <returns>Null: there is no reader of e-mails here.</returns>
public delegate CourrielDeplie? DepliageCourriel(byte[] octets);

/// <param name="Textes">Headers and bodies, decoded.</param>
/// <param name="Pieces">What is attached, decoded; an e-mail too.</param>
public sealed record CourrielDeplie(IReadOnlyList<string> Textes, IReadOnlyList<byte[]> Pieces);

/// <summary>
/// The words of a document that somebody attached or handed in: PDF, Word, Excel, OpenDocument, e-mails, archives of those, texts. A picture has none; what can't be read is told and
/// not passed over.
/// </summary>
public static class TexteFichier
{
    /// <param name="octets">The document.</param>
    /// <param name="courriels">Takes e-mails apart.</param>
    /// <param name="clock">Tells when it took too long.</param>
    public static TexteLu Read(byte[] octets, DepliageCourriel courriels, TimeProvider clock) => new LectureFichier(courriels, clock).Read(l => l.Append(octets, 0));

    /// <summary>The words of what is known to be an e-mail.</summary>
    public static TexteLu ReadCourriel(byte[] octets, DepliageCourriel courriels, TimeProvider clock) => new LectureFichier(courriels, clock).Read(l => l.AppendCourriel(octets, 0));
}
