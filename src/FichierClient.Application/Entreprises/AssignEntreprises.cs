using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Who takes care of an entreprise; nobody when null.</summary>
public sealed record Affectation(Guid EntrepriseId, Guid? ResponsableId);

/// <summary>Gives entreprises to members; gives back who had them, which undoes it.</summary>
public sealed class AssignEntreprises(UseCaseServices services) : UseCase<IReadOnlyCollection<Affectation>, IReadOnlyCollection<Affectation>>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<IReadOnlyCollection<Affectation>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, IReadOnlyCollection<Affectation> request, CancellationToken cancellationToken)
    {
        var wanted = request.ToDictionary(a => a.EntrepriseId, a => a.ResponsableId);
        var ids = wanted.Keys.ToArray();
        var entreprises = await db.Entreprises.VisibleTo(acteur).Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken);
        var before = entreprises.Select(e => new Affectation(e.Id, e.ResponsableId)).ToList();
        foreach (var entreprise in entreprises) entreprise.Assign(wanted[entreprise.Id]);
        await db.SaveChangesAsync(cancellationToken);
        return Outcome.Of<IReadOnlyCollection<Affectation>>(before);
    }
}
