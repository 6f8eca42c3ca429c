using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Exports;

/// <summary>What an export would hold, and not.</summary>
/// <param name="Lignes">Records that the file will hold.</param>
/// <param name="NonInformes">Contacts that it leaves out: not told yet where their data come from.</param>
/// <param name="Partielles">Records that it leaves out: people whose statut de diffusion is P.</param>
public sealed record CompteExport(int Lignes, int NonInformes, int Partielles)
{
    /// <summary>False: it was counted up to <see cref="RowCount.Cap"/>, and what is left out wasn't.</summary>
    public bool EstExact { get; init; } = true;
}

/// <param name="Demande">The export.</param>
/// <param name="Exact">Counts all, however many; otherwise as far as a list does.</param>
public sealed record CountExportRequest(DemandeExport Demande, bool Exact);

/// <summary>What an export would hold and what it would leave out, before it is asked for.</summary>
public sealed class CountExport(UseCaseServices services, ExportEngine engine) : UseCase<CountExportRequest, CompteExport>(services)
{
    protected override Permission Permission => Permission.ExportsRun;

    protected override async Task<Outcome<CompteExport>> ExecuteAsync(AppDbContext db, Acteur acteur, CountExportRequest request, CancellationToken cancellationToken) =>
        acteur.Allows(StartExport.ReadingOf(request.Demande.Liste)) ? await engine.PreviewAsync(acteur, request, cancellationToken) : Refus.Interdit();
}
