using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FichierClient.Web.Common.Forms;

/// <summary>A text field with the look of this program: outlined, dense, its label always in place.</summary>
public sealed class TexteField : MudTextField<string?>
{
    public TexteField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        ShrinkLabel = true;
    }
}

/// <summary>A choice among few values, same look.</summary>
public sealed class ChoixField<T> : MudSelect<T>
{
    public ChoixField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        ShrinkLabel = true;
        AnchorOrigin = Origin.BottomLeft;
        TransformOrigin = Origin.TopLeft;
        Dense = true;
    }
}

/// <summary>A choice among many values, found by typing, same look.</summary>
public sealed class ChercheField<T> : MudAutocomplete<T>
{
    public ChercheField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        ShrinkLabel = true;
        Dense = true;
        DebounceInterval = 150;
        MaxItems = 12;
        ResetValueOnEmptyText = true;
        CoerceText = true;
        // js/focus.js does it at once: from here it would take away the letters typed meanwhile.
        SelectOnActivation = false;
    }

    [Inject] private IStringLocalizer<CommonTexts> Texts { get; set; } = default!;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        AdornmentAriaLabel = Texts["ShowChoices"];
    }
}
