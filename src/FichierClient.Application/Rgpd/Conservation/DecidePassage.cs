using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
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
        if (!request.Approuver) return await GiveUpAsync(db, acteur, passage, cancellationToken);
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

    private async Task<Outcome<Done>> GiveUpAsync(AppDbContext db, Acteur acteur, PassageConservation passage, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        passage.Abandon();
        await minutes.AddAsync(db, passage, acteur.MembreId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Nobody is erased on that day any more: the rappels that said so are done.
        var now = Clock.GetUtcNow();
        var ids = db.PassageSujets.Where(s => s.PassageId == passage.Id).Select(s => (Guid?)s.SujetId);
        var notices = db.Evenements.Where(e => e.Type == TypeEvenement.Systeme && e.RappelLe != null && e.RappelLe == passage.ExecutableLe && e.RappelFaitLe == null && (ids.Contains(e.ContactId) || (e.ContactId == null && ids.Contains(e.EntrepriseId))));
        await notices.ExecuteUpdateAsync(s => s.SetProperty(e => e.RappelFaitLe, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }

    private async Task NotifyAsync(AppDbContext db, Acteur acteur, PassageConservation passage, CancellationToken cancellationToken)
    {
        if (passage.ExecutableLe is not { } day || day <= await db.TodayAsync(Clock, cancellationToken)) return;
        var sujets = (await GetPassage.SujetsAsync(db, passage, cancellationToken)).Where(s => !s.EstGele && !s.EstAuDela).ToList();
        var owners = await OwnersAsync(db, sujets.ConvertAll(s => s.Id), cancellationToken);
        foreach (var sujet in sujets)
        {
            var notice = new Evenement(db.TenantId, TypeEvenement.Systeme, Clock.GetUtcNow(), acteur.MembreId, Texts.Get("Conservation_preavis", day));
            notice = sujet.Sujet == Sujet.Contact ? notice.About(null, sujet.Id) : notice.About(sujet.Id, null);
            notice.Remind(day, owners.GetValueOrDefault(sujet.Id, acteur.MembreId));
            db.Evenements.Add(notice);
        }
    }

    /// <summary>Who is in charge of each: the responsable of the entreprise, or of the first one of a contact.</summary>
    private static async Task<Dictionary<Guid, Guid>> OwnersAsync(AppDbContext db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.Where(c => ids.Contains(c.Id)).SelectMany(c => c.Liens).Join(db.Entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => new { Id = l.ContactId, Lien = l.Id, e.ResponsableId })
            .Where(x => x.ResponsableId != null).OrderBy(x => x.Lien).ToListAsync(cancellationToken);
        var entreprises = await db.Entreprises.Where(e => ids.Contains(e.Id) && e.ResponsableId != null).Select(e => new { e.Id, Lien = e.Id, e.ResponsableId }).ToListAsync(cancellationToken);
        return contacts.Concat(entreprises).GroupBy(x => x.Id).ToDictionary(g => g.Key, g => g.First().ResponsableId!.Value);
    }
}
