using FichierClient.Application.Courriels;
using MimeKit;

namespace FichierClient.Web.Account.Mail;

/// <summary>Delivers e-mails of accounts one after the other, each tried three times; those still waiting go out before the program stops.</summary>
internal sealed class MailWorker(MailQueue queue, MailTransport transport, TimeProvider clock, ILogger<MailWorker> logger) : BackgroundService
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.Zero];

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            await DeliverAsync(message, stoppingToken);
            message.Dispose();
        }
    }

    private async Task DeliverAsync(MimeMessage message, CancellationToken stopping)
    {
        foreach (var wait in Waits)
        {
            try
            {
                await transport.DeliverAsync(message);
                return;
            }
            catch (CourrielNonPartiException error)
            {
                logger.LogWarning("E-mail {MessageId} was not delivered, for good: {ForGood}", message.MessageId, error.EstDefinitif);
                if (!stopping.IsCancellationRequested) await Task.Delay(wait, clock, CancellationToken.None);
            }
        }

        logger.LogError("E-mail {MessageId} is given up", message.MessageId);
    }
}
