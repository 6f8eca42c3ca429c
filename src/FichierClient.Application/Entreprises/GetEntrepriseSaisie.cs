using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>What a form is filled from, with the state that was read.</summary>
public sealed record EntrepriseLue(Guid Id, VersionLue Lue, EntrepriseSaisie Saisie, string? MaisonMere);

/// <summary>Reads an entreprise for editing.</summary>
public sealed class GetEntrepriseSaisie(UseCaseServices services) : UseCase<Guid, EntrepriseLue>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<EntrepriseLue>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var found = await db.Entreprises.VisibleTo(acteur).AsNoTracking().Include(e => e.Telephones).Where(e => e.Id == request)
            .Select(e => new
            {
                Entreprise = e,
                Etiquettes = db.Etiquettes.Where(t => e.Etiquettes.Any(l => l.EtiquetteId == t.Id)).Select(t => t.Nom).OrderBy(n => n).ToList(),
                MaisonMere = db.Entreprises.VisibleTo(acteur).Where(m => m.Id == e.MaisonMereId).Select(m => m.RaisonSociale).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? Refus.Introuvable()
            : new EntrepriseLue(request, new VersionLue(found.Entreprise.Version, found.Entreprise.ModifieLe), found.Entreprise.ToSaisie(found.Etiquettes), found.MaisonMere);
    }
}
