using FichierClient.Application.Demo;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Operations.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>The demo organisation, as a newcomer's first start makes it: accounts of each role, made-up data.</summary>
public static class DemoData
{
    /// <summary>Makes and fills it; the second call finds it there.</summary>
    /// <returns>The organisation's id.</returns>
    public static async Task<Guid> FillDemoAsync(this WebProgram program)
    {
        var owner = program.Database.OwnerConnection;
        var id = await DemoOrganisation.EnsureAsync(program.Services, owner, DemoOrganisation.Slug, TestContext.Current.CancellationToken);
        await program.Services.GetRequiredService<DemoFilling>().FillAsync(owner, id, DemoSize.Small, TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Signs in as the demo account of a role.</summary>
    public static Task SignInDemoAsync(this IPage page, Role role) =>
        page.SignInAsync(DemoOrganisation.Accounts.Single(account => account.Role == role).Email, DemoOrganisation.Password);
}
