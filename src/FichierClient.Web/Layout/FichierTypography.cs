using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>Sizes in rem of a 16 px root: text 14 px, titles barely larger, since the page is read all day.</summary>
internal static class FichierTypography
{
    private static readonly string[] Family =
        ["Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif"];

    public static Typography Create() => new()
    {
        Default = new DefaultTypography { FontFamily = Family, FontSize = ".875rem", LineHeight = "1.43", LetterSpacing = "normal" },
        H1 = new H1Typography { FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        H2 = new H2Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        H3 = new H3Typography { FontSize = ".875rem", FontWeight = "600", LineHeight = "1.43", LetterSpacing = "normal" },
        H4 = new H4Typography { FontSize = ".875rem", FontWeight = "600", LineHeight = "1.43", LetterSpacing = "normal" },
        H5 = new H5Typography { FontSize = ".875rem", FontWeight = "600", LineHeight = "1.43", LetterSpacing = "normal" },
        H6 = new H6Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        Subtitle1 = new Subtitle1Typography { FontSize = ".875rem", FontWeight = "500", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontSize = ".8125rem", FontWeight = "500", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontSize = ".875rem", LineHeight = "1.43", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontSize = ".8125rem", LineHeight = "1.43", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontSize = ".875rem", FontWeight = "500", LineHeight = "1.43", LetterSpacing = "normal", TextTransform = "none" },
        Caption = new CaptionTypography { FontSize = ".75rem", LineHeight = "1.33", LetterSpacing = "normal" },
        Overline = new OverlineTypography { FontSize = ".75rem", LineHeight = "1.33", LetterSpacing = "normal", TextTransform = "none" },
    };
}
