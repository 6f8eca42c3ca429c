using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>The rules of conservation that a duration can point to.</summary>
public sealed class ListRegles(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<RegleRow>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<RegleRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<RegleRow>>(await RegleLecture.ActuellesAsync(db, cancellationToken));
}
