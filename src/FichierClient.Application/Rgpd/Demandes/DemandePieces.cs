using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Encrypts documents of requests, each for its own place.</summary>
public sealed class DemandeChiffre(IDataProtectionProvider protection)
{
    private const string Purpose = "FichierClient.Demandes";

    internal IDataProtector For(Guid tenantId, string place) => protection.CreateProtector(Purpose, tenantId.ToString(), place);
}

/// <summary>A document as it is handed in.</summary>
public sealed record AddPieceRequest(Guid Id, string Nom, bool EstIdentite, byte[] Octets);

/// <summary>Adds a document to a request: the letter received, a proof of identity, a mandate.</summary>
public sealed class AddPiece(UseCaseServices services, DemandeChiffre chiffre) : UseCase<AddPieceRequest, Guid>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, AddPieceRequest request, CancellationToken cancellationToken)
    {
        var demande = await db.Demandes.SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken);
        if (demande is null) return Refus.Introuvable();
        // Once the identity is settled, or the request over, no copy of its document is kept: none is taken.
        if (request.EstIdentite && (demande.IdentiteRecueLe is not null || !demande.EstOuverte)) return Refus.Regle(Texts.Get("Piece_identite_inutile"));
        if (request.Octets.Length is 0 or > DemandePiece.TailleMaximale) return Refus.Regle(Texts.Get("Piece_taille", DemandePiece.TailleMaximale / 1024 / 1024));
        var piece = new DemandePiece(db.TenantId, demande.Id, request.Nom, request.EstIdentite, acteur.MembreId, Clock.GetUtcNow());
        piece.Fill(request.Octets.Length, chiffre.For(db.TenantId, $"piece/{piece.Id}").Protect(request.Octets));
        db.DemandePieces.Add(piece);
        demande.Log(TypeEtape.PieceAjoutee, acteur.MembreId, Clock.GetUtcNow(), piece.Nom);
        await db.SaveChangesAsync(cancellationToken);
        return piece.Id;
    }
}

/// <summary>A document, readable.</summary>
public sealed record PieceOuverte(string Nom, byte[] Octets);

/// <summary>Reads a document.</summary>
public sealed class OpenPiece(UseCaseServices services, DemandeChiffre chiffre) : UseCase<Guid, PieceOuverte>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<PieceOuverte>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var piece = await db.DemandePieces.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request, cancellationToken);
        return piece?.Octets is { } octets ? new PieceOuverte(piece.Nom, chiffre.For(db.TenantId, $"piece/{piece.Id}").Unprotect(octets)) : Refus.Introuvable();
    }
}

/// <summary>Destroys a document that isn't needed any more; that it was there stays known.</summary>
public sealed class DestroyPiece(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var piece = await db.DemandePieces.SingleOrDefaultAsync(p => p.Id == request && p.DetruiteLe == null, cancellationToken);
        if (piece is null) return Refus.Introuvable();
        var (demande, now) = (await db.Demandes.SingleAsync(d => d.Id == piece.DemandeId, cancellationToken), Clock.GetUtcNow());
        piece.Destroy(now);
        if (piece.EstIdentite) demande.NoteCopyDestroyed(acteur.MembreId, now);
        else demande.Log(TypeEtape.PieceDetruite, acteur.MembreId, now, piece.Nom);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}

internal static class IdentityCopies
{
    /// <summary>Once an identity is checked, no copy of its document is kept (rgpd.md 1.3).</summary>
    public static async Task DestroyIdentityCopiesAsync(this AppDbContext db, DemandeDroit demande, Guid membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var copies = await db.DemandePieces.Where(p => p.DemandeId == demande.Id && p.EstIdentite && p.DetruiteLe == null).ToListAsync(cancellationToken);
        foreach (var copy in copies) copy.Destroy(now);
        if (copies.Count > 0) demande.NoteCopyDestroyed(membreId, now);
    }
}
