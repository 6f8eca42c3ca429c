using System.Globalization;
using Bunit;
using FichierClient.Web.Layout;

namespace FichierClient.UnitTests.Web;

/// <summary>Renders components in French, with the services that every screen has.</summary>
public abstract class ScreenTest : BunitContext
{
    protected ScreenTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("fr-FR");
        Services.AddScreenServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
