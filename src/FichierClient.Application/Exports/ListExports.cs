using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>An entry of the log of exports.</summary>
public sealed record ExportRow(Guid Id, ListeExport Liste, FormatExport Format, StatutExport Statut, DateTimeOffset CreeLe)
{
    public string Adresse { get; init; } = "";
    public string? Membre { get; init; }
    public long? Enregistrements { get; init; }
    public string? Erreur { get; init; }

    /// <summary>Contacts that the file leaves out: not told yet where their data come from.</summary>
    public int NonInformes { get; init; }

    /// <summary>Records that the file leaves out: people whose statut de diffusion is P.</summary>
    public int Partielles { get; init; }

    /// <summary>Asked for by the reader.</summary>
    public bool EstMien { get; init; }

    /// <summary>The file can be downloaded by who asked for it, until <see cref="Jusqua"/>.</summary>
    public bool EstGarde { get; init; }

    /// <summary>Its reader, who asked for it, sees less than then: it is not handed out any more.</summary>
    public bool EstTropLarge { get; init; }

    /// <summary>The file of a whole organisation that no DPO has let go yet.</summary>
    public bool AttendDpo { get; init; }

    public DateTimeOffset Jusqua => CreeLe + Export.Conservation;
}

/// <summary>The last exports, newest first: all of the organisation for its administrators, one's own for others.</summary>
public sealed class ListExports(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ExportRow>>(services)
{
    private const int Shown = 200;

    protected override Permission Permission => Permission.ExportsRun;

    protected override async Task<Outcome<IReadOnlyList<ExportRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var (all, limit) = (acteur.Allows(Permission.OrganisationManage), Clock.GetUtcNow() - Export.Conservation);
        var (dpo, hasDpo) = (acteur.Allows(Permission.DemandesManage), await db.HasDpoAsync(cancellationToken));
        var rows = await db.Exports.AsNoTracking().Where(e => all || e.MembreId == acteur.MembreId || (dpo && e.Liste == ListeExport.Organisation))
            .OrderByDescending(e => e.CreeLe).ThenByDescending(e => e.Id).Take(Shown)
            .Select(e => new
            {
                Export = e,
                Row = new ExportRow(e.Id, e.Liste, e.Format, e.Statut, e.CreeLe)
                {
                    Adresse = e.Adresse,
                    Membre = db.Membres.Where(m => m.Id == e.MembreId).Select(m => m.Nom).FirstOrDefault(),
                    Enregistrements = e.Enregistrements,
                    Erreur = e.Erreur,
                    NonInformes = e.NonInformes,
                    Partielles = e.Partielles,
                    EstMien = e.MembreId == acteur.MembreId,
                    AttendDpo = (hasDpo || e.ExigeDpo) && e.Liste == ListeExport.Organisation && e.AutoriseLe == null,
                    EstGarde = e.Statut == StatutExport.Pret && e.FichierSupprimeLe == null && e.CreeLe >= limit,
                }
            }).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<ExportRow>>([.. rows.Select(r => r.Row with { EstTropLarge = r.Row.EstMien && !r.Export.EstVuDe(acteur.Responsables) })]);
    }
}
