namespace FichierClient.Benchmarks;

/// <summary>One line of docs/performance.md: what the program does against hand-written SQL on the same rows.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Program">The use case.</param>
/// <param name="Sql">The same by hand, as the same role; null where only the time counts.</param>
/// <param name="MaxRatio">Target: times the SQL's; null: none.</param>
/// <param name="MaxMilliseconds">Target: median; null: none.</param>
internal sealed record Line(string Name, Func<Task> Program, Func<Task>? Sql, double? MaxRatio, double? MaxMilliseconds)
{
    /// <summary>Target: round trips to the database; null: none.</summary>
    public int? MaxRoundTrips { get; init; }
}

/// <summary>Medians in milliseconds.</summary>
internal sealed record Result(Line Line, double Program, double Worst, double? Sql, int RoundTrips)
{
    public double? Ratio => Program / Sql;

    /// <summary>A ratio below half a millisecond of SQL says nothing: there the time is the target.</summary>
    public bool IsMet =>
        (Line.MaxRatio is not { } ratio || Ratio <= ratio || (Line.MaxMilliseconds is not null && Sql < 0.5))
        && (Line.MaxMilliseconds is not { } max || Program <= max)
        && (Line.MaxRoundTrips is not { } trips || RoundTrips <= trips);
}
