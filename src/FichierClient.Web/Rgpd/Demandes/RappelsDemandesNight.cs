using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Demandes;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Each hour: reminds the DPO, once a day and request, of limits that come near or have passed.</summary>
internal sealed class RappelsDemandesNight(NpgsqlDataSource database, RappelsDemandes rappels, IServiceProvider services, ILogger<RappelsDemandesNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), services.GetRequiredService<TimeProvider>(), log)
{
    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var due = await rappels.TakeAsync(tenantId, cancellationToken);
        if (due.Count == 0) return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        var (texts, mails) = (services.GetRequiredService<IStringLocalizer<DemandesTexts>>(), services.GetRequiredService<DemandeMails>());
        foreach (var rappel in due)
        {
            var sentence = rappel.Jours < 0 ? texts["RappelRetard", rappel.Reference, -rappel.Jours] : texts["RappelProche", rappel.Reference, rappel.Jours, rappel.Echeance];
            foreach (var email in rappel.Emails) mails.Send(email, texts["RappelObjet", rappel.Reference], sentence);
        }
    }
}
