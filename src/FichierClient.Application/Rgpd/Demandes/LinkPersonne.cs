using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>One of the two records; of a request that was read at a version.</summary>
public sealed record LinkPersonneRequest(Guid Id, uint Version, Guid? ContactId, Guid? EntrepriseId);

/// <summary>Says that a record of the file is about the person.</summary>
public sealed class LinkPersonne(UseCaseServices services, OppositionDemande opposition, JournalLimitations limitations) : UseCase<LinkPersonneRequest, Done>(services)
{
    /// <summary>What lies in the trash is held too, and asked about (RGPD art. 15).</summary>
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, LinkPersonneRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        if (request.ContactId is { } contact && !await db.Contacts.IgnoreQueryFilters(Trash).AnyAsync(c => c.Id == contact, cancellationToken)) return Refus.Introuvable();
        if (request.EntrepriseId is { } entreprise && !await db.Entreprises.IgnoreQueryFilters(Trash).AnyAsync(e => e.Id == entreprise, cancellationToken)) return Refus.Introuvable();
        var now = Clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        found.Value.Link(request.ContactId, request.EntrepriseId, acteur.MembreId, now);
        await opposition.ApplyAsync(db, found.Value, acteur.MembreId, now, cancellationToken);
        var limitees = found.Value is { IdentiteRecueLe: not null, EstOuverte: true } ? await db.RestrictAsync(found.Value, acteur.MembreId, now, cancellationToken) : [];
        await limitations.SaveAsync(db, found.Value, limitees, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}

public sealed record UnlinkPersonneRequest(Guid Id, uint Version, Guid PersonneId);

/// <summary>Says that a record was about somebody else.</summary>
public sealed class UnlinkPersonne(UseCaseServices services, JournalLimitations limitations) : UseCase<UnlinkPersonneRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, UnlinkPersonneRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        var now = Clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rendues = found.Value.Personnes.FirstOrDefault(p => p.Id == request.PersonneId) is { } personne ? await db.LiftAsync(found.Value, personne, acteur.MembreId, now, cancellationToken) : [];
        found.Value.Unlink(request.PersonneId, acteur.MembreId, now);
        await limitations.SaveAsync(db, found.Value, rendues, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
