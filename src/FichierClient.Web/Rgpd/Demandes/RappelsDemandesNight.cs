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
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        var texts = services.GetRequiredService<IStringLocalizer<DemandesTexts>>();
        await rappels.TakeAsync(tenantId, rappel => (
            texts["RappelObjet", rappel.Reference],
            rappel.Jours < 0 ? texts["RappelRetard", rappel.Reference, -rappel.Jours] : texts["RappelProche", rappel.Reference, rappel.Jours, rappel.Echeance]), cancellationToken);
    }
}
