using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>Writes the ZIP of an organisation; it begins again from the start when its process was killed.</summary>
public sealed class ExecutionExportOrganisation(AppDbContextFactory contexts, EcritureOrganisation ecriture, ExportEngine engine, ActeurSource acteurs) : JobHandler
{
    public const string Name = "exports.organisation";

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (run.RequestedById is not { } membre || run.SubjectId is not { } id || !await IsWaitedForAsync(run.TenantId, id, cancellationToken)) throw new JobRefusedException(Texts.Get("Introuvable"));
        try
        {
            var acteur = await CurrentAsync(run.TenantId, membre, cancellationToken);
            await engine.RunWholeAsync(acteur, id, output => ecriture.WriteAsync(acteur, run.JobId, output, ReportAsync, cancellationToken), TellAsync, cancellationToken);
        }
        catch (Exception error) when (error is JobRefusedException || (error is not OperationCanceledException && !DbFailures.MayPass(error)))
        {
            await engine.FailAsync(new Acteur(run.TenantId, membre, Guid.Empty, Role.Lecteur, []), id, error is JobRefusedException ? error.Message : Texts.Get("Export_defaut"));
            throw;
        }

        async Task ReportAsync(int done, int total)
        {
            await run.ReportAsync(done, total, cancellationToken);
            await CurrentAsync(run.TenantId, membre, cancellationToken);
        }

        Task TellAsync(AppDbContext db, Export export, DateTimeOffset now) => AddCommunicationAsync(db, export, now, cancellationToken);
    }

    /// <summary>Its requester as it stands: it may have lost the right, or see less, since.</summary>
    private async Task<Acteur> CurrentAsync(Guid tenant, Guid membre, CancellationToken cancellationToken)
    {
        var acteur = await acteurs.CurrentAsync(tenant, membre, cancellationToken);
        return acteur?.Allows(Permission.OrganisationExport) == true && acteur.SeesAll ? acteur : throw new JobRefusedException(Texts.Get("Export_droit_retire"));
    }

    private async Task<bool> IsWaitedForAsync(Guid tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenant);
        return await db.Exports.AnyAsync(e => e.Id == id && e.Liste == ListeExport.Organisation && e.Statut == StatutExport.EnCours, cancellationToken);
    }

    /// <summary>A disclosure like that of any export: everybody may be in it.</summary>
    private static async Task AddCommunicationAsync(AppDbContext db, Export export, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var membre = await db.Membres.Where(m => m.Id == export.MembreId).Select(m => m.Nom).SingleAsync(cancellationToken);
        // The ZIP holds the trash too, so the people in it are disclosed as well.
        var nombre = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).LongCountAsync(cancellationToken);
        db.Communications.Add(new Communication(db.TenantId, new DonneesCommuniquees(
            Texts.Get("Communication_export", membre), Sujet.Contact, nombre, Texts.Get("Communication_organisation"), BaseLegale.InteretLegitime, null, export.Id), export.MembreId, now));
    }
}
