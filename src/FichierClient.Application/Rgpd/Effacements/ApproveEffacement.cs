using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <param name="EffacementId">The erasure.</param>
/// <param name="Empreinte">The print of the plan that was read.</param>
/// <param name="Remise">How the person got the data that she was granted to see, when neither a link nor a letter says so: by hand, by another way. Written into the request's journal.</param>
public sealed record ApproveEffacementRequest(Guid EffacementId, string Empreinte, string? Remise = null);

public sealed class ApproveEffacementValidator : AbstractValidator<ApproveEffacementRequest>
{
    public const int LongueurRemise = 500;

    public ApproveEffacementValidator() => RuleFor(a => a.Remise).MaximumLength(LongueurRemise).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurRemise));
}

/// <summary>
/// Approves the plan that was read. With the last approval that is needed the erasure begins in the background. Where the
/// organisation has one DPO only, nobody else can be the second: one approval does, and the certificate says so.
/// </summary>
public sealed class ApproveEffacement(UseCaseServices services, PreparationEffacement preparation, JobSignal signal) : UseCase<ApproveEffacementRequest, StatutEffacement>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<StatutEffacement>> ExecuteAsync(AppDbContext db, Acteur acteur, ApproveEffacementRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (effacement.Statut == StatutEffacement.EnPreparation) return Refus.Regle(Texts.Get("Effacement_en_preparation"));
        var plan = PlanEffacement.FromJson(effacement.Plan);
        if (!plan.EstDecide) return Refus.Regle(Texts.Get("Effacement_a_decider", plan.Mentions.Count(m => m.Decision == DecisionMention.ADecider)));
        if (await IsAskedAsync(db, effacement, cancellationToken)) return Refus.Regle(Texts.Get("Effacement_retrait_attendu"));
        var now = Clock.GetUtcNow();
        effacement.Approve(request.Empreinte, await NeedsSecondAsync(db, effacement, plan, cancellationToken), acteur.MembreId, now);
        if (effacement.Statut == StatutEffacement.Approuve)
        {
            if (await AttentePersonne.LinkAsync(db, plan, now, cancellationToken) is { } lien) return lien;
            if (await db.FollowApprovalAsync(effacement, request.Remise, acteur.MembreId, Clock, cancellationToken) is { } refus) return refus;
            if (await AttentePersonne.IsAwaitedAsync(db, await preparation.PersonneAsync(db, effacement, cancellationToken), cancellationToken)) throw new DomainException("Demande_acces_d_abord");
            var job = new Job(db.TenantId, EffacementJob.Name, effacement.Id, acteur.MembreId, now);
            db.Jobs.Add(job);
            effacement.Start(job.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (effacement.Statut == StatutEffacement.EnCours) signal.Tell(db.TenantId);
        return effacement.Statut;
    }

    /// <summary>A DPO asked to take out what is still sealed for her, under this plan or another: the certificate would name it, and nobody could any more.</summary>
    private static async Task<bool> IsAskedAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        List<Effacement> plans = [effacement, .. await db.CoveringAsync(effacement, [StatutEffacement.EnPreparation, StatutEffacement.AApprouver, StatutEffacement.AReprendre], cancellationToken)];
        var asked = plans.SelectMany(p => p.RetraitsAttendus()).Select(r => r.DocumentId).ToHashSet();
        return asked.Count > 0 && (await db.ContratsAsync(effacement, cancellationToken)).Exists(c => !c.Retenu && asked.Contains(c.Id));
    }

    /// <summary>What is sealed, evidence that the DPO handed in as well as invoices, and many rows are approved by two, where there are two.</summary>
    internal static async Task<bool> NeedsSecondAsync(AppDbContext db, Effacement effacement, PlanEffacement plan, CancellationToken cancellationToken) =>
        (plan.ExigeDeux || (await db.ContratsAsync(effacement, cancellationToken)).Count > 0)
        && await db.HasSecondDpoAsync(cancellationToken);
}
