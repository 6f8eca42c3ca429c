namespace FichierClient.Application.Rgpd.Sauvegardes;

/// <summary>What a backup says of itself in clear: enough to choose one without its key, nothing of what is in it.</summary>
/// <param name="Version">Of the file's format.</param>
/// <param name="Le">When it was begun.</param>
/// <param name="Schema">The last migration of the database.</param>
/// <param name="JournalSeq">How far the database had followed the journal: entries behind this are replayed after a restore.</param>
/// <param name="CleId">Which key encrypts it, without telling it.</param>
/// <param name="Sel">Base64; makes this file's own key from that one.</param>
public sealed record EnteteSauvegarde(int Version, DateTimeOffset Le, string Schema, long JournalSeq, string CleId, string Sel)
{
    public const int CurrentVersion = 1;
}
