using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Evenements;

/// <summary>Of an entreprise or of a contact: one of the two ids is given.</summary>
/// <param name="EntrepriseId">The entreprise.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="Cursor">Where the last page stopped; null starts at the newest.</param>
/// <param name="Size">Events a page.</param>
public sealed record ListTimelineRequest(Guid? EntrepriseId, Guid? ContactId, PageCursor? Cursor = null, int Size = 30);

/// <summary>A page of a time line.</summary>
/// <param name="AFaire">Open rappels, the next one first ("prochaine action"); with the first page only.</param>
/// <param name="Page">Events, newest first.</param>
public sealed record TimelineDetails(IReadOnlyList<EvenementRow> AFaire, Page<EvenementRow> Page);

/// <summary>What happened with a client, newest first.</summary>
public sealed class ListTimeline(UseCaseServices services) : UseCase<ListTimelineRequest, TimelineDetails>(services)
{
    private const int MaxAFaire = 20;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<TimelineDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, ListTimelineRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var subject = db.Evenements.AsNoTracking().VisibleTo(acteur, db);
        subject = request.EntrepriseId is { } entreprise ? subject.Where(e => e.EntrepriseId == entreprise) : subject.Where(e => e.ContactId == request.ContactId);
        var rows = await After(subject, request.Cursor).OrderByDescending(e => e.SurvenuLe).ThenByDescending(e => e.Id)
            .Take(request.Size + 1).Select(EvenementRow.From(db, acteur)).Prepared().ToListAsync(cancellationToken);
        List<EvenementRow> aFaire = request.Cursor is not null ? [] : await subject.Where(e => e.RappelLe != null && e.RappelFaitLe == null)
            .OrderBy(e => e.RappelLe).ThenBy(e => e.Id).Take(MaxAFaire).Select(EvenementRow.From(db, acteur)).Prepared().ToListAsync(cancellationToken);
        var page = new PageRequest("survenu", Descending: true, request.Cursor ?? PageCursor.First, request.Size);
        return new TimelineDetails(aFaire, Page.Of(rows, page, row => (row.SurvenuLe.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.Id)));
    }

    private static IQueryable<Evenement> After(IQueryable<Evenement> evenements, PageCursor? cursor)
    {
        if (cursor is null || !DateTime.TryParse(cursor.Key, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read)) return evenements;
        var (instant, id) = (new DateTimeOffset(read.ToUniversalTime(), TimeSpan.Zero), cursor.Id);
        return evenements.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.SurvenuLe, e.Id), ValueTuple.Create(instant, id)));
    }
}
