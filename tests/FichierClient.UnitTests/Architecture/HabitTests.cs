using System.Text.RegularExpressions;

namespace FichierClient.UnitTests.Architecture;

/// <summary>Habits that are easier to keep than to win back.</summary>
public sealed partial class HabitTests
{
    private static readonly string[] Clocks =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow",
    ];

    private static readonly string[] Blocking = ["Task.Wait", "Task`1.get_Result", "Task.WaitAll", "Task.WaitAny", "ValueTask`1.get_Result"];

    [Theory]
    [InlineData(".cs", 300)]
    [InlineData(".razor", 200)]
    public void Files_stay_short(string extension, int ceiling)
    {
        var files = SourceTree.Files("", extension).Where(f => !f.IsMigration).ToList();
        Assert.NotEmpty(files);

        Assert.Empty(files.Where(f => f.Lines.Length > ceiling).Select(f => $"{f}: {f.Lines.Length} lines"));
    }

    [Fact]
    public void Time_comes_from_a_TimeProvider() => Assert.Empty(CallsAmong(Clocks));

    [Fact]
    public void Nothing_blocks_on_a_task()
    {
        Assert.Empty(CallsAmong(Blocking));
        Assert.Empty(LinesLike(BlockingAwaiter()));
    }

    [Fact]
    public void Nothing_is_fired_and_forgotten()
    {
        Assert.Empty(CallsAmong(["AsyncVoidMethodBuilder.Create"]));
        Assert.Empty(LinesLike(Discarded()));
    }

    [Fact]
    public void Nothing_unfinished_is_left_in_the_code() => Assert.Empty(LinesLike(Unfinished()));

    /// <summary>Of a test: the organisation's day is another one than UTC's for an hour or two each night, and a test that mixes them fails then.</summary>
    [Fact]
    public void A_test_takes_its_day_from_the_organisation() => Assert.Empty(LinesLike(DayOfUtc(), "tests"));

    /// <summary>A comma parts thousands for an English reader and decimals for a French one: a field that didn't say who reads it would divide by a thousand.</summary>
    [Fact]
    public void A_page_reads_numbers_in_the_writing_of_its_reader() => Assert.Empty(LinesLike(NumberOfNobody(), "src/FichierClient.Web"));

    private static IEnumerable<string> CallsAmong(string[] forbidden)
    {
        foreach (var assembly in ProductAssemblies.All)
        {
            var calls = assembly.CalledMembers();
            Assert.Contains("Object..ctor", calls);
            foreach (var call in calls.Intersect(forbidden)) yield return $"{assembly.GetName().Name} calls {call}";
        }
    }

    private static IEnumerable<string> LinesLike(Regex pattern, string folder = "src")
    {
        var files = SourceTree.Files(folder, ".cs").Concat(SourceTree.Files(folder, ".razor")).Where(f => !f.IsMigration).ToList();
        Assert.NotEmpty(files);
        return from file in files from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1)) where pattern.IsMatch(line.Text) select $"{file}:{line.Number}";
    }

    [GeneratedRegex(@"GetAwaiter\(\)\s*\.GetResult")]
    private static partial Regex BlockingAwaiter();

    [GeneratedRegex(@"NombreFrancais\.TryParse\w*\((?!.*CultureInfo)")]
    private static partial Regex NumberOfNobody();

    [GeneratedRegex(@"(^|\s)_ = [\w.]*Async\(")]
    private static partial Regex Discarded();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"DateOnly\.FromDateTime\((DateTime\.UtcNow|[\w.]*GetUtcNow\(\))")]
    private static partial Regex DayOfUtc();
}
