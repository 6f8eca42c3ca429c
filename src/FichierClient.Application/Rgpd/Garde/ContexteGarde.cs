using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <param name="EntrepriseIds">Those that the text is about.</param>
/// <param name="ContactId">Whose entreprises count when none is named.</param>
public sealed record GetContexteGardeRequest(IReadOnlyList<Guid> EntrepriseIds, Guid? ContactId = null);

/// <summary>Which trade a text is read in: for the hint while somebody types. The save reads it again.</summary>
public sealed class GetContexteGarde(UseCaseServices services) : UseCase<GetContexteGardeRequest, ContexteNote>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<ContexteNote>> ExecuteAsync(AppDbContext db, Acteur acteur, GetContexteGardeRequest request, CancellationToken cancellationToken) =>
        await db.ContexteGardeAsync(acteur, request.EntrepriseIds, request.ContactId, cancellationToken);
}

internal static class ContexteGarde
{
    /// <summary>Names and NAF code of the entreprises that a text is about, or else of a contact's.</summary>
    public static async Task<ContexteNote> ContexteGardeAsync(this AppDbContext db, Acteur acteur, IReadOnlyList<Guid> ids, Guid? contactId, CancellationToken cancellationToken)
    {
        var entreprises = db.Entreprises.AsNoTracking().VisibleTo(acteur);
        if (ids.Count > 0) entreprises = entreprises.Where(e => ids.Contains(e.Id));
        else if (contactId is { } contact) entreprises = entreprises.Where(e => db.Contacts.Where(c => c.Id == contact).SelectMany(c => c.Liens).Any(l => l.EntrepriseId == e.Id));
        else return default;
        var read = await entreprises.OrderBy(e => e.Id).Take(5).Select(e => new { e.RaisonSociale, e.CodeNaf }).ToListAsync(cancellationToken);
        return Of(read.Select(e => (e.RaisonSociale, e.CodeNaf)));
    }

    private static ContexteNote Of(IEnumerable<(string Nom, string? Naf)> entreprises)
    {
        var all = entreprises.ToList();
        return all.Count == 0 ? default : new ContexteNote(string.Join(' ', all.Select(e => e.Nom)), all.Select(e => e.Naf).FirstOrDefault(naf => naf is not null));
    }
}
