using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <summary>A value that a filter of the dashboard offers.</summary>
public sealed record Choix(Guid Id, string Nom);

public sealed record ExerciceChoix(Guid Id, string Nom, DateOnly Debut, DateOnly Fin);

/// <summary>What the filters of the dashboard offer. Members who left stay: their ventes do.</summary>
public sealed record TableauChoix(
    IReadOnlyList<Choix> Commerciaux, IReadOnlyList<Choix> Equipes, IReadOnlyList<Choix> Canaux, IReadOnlyList<Choix> Etiquettes, IReadOnlyList<ExerciceChoix> Exercices);

/// <summary>Reads the organisation's lists that the dashboard is filtered by.</summary>
public sealed class GetTableauChoix(UseCaseServices services) : UseCase<NoRequest, TableauChoix>(services)
{
    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<TableauChoix>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new TableauChoix(
            await db.Membres.OrderBy(m => m.Nom).Select(m => new Choix(m.Id, m.Nom)).ToListAsync(cancellationToken),
            await db.Equipes.OrderBy(e => e.Nom).Select(e => new Choix(e.Id, e.Nom)).ToListAsync(cancellationToken),
            await db.Canaux.OrderBy(c => c.Nom).Select(c => new Choix(c.Id, c.Nom)).ToListAsync(cancellationToken),
            await db.Etiquettes.OrderBy(e => e.Nom).Select(e => new Choix(e.Id, e.Nom)).ToListAsync(cancellationToken),
            await db.Exercices.OrderByDescending(e => e.Debut).Select(e => new ExerciceChoix(e.Id, e.Nom, e.Debut, e.Fin)).ToListAsync(cancellationToken));
    }
}
