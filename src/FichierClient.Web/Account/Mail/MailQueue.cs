using System.Threading.Channels;
using MimeKit;

namespace FichierClient.Web.Account.Mail;

/// <summary>
/// E-mails of accounts on their way; those of organisations wait in the database (Courriels). A page never waits for a mail server: the time of its answer would tell whether there was
/// anything to send. In memory on purpose: these e-mails carry links that open accounts, and asking again makes a new one.
/// </summary>
internal sealed class MailQueue(ILogger<MailQueue> logger)
{
    private readonly Channel<MimeMessage> channel = Channel.CreateBounded<MimeMessage>(1000);

    public ChannelReader<MimeMessage> Reader => channel.Reader;

    public void Add(MimeMessage message)
    {
        if (!channel.Writer.TryWrite(message)) logger.LogError("An e-mail was dropped: {Count} others are waiting", channel.Reader.Count);
    }

    public void Complete() => channel.Writer.TryComplete();
}
