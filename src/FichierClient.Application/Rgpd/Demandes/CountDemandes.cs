using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Requests that wait for their answer, and how many of them are late.</summary>
public sealed record DemandesComptees(int Ouvertes, int EnRetard)
{
    /// <summary>Breaches whose next step has a deadline (RGPD art. 33).</summary>
    public int Violations { get; init; }

    /// <summary>Those whose deadline is over.</summary>
    public int ViolationsEnRetard { get; init; }
}

/// <summary>The number beside the word RGPD.</summary>
public sealed class CountDemandes(UseCaseServices services) : UseCase<NoRequest, DemandesComptees>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<DemandesComptees>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var open = db.Demandes.AsNoTracking().Where(d => !DemandeAccess.Answered.Contains(d.Statut));
        // A register of breaches is short: the deadline of the next step is the aggregate's to say.
        var echeances = !acteur.Allows(Permission.ViolationsManage) ? []
            : (await db.Violations.AsNoTracking().ToListAsync(cancellationToken)).Select(v => v.EcheanceEtape).OfType<DateTimeOffset>().ToList();
        return new DemandesComptees(await open.CountAsync(cancellationToken), await open.CountAsync(d => d.SuspendueDepuis == null && d.Echeance < today, cancellationToken))
        {
            Violations = echeances.Count,
            ViolationsEnRetard = echeances.Count(e => e < Clock.GetUtcNow()),
        };
    }
}
