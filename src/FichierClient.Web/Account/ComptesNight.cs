using System.Globalization;
using FichierClient.Application.Identity;
using FichierClient.Web.Account.Mail;
using FichierClient.Web.Operations.Serve;

namespace FichierClient.Web.Account;

/// <summary>Once a day: accounts that open no organisation are told, and deleted in time.</summary>
internal sealed class ComptesNight(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<ComptesNight> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await VisitAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "Accounts without an organisation weren't looked at; the next round tries again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task VisitAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (told, deleted) = await services.GetRequiredService<ComptesSansOrganisation>().RunAsync(cancellationToken);
        var here = configuration["FICHIER_URL"] is { Length: > 0 } address ? address : $"http://localhost:{ServeCommand.DefaultPort}";
        foreach (var (user, fin) in told)
            services.GetRequiredService<MailComposer>().Send("Orphan", user.Langue, user.NomAffiche, user.Email!, services.GetRequiredService<PublicLinks>().To(here, "Account/Login"), fin.ToString("d", CultureInfo.GetCultureInfo(user.Langue == "en" ? "en-GB" : "fr-FR")));
        if (deleted > 0) log.LogInformation("{Count} accounts that opened no organisation were deleted", deleted);
    }
}
