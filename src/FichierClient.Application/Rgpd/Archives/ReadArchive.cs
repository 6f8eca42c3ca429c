using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <param name="DocumentId">The sealed document.</param>
/// <param name="Motif">Why it is read: noted with the member and the instant, by the database itself.</param>
public sealed record ReadArchiveRequest(Guid DocumentId, string Motif);

public sealed class ReadArchiveValidator : AbstractValidator<ReadArchiveRequest>
{
    public ReadArchiveValidator() => RuleFor(r => r.Motif).NotEmpty().WithMessage(_ => Texts.Get("Archive_motif")).MaximumLength(500).WithMessage(_ => Texts.Get("Archive_motif_long"));
}

/// <summary>Who read a sealed document, when and why.</summary>
public sealed record LectureRow(Guid MembreId, string Motif, DateTimeOffset LuLe)
{
    /// <summary>Null: the operator, or a member of the installation that the organisation comes from.</summary>
    public string? Membre { get; init; }

    /// <summary>The operator, who handed the organisation over.</summary>
    public bool EstExploitant => MembreId == Guid.Empty;
}

/// <param name="Contenu">The document as it was sealed, as JSON.</param>
/// <param name="Lectures">All readings, this one included.</param>
public sealed record ArchiveLue(string Contenu, IReadOnlyList<LectureRow> Lectures);

/// <summary>Reads one sealed document; the reading is recorded before anything is shown.</summary>
public sealed class ReadArchive(UseCaseServices services, DemandeChiffre chiffre) : UseCase<ReadArchiveRequest, ArchiveLue>(services)
{
    protected override Permission Permission => Permission.ArchivesRead;

    protected override async Task<Outcome<ArchiveLue>> ExecuteAsync(AppDbContext db, Acteur acteur, ReadArchiveRequest request, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var found = await db.Database.SqlQuery<string?>($"select archive.lire({request.DocumentId}, {acteur.MembreId}, {request.Motif}, {now})::text as \"Value\"").ToListAsync(cancellationToken);
        if (found is not [{ } contenu]) return Refus.Introuvable();
        var lectures = await db.Database.SqlQuery<LectureRow>($"select l.*, m.nom as membre from archive.lectures_de({request.DocumentId}) l left join membres m on m.tenant_id = {db.TenantId} and m.id = l.membre_id order by l.lu_le desc").ToListAsync(cancellationToken);
        return new ArchiveLue(Opened(db.TenantId, contenu), lectures);
    }

    /// <summary>A file that was sealed while its key was away can be read since the key is back.</summary>
    private string Opened(Guid tenantId, string contenu)
    {
        try
        {
            return FichierScelle.Opened(contenu, (place, octets) => chiffre.For(tenantId, place).Unprotect(octets));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return contenu;
        }
    }
}
