namespace FichierClient.Web.Operations.Demo;

/// <summary>What a first start prepares in demo mode, so that a newcomer finds something to look at.</summary>
internal static class DemoStart
{
    /// <summary>Only on the embedded database: a database that was given is filled by the command <c>demo</c>, when its operator asks.</summary>
    public static bool IsWanted(CommandContext context) => context.Database.IsEmbedded && DemoMode.IsOn(context.App.Configuration);

    public static async Task EnsureAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (IsWanted(context))
        {
            await DemoOrganisation.EnsureAsync(context, cancellationToken);
        }
    }
}
