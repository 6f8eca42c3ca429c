using System.Globalization;

namespace FichierClient.Web.TableauDeBord;

/// <summary>Where each mark of the months' chart stands: across in percents of the width, down in pixels.</summary>
internal sealed record MoisLayout(IReadOnlyList<MoisMark> Marks, IReadOnlyList<MoisBar> Bars, IReadOnlyList<MoisLabel> Labels)
{
    public const int Height = 240;
    public const string LabelY = "234";

    private const double Top = 44, Bottom = 214, BeforeWhole = .72, NowWhole = .44;

    /// <summary>So many bars fill the width; fewer stand as slim as they would among so many.</summary>
    private const double FewestWide = 6;

    /// <param name="values">This period's and the year before's amount, oldest first.</param>
    public static MoisLayout Of(IReadOnlyList<(decimal Now, decimal Before)> values)
    {
        var step = Step(values.Count == 0 ? 0 : Math.Max(values.Max(v => Math.Max(v.Now, v.Before)), -values.Min(v => Math.Min(v.Now, v.Before))));
        var low = values.Count == 0 ? 0 : Math.Floor(Math.Min(0, values.Min(v => Math.Min(v.Now, v.Before))) / step) * step;
        var high = values.Count == 0 ? step : Math.Max(step, Math.Ceiling(values.Max(v => Math.Max(v.Now, v.Before)) / step) * step);

        double Y(decimal amount) => Bottom - (double)((amount - low) / (high - low)) * (Bottom - Top);
        Span Bar(decimal amount) => new(Text(Math.Min(Y(amount), Y(0))), Text(Math.Max(amount == 0 ? 0 : 1, Math.Abs(Y(amount) - Y(0)))));

        var marks = new List<MoisMark>();
        for (var amount = low; amount <= high; amount += step) marks.Add(new MoisMark(amount, Text(Y(amount)), Text(Y(amount) + 4)));
        var slot = 100.0 / Math.Max(1, values.Count);
        var slim = Math.Min(1, values.Count / FewestWide);
        var (beforeShare, nowShare) = (BeforeWhole * slim, NowWhole * slim);
        var bars = values.Select((v, i) => new MoisBar(i, Bar(v.Now), Bar(v.Before))
        {
            SlotX = Percent(i * slot),
            SlotWidth = Percent(slot),
            BeforeX = Percent((i + (1 - beforeShare) / 2) * slot),
            BeforeWidth = Percent(beforeShare * slot),
            NowX = Percent((i + (1 - nowShare) / 2) * slot),
            NowWidth = Percent(nowShare * slot),
            MiddleX = Percent((i + .5) * slot),
            TipX = Percent(Tip(i, values.Count, slot)),
            TipAnchor = Anchor(i, values.Count),
        }).ToList();
        return new MoisLayout(marks, bars, [.. Name(values, slot, beforeShare, Y)]);
    }

    // Two words instead of a legend: each at the highest bar of its series, on a line of its own.
    private static IEnumerable<MoisLabel> Name(IReadOnlyList<(decimal Now, decimal Before)> values, double slot, double beforeShare, Func<decimal, double> y)
    {
        var now = Highest(values, v => v.Now);
        // An outline is best seen where it overtops its bar.
        var before = Highest(values, v => v.Before > v.Now ? v.Before : 0) ?? Highest(values, v => v.Before);
        if (now is { } n) yield return Label(true, n, 34, before is { } b ? n <= b : n > values.Count / 2);
        if (before is { } p) yield return Label(false, p, 20, now is { } c ? p < c : p > values.Count / 2);

        // The left one is written to the left and the other to the right, so that no line crosses a word.
        MoisLabel Label(bool isNow, int i, int textY, bool leftwards)
        {
            var top = isNow ? values[i].Now : values[i].Before;
            var left = leftwards ? i > 1 : i > values.Count - 3;
            return new MoisLabel(isNow, Percent((i + (isNow ? .5 : .5 - beforeShare / 2)) * slot), Text(textY), Text(textY + 3), Text(Math.Max(textY + 3, y(top))), left ? "end" : "start");
        }
    }

    private static int? Highest(IReadOnlyList<(decimal Now, decimal Before)> values, Func<(decimal Now, decimal Before), decimal> amount)
    {
        var heights = values.Select(amount).ToList();
        return heights.Count > 0 && heights.Max() > 0 ? heights.IndexOf(heights.Max()) : null;
    }

    private static double Tip(int i, int count, double slot) => Anchor(i, count) switch { "start" => 0, "end" => 100, _ => (i + .5) * slot };

    private static string Anchor(int i, int count) => i * 3 < count ? "start" : i * 3 >= count * 2 ? "end" : "middle";

    /// <summary>1, 2 or 5 times a power of ten, so that three or four lines cover the amounts.</summary>
    private static decimal Step(decimal highest)
    {
        var power = 1m;
        while (highest / power > 10) power *= 10;
        return (highest / power) switch { <= 1 => power / 2, <= 2.5m => power, <= 5 => 2 * power, _ => 5 * power };
    }

    private static string Percent(double value) => Text(value) + "%";

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A line across the chart.</summary>
internal sealed record MoisMark(decimal Value, string Y, string TextY);

/// <summary>From where and how high.</summary>
internal readonly record struct Span(string Y, string Height);

internal sealed record MoisBar(int Index, Span Now, Span Before)
{
    public required string SlotX { get; init; }
    public required string SlotWidth { get; init; }
    public required string BeforeX { get; init; }
    public required string BeforeWidth { get; init; }
    public required string NowX { get; init; }
    public required string NowWidth { get; init; }
    public required string MiddleX { get; init; }
    public required string TipX { get; init; }
    public required string TipAnchor { get; init; }
}

internal sealed record MoisLabel(bool IsNow, string X, string TextY, string LineY, string BarY, string Anchor);
