namespace FichierClient.Web.Account.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailSettings>()
        .AddSingleton<MailTransport>()
        .AddSingleton<MailQueue>()
        .AddSingleton<MailComposer>()
        .AddScoped<AccountMails>()
        .AddHostedService<MailWorker>();
}
