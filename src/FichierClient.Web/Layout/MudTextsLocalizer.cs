using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>Gives MudBlazor its built-in words in the language of the screen: by itself it knows English alone.</summary>
internal sealed class MudTextsLocalizer(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
