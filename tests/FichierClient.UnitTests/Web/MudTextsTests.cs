using System.Collections;
using System.Globalization;
using System.Resources;
using Bunit;
using FichierClient.UnitTests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FichierClient.UnitTests.Web;

public sealed class MudTextsTests : ScreenTest
{
    /// <summary>Components that no screen uses: their words have no translation.</summary>
    private static readonly string[] Unused =
        ["HeatMap", "MudCarousel", "MudColorPicker", "MudDataGrid", "MudDataGridPager", "MudRating", "MudRatingItem", "MudSplitPanel", "MudStepper", "MudTreeView"];

    [Theory]
    [InlineData("fr-FR", "Effacer")]
    [InlineData("en-GB", "Clear")]
    public void A_field_is_cleared_in_the_language_of_the_screen(string culture, string name)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);

        var field = Render<MudTextField<string>>(p => p.Add(f => f.Clearable, true).Add(f => f.Value, "Martin"));

        Assert.NotNull(field.Find($"button[aria-label='{name}']"));
    }

    [Fact]
    public void Every_word_that_MudBlazor_says_by_itself_has_its_French()
    {
        var texts = Services.GetRequiredService<MudLocalizer>();
        using var words = new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudLocalizer).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
        var keys = words.Cast<DictionaryEntry>().Select(w => (string)w.Key).Where(k => !Unused.Contains(k.Split('_')[0])).ToList();
        Assert.NotEmpty(keys);

        Assert.DoesNotContain(keys, k => texts[k].ResourceNotFound);
    }

    [Fact]
    public void No_screen_uses_a_component_whose_words_are_left_out()
    {
        var screens = SourceTree.Files("src/FichierClient.Web", ".razor");
        Assert.NotEmpty(screens);

        Assert.DoesNotContain(screens, s => s.Lines.Any(l => Unused.Any(u => l.Contains($"<{u}", StringComparison.Ordinal))));
    }
}
