using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>Carries out the rules that need no decision, each hour; where nothing is due it asks three questions.</summary>
public sealed class PurgesNight(NpgsqlDataSource database, PurgesProgrammees purges, TimeProvider time, ILogger<PurgesNight> log) : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken) => purges.RunAsync(tenantId, cancellationToken);
}

/// <summary>
/// What is declared of the organisation's own members, of its technical journals and of its closed breaches: nobody outside loses anything by it, so it isn't
/// proposed and approved but done, in one transaction with the line that says on how much. Whom and what it would reach is read by the same queries beforehand (<see cref="PreviewRegle"/>).
/// </summary>
public sealed class PurgesProgrammees(AppDbContextFactory contexts, ComptesInactifs comptes, TimeProvider clock)
{
    private static readonly JobStatus[] Over = [JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled];

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        List<RegleConservation> regles;
        await using (var db = contexts.Open(tenantId))
        {
            // A rule that the organisation has just got acts later: its DPO has time to hold it.
            var today = await db.TodayAsync(clock, cancellationToken);
            regles = (await db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null && r.Active && r.AgitDes <= today).ToListAsync(cancellationToken)).FindAll(r => r.EstProgrammee);
        }

        foreach (var regle in regles) await RunAsync(regle, cancellationToken);
    }

    private async Task RunAsync(RegleConservation regle, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(regle.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var limite = organisation.Today(clock.GetUtcNow()).AddMonths(-regle.DureeMois);
        var before = BeginningOf(limite, organisation);
        var count = regle.Population switch
        {
            PopulationConservation.Utilisateurs => await PseudonymizeAsync(db, before, cancellationToken) + await comptes.RunAsync(db, cancellationToken),
            PopulationConservation.Journaux => await Travaux(db, before).ExecuteDeleteAsync(cancellationToken),
            _ => await ViolationsAsync(db, before, cancellationToken),
        };
        if (count > 0) db.PurgesProgrammees.Add(new PurgeProgrammee(regle, limite, count, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The instant at which a day begins where the organisation is.</summary>
    internal static DateTimeOffset BeginningOf(DateOnly day, Domain.Organisations.Organisation organisation) => organisation.Instant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>Who left and still has a name.</summary>
    internal static IQueryable<Domain.Organisations.Membre> Partis(AppDbContext db, DateTimeOffset before) =>
        db.Membres.Where(m => m.RetireLe < before && !m.Email.EndsWith(Domain.Organisations.Membre.DomainePseudonyme));

    /// <summary>Background work that is over: who asked for what and when, and what went wrong. One that an erasure still looks at stays.</summary>
    internal static IQueryable<Job> Travaux(AppDbContext db, DateTimeOffset before) => db.Jobs.Where(j => Over.Contains(j.Status) && j.FinishedAt < before
        && !db.Effacements.Any(e => e.JobId == j.Id && (e.Statut == StatutEffacement.EnCours || e.Statut == StatutEffacement.EnPreparation)));

    /// <summary>Breaches that were closed long enough ago; one on hold stays.</summary>
    internal static IQueryable<Domain.Rgpd.Violations.Violation> Closes(AppDbContext db, DateTimeOffset before) =>
        db.Violations.Where(v => v.CloseLe < before && !db.Gels.Any(g => g.Objet == ObjetGele.Violation && g.ObjetId == v.Id && g.LeveLe == null));

    /// <summary>Who left keeps what was done, under a name that says nothing.</summary>
    private static async Task<int> PseudonymizeAsync(AppDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var left = await Partis(db, before).ToListAsync(cancellationToken);
        foreach (var membre in left) membre.Pseudonymize();
        return left.Count;
    }

    private static async Task<int> ViolationsAsync(AppDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var id in await Closes(db, before).AsNoTracking().Select(v => v.Id).ToListAsync(cancellationToken))
            if ((await db.Database.SqlQuery<bool>($"select archive.purger_violation({id}) as \"Value\"").ToListAsync(cancellationToken))[0]) count++;
        return count;
    }
}
