using FichierClient.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.UnitTests.Web;

public sealed class RedirectToLoginTests : ScreenTest
{
    public RedirectToLoginTests() => Services.AddSingleton<NavigationManager>(new Nowhere());

    [Fact]
    public void An_ended_session_whose_browser_is_gone_is_no_failure()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Assert.Empty(Render<RedirectToLogin>().Markup);
    }

    [Fact]
    public void A_request_is_led_to_the_sign_in_page_by_the_exception_that_ends_it()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.EndsWith("Account/Login?ReturnUrl=%2Fcontacts", Assert.Throws<NavigationException>(() => Render<RedirectToLogin>()).Location, StringComparison.Ordinal);
    }

    /// <summary>A circuit without a browser, and a request, can't go anywhere.</summary>
    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("http://localhost/", "http://localhost/contacts");

        protected override void NavigateToCore(string uri, NavigationOptions options) => throw new NavigationException(uri);
    }
}
