using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Imports.Retrait;

/// <param name="Id">The import.</param>
/// <param name="Tout">Also what somebody changed since; what is referred to stays all the same.</param>
/// <param name="Fiches">Of what somebody changed since, these too.</param>
public sealed record StartRetraitRequest(Guid Id, bool Tout, IReadOnlyList<Guid>? Fiches = null);

/// <summary>Takes an import back in the background: what it made goes, what it changed returns.</summary>
public sealed class StartRetrait(UseCaseServices services, RetraitLauncher launcher) : UseCase<StartRetraitRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, StartRetraitRequest request, CancellationToken cancellationToken) =>
        acteur.SeesAll && await launcher.StartAsync(db, request.Id, remise: false, request.Tout, [.. (request.Fiches ?? []).Take(ListFichesGardees.Shown)], cancellationToken) is { } job ? job : Refus.Introuvable();
}
