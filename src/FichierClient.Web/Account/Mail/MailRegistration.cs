using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Courriels;
using FichierClient.Web.Courriels;

namespace FichierClient.Web.Account.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailSettings>()
        .AddSingleton(provider => new DossierCourriels(provider.GetRequiredService<MailSettings>().Folder, CourrielLecture.Read))
        .AddSingleton<DepliageCourriel>(CourrielLecture.Unfold)
        .AddSingleton<MailTransport>()
        .AddSingleton<MailQueue>()
        .AddSingleton<MailComposer>()
        .AddScoped<AccountMails>()
        .AddHostedService<MailWorker>();
}
