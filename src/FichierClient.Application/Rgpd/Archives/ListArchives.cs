using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <param name="EffacementId">Of one erasure; null: of all.</param>
public sealed record ListArchivesRequest(Guid? EffacementId = null);

/// <summary>A sealed document, without its content.</summary>
public sealed record ArchiveRow(Guid Id, Guid EffacementId, string NomTable, string? Reference, string Base, DateTimeOffset ScelleLe, DateOnly PurgeLe, long Lectures)
{
    /// <summary>Its number as it is printed: one that begins with its series says it once.</summary>
    public string Numero => Reference?.Split(' ', 2) is [var serie, var numero] && numero.StartsWith(serie, StringComparison.Ordinal) ? numero : Reference ?? "";
}

/// <summary>The sealed documents of the organisation; what they say is read one by one, with a reason.</summary>
public sealed class ListArchives(UseCaseServices services) : UseCase<ListArchivesRequest, IReadOnlyList<ArchiveRow>>(services)
{
    protected override Permission Permission => Permission.ArchivesRead;

    protected override async Task<Outcome<IReadOnlyList<ArchiveRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListArchivesRequest request, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<ArchiveRow>($"select * from archive.lister({request.EffacementId})").ToListAsync(cancellationToken);
}
