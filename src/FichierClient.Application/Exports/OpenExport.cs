using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>A file of an export, ready to be written where it is wanted.</summary>
public sealed record FichierExporte(string NomFichier, string TypeMime, Func<Stream, CancellationToken, Task> Write)
{
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) => Write(output, cancellationToken);
}

/// <summary>
/// Hands out the file of an export, to who asked for it, may still export and still sees what it saw then, while it is kept.
/// </summary>
public sealed class OpenExport(UseCaseServices services, ExportStore store) : UseCase<Guid, FichierExporte>(services)
{
    protected override Permission Permission => Permission.ExportsRun;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var limit = Clock.GetUtcNow() - Export.Conservation;
        var export = await db.Exports.AsNoTracking().SingleOrDefaultAsync(
            e => e.Id == request && e.MembreId == acteur.MembreId && e.Statut == StatutExport.Pret && e.FichierSupprimeLe == null && e.CreeLe >= limit, cancellationToken);
        if (export is null) return Refus.Introuvable();
        if (!export.EstVuDe(acteur.Responsables)) return Refus.Regle(Texts.Get("Export_vue_reduite"));
        if (export.Liste == ListeExport.Organisation && !acteur.Allows(Permission.OrganisationExport)) return Refus.Interdit();
        if (export is { Liste: ListeExport.Organisation, AutoriseLe: null } && (export.ExigeDpo || await db.HasDpoAsync(cancellationToken))) return Refus.Regle(Texts.Get("Export_organisation_dpo"));
        var (extension, mime) = KindOf(export.Format);
        var day = export.CreeLe.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new FichierExporte($"{export.Liste.ToString().ToLowerInvariant()}-{day}{extension}", mime, (output, token) => store.CopyAsync(acteur.TenantId, request, output, token));
    }

    private static (string Extension, string Mime) KindOf(FormatExport format) => format switch
    {
        FormatExport.Xlsx => (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        FormatExport.JsonLignes => (".jsonl", "application/jsonl; charset=utf-8"),
        FormatExport.VCard => (".vcf", "text/vcard; charset=utf-8"),
        FormatExport.Fec => ("-fec.txt", "text/plain; charset=iso-8859-15"),
        FormatExport.Zip => (".zip", "application/zip"),
        FormatExport.Reimport => ("-reimport.csv", "text/csv; charset=utf-8"),
        _ => (".csv", "text/csv; charset=utf-8"),
    };
}
