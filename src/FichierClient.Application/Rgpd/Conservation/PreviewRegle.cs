using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

public sealed record PreviewRegleRequest(Guid RegleId);

/// <summary>One that a rule would reach.</summary>
/// <param name="Nom">A member's name, a breach's number, a kind of work.</param>
/// <param name="Le">Since when its time runs.</param>
/// <param name="Effet">What would happen to it.</param>
public sealed record AtteintRow(string Nom, DateTimeOffset Le, EffetRegle Effet);

public enum EffetRegle
{
    /// <summary>Its name becomes a pseudonym.</summary>
    Pseudonyme,

    /// <summary>It is told by e-mail that its access will end.</summary>
    Prevenu,

    /// <summary>Its access ends.</summary>
    Retire,

    /// <summary>It is deleted.</summary>
    Supprime,
}

/// <param name="Le">The day of which this is said: today, or the first day on which the rule acts.</param>
/// <param name="Nombre">All that it would reach.</param>
/// <param name="Atteints">The first of them.</param>
public sealed record ApercuRegle(DateOnly Le, int Nombre, IReadOnlyList<AtteintRow> Atteints);

/// <summary>What a rule that acts by itself would reach on its next day, by the very queries by which it acts; nothing is changed.</summary>
public sealed class PreviewRegle(UseCaseServices services) : UseCase<PreviewRegleRequest, ApercuRegle>(services)
{
    private const int Shown = 200;

    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<ApercuRegle>> ExecuteAsync(AppDbContext db, Acteur acteur, PreviewRegleRequest request, CancellationToken cancellationToken)
    {
        if (await db.ReglesConservation.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RegleId && r.Jusqua == null, cancellationToken) is not { EstProgrammee: true } regle) return Refus.Introuvable();
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var (now, today) = (Clock.GetUtcNow(), organisation.Today(Clock.GetUtcNow()));
        var day = regle.AgitDes > today ? regle.AgitDes.Value : today;
        if (day > today) now = PurgesProgrammees.BeginningOf(day, organisation);
        var before = PurgesProgrammees.BeginningOf(day.AddMonths(-regle.DureeMois), organisation);
        var queries = regle.Population switch
        {
            PopulationConservation.Utilisateurs => (IQueryable<AtteintRow>[])[
                PurgesProgrammees.Partis(db, before).Select(m => new AtteintRow(m.Nom, m.RetireLe!.Value, EffetRegle.Pseudonyme)),
                ComptesInactifs.ToWithdraw(db, now).Select(m => new AtteintRow(m.Nom, m.VuLe, EffetRegle.Retire)), ComptesInactifs.ToWarn(db, now).Select(m => new AtteintRow(m.Nom, m.VuLe, EffetRegle.Prevenu))],
            PopulationConservation.Journaux => [PurgesProgrammees.Travaux(db, before).Select(j => new AtteintRow(j.Kind, j.FinishedAt!.Value, EffetRegle.Supprime))],
            _ => [PurgesProgrammees.Closes(db, before).Select(v => new AtteintRow(v.Reference, v.CloseLe!.Value, EffetRegle.Supprime))],
        };
        var (rows, count) = (new List<AtteintRow>(), 0);
        foreach (var query in queries)
        {
            count += await query.CountAsync(cancellationToken);
            rows.AddRange((await query.Take(Shown).ToListAsync(cancellationToken)).OrderBy(r => r.Le));
        }

        return new ApercuRegle(day, count, [.. rows.Take(Shown)]);
    }
}
