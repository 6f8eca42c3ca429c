using FichierClient.Application.Courriels;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FichierClient.Web.Account.Mail;

/// <summary>Hands one e-mail to the mail server, or writes it into a file where none is set.</summary>
internal sealed class MailTransport(MailSettings settings, DossierCourriels dossier, TimeProvider clock)
{
    /// <summary>Milliseconds that a mail server may be silent.</summary>
    private const int Patience = 30_000;

    /// <summary>For one e-mail in all, from the connection to the answer: one that drips holds everybody else's.</summary>
    private static readonly TimeSpan EnTout = TimeSpan.FromMinutes(2);

    private const int FirstPermanentAnswer = 500;

    /// <param name="message">The e-mail.</param>
    /// <param name="tenantId">The organisation whose it is; null: an account's.</param>
    /// <returns>What the mail server answered.</returns>
    /// <exception cref="CourrielNonPartiException">It didn't leave.</exception>
    public async Task<string> DeliverAsync(MimeMessage message, Guid? tenantId = null)
    {
        try
        {
            return await (settings.Host is { } host ? SendAsync(host, message) : WriteAsync(message, tenantId));
        }
        catch (SmtpCommandException error)
        {
            // The sender's own address is a setting: its refusal says nothing of this e-mail.
            var forGood = (int)error.StatusCode >= FirstPermanentAnswer && error.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);
            throw new CourrielNonPartiException($"{(int)error.StatusCode} {error.Message}", forGood);
        }
        catch (Exception error)
        {
            // Whatever a mail server does wrong (no STARTTLS, a certificate that is over) costs a delay, never the program.
            throw new CourrielNonPartiException($"{error.GetType().Name}: {error.Message}", false);
        }
    }

    private async Task<string> SendAsync(string host, MimeMessage message)
    {
        using var over = new CancellationTokenSource(EnTout, clock);
        using var client = new SmtpClient { Timeout = Patience };
        await client.ConnectAsync(host, settings.Port, settings.Tls switch
        {
            "none" => SecureSocketOptions.None,
            "tls" => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        }, over.Token);
        if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? "", over.Token);
        var answer = await client.SendAsync(message, over.Token);
        try
        {
            await client.DisconnectAsync(quit: true, over.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or System.Net.Sockets.SocketException or SmtpProtocolException)
        {
            // It has the e-mail; how it says goodbye changes nothing.
        }

        return answer;
    }

    /// <summary>No mail server is set: nothing leaves this machine, and the answer says so.</summary>
    private async Task<string> WriteAsync(MimeMessage message, Guid? tenantId)
    {
        var folder = tenantId is { } tenant ? dossier.De(tenant)! : settings.Folder;
        // They hold names and links: a folder that the program makes is for its own account alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Guid.NewGuid():N}";
        var unfinished = Path.Combine(folder, name + ".tmp");
        await message.WriteToAsync(unfinished);
        File.Move(unfinished, Path.ChangeExtension(unfinished, ".eml"));
        return EnvoiCourriels.EnFichier;
    }
}
