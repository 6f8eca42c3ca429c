using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>What the statements of one batch share.</summary>
/// <param name="Connection">In a transaction.</param>
/// <param name="TenantId">The organisation.</param>
/// <param name="ImportId">Whose images they are.</param>
/// <param name="Fiches">The kind of record.</param>
/// <param name="Now">The batch's instant.</param>
/// <param name="AuteurId">Who asked for it; null: the system.</param>
internal sealed record Lot(NpgsqlConnection Connection, Guid TenantId, Guid ImportId, Fiches Fiches, DateTimeOffset Now, Guid? AuteurId)
{
    /// <summary>The same connection as entities; null where rows are only copied.</summary>
    public AppDbContext? Db { get; init; }

    /// <summary>The author as a parameter of a statement.</summary>
    public NpgsqlParameter Auteur => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid, Value = (object?)AuteurId ?? DBNull.Value };
}
