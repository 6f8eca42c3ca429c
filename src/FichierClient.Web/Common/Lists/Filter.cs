using System.Globalization;
using FichierClient.Domain.TableauDeBord;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Common.Lists;

public enum FilterKind
{
    /// <summary>A word: the start of the value, or any part of it (<see cref="Filter.Anywhere"/>).</summary>
    Text,

    /// <summary>One or more of a list; the address repeats the key.</summary>
    Choice,

    /// <summary>Between two amounts, one of which may be missing: <c>1000..5000</c>.</summary>
    Amount,

    /// <summary>Between two days, one of which may be missing: <c>2026-01-01..</c>; or a period by its name: <c>ce-mois</c>.</summary>
    Day,

    /// <summary>Present or not.</summary>
    Flag,
}

/// <summary>A value of a choice: what the address holds and what is read.</summary>
public sealed record FilterChoice(string Value, string Text);

/// <summary>A filter of a list.</summary>
/// <param name="Key">In the address.</param>
/// <param name="Label">As read: "Ville".</param>
/// <param name="Kind">How it is typed and read.</param>
public sealed record Filter(string Key, string Label, FilterKind Kind)
{
    public IReadOnlyList<FilterChoice> Choices { get; init; } = [];

    /// <summary>A text is found anywhere in the value, not at its beginning alone.</summary>
    public bool Anywhere { get; init; }

    /// <summary>Finds the choices of what is typed, where there are too many to list: <see cref="Choices"/> then names those in the address.</summary>
    public Func<string, CancellationToken, Task<IEnumerable<FilterChoice>>>? Find { get; init; }

    /// <summary>"Ville : Lyon ou Paris", "CA 12 mois à partir de 1 000 €". Null when the address doesn't set it.</summary>
    public string? Sentence(QueryState state, IStringLocalizer texts) => (Kind, state.All(Key)) switch
    {
        (_, []) => null,
        (FilterKind.Flag, _) => Label,
        (FilterKind.Text, [var word, ..]) => texts[Anywhere ? "FilterContains" : "FilterBegins", Label, word].Value,
        (FilterKind.Choice, var values) => texts["FilterIs", Label, values.Select(TextOf).Aggregate((a, b) => texts["FilterOr", a, b].Value)].Value,
        (FilterKind.Amount, [var range, ..]) => Between(FilterRange.Amounts(range), value => MontantFormat.Format(value, decimals: value % 1 == 0 ? 0 : 2), texts),
        (FilterKind.Day, [var name, ..]) when PlageNommee.Noms.Contains(name) => texts["FilterIs", Label, texts["Jours_" + name].Value].Value,
        (_, [var range, ..]) => Between(FilterRange.Days(range), value => value.ToString("d", CultureInfo.CurrentCulture), texts, "FilterDay"),
    };

    /// <summary>False when the address sets it to something that can't be read, and which therefore limits nothing.</summary>
    public bool Understands(string value) => Kind switch
    {
        // Any id is a choice where ids are: of a label that was deleted, say. No row has it.
        FilterKind.Choice => Choices.Any(c => c.Value == value) || (Guid.TryParse(value, out _) && (Find is not null || Choices.Any(c => Guid.TryParse(c.Value, out _)))),
        FilterKind.Amount => FilterRange.IsWritten(value, FilterRange.Write(FilterRange.Amounts(value).From, FilterRange.Amounts(value).To)),
        FilterKind.Day => PlageNommee.Noms.Contains(value) || FilterRange.IsWritten(value, FilterRange.Write(FilterRange.Days(value).From, FilterRange.Days(value).To)),
        _ => true,
    };

    private string TextOf(string value) => Choices.FirstOrDefault(choice => choice.Value == value)?.Text ?? value;

    private string? Between<T>((T? From, T? To) range, Func<T, string> write, IStringLocalizer texts, string key = "Filter")
        where T : struct => range switch
        {
            ({ } from, { } to) => texts[key + "FromTo", Label, write(from), write(to)].Value,
            ({ } from, null) => texts[key + "From", Label, write(from)].Value,
            (null, { } to) => texts[key + "To", Label, write(to)].Value,
            _ => null,
        };
}

/// <summary>Ranges as the address holds them; invariant numbers and ISO days, both ends included.</summary>
public static class FilterRange
{
    public static (decimal? From, decimal? To) Amounts(string? text) => Split(text, part =>
        decimal.TryParse(part, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : (decimal?)null);

    /// <param name="text">As the address holds it.</param>
    /// <param name="today">The reader's day: what a period by name is counted from. Without it, names aren't read.</param>
    public static (DateOnly? From, DateOnly? To) Days(string? text, DateOnly? today) =>
        today is { } day && PlageNommee.Of(text, day) is { } plage ? (plage.Du, plage.Au) : Days(text);

    public static (DateOnly? From, DateOnly? To) Days(string? text) => Split(text, part =>
        DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : (DateOnly?)null);

    public static string? Write(decimal? from, decimal? to) =>
        from is null && to is null ? null : string.Create(CultureInfo.InvariantCulture, $"{from}..{to}");

    public static string? Write(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? null : string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}");

    /// <summary>Whether both ends of a range were read: writing them again has an end on the same sides.</summary>
    internal static bool IsWritten(string range, string? again) =>
        again is not null && range.StartsWith("..", StringComparison.Ordinal) == again.StartsWith("..", StringComparison.Ordinal)
        && range.EndsWith("..", StringComparison.Ordinal) == again.EndsWith("..", StringComparison.Ordinal);

    private static (T? From, T? To) Split<T>(string? text, Func<string, T?> read)
        where T : struct
    {
        var at = text?.IndexOf("..", StringComparison.Ordinal) ?? -1;
        return at < 0 ? (null, null) : (read(text![..at]), read(text[(at + 2)..]));
    }
}
