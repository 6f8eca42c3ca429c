using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <param name="Id">The run.</param>
/// <param name="Version">The state that was read.</param>
/// <param name="Approuver">Yes; false gives it up.</param>
public sealed record DecidePassageRequest(Guid Id, uint Version, bool Approuver);

/// <summary>
/// The DPO approves a dry run, or gives it up. An approval that the file has overtaken is refused and shown again; those in charge of the
/// persons get a rappel for the last day of the notice.
/// </summary>
public sealed class DecidePassage(UseCaseServices services, Minutes minutes) : UseCase<DecidePassageRequest, Done>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DecidePassageRequest request, CancellationToken cancellationToken)
    {
        if (await db.PassagesConservation.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } passage) return Refus.Introuvable();
        if (passage.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        if (!request.Approuver)
        {
            passage.Abandon();
            await minutes.AddAsync(db, passage, acteur.MembreId, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return Done.Value;
        }

        var regle = await db.ReglesConservation.SingleAsync(r => r.Id == passage.RegleId, cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        passage.Approve(acteur.MembreId, Clock.GetUtcNow(), today.AddDays(regle.PreavisJours));
        var live = await PersonnesEchues.ReadAsync(db, regle.Population, today.AddMonths(-regle.DureeMois), Clock.GetUtcNow(), cancellationToken);
        if (!passage.Empreinte.AsSpan().SequenceEqual(PassagesConservation.Empreinte(regle, live)))
        {
            db.ChangeTracker.Clear();
            await PassagesConservation.ComputeAsync(db, regle, Clock, cancellationToken);
            return Refus.Regle(Texts.Get("Conservation_depasse"));
        }

        await NotifyAsync(db, acteur, passage, cancellationToken);
        await minutes.AddAsync(db, passage, acteur.MembreId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }

    private async Task NotifyAsync(AppDbContext db, Acteur acteur, PassageConservation passage, CancellationToken cancellationToken)
    {
        if (passage.ExecutableLe is not { } day || day <= await db.TodayAsync(Clock, cancellationToken)) return;
        var ids = (await GetPassage.SujetsAsync(db, passage, cancellationToken)).Where(s => !s.EstGele && !s.EstAuDela).Select(s => s.ContactId).ToList();
        var owners = (await db.Contacts.Where(c => ids.Contains(c.Id)).SelectMany(c => c.Liens).Join(db.Entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => new { l.ContactId, l.Id, e.ResponsableId })
            .Where(x => x.ResponsableId != null).OrderBy(x => x.Id).ToListAsync(cancellationToken)).GroupBy(x => x.ContactId).ToDictionary(g => g.Key, g => g.First().ResponsableId!.Value);
        foreach (var id in ids)
        {
            var notice = new Evenement(db.TenantId, TypeEvenement.Systeme, Clock.GetUtcNow(), acteur.MembreId, Texts.Get("Conservation_preavis", day)).About(null, id);
            notice.Remind(day, owners.GetValueOrDefault(id, acteur.MembreId));
            db.Evenements.Add(notice);
        }
    }
}
