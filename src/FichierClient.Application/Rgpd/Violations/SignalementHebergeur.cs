using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A breach as the host tells it.</summary>
/// <param name="Incident">The host's own reference: told twice under it, it is entered once.</param>
/// <param name="Titre">What happened, in a line.</param>
/// <param name="Circonstances">What is known.</param>
/// <param name="SurvenueLe">Since when, if that is known.</param>
/// <param name="Hebergeur">Who tells.</param>
public sealed record IncidentHebergeur(string Incident, string Titre, string Circonstances, DateTimeOffset? SurvenueLe, string Hebergeur);

/// <summary>What came of it in one organisation.</summary>
/// <param name="Organisation">Its slug.</param>
/// <param name="Reference">Of the breach in its register.</param>
/// <param name="Echeance">Until when it has to notify the authority.</param>
/// <param name="Prevenus">To how many an e-mail is on its way.</param>
/// <param name="DejaSignale">It was told before: nothing was done.</param>
public sealed record SignalementFait(string Organisation, string Reference, DateTimeOffset Echeance, int Prevenus, bool DejaSignale);

/// <summary>
/// The host, a processor, tells each organisation of a breach without undue delay (RGPD art. 33(2)): an entry in its register, whose 72 hours run from now on, since it is aware by this, and
/// an e-mail to its DPO (its administrators where there is none), in one transaction.
/// </summary>
public sealed class SignalementHebergeur(AppDbContextFactory contexts, TimeProvider clock)
{
    public async Task<SignalementFait> TellAsync(Guid tenantId, IncidentHebergeur incident, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockViolationsAsync(cancellationToken);
        var (organisation, now) = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken), clock.GetUtcNow());
        if (await db.Violations.AsNoTracking().SingleOrDefaultAsync(v => v.Incident == incident.Incident, cancellationToken) is { } known) return new SignalementFait(organisation.Slug, known.Reference, known.Echeance, 0, true);
        var violation = Violation.Told(tenantId, await db.NextReferenceAsync(organisation, now, cancellationToken), incident.Incident, new DescriptionViolation
        {
            Titre = incident.Titre,
            Circonstances = incident.Circonstances,
            SurvenueLe = incident.SurvenueLe,
            SousTraitants = Texts.Get("Violation_sous_traitant", incident.Hebergeur, incident.Incident),
        }, now);
        db.Violations.Add(violation);
        db.Note(violation, ActeViolation.SignalementSousTraitant, new { violation.Reference, violation.Incident, violation.PriseConnaissanceLe, violation.Echeance, violation.Description }, (Guid?)null, now);
        var told = await ToldAsync(db, cancellationToken);
        var (objet, corps) = (Texts.Get("Violation_signalement_objet", violation.Reference), Texts.Get("Violation_signalement_corps", incident.Hebergeur, incident.Titre, incident.Circonstances, violation.Reference, organisation.Local(violation.Echeance)));
        db.Courriels.AddRange(told.Select(e => new Courriel(tenantId, new CourrielEcrit(e, objet, corps, violation.Reference), null, now)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SignalementFait(organisation.Slug, violation.Reference, violation.Echeance, told.Count, false);
    }

    private static async Task<List<string>> ToldAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var active = await db.Membres.AsNoTracking().Where(m => m.RetireLe == null && (m.Role == Role.Dpo || m.Role == Role.Administrateur)).Select(m => new { m.Role, m.Email }).ToListAsync(cancellationToken);
        var role = active.Exists(m => m.Role == Role.Dpo) ? Role.Dpo : Role.Administrateur;
        return [.. active.Where(m => m.Role == role).Select(m => m.Email).Distinct()];
    }
}
