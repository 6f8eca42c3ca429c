using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Vues;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Vues;

/// <param name="Page">One of <see cref="Vue.Pages"/>.</param>
public sealed record ListVuesRequest(string Page);

/// <param name="Id">Its key.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Parametres">The address after the question mark.</param>
/// <param name="EstPartagee">Everybody in the organisation sees it.</param>
/// <param name="EstMienne">The reader made it and may change it.</param>
public sealed record VueRow(Guid Id, string Nom, string Parametres, bool EstPartagee, bool EstMienne);

/// <summary>The reader's own views of a page and those shared with it, by name. A view holds filters only: what it shows follows the reader's rights.</summary>
public sealed class ListVues(UseCaseServices services) : UseCase<ListVuesRequest, IReadOnlyList<VueRow>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<VueRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListVuesRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<VueRow>>(await db.Set<Vue>().AsNoTracking()
            .Where(v => v.Page == request.Page && (v.EstPartagee || v.MembreId == acteur.MembreId))
            .OrderBy(v => v.Nom).ThenBy(v => v.Id)
            .Select(v => new VueRow(v.Id, v.Nom, v.Parametres, v.EstPartagee, v.MembreId == acteur.MembreId))
            .ToListAsync(cancellationToken));
}
