using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>Sends an e-mail again that had been given up.</summary>
public sealed class ResendCourriel(UseCaseServices services) : UseCase<Guid, bool>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<bool>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        // Two clicks at once: the second waits, then finds that it is under way.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var courriel = await db.Courriels.FromSql($"select * from courriels where id = {request} for update").SingleOrDefaultAsync(cancellationToken);
        if (courriel is null) return Refus.Introuvable();
        courriel.Resend(Clock.GetUtcNow());
        if (courriel.DemandeId is { } demande) db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, TypeEtape.CourrielDepose, Clock.GetUtcNow(), $"{courriel.Objet} → {courriel.Destinataire}", acteur.MembreId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>The installation that the organisation comes from did send it: the DPO found out.</summary>
public sealed class NoteCourrielParti(UseCaseServices services) : UseCase<Guid, bool>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<bool>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var courriel = await db.Courriels.FromSql($"select * from courriels where id = {request} for update").SingleOrDefaultAsync(cancellationToken);
        if (courriel is null) return Refus.Introuvable();
        if (courriel.DemandeId is { } demande) db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, TypeEtape.CourrierEnvoye, Clock.GetUtcNow(), $"{courriel.Objet} → {courriel.Destinataire} ({Texts.Get("Courriel_parti_ailleurs")})", acteur.MembreId));
        courriel.LeftElsewhere(Texts.Get("Courriel_parti_ailleurs"), Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
