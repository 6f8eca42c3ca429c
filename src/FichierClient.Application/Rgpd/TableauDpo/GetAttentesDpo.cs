using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.TableauDpo;

/// <summary>When a backup was last restored for practice, and whether it could be.</summary>
public sealed record ExerciceRow(DateTimeOffset FaitLe, bool Reussi);

/// <param name="Passages">Dry runs of retention with somebody in them.</param>
/// <param name="Oppositions">Entries of the objection list whose day of review has come.</param>
/// <param name="Arretes">Erasures that were begun and stopped.</param>
/// <param name="Exercice">The last one; null: none yet.</param>
public sealed record AttentesDpo(int Passages, int Oppositions, int Arretes, ExerciceRow? Exercice)
{
    /// <summary>Answers of connected systems that are waited for.</summary>
    public int AccusesAttendus { get; init; }

    /// <summary>Systems' answers that didn't come in time.</summary>
    public int SansReponse { get; init; }

    /// <summary>Rows of files of the last <see cref="JoursReimports"/> days that would have brought erased persons back.</summary>
    public long ReimportsRefuses { get; init; }

    public const int JoursReimports = 30;
}

/// <summary>What waits for the DPO and has no clock of its own.</summary>
public sealed class GetAttentesDpo(UseCaseServices services) : UseCase<NoRequest, AttentesDpo>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<AttentesDpo>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        var exercices = await db.Database.SqlQuery<ExerciceRow>($"select fait_le, reussi from exercices_restauration order by fait_le desc limit 1").ToListAsync(cancellationToken);
        return new AttentesDpo(
            await db.PassagesConservation.CountAsync(p => p.Statut == StatutPassage.Calcule && p.Nombre > p.Geles, cancellationToken),
            await db.Oppositions.CountAsync(o => o.LeveeLe == null && o.RevueLe <= today, cancellationToken),
            await db.Effacements.CountAsync(e => (e.Statut == StatutEffacement.EnCours || e.Statut == StatutEffacement.EnPreparation) && db.Jobs.Any(j => j.Id == e.JobId && (j.Status == JobStatus.Failed || j.Status == JobStatus.Cancelled)), cancellationToken),
            exercices.FirstOrDefault())
        {
            AccusesAttendus = await db.Avis.CountAsync(a => a.Etat == EtatAvis.Emis || a.Etat == EtatAvis.Recue || a.Etat == EtatAvis.EnCours, cancellationToken),
            ReimportsRefuses = (await db.Database.SqlQuery<long>($"select coalesce(sum((bilan ->> 'effacees')::bigint), 0)::bigint as \"Value\" from imports where tenant_id = {db.TenantId} and termine_le >= {Clock.GetUtcNow().AddDays(-AttentesDpo.JoursReimports)}").ToListAsync(cancellationToken))[0],
            SansReponse = await db.Avis.CountAsync(a => a.Etat == EtatAvis.SansReponse, cancellationToken),
        };
    }
}
