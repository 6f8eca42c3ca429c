using NpgsqlTypes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>A column that the engine writes.</summary>
/// <param name="Name">In the database.</param>
/// <param name="Type">Of one value.</param>
/// <param name="Champ">Its name in the history; null: not told there.</param>
/// <param name="Get">Its value.</param>
internal sealed record Column<T>(string Name, NpgsqlDbType Type, string? Champ, Func<T, object?> Get)
{
    /// <summary>The values of many rows as the typed array that PostgreSQL's <c>unnest</c> takes.</summary>
    public object ToArray(IReadOnlyList<T> rows) => Type switch
    {
        NpgsqlDbType.Text => Values<string?>(rows),
        NpgsqlDbType.Uuid => Values<Guid?>(rows),
        NpgsqlDbType.Numeric => Values<decimal?>(rows),
        NpgsqlDbType.Integer => Values<int?>(rows),
        NpgsqlDbType.Bigint => Values<long?>(rows),
        NpgsqlDbType.Boolean => Values<bool?>(rows),
        NpgsqlDbType.Date => Values<DateOnly?>(rows),
        NpgsqlDbType.TimestampTz => Values<DateTimeOffset?>(rows),
        _ => throw new NotSupportedException($"Column {Name} has a type that imports don't write."),
    };

    private TValue[] Values<TValue>(IReadOnlyList<T> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (TValue)Get(rows[i])!;
        return values;
    }
}
