using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What the DPO makes of one reason to keep data.</summary>
public sealed class DecideExemptionRequest
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
    public MotifExemption Motif { get; set; }
    public DecisionExemption Decision { get; set; }
    public string? Raison { get; set; }
}

public sealed class DecideExemptionValidator : AbstractValidator<DecideExemptionRequest>
{
    public DecideExemptionValidator() => RuleFor(d => d.Raison).NotEmpty().WithMessage(_ => Texts.Get("Demande_exemption_raison")).MaximumLength(CreateDemandeValidator.LongueurMaximale);
}

/// <summary>Decides about a reason to keep data, before the erasure is approved; recorded with the article, the documents counted, and why.</summary>
public sealed class DecideExemption(UseCaseServices services) : UseCase<DecideExemptionRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DecideExemptionRequest request, CancellationToken cancellationToken)
    {
        var demande = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (demande.Refus is { } refus) return refus;
        if (await db.Effacements.AnyAsync(e => e.DemandeId == request.Id && e.Statut == StatutEffacement.EnCours, cancellationToken)) return Refus.Regle(Texts.Get("Demande_effacement_en_cours"));
        var found = await db.ExemptionsAsync(demande.Value.Personnes, await db.TodayAsync(Clock, cancellationToken), cancellationToken);
        if (found.FirstOrDefault(f => f.Motif == request.Motif) is not { } exemption) return Refus.Regle(Texts.Get("Demande_exemption_absente"));
        var (now, article) = (Clock.GetUtcNow(), DemandeExemption.ArticleOf(request.Motif));
        db.DemandeExemptions.Add(new DemandeExemption(db.TenantId, request.Id, request.Motif, exemption.Nombre, request.Decision, acteur.MembreId, now));
        demande.Value.DecideExemption(Texts.Get("Demande_exemption_detail", Texts.Get($"Exemption_{request.Motif}"), article, Texts.Get($"ExemptionDecision_{request.Decision}"), request.Raison!.Trim()),
            request.Decision == DecisionExemption.Refuser ? ReponsesProposees.Refusee(request.Motif) : null, acteur.MembreId, now);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
