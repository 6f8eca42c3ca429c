using System.Globalization;
using FichierClient.Web.Operations.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FichierClient.Web.Operations.Serve;

/// <summary>What the operator reads once the web answers: where it is, and as whom to try it.</summary>
internal static class StartedMessage
{
    public static void Write(CommandContext context)
    {
        var address = Address(context);
        if (!DemoStart.IsWanted(context))
        {
            context.Answer(new { address }, $"FichierClient: {address}   (Ctrl-C stops it)");
            return;
        }

        var accounts = DemoOrganisation.Accounts.Select(account => new { email = account.Email, role = account.Role.ToString() }).ToList();
        context.Answer(
            new { address, accounts, password = DemoOrganisation.Password },
            $"""

            FichierClient: {address}   (Ctrl-C stops it)

            Demo accounts, password {DemoOrganisation.Password}
            {string.Join('\n', accounts.Select(account => $"  {account.email,-22}{account.role}"))}

            """);
    }

    /// <summary>FICHIER_URL, else localhost by name: passkeys refuse an IP address.</summary>
    private static string Address(CommandContext context)
    {
        if (context.App.Configuration["FICHIER_URL"] is { Length: > 0 } configured)
        {
            return configured;
        }

        var addresses = context.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        var first = addresses?.FirstOrDefault() ?? "http://localhost";
        var uri = new Uri(first.Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://localhost:{uri.Port}");
    }
}
