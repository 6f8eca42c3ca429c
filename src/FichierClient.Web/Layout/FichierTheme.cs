using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>
/// The one theme: a deep blue-green accent on neutral greys, 14 px text, small radii. Text has 4.5:1, lines of inputs 3:1.
/// Both variants are written into every document; js/theme.js chooses by the attribute data-theme before the first paint.
/// </summary>
public static class FichierTheme
{
    public static readonly MudTheme Light = Create(":root");

    public static readonly MudTheme Dark = Create(":root[data-theme=dark]");

    private static MudTheme Create(string scope) => new()
    {
        PaletteLight = LightPalette(),
        PaletteDark = DarkPalette(),
        Typography = FichierTypography.Create(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", AppbarHeight = "48px" },
        PseudoCss = new PseudoCss { Scope = scope },
    };

    private static PaletteLight LightPalette() => new()
    {
        Primary = "#0b5c66",
        PrimaryContrastText = "#ffffff",
        Secondary = "#4a5559",
        SecondaryContrastText = "#ffffff",
        Tertiary = "#0b5c66",
        Info = "#2a5da8",
        Success = "#1b7a3d",
        Warning = "#8a5a00",
        WarningContrastText = "#ffffff",
        Error = "#b3261e",
        Dark = "#263033",
        TextPrimary = "#1a1f21",
        TextSecondary = "#566065",
        TextDisabled = "#6d777b",
        ActionDefault = "#4a5559",
        ActionDisabled = "#6d777b",
        ActionDisabledBackground = "#e9ecec",
        Background = "#ffffff",
        BackgroundGray = "#f6f7f7",
        Surface = "#ffffff",
        DrawerBackground = "#f6f7f7",
        DrawerText = "#1a1f21",
        AppbarBackground = "#ffffff",
        AppbarText = "#1a1f21",
        LinesDefault = "#dfe3e4",
        LinesInputs = "#7c8689",
        TableLines = "#e6e9ea",
        TableHover = "#f3f6f6",
        Divider = "#dfe3e4",
        DividerLight = "#eceff0",
        Skeleton = "#e9ecec",
    };

    private static PaletteDark DarkPalette() => new()
    {
        Primary = "#62bcc4",
        PrimaryContrastText = "#062a2e",
        Secondary = "#b4bec1",
        SecondaryContrastText = "#14181a",
        Tertiary = "#62bcc4",
        Info = "#8db4ee",
        InfoContrastText = "#0c1f3a",
        Success = "#6cc48a",
        SuccessContrastText = "#07260f",
        Warning = "#e0b050",
        WarningContrastText = "#2b1d00",
        Error = "#f2938a",
        ErrorContrastText = "#3a0c08",
        Dark = "#2c3336",
        TextPrimary = "#e6eaeb",
        TextSecondary = "#a6b0b3",
        TextDisabled = "#8a9498",
        ActionDefault = "#b4bec1",
        ActionDisabled = "#8a9498",
        ActionDisabledBackground = "#23292b",
        Background = "#14181a",
        BackgroundGray = "#101314",
        Surface = "#1c2123",
        DrawerBackground = "#101314",
        DrawerText = "#e6eaeb",
        AppbarBackground = "#14181a",
        AppbarText = "#e6eaeb",
        LinesDefault = "#2c3437",
        LinesInputs = "#758084",
        TableLines = "#252c2e",
        TableHover = "#1b2123",
        Divider = "#2c3437",
        DividerLight = "#23292b",
        Skeleton = "#262d2f",
    };
}
