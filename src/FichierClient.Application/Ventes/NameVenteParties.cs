using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Names of the entreprises and contacts that a filter holds, for its chips; those that the member sees.</summary>
public sealed class NameVenteParties(UseCaseServices services) : UseCase<VenteFiltre, Dictionary<Guid, string>>(services)
{
    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<Dictionary<Guid, string>>> ExecuteAsync(AppDbContext db, Acteur acteur, VenteFiltre request, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, string>();
        if (request.Entreprises.Count > 0)
        {
            foreach (var e in await db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => request.Entreprises.Contains(e.Id)).Select(e => new { e.Id, Nom = e.RaisonSociale }).ToListAsync(cancellationToken))
                names[e.Id] = e.Nom;
        }

        if (request.Contacts.Count > 0)
        {
            foreach (var c in await db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(c => request.Contacts.Contains(c.Id)).Select(c => new { c.Id, Nom = c.NomComplet }).ToListAsync(cancellationToken))
                names[c.Id] = c.Nom;
        }

        return names;
    }
}
