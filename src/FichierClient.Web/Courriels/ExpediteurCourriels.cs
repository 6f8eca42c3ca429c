using FichierClient.Application.Courriels;
using FichierClient.Domain.Common;
using FichierClient.Web.Account.Mail;
using MimeKit;
using Npgsql;

namespace FichierClient.Web.Courriels;

/// <summary>Sends the e-mails of organisations: those that were written while nobody sent, too. Several programs may do so at once.</summary>
internal sealed class ExpediteurCourriels(EnvoiCourriels envoi, MailTransport transport, MailSettings settings, IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly ILogger<ExpediteurCourriels> log = services.GetRequiredService<ILogger<ExpediteurCourriels>>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, services.GetRequiredService<TimeProvider>());
        do
        {
            try
            {
                foreach (var tenant in await envoi.DueAsync(stoppingToken)) await TrySendAsync(tenant, stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "The e-mails can't be read; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One organisation's fault is nobody else's.</summary>
    private async Task TrySendAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        try
        {
            await envoi.RunAsync(tenantId, (courriel, _) => DeliverAsync(tenantId, courriel), stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && error is not NpgsqlException { IsTransient: true })
        {
            log.LogError(error, "E-mails of organisation {TenantId} were not sent; trying again", tenantId);
        }
    }

    /// <remarks>Not interrupted when the program stops: half an e-mail is one that nobody knows about.</remarks>
    private async Task<string> DeliverAsync(Guid tenantId, CourrielAPartir courriel)
    {
        using var message = MessageOf(courriel, settings.From);
        return await transport.DeliverAsync(message, tenantId);
    }

    /// <exception cref="CourrielNonPartiException">Nobody can be written to at such an address.</exception>
    internal static MimeMessage MessageOf(CourrielAPartir courriel, string from)
    {
        if (!MailboxAddress.TryParse(courriel.Destinataire, out var to)) throw new CourrielNonPartiException(Messages.Get("Email_invalide", courriel.Destinataire), true);
        var body = new BodyBuilder { TextBody = courriel.Corps };
        if (courriel.Piece is { } piece) body.Attachments.Add(courriel.NomPiece, piece, new ContentType("application", "pdf"));
        var message = new MimeMessage { Subject = courriel.Objet, Body = body.ToMessageBody(), MessageId = $"{courriel.Id:N}{CourrielLecture.Domaine}" };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(to);
        return message;
    }
}
