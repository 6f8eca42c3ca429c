using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Names a finding.</summary>
public sealed record CleMention(string Table, string Colonne, string Cle);

/// <param name="EffacementId">The erasure.</param>
/// <param name="Empreinte">The plan that was read.</param>
/// <param name="Mentions">Which findings; none: all that wait for a decision.</param>
/// <param name="Decision">What is done with them.</param>
public sealed record DecideMentionsRequest(Guid EffacementId, string Empreinte, IReadOnlyList<CleMention> Mentions, DecisionMention Decision);

/// <summary>The DPO says of findings in other records whether they are this person. The plan is another one then; gives its print.</summary>
/// <remarks>Findings in a request's own file are kept as proof: nobody decides of them. What nobody can change is only left.</remarks>
public sealed class DecideMentions(UseCaseServices services, PreparationEffacement preparation) : UseCase<DecideMentionsRequest, string>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<string>> ExecuteAsync(AppDbContext db, Acteur acteur, DecideMentionsRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (effacement.Statut != StatutEffacement.AApprouver) return Refus.Regle(Texts.Get(effacement.Statut == StatutEffacement.EnPreparation ? "Effacement_en_preparation" : "Effacement_commence"));
        if (request.Decision is DecisionMention.Dossier) return Refus.Regle(Texts.Get("Effacement_preuve", request.Mentions.Count));
        if (effacement.PlanEmpreinte != request.Empreinte) return new Refus(RefusKind.Conflit, Texts.Get("Effacement_plan_change"));
        var plan = PlanEffacement.FromJson(effacement.Plan);
        var chosen = request.Mentions.ToHashSet();
        var personne = await preparation.PersonneAsync(db, effacement, cancellationToken);
        var tables = await Catalogue.ReadAsync(PreparationEffacement.Connection(db), cancellationToken);
        bool Takes(Mention m) => m.Decision != DecisionMention.Dossier
            && (chosen.Count == 0 ? m.Decision == DecisionMention.ADecider : chosen.Contains(new CleMention(m.Table, m.Colonne, m.Cle)))
            && (request.Decision != DecisionMention.Caviarder || m.EstFichier || tables[m.Table].Colonne(m.Colonne)?.EstModifiable == true);
        var taken = plan.Mentions.Count(Takes);
        if (chosen.Count > taken) return Refus.Regle(Texts.Get("Effacement_preuve", chosen.Count - taken));
        plan = plan with { Mentions = [.. plan.Mentions.Select(m => Takes(m) ? m with { Decision = request.Decision } : m)] };
        preparation.Fill(effacement, personne, plan, acteur.MembreId);
        await db.SaveChangesAsync(cancellationToken);
        return plan.Empreinte;
    }
}
