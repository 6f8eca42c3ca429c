using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FichierClient.UnitTests.Architecture;

public sealed partial class TextTests
{
    private static readonly IReadOnlyList<SourceFile> French =
        [.. SourceTree.Files("src", ".resx").Where(f => !f.Name.EndsWith(".en.resx", StringComparison.Ordinal))];

    /// <summary>Words that files are searched for, never shown: names of countries, letters that SQL compares without accents.</summary>
    // Letters to persons in France are French, whatever the language of the screen that sends them.
    private static readonly string[] WordLists = ["CodePostal.cs", "PaysIso.cs", "EntrepriseConfiguration.cs", "LettresParDefaut.cs", "LettreAvis.cs", "ReponsesProposees.cs", "ReponsesProposees.Droits.cs", "LettreChamps.cs", "LettrePdf.cs", "DossierLettre.cs", "MotsDossier.cs", "MotsSource.cs"];

    [Fact]
    public void French_and_English_have_the_same_texts()
    {
        Assert.NotEmpty(French);
        foreach (var file in French)
        {
            var (french, english) = (Texts(file), Texts(English(file)));
            Assert.True(french.Count > 0, $"{file} is empty");
            Assert.Empty(french.Keys.Except(english.Keys).Select(k => $"{file}: {k} has no English"));
            Assert.Empty(english.Keys.Except(french.Keys).Select(k => $"{file}: {k} has no French"));
        }
    }

    [Fact]
    public void A_text_says_something_and_takes_the_same_arguments_in_both_languages()
    {
        Assert.NotEmpty(French);
        foreach (var file in French)
        {
            var english = Texts(English(file));
            var differing = Texts(file).Where(t => english.TryGetValue(t.Key, out var other)
                && (string.IsNullOrWhiteSpace(t.Value) || string.IsNullOrWhiteSpace(other) || !Arguments(t.Value).SetEquals(Arguments(other))));
            Assert.Empty(differing.Select(t => $"{file}: {t.Key}"));
        }
    }

    [Fact]
    public void Every_refusal_of_the_rules_has_its_sentence()
    {
        var sentences = Texts(new SourceFile("src/FichierClient.Domain/Common/Messages.resx"));
        var codes = SourceTree.Files("src", ".cs")
            .SelectMany(f => f.Code).SelectMany(l => DomainCode().Matches(l.Text)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(codes);

        Assert.Empty(codes.Except(sentences.Keys));
    }

    [Fact]
    public void Every_sentence_of_the_use_cases_exists()
    {
        var sentences = Texts(new SourceFile("src/FichierClient.Application/Common/Texts.resx"));
        var codes = SourceTree.Files("src", ".cs")
            .SelectMany(f => f.Code).SelectMany(l => ApplicationCode().Matches(l.Text)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(codes);

        Assert.Empty(codes.Except(sentences.Keys));
    }

    /// <summary>Letters, quotes, words and elisions that English code has no use for; a list with bars is the headers that an import knows.</summary>
    [Fact]
    public void No_French_sentence_is_written_in_the_code_of_the_rules_and_the_use_cases()
    {
        var files = SourceTree.Files("src/FichierClient.Domain", ".cs").Concat(SourceTree.Files("src/FichierClient.Application", ".cs"))
            .Where(f => !f.IsMigration && !f.Name.Contains("/Demo/", StringComparison.Ordinal) && !WordLists.Contains(Path.GetFileName(f.Name))).ToList();
        Assert.NotEmpty(files);

        Assert.Empty(files.SelectMany(f => f.Code.Where(l => !l.Text.Contains("NonPersonnelle(", StringComparison.Ordinal))
            .SelectMany(l => Literal().Matches(l.Text)).Where(m => !m.Value.Contains('|', StringComparison.Ordinal) && FrenchWords().IsMatch(m.Value))
            .Select(m => $"{f}: {m.Value}")));
    }

    private static SourceFile English(SourceFile french) => new(french.Name[..^".resx".Length] + ".en.resx");

    private static Dictionary<string, string> Texts(SourceFile file) => XDocument.Load(Path.Combine(SourceTree.Root, file.Name)).Root!
        .Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")?.Value ?? "");

    private static HashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("[àâçèéêëîïôùûœÀÂÇÈÉÊËÎÏÔÙÛŒ«»’]|[\" '](?:la|les|des|du|une|est|pas|ne|aux|cette|dans|avec|vos|votre) |\\b[cdjlmns]'[a-zh]|^\"(?:Ancien|Colonne) [a-z ]*\\{")]
    private static partial Regex FrenchWords();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Argument();

    [GeneratedRegex("(?:new DomainException|\\bMessages\\.Get)\\((?:[^\"()]+\\? \"\\w+\" : )?\"(\\w+)\"")]
    private static partial Regex DomainCode();

    [GeneratedRegex("\\bTexts\\.Get\\((?:[^\"()]+\\? \"\\w+\" : )?\"(\\w+)\"")]
    private static partial Regex ApplicationCode();
}
