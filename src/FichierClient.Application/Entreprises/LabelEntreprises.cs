using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <param name="EntrepriseIds">The entreprises.</param>
/// <param name="Etiquette">The label's name; a new one is made when it is put on.</param>
/// <param name="Retirer">Takes it off instead.</param>
public sealed record LabelEntreprisesRequest(IReadOnlyCollection<Guid> EntrepriseIds, string Etiquette, bool Retirer = false);

/// <summary>
/// Puts a label on many entreprises or takes it off; gives back those that really changed: the opposite for them undoes it.
/// Those that the member doesn't see are left as they are.
/// </summary>
public sealed class LabelEntreprises(UseCaseServices services) : UseCase<LabelEntreprisesRequest, IReadOnlyCollection<Guid>>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<IReadOnlyCollection<Guid>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, LabelEntreprisesRequest request, CancellationToken cancellationToken)
    {
        var nom = request.Etiquette.Trim();
        var known = (await db.Etiquettes.ToListAsync(cancellationToken)).Find(e => string.Equals(e.Nom, nom, StringComparison.OrdinalIgnoreCase));
        if (known is null && request.Retirer) return Outcome.Of<IReadOnlyCollection<Guid>>([]);
        var etiquette = known ?? db.Etiquettes.Add(new Etiquette(db.TenantId, nom)).Entity;
        var entreprises = await db.Entreprises.VisibleTo(acteur).Usable().Include(e => e.Etiquettes)
            .Where(e => request.EntrepriseIds.Contains(e.Id)).ToListAsync(cancellationToken);
        var changing = entreprises.Where(e => e.Etiquettes.Any(t => t.EtiquetteId == etiquette.Id) == request.Retirer).ToList();
        if (changing.Count == 0) return Outcome.Of<IReadOnlyCollection<Guid>>([]);
        foreach (var entreprise in changing) Relabel(entreprise, etiquette.Id, request.Retirer);
        await db.SaveChangesAsync(cancellationToken);
        return Outcome.Of<IReadOnlyCollection<Guid>>([.. changing.Select(e => e.Id)]);
    }

    private static void Relabel(Entreprise entreprise, Guid etiquetteId, bool remove)
    {
        var others = entreprise.Etiquettes.Select(t => t.EtiquetteId).Where(id => id != etiquetteId);
        entreprise.ReplaceEtiquettes([.. remove ? others : others.Append(etiquetteId)]);
    }
}
