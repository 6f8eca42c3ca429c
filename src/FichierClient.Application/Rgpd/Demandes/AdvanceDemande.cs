using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What is done with a request next.</summary>
public enum AvanceeDemande
{
    DemanderIdentite,
    Suspendre,
    Reprendre,
    ConfirmerIdentite,
    Proroger,
    SoumettrePlan,
    RevoirPlan,
    Executer,
    AttendreDestinataires,
    Repondre,
    Cloturer,
    DeclarerIrrecevable,
    Refuser,
    Retirer,
}

/// <param name="Id">The request.</param>
/// <param name="Version">As it was read.</param>
/// <param name="Avancee">The step.</param>
/// <param name="Texte">Question, means, reasons: what the step asks for.</param>
/// <param name="Niveau">With a confirmed identity.</param>
/// <param name="VoiesIndiquees">With an end without answer: the person was told how to complain.</param>
public sealed record AdvanceDemandeRequest(Guid Id, uint Version, AvanceeDemande Avancee, string? Texte = null, NiveauIdentite Niveau = NiveauIdentite.SansDoute, bool VoiesIndiquees = false);

public sealed class AdvanceDemandeValidator : AbstractValidator<AdvanceDemandeRequest>
{
    public AdvanceDemandeValidator() => RuleFor(d => d.Texte).MaximumLength(CreateDemandeValidator.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", CreateDemandeValidator.LongueurMaximale));
}

/// <summary>Takes one step with a request; the request itself says which it allows.</summary>
public sealed class AdvanceDemande(UseCaseServices services, JournalLimitations limitations, EmissionPropagation propagation) : UseCase<AdvanceDemandeRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, AdvanceDemandeRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        var (demande, calendrier) = (found.Value, await db.CalendrierAsync(Clock, cancellationToken));
        var accesOuvert = request.Avancee is AvanceeDemande.SoumettrePlan or AvanceeDemande.Executer && await db.HasOpenAccesAsync(demande, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (attendus, muets) = request.Avancee == AvanceeDemande.Cloturer ? await db.DestinatairesAsync(demande, cancellationToken) : default;
        if (attendus is { Count: > 0 }) return Refus.Regle(Texts.Get("Demande_accuses_attendus", string.Join(", ", attendus)));
        if (request.Avancee == AvanceeDemande.Cloturer) demande.Close(acteur.MembreId, calendrier, request.Texte, muets!);
        else Step(demande, request, accesOuvert, acteur.MembreId, calendrier);
        if (await MissingAsync(db, request, cancellationToken) is { } missing) return missing;
        if (request.Avancee == AvanceeDemande.Repondre) await db.NotifyDecisionsAsync(demande, calendrier.Maintenant, cancellationToken);
        if (request.Avancee == AvanceeDemande.Cloturer) await propagation.IssueAsync(db, demande.Id, cancellationToken);
        IReadOnlyList<FicheFusionnable> limitees = [];
        if (request.Avancee == AvanceeDemande.ConfirmerIdentite || !demande.EstOuverte) await db.DestroyIdentityCopiesAsync(demande, acteur.MembreId, calendrier.Maintenant, cancellationToken);
        if (request.Avancee == AvanceeDemande.ConfirmerIdentite)
        {
            limitees = await db.RestrictAsync(demande, acteur.MembreId, calendrier.Maintenant, cancellationToken);
        }

        await limitations.SaveAsync(db, demande, limitees, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }

    /// <summary>What the file says against a step that the request itself would allow.</summary>
    private static async Task<Refus?> MissingAsync(AppDbContext db, AdvanceDemandeRequest request, CancellationToken cancellationToken) => request.Avancee switch
    {
        AvanceeDemande.Repondre or AvanceeDemande.Cloturer => DepartReponse.Check(request, await SuiviDetails.CourriersAsync(db, request.Id, cancellationToken)),
        AvanceeDemande.SoumettrePlan when !await db.Effacements.AnyAsync(e => e.DemandeId == request.Id && e.Statut != StatutEffacement.Abandonne, cancellationToken) =>
            Refus.Regle(Texts.Get("Demande_plan_d_abord")),
        _ => null,
    };

    private static void Step(DemandeDroit demande, AdvanceDemandeRequest request, bool accesOuvert, Guid membreId, Calendrier calendrier)
    {
        switch (request.Avancee)
        {
            case AvanceeDemande.DemanderIdentite: demande.AskIdentity(request.Texte, membreId, calendrier); break;
            case AvanceeDemande.Suspendre: demande.Suspend(membreId, calendrier); break;
            case AvanceeDemande.Reprendre: demande.Resume(membreId, calendrier); break;
            case AvanceeDemande.ConfirmerIdentite: demande.ConfirmIdentity(request.Niveau, request.Texte, membreId, calendrier); break;
            case AvanceeDemande.Proroger: demande.Extend(request.Texte, membreId, calendrier); break;
            case AvanceeDemande.SoumettrePlan: demande.SubmitPlan(accesOuvert, membreId, calendrier); break;
            case AvanceeDemande.RevoirPlan: demande.ReworkPlan(membreId, calendrier); break;
            case AvanceeDemande.Executer: demande.Execute(accesOuvert, membreId, calendrier); break;
            case AvanceeDemande.AttendreDestinataires: demande.AwaitRecipients(membreId, calendrier); break;
            case AvanceeDemande.Repondre: demande.Answer(membreId, calendrier, request.Texte); break;
            case AvanceeDemande.DeclarerIrrecevable: demande.End(StatutDemande.Irrecevable, request.Texte, request.VoiesIndiquees, membreId, calendrier); break;
            case AvanceeDemande.Refuser: demande.End(StatutDemande.Refusee, request.Texte, request.VoiesIndiquees, membreId, calendrier); break;
            default: demande.End(StatutDemande.Retiree, request.Texte, request.VoiesIndiquees, membreId, calendrier); break;
        }
    }
}
