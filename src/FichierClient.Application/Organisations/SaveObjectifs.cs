using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="MembreId">Whose objectives.</param>
/// <param name="Annee">Calendar year.</param>
/// <param name="Mois">Twelve amounts HT in the organisation's currency, January first; null removes a month's objective.</param>
public sealed record SaveObjectifsRequest(Guid MembreId, int Annee, IReadOnlyList<decimal?> Mois);

public sealed class SaveObjectifsValidator : AbstractValidator<SaveObjectifsRequest>
{
    public SaveObjectifsValidator()
    {
        RuleFor(r => r.Annee).InclusiveBetween(1990, 2200);
        RuleFor(r => r.Mois).Must(m => m.Count == 12);
        RuleForEach(r => r.Mois).GreaterThanOrEqualTo(0).LessThan(1_000_000_000_000m);
    }
}

/// <summary>Sets a member's objectives of a year, all months at once.</summary>
public sealed class SaveObjectifs(UseCaseServices services) : UseCase<SaveObjectifsRequest, Done>(services)
{
    protected override Permission Permission => Permission.ObjectifsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveObjectifsRequest request, CancellationToken cancellationToken)
    {
        var visible = acteur.Responsables is null || acteur.Responsables.Contains(request.MembreId);
        if (!visible || !await db.Membres.AnyAsync(m => m.Id == request.MembreId && m.RetireLe == null, cancellationToken)) return Refus.Introuvable();
        var from = new DateOnly(request.Annee, 1, 1);
        var set = await db.Objectifs.Where(o => o.MembreId == request.MembreId && o.Mois >= from && o.Mois < from.AddYears(1)).ToListAsync(cancellationToken);
        for (var index = 0; index < 12; index++)
        {
            var mois = from.AddMonths(index);
            var existing = set.SingleOrDefault(o => o.Mois == mois);
            if (request.Mois[index] is not { } montant)
            {
                if (existing is not null) db.Objectifs.Remove(existing);
            }
            else if (existing is not null) existing.Change(montant);
            else db.Objectifs.Add(new Objectif(db.TenantId, request.MembreId, mois, montant));
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
