using System.Runtime.Versioning;
using FichierClient.Application.Courriels;
using FichierClient.Web.Account.Mail;
using FichierClient.Web.Door;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace FichierClient.UnitTests.Web;

/// <summary>Without a mail server, e-mails are files of a folder.</summary>
public sealed class MailTransportTests : IDisposable
{
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("fichierclient-");

    public void Dispose() => outside.Delete(recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_is_there_keeps_its_rights_and_one_that_is_made_is_for_the_program_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of folders are those of Unix.");
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Shared = Own | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        var mounted = Path.Combine(outside.FullName, "mounted", "mail");
        Directory.CreateDirectory(mounted);
        File.SetUnixFileMode(mounted, Shared);

        await DeliverAsync("mounted");
        await DeliverAsync("made");
        await DeliverAsync("made", Guid.Empty);

        Assert.Equal(Shared, File.GetUnixFileMode(mounted));
        Assert.Equal(Own, File.GetUnixFileMode(Path.Combine(outside.FullName, "made", "mail")));
        // Each organisation has its own, as private.
        Assert.Equal(Own, File.GetUnixFileMode(Path.Combine(outside.FullName, "made", "mail", Guid.Empty.ToString("N"))));
        Assert.Equal(3, outside.GetFiles("*.eml", SearchOption.AllDirectories).Length);
    }

    private async Task DeliverAsync(string data, Guid? tenant = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("FICHIER_DATA", Path.Combine(outside.FullName, data))]).Build();
        var settings = new MailSettings(configuration, new TransportSecurity(configuration));
        await new MailTransport(settings, new DossierCourriels(settings.Folder), new FakeTimeProvider()).DeliverAsync(new MimeMessage { Body = new TextPart("plain") { Text = "Bonjour" } }, tenant);
    }
}
