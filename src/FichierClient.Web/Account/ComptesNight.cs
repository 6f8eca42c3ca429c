using System.Globalization;
using FichierClient.Application.Courriels;
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

    /// <summary>One night.</summary>
    internal async Task VisitAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var comptes = scope.ServiceProvider.GetRequiredService<ComptesSansOrganisation>();
        if (scope.ServiceProvider.GetRequiredService<CourrielsEnFichiers>().Purge(null, time.GetUtcNow()) is { Count: > 0 } held) log.LogWarning("{Count} e-mails in files can't be deleted; each night tries again: {Files}", held.Count, string.Join(", ", held));
        var (told, deleted) = await comptes.RunAsync(cancellationToken);
        var left = 0;
        foreach (var (user, fin) in told)
        {
            if (!await TryTellAsync(scope.ServiceProvider, user, fin)) continue;
            await comptes.ToldAsync(user.Id, CancellationToken.None);
            left++;
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (left < told.Count) log.LogWarning("{Count} accounts that open no organisation couldn't be told: they stay until they are", told.Count - left);
        if (deleted > 0) log.LogInformation("{Count} accounts that opened no organisation were deleted", deleted);
    }

    /// <returns>True: it left, or its address is none. Without a mail server nobody is told, so nobody's account ends.</returns>
    private async Task<bool> TryTellAsync(IServiceProvider services, Utilisateur user, DateTimeOffset fin)
    {
        if (services.GetRequiredService<MailSettings>().Host is null) return false;
        var here = configuration["FICHIER_URL"] is { Length: > 0 } address ? address : $"http://localhost:{ServeCommand.DefaultPort}";
        try
        {
            using var message = services.GetRequiredService<MailComposer>().Write("Orphan", user.Langue, user.NomAffiche, user.Email!, services.GetRequiredService<PublicLinks>().To(here, "Account/Login"), fin.ToString("d", CultureInfo.GetCultureInfo(user.Langue == "en" ? "en-GB" : "fr-FR")));
            await services.GetRequiredService<MailTransport>().DeliverAsync(message);
            return true;
        }
        catch (CourrielNonPartiException error)
        {
            log.LogWarning("Account {UserId} wasn't told that it opens no organisation; for good: {ForGood}", user.Id, error.EstDefinitif);
            return error.EstDefinitif;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or MimeKit.ParseException)
        {
            log.LogWarning("Account {UserId} has an address that can't be written to", user.Id);
            return true;
        }
    }
}
