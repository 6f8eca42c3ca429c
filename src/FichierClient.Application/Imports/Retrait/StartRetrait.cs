using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Imports.Retrait;

/// <param name="Id">The import.</param>
/// <param name="Tout">Also what somebody changed since; what is referred to stays all the same.</param>
/// <param name="Fiches">Of what somebody changed since, these too.</param>
/// <param name="Champs">Of others that somebody changed since, these fields alone.</param>
public sealed record StartRetraitRequest(Guid Id, bool Tout, IReadOnlyList<Guid>? Fiches = null, IReadOnlyList<ChampARendre>? Champs = null);

/// <summary>A field, or fields that go together, which get back what stood there before the import.</summary>
/// <param name="Fiche">An entreprise or a contact that the import changed.</param>
/// <param name="Groupe">As <see cref="ChampGarde.Groupe"/> names it.</param>
public sealed record ChampARendre(Guid Fiche, string Groupe);

/// <summary>Takes an import back in the background: what it made goes, what it changed returns.</summary>
public sealed class StartRetrait(UseCaseServices services, RetraitLauncher launcher) : UseCase<StartRetraitRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, StartRetraitRequest request, CancellationToken cancellationToken) =>
        acteur.SeesAll && await launcher.StartAsync(db, request.Id, remise: false, ChoixOf(request), cancellationToken) is { } job ? job : Refus.Introuvable();

    private static ChoixRetrait ChoixOf(StartRetraitRequest request)
    {
        if (request.Tout) return new ChoixRetrait(true, [], []);
        var fiches = (request.Fiches ?? []).Take(ListFichesGardees.Shown).ToList();
        var champs = (request.Champs ?? []).Where(c => !fiches.Contains(c.Fiche)).GroupBy(c => c.Fiche).Take(ListFichesGardees.Shown);
        return new ChoixRetrait(false, fiches, champs.ToDictionary(g => g.Key, g => g.Select(c => c.Groupe).Distinct().ToList()));
    }
}
