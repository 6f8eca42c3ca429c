using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Seals the files of closed requests whose person was erased, and purges what is kept long enough.</summary>
public sealed class ArchivesNight(NpgsqlDataSource database, Scellements scellements, TimeProvider time, ILogger<ArchivesNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken) => scellements.RunAsync(tenantId, cancellationToken);
}

/// <summary>What the archive's round does for one organisation.</summary>
public sealed class Scellements(AppDbContextFactory contexts, TimeProvider clock)
{
    private static readonly StatutDemande[] Closed = [StatutDemande.Cloturee, StatutDemande.Irrecevable, StatutDemande.Refusee, StatutDemande.Retiree];

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var today = await db.TodayAsync(clock, cancellationToken);
        var due = await db.Effacements.AsNoTracking().Where(e => e.Statut == StatutEffacement.Termine && e.DemandeId != null)
            .Join(db.Demandes.Where(d => Closed.Contains(d.Statut) && d.Nom != Aiguille.Marque), e => e.DemandeId, d => d.Id, (e, d) => new { e.Id, DemandeId = d.Id }).ToListAsync(cancellationToken);
        foreach (var one in due)
        {
            var (purge, now) = (today.AddYears(Durees.AnneesDossier), clock.GetUtcNow());
            await db.Database.ExecuteSqlAsync($"select archive.sceller_demande({one.DemandeId}, {one.Id}, {Aiguille.Marque}, {purge}, {now})", cancellationToken);
        }

        await db.Database.ExecuteSqlAsync($"select archive.purger({today})", cancellationToken);
    }
}
