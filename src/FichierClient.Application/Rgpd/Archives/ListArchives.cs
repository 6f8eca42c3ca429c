using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <param name="EffacementId">Of one erasure; null: of all.</param>
/// <param name="Cherche">Words of its number or title, in any order; null: whichever.</param>
/// <param name="Table">Of one kind; null: of all.</param>
public sealed record ListArchivesRequest(Guid? EffacementId = null, string? Cherche = null, string? Table = null);

/// <summary>A sealed document, without its content.</summary>
public sealed record ArchiveRow(Guid Id, Guid EffacementId, string NomTable, string? Reference, string Base, DateTimeOffset ScelleLe, DateOnly PurgeLe, long Lectures)
{
    /// <summary>Its number as it is printed: an invoice's that begins with its series says it once. A title is said as it was given.</summary>
    public string Numero => NomTable == "ventes" && Reference?.Split(' ', 2) is [var serie, var numero] && numero.StartsWith(serie, StringComparison.Ordinal) ? numero : Reference ?? "";
}

/// <param name="Rows">The youngest.</param>
/// <param name="Total">How many there are.</param>
public sealed record ArchivesTrouvees(IReadOnlyList<ArchiveRow> Rows, long Total);

/// <summary>The sealed documents of the organisation, the youngest five hundred that fit; what they say is read one by one, with a reason.</summary>
public sealed class ListArchives(UseCaseServices services) : UseCase<ListArchivesRequest, ArchivesTrouvees>(services)
{
    protected override Permission Permission => Permission.ArchivesRead;

    protected override async Task<Outcome<ArchivesTrouvees>> ExecuteAsync(AppDbContext db, Acteur acteur, ListArchivesRequest request, CancellationToken cancellationToken)
    {
        var found = await db.Database.SqlQuery<Trouvee>($"select * from archive.lister({request.EffacementId}, {request.Cherche}, {request.Table})").ToListAsync(cancellationToken);
        return new ArchivesTrouvees([.. found.Select(f => new ArchiveRow(f.Id, f.EffacementId, f.NomTable, f.Reference, f.Base, f.ScelleLe, f.PurgeLe, f.Lectures))], found.Count == 0 ? 0 : found[0].Total);
    }

    private sealed record Trouvee(Guid Id, Guid EffacementId, string NomTable, string? Reference, string Base, DateTimeOffset ScelleLe, DateOnly PurgeLe, long Lectures, long Total);
}
