namespace FichierClient.Application.Rgpd;

/// <summary>
/// What must not be in the database, so that neither its dump nor its administrator holds it: the keys, and the journal that
/// a restored database is brought up to. The program that registers the use cases says where the two folders are.
/// </summary>
/// <param name="Secrets">Keys, one file each.</param>
/// <param name="Journal">Entries of the journal, one file each.</param>
public sealed record DossiersRgpd(string Secrets, string Journal);
