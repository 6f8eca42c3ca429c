using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>The sheet from which a request is begun: one of the two.</summary>
public sealed record StartDemandeRequest(Guid? ContactId, Guid? EntrepriseId);

/// <summary>A request that is begun from a sheet, with what the sheet knows of whoever asks.</summary>
public sealed class StartDemande(UseCaseServices services) : UseCase<StartDemandeRequest, CreateDemandeRequest>(services)
{
    /// <summary>What lies in the trash is held too, and asked about (RGPD art. 15).</summary>
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<CreateDemandeRequest>> ExecuteAsync(AppDbContext db, Acteur acteur, StartDemandeRequest request, CancellationToken cancellationToken)
    {
        // A request may come from the sheet of a record in the trash: what lies there is held too (RGPD art. 15).
        var found = request.ContactId is { } contact
            ? await db.Contacts.AsNoTracking().IgnoreQueryFilters(Trash).Where(c => c.Id == contact).Select(c => new CreateDemandeRequest
            {
                Nom = c.NomComplet,
                Email = c.Emails.OrderByDescending(e => e.Prefere).Select(e => e.Adresse).FirstOrDefault(),
                Telephone = c.Telephones.OrderByDescending(t => t.Prefere).Select(t => t.Saisie).FirstOrDefault(),
                ContactId = c.Id,
            }).SingleOrDefaultAsync(cancellationToken)
            : await db.Entreprises.AsNoTracking().IgnoreQueryFilters(Trash).Where(e => e.Id == request.EntrepriseId).Select(e => new CreateDemandeRequest
            {
                Nom = e.RaisonSociale,
                Email = e.Email,
                Telephone = e.Telephones.Select(t => t.Saisie).FirstOrDefault(),
                EntrepriseId = e.Id,
            }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? Refus.Introuvable() : found;
    }
}
