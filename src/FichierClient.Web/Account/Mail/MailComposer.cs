using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace FichierClient.Web.Account.Mail;

/// <summary>Names the texts of the e-mails; they are in MailTexts.resx (French) and MailTexts.en.resx.</summary>
public sealed class MailTexts;

/// <summary>Writes an e-mail of one link, as text and as plain HTML, and queues it.</summary>
internal sealed class MailComposer(MailQueue queue, MailSettings settings, IStringLocalizer<MailTexts> texts)
{
    /// <param name="kind">Prefix of its texts: Subject, Text (arguments), Button.</param>
    /// <param name="language">fr or en.</param>
    /// <param name="name">Of the reader; may be empty.</param>
    /// <param name="email">Where to.</param>
    /// <param name="link">What the button opens.</param>
    /// <param name="arguments">For Subject and Text.</param>
    /// <returns>The link in demo mode, else null.</returns>
    public string? Send(string kind, string language, string name, string email, string link, params object[] arguments)
    {
        queue.Add(Write(kind, language, name, email, link, arguments));
        return settings.ShowsLinks ? link : null;
    }

    /// <summary>As <see cref="Send"/>, for whoever delivers it and has to know that it left.</summary>
    public MimeMessage Write(string kind, string language, string name, string email, string link, params object[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language == "en" ? "en-GB" : "fr-FR");
        try
        {
            return Compose(kind, name, email, link, arguments);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MimeMessage Compose(string kind, string name, string email, string link, object[] arguments)
    {
        var greeting = name.Length == 0 ? texts["Hello"].Value : texts["HelloName", name].Value;
        var (text, button, end) = (texts[kind + "Text", arguments].Value, texts[kind + "Button"].Value, texts[kind + "End"].Value);
        var html = HtmlEncoder.Default;
        var message = new MimeMessage
        {
            Subject = texts[kind + "Subject", arguments],
            Body = new BodyBuilder
            {
                TextBody = $"{greeting}\n\n{text}\n\n{link}\n\n{end}\n\nFichierClient\n",
                HtmlBody =
                    $"""
                    <div style="font: 15px/1.5 system-ui, sans-serif; max-width: 36rem">
                    <p>{html.Encode(greeting)}</p><p>{html.Encode(text)}</p>
                    <p><a href="{html.Encode(link)}" style="display: inline-block; padding: 10px 16px; background: #0b5c66; color: #fff; border-radius: 4px; text-decoration: none">{html.Encode(button)}</a></p>
                    <p>{html.Encode(end)}</p><p>FichierClient</p></div>
                    """,
            }.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(new MailboxAddress(name, email));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
