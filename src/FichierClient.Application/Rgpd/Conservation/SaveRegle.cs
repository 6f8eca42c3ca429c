using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>A rule as it is changed; population, start, phase and action stay what they are.</summary>
public sealed class SaveRegleRequest
{
    public Guid RegleId { get; set; }
    public uint Version { get; set; }
    public RegleSaisie Saisie { get; set; } = new();
}

/// <summary>Closes a rule today and opens the changed one under the same code; what was computed by the old one has to be computed again.</summary>
public sealed class SaveRegle(UseCaseServices services) : UseCase<SaveRegleRequest, Done>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveRegleRequest request, CancellationToken cancellationToken)
    {
        if (await db.ReglesConservation.SingleOrDefaultAsync(r => r.Id == request.RegleId, cancellationToken) is not { } regle) return Refus.Introuvable();
        if (regle.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        if (await db.PassagesConservation.AnyAsync(p => p.Code == regle.Code && p.Statut == StatutPassage.Approuve, cancellationToken)) return Refus.Regle(Texts.Get("Conservation_passage_en_attente"));
        var saisie = request.Saisie;
        (saisie.Population, saisie.Evenement, saisie.Phase, saisie.Action) = (regle.Population, regle.Evenement, regle.Phase, regle.Action);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var next = regle.Change(saisie, await db.TodayAsync(Clock, cancellationToken), acteur.MembreId);
        foreach (var passage in await db.PassagesConservation.Where(p => p.Code == regle.Code && p.Statut == StatutPassage.Calcule).ToListAsync(cancellationToken)) passage.Replace();
        // The old one is closed first: one of a code stands at a time.
        await db.SaveChangesAsync(cancellationToken);
        db.ReglesConservation.Add(next);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (next is { Active: true, EstExecutee: true }) await PassagesConservation.ComputeAsync(db, next, Clock, cancellationToken);
        return Done.Value;
    }
}
