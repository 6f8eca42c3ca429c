using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="Annee">Calendar year.</param>
public sealed record ListObjectifsRequest(int Annee);

/// <param name="MembreId">The member.</param>
/// <param name="Nom">The member's name.</param>
/// <param name="Mois">Twelve amounts HT, January first; null where none is set.</param>
public sealed record ObjectifsRow(Guid MembreId, string Nom, IReadOnlyList<decimal?> Mois);

public sealed class ListObjectifsValidator : AbstractValidator<ListObjectifsRequest>
{
    public ListObjectifsValidator() => RuleFor(r => r.Annee).InclusiveBetween(1990, 2200);
}

/// <summary>The objectives of a year, one row an active member who may sell.</summary>
public sealed class ListObjectifs(UseCaseServices services) : UseCase<ListObjectifsRequest, IReadOnlyList<ObjectifsRow>>(services)
{
    protected override Permission Permission => Permission.ObjectifsEdit;

    protected override async Task<Outcome<IReadOnlyList<ObjectifsRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListObjectifsRequest request, CancellationToken cancellationToken)
    {
        var from = new DateOnly(request.Annee, 1, 1);
        var membres = await db.Membres.AsNoTracking()
            .Where(m => m.RetireLe == null && m.Role != Role.Lecteur && m.Role != Role.Dpo)
            .Where(m => acteur.Responsables == null || acteur.Responsables.Contains(m.Id))
            .OrderBy(m => m.Nom).Select(m => new { m.Id, m.Nom }).ToListAsync(cancellationToken);
        var set = await db.Objectifs.AsNoTracking().Where(o => o.Mois >= from && o.Mois < from.AddYears(1))
            .ToDictionaryAsync(o => (o.MembreId, o.Mois.Month), o => o.Montant, cancellationToken);
        var rows = membres.Select(m => new ObjectifsRow(
            m.Id, m.Nom, [.. Enumerable.Range(1, 12).Select(month => set.TryGetValue((m.Id, month), out var montant) ? montant : (decimal?)null)]));
        return Outcome.Of<IReadOnlyList<ObjectifsRow>>([.. rows]);
    }
}
