using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Insee;

/// <summary>How many labels of each list of INSEE the organisation loaded.</summary>
public sealed class ListNomenclatures(UseCaseServices services) : UseCase<NoRequest, IReadOnlyDictionary<ListeInsee, int>>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<IReadOnlyDictionary<ListeInsee, int>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyDictionary<ListeInsee, int>>(await db.LibellesInsee.GroupBy(l => l.Liste).ToDictionaryAsync(g => g.Key, g => g.Count(), cancellationToken));
}
