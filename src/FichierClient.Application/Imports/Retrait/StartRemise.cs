using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>Puts an import back that was taken back, in the background. Its request is the import.</summary>
public sealed class StartRemise(UseCaseServices services, RetraitLauncher launcher) : UseCase<Guid, Guid>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) =>
        acteur.SeesAll && await launcher.StartAsync(db, request, remise: true, new ChoixRetrait(false, [], []), cancellationToken) is { } job ? job : Refus.Introuvable();
}
