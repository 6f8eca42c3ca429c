using FichierClient.Web.Door;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Demo;

namespace FichierClient.Web.Account.Mail;

/// <summary>Where e-mails go: <c>FICHIER_SMTP_*</c>, or files when no host is set.</summary>
internal sealed class MailSettings(IConfiguration configuration, TransportSecurity transport)
{
    public string? Host { get; } = Text(configuration, "HOST");

    public int Port { get; } = int.TryParse(Text(configuration, "PORT"), out var port) ? port : 587;

    public string? User { get; } = Text(configuration, "USER");

    public string? Password { get; } = Text(configuration, "PASSWORD");

    public string From { get; } = Text(configuration, "FROM") ?? "fichierclient@localhost";

    /// <summary><c>starttls</c> (default), <c>tls</c> from the first byte, or <c>none</c> (a relay on the same machine).</summary>
    public string Tls { get; } = Text(configuration, "TLS") ?? "starttls";

    /// <summary>Folder of the .eml files.</summary>
    public string Folder { get; } = DataFolder.Of(configuration).File("mail");

    /// <summary>
    /// Demo mode shows links of e-mails on screen: whoever asks for a reset then gets the account, so only where nobody but
    /// this machine reaches the program.
    /// </summary>
    public bool ShowsLinks { get; } = DemoMode.IsOn(configuration) && !transport.IsSecure;

    private static string? Text(IConfiguration configuration, string name) => configuration["FICHIER_SMTP_" + name] is { Length: > 0 } value ? value : null;
}
