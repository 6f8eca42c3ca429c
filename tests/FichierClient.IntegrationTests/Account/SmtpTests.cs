using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FichierClient.IntegrationTests.Account;

/// <summary>A program whose e-mails go to a server.</summary>
public class SmtpProgram : AccountProgram
{
    internal SmtpServer Mails { get; } = new();

    protected virtual string Tls => "none";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["FICHIER_SMTP_HOST"] = "127.0.0.1",
        ["FICHIER_SMTP_PORT"] = $"{Mails.Port}",
        ["FICHIER_SMTP_TLS"] = Tls,
        ["FICHIER_SMTP_FROM"] = "fichier@essai.test",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Mails.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>With an SMTP server configured, e-mails go there.</summary>
public sealed class SmtpTests(SmtpProgram program) : IClassFixture<SmtpProgram>
{
    [Fact]
    public async Task A_reset_s_e_mail_reaches_the_server_with_its_sender_recipient_and_link()
    {
        var organisation = await program.Database.AddOrganisationAsync();
        await program.AddAccountAsync(organisation.Id, "jeanne@essai.test");

        await program.Browse().SubmitAsync("/Account/ForgotPassword", "forgot", ("Email", "jeanne@essai.test"));

        var (from, to, text) = await program.Mails.NextAsync(TestContext.Current.CancellationToken);
        Assert.Contains("fichier@essai.test", from, StringComparison.Ordinal);
        Assert.Contains("jeanne@essai.test", to, StringComparison.Ordinal);
        Assert.Contains("/Account/ResetPassword", text.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}

/// <summary>A program whose mail server can't do what is asked of it.</summary>
public sealed class WrongSmtpProgram : SmtpProgram
{
    protected override string Tls => "starttls";
}

public sealed class WrongSmtpTests(WrongSmtpProgram program) : IClassFixture<WrongSmtpProgram>
{
    [Fact]
    public async Task A_server_without_the_encryption_asked_for_costs_the_e_mail_and_never_the_program()
    {
        var organisation = await program.Database.AddOrganisationAsync();
        await program.AddAccountAsync(organisation.Id, "jeanne@essai.test");
        var browser = program.Browse();
        await browser.SubmitAsync("/Account/ForgotPassword", "forgot", ("Email", "jeanne@essai.test"));

        var (from, _, _) = await program.Mails.NextAsync(TestContext.Current.CancellationToken);
        // The second try shows that the sender outlived the first.
        await program.Mails.NextAsync(TestContext.Current.CancellationToken);

        Assert.Empty(from);
        Assert.False(program.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        Assert.True(await browser.SignInAsync("jeanne@essai.test"));
    }
}

/// <summary>Takes e-mails as RFC 5321 has them sent, and keeps them.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SmtpServer() => listener.Start();

    /// <summary>What is said to a recipient's line.</summary>
    public Func<string, string> Answer { get; set; } = _ => "250 ok";

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Waits for one e-mail: the envelope's two lines and everything after DATA.</summary>
    public async Task<(string From, string To, string Text)> NextAsync(CancellationToken cancellationToken)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
        var (from, to, text) = ("", "", new StringBuilder());
        await writer.WriteLineAsync("220 essai.test");
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase)) from = line;
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)) to = line;
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync(cancellationToken) is { } data && data != ".") text.Append(data).Append("\r\n");
            }

            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? Answer(line) : "250 ok");
            if (line == "QUIT") break;
        }

        return (from, to, text.ToString());
    }

    public void Dispose() => listener.Dispose();
}
