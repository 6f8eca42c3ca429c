using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Web.Account.Mail;
using MimeKit;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Sends letters of requests by e-mail, with the letter as a PDF beside its text; and reminders to the DPO.</summary>
public sealed class DemandeMails(IServiceProvider services)
{
    public void Send(LettrePartie lettre)
    {
        if (lettre.Email is not { } email) return;
        var body = new BodyBuilder { TextBody = lettre.Corps };
        body.Attachments.Add($"{lettre.Reference}.pdf", lettre.Pdf, new ContentType("application", "pdf"));
        Queue(email, lettre.Objet, body);
    }

    public void Send(string email, string objet, string texte) => Queue(email, objet, new BodyBuilder { TextBody = texte });

    private void Queue(string email, string objet, BodyBuilder body)
    {
        var message = new MimeMessage { Subject = objet, Body = body.ToMessageBody() };
        message.From.Add(MailboxAddress.Parse(services.GetRequiredService<MailSettings>().From));
        message.To.Add(MailboxAddress.Parse(email));
        services.GetRequiredService<MailQueue>().Add(message);
    }
}
