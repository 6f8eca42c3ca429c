using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FichierClient.Web.Account.Mail;

/// <summary>Delivers e-mails one after the other, each tried three times; those still waiting go out before the program stops.</summary>
internal sealed class MailWorker(MailQueue queue, MailSettings settings, TimeProvider clock, ILogger<MailWorker> logger) : BackgroundService
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
                await (settings.Host is { } host ? SendAsync(host, message) : WriteAsync(message));
                return;
            }
            catch (Exception error)
            {
                // Whatever a mail server does wrong (no STARTTLS, a certificate that is over) costs its e-mail, never the program.
                logger.LogWarning("E-mail {MessageId} was not delivered: {Kind}", message.MessageId, error.GetType().Name);
                if (!stopping.IsCancellationRequested) await Task.Delay(wait, clock, CancellationToken.None);
            }
        }

        logger.LogError("E-mail {MessageId} is given up", message.MessageId);
    }

    private async Task SendAsync(string host, MimeMessage message)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(host, settings.Port, settings.Tls switch
        {
            "none" => SecureSocketOptions.None,
            "tls" => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        });
        if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? "");
        await client.SendAsync(message);
        await client.DisconnectAsync(quit: true);
    }

    private async Task WriteAsync(MimeMessage message)
    {
        Directory.CreateDirectory(settings.Folder);
        var name = $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Guid.NewGuid():N}";
        var unfinished = Path.Combine(settings.Folder, name + ".tmp");
        await message.WriteToAsync(unfinished);
        File.Move(unfinished, Path.ChangeExtension(unfinished, ".eml"));
    }
}
