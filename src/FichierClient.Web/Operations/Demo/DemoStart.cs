using FichierClient.Application.Demo;
using FichierClient.Web.Operations.Organisations;

namespace FichierClient.Web.Operations.Demo;

/// <summary>What a first start prepares in demo mode, so that a newcomer finds something to look at.</summary>
internal static class DemoStart
{
    /// <summary>Only on the embedded database: a database that was given is filled by the command <c>demo</c>, when its operator asks.</summary>
    public static bool IsWanted(CommandContext context) => context.Database.IsEmbedded && DemoMode.IsOn(context.App.Configuration);

    /// <summary>Makes the organisation and fills it, also where an earlier start was killed in between; what people put in stays.</summary>
    public static async Task EnsureAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!IsWanted(context))
        {
            return;
        }

        var owner = context.Database.Connections.RequireOwner();
        var demo = await DemoOrganisation.EnsureAsync(context.Services, owner, DemoOrganisation.Slug, cancellationToken);
        if (await OrganisationCreation.IsDemoAsync(owner, demo, cancellationToken)
            && await context.Services.GetRequiredService<DemoFilling>().FillAsync(owner, demo, DemoSize.Small, cancellationToken))
        {
            context.Remarks.WriteLine($"Organisation {DemoOrganisation.Slug} is filled with made-up data.");
        }
    }
}
