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
public sealed class DecideMentions(UseCaseServices services, PreparationEffacement preparation) : UseCase<DecideMentionsRequest, string>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<string>> ExecuteAsync(AppDbContext db, Acteur acteur, DecideMentionsRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (effacement.Statut != StatutEffacement.AApprouver) return Refus.Regle(Texts.Get("Effacement_commence"));
        if (effacement.PlanEmpreinte != request.Empreinte) return new Refus(RefusKind.Conflit, Texts.Get("Effacement_plan_change"));
        var plan = PlanEffacement.FromJson(effacement.Plan);
        var chosen = request.Mentions.ToHashSet();
        plan = plan with
        {
            Mentions = [.. plan.Mentions.Select(m => (chosen.Count == 0 ? m.Decision == DecisionMention.ADecider : chosen.Contains(new CleMention(m.Table, m.Colonne, m.Cle))) ? m with { Decision = request.Decision } : m)],
        };
        preparation.Fill(effacement, await preparation.PersonneAsync(db, effacement, cancellationToken), plan, acteur.MembreId);
        await db.SaveChangesAsync(cancellationToken);
        return plan.Empreinte;
    }
}
