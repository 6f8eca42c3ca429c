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
        FilterKind.Amount => FilterRange.Amounts(value) != default,
        FilterKind.Day => PlageNommee.Noms.Contains(value) || FilterRange.Days(value) != default,
        _ => true,
    };

    /// <summary>Why a value in the address limits nothing, in words: "montant=2000..1000 (le plus petit vient en premier)".</summary>
    public string WhyUnread(string value, IStringLocalizer texts) => texts[Kind switch
    {
        _ when FilterRange.IsReversed(this, value) => "UnreadReversed",
        FilterKind.Amount => "UnreadAmount",
        FilterKind.Day => "UnreadDay",
        _ => "UnreadChoice",
    }].Value;

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
    // Of a range with an end that can't be read, or with its ends the wrong way round, nothing is read: half of it would mean other rows.
    public static (decimal? From, decimal? To) Amounts(string? text) => Split<decimal>(text, Amount);

    /// <param name="text">As the address holds it.</param>
    /// <param name="today">The reader's day: what a period by name is counted from. Without it, names aren't read.</param>
    public static (DateOnly? From, DateOnly? To) Days(string? text, DateOnly? today) =>
        today is { } day && PlageNommee.Of(text, day) is { } plage ? (plage.Du, plage.Au) : Days(text);

    public static (DateOnly? From, DateOnly? To) Days(string? text) => Split<DateOnly>(text, Day);

    public static string? Write(decimal? from, decimal? to) =>
        from is null && to is null ? null : string.Create(CultureInfo.InvariantCulture, $"{from}..{to}");

    public static string? Write(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? null : string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}");

    /// <summary>Both ends are there, and the first comes after the last.</summary>
    internal static bool IsReversed<T>(string? text, Func<string, T?> read)
        where T : struct, IComparable<T> => Ends(text, read) is ({ } from, { } to) && from.CompareTo(to) > 0;

    internal static bool IsReversed(Filter filter, string text) => filter.Kind == FilterKind.Amount ? IsReversed<decimal>(text, Amount) : filter.Kind == FilterKind.Day && IsReversed<DateOnly>(text, Day);

    private static decimal? Amount(string part) => decimal.TryParse(part, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static DateOnly? Day(string part) => DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    private static (T? From, T? To) Split<T>(string? text, Func<string, T?> read)
        where T : struct, IComparable<T>
    {
        var (from, to) = Ends(text, read);
        var unread = text is not null && ((from is null && !text.StartsWith("..", StringComparison.Ordinal)) || (to is null && !text.EndsWith("..", StringComparison.Ordinal)));
        return unread || IsReversed(text, read) ? (null, null) : (from, to);
    }

    private static (T? From, T? To) Ends<T>(string? text, Func<string, T?> read)
        where T : struct
    {
        var at = text?.IndexOf("..", StringComparison.Ordinal) ?? -1;
        return at < 0 ? (null, null) : (read(text![..at]), read(text[(at + 2)..]));
    }
}
