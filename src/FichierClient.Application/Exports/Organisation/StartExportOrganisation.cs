using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>Asks for the whole organisation as a ZIP, made in the background; it is in the log of exports from its beginning.</summary>
public sealed class StartExportOrganisation(UseCaseServices services, JobSignal signal) : UseCase<NoRequest, Guid>(services)
{
    protected override Permission Permission => Permission.OrganisationExport;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        if (!acteur.SeesAll) return Refus.Interdit();
        if (await db.Exports.AnyAsync(e => e.Liste == ListeExport.Organisation && e.Statut == StatutExport.EnCours, cancellationToken)) return Refus.Regle(Texts.Get("Export_organisation_en_cours"));
        var export = new Export(db.TenantId, acteur.MembreId, new ContenuExport(ListeExport.Organisation, FormatExport.Zip, "/parametres/exports", "{}"), Clock.GetUtcNow());
        var job = new Job(db.TenantId, ExecutionExportOrganisation.Name, export.Id, acteur.MembreId, Clock.GetUtcNow());
        export.RequireDpo(await db.HasDpoAsync(cancellationToken));
        export.Queue(job.Id);
        db.AddRange(export, job);
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return export.Id;
    }
}

/// <summary>
/// A DPO lets the file of the whole organisation go: it holds the files of requests, erasures and breaches, which an administrator doesn't open.
/// </summary>
public sealed class AuthorizeExportOrganisation(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var export = await db.Exports.SingleOrDefaultAsync(e => e.Id == request && e.Liste == ListeExport.Organisation, cancellationToken);
        if (export is null) return Refus.Introuvable();
        export.Authorize(acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}

internal static class Autorisations
{
    /// <summary>Whether the organisation has a DPO who can let such a file go; without one the administrator answers alone.</summary>
    public static Task<bool> HasDpoAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        db.Membres.AnyAsync(m => m.Role == Role.Dpo && m.RetireLe == null, cancellationToken);
}
