using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Schema;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Brings a backup into a side database, whole and checked.</summary>
internal static class Restauration
{
    /// <exception cref="OperatorException">The file is no backup, is damaged, was made by a newer program, or PostgreSQL refused it.</exception>
    public static async Task<EnteteSauvegarde> FillAsync(CommandContext context, string path, SideDatabase side, CancellationToken cancellationToken)
    {
        var cles = context.Services.GetRequiredService<CleStore>();
        var tools = await PgTools.FindAsync(side.Connection, cancellationToken);
        try
        {
            await using var file = File.OpenRead(path);
            var (entete, contenu) = await FormatSauvegarde.OpenAsync(file, cles.Get(CleStore.Sauvegardes), cles.IdOf(CleStore.Sauvegardes), cancellationToken);
            using (contenu) await tools.RestoreAsync(side.Connection, input => contenu.CopyToAsync(input, cancellationToken), cancellationToken);
            var version = await SchemaVersion.ReadAsync(side.Connection, cancellationToken);
            return version.Unknown.Count == 0 ? entete : throw new OperatorException(
                ExitCodes.Schema, $"The backup was made by a newer program (it has {version.Unknown[^1]}): restore it with that one. Nothing was changed.");
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(ExitCodes.Refused, $"{path}: {error.Message} Nothing was changed.", error);
        }
    }
}
