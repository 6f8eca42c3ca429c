using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record GetCertificatRequest(Guid EffacementId);

/// <summary>A certificate as it was signed.</summary>
/// <param name="Reference">The erasure's.</param>
/// <param name="Contenu">What is signed, exactly.</param>
/// <param name="Signature">Ed25519 of its UTF-8 form.</param>
/// <param name="ClePublique">The key that verifies it.</param>
public sealed record CertificatSigne(string Reference, string Contenu, byte[] Signature, byte[] ClePublique);

/// <summary>The certificate of an erasure.</summary>
public sealed class GetCertificat(UseCaseServices services) : UseCase<GetCertificatRequest, CertificatSigne>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<CertificatSigne>> ExecuteAsync(AppDbContext db, Acteur acteur, GetCertificatRequest request, CancellationToken cancellationToken) =>
        await db.Certificats.AsNoTracking().Where(c => c.EffacementId == request.EffacementId)
            .Select(c => new CertificatSigne(db.Effacements.Where(e => e.Id == c.EffacementId).Select(e => e.Reference).First(), c.Contenu, c.Signature, c.ClePublique))
            .FirstOrDefaultAsync(cancellationToken) is { } found ? found : Refus.Introuvable();
}

/// <param name="Id">The complement's.</param>
public sealed record GetComplementRequest(Guid Id);

/// <summary>A complement of a certificate, as it was signed.</summary>
public sealed class GetComplement(UseCaseServices services) : UseCase<GetComplementRequest, CertificatSigne>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<CertificatSigne>> ExecuteAsync(AppDbContext db, Acteur acteur, GetComplementRequest request, CancellationToken cancellationToken) =>
        await db.ComplementsCertificat.AsNoTracking().Where(c => c.Id == request.Id)
            .Select(c => new CertificatSigne(db.Effacements.Where(e => e.Id == c.EffacementId).Select(e => e.Reference).First(), c.Contenu, c.Signature, c.ClePublique))
            .FirstOrDefaultAsync(cancellationToken) is { } found ? found : Refus.Introuvable();
}
