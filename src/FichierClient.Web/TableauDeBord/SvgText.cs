using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FichierClient.Web.TableauDeBord;

/// <summary>SVG's text element: in markup, Razor keeps that name for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Across, such as <c>12.5%</c>.</summary>
    [Parameter, EditorRequired] public string X { get; set; } = "";

    /// <summary>Down to the baseline, in pixels.</summary>
    [Parameter, EditorRequired] public string Y { get; set; } = "";
    [Parameter, EditorRequired] public string Value { get; set; } = "";
    [Parameter] public string? Class { get; set; }

    /// <summary>start, middle or end.</summary>
    [Parameter] public string Anchor { get; set; } = "start";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", Class);
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddAttribute(5, "aria-hidden", "true");
        builder.AddContent(6, Value);
        builder.CloseElement();
    }
}
