using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Common;

/// <summary>Turns what PostgreSQL refuses into sentences.</summary>
public static class DbFailures
{
    /// <summary>Null when the failure is a bug, not something that a user can meet.</summary>
    public static Refus? Describe(DbUpdateException failure) => failure.InnerException is not PostgresException postgres ? null : postgres.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => Taken(postgres.ConstraintName),
        PostgresErrorCodes.ForeignKeyViolation => Refus.Regle(Texts.Get("Reference_disparue")),
        _ => null,
    };

    /// <summary>A restart of the database, a lost connection, no free connection in time, a deadlock: the same work can succeed later.</summary>
    public static bool MayPass(Exception error) =>
        error is NpgsqlException { IsTransient: true } or PostgresException { SqlState: "57P01" or "57P02" or "57P03" }
        || (error.InnerException is { } inner && MayPass(inner));

    /// <summary>PostgreSQL ended the transaction because it and another waited for each other: nothing of it was written.</summary>
    public static bool IsDeadlock(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } || (error.InnerException is { } inner && IsDeadlock(inner));

    /// <summary>Somebody else made the label that this save was about to make: done again, it finds that one.</summary>
    public static bool IsLabelMadeMeanwhile(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ix_etiquettes_tenant_id_nom" };

    /// <summary>What the second editor must see: each field that the first one changed.</summary>
    public static async Task<Refus> DescribeAsync(DbUpdateConcurrencyException conflict, CancellationToken cancellationToken)
    {
        var champs = new List<ConflitChamp>();
        foreach (var entry in conflict.Entries)
        {
            var actual = await entry.GetDatabaseValuesAsync(cancellationToken);
            if (actual is null) return Refus.Introuvable();
            champs.AddRange(entry.Properties
                .Where(p => !p.Metadata.IsConcurrencyToken && !p.Metadata.IsShadowProperty() && p.Metadata.Name is not ("ModifieLe" or "Recherche"))
                .Where(p => !Equals(p.OriginalValue, actual[p.Metadata]))
                .Select(p => new ConflitChamp(p.Metadata.Name, Text(p.OriginalValue), Text(actual[p.Metadata]), Text(p.CurrentValue))));
        }

        return new Refus(RefusKind.Conflit, Texts.Get("Conflit")) { Conflits = champs };
    }

    /// <summary>The message stands at the field where it can be put right.</summary>
    private static Refus Taken(string? constraint)
    {
        var (key, champ) = constraint switch
        {
            "ix_ventes_tenant_id_serie_numero" => ("Numero_pris", "Numero"),
            "ix_produits_tenant_id_sku" => ("Sku_pris", "Sku"),
            _ => ("Deja_pris", null),
        };
        var message = Texts.Get(key);
        return champ is null ? Refus.Regle(message) : new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp(champ, message)] };
    }

    private static string? Text(object? value) => value is IFormattable f ? f.ToString(null, CultureInfo.CurrentCulture) : value?.ToString();
}
