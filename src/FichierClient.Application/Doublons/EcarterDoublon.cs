using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <param name="Id">The pair.</param>
/// <param name="Ecarter">These are two; false: they may be one after all.</param>
public sealed record EcarterDoublonRequest(Guid Id, bool Ecarter);

/// <summary>Remembers that two records are two, or takes that back.</summary>
public sealed class EcarterDoublon(UseCaseServices services) : UseCase<EcarterDoublonRequest, Done>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, EcarterDoublonRequest request, CancellationToken cancellationToken)
    {
        var doublon = await db.Doublons.SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken);
        if (doublon is null) return Refus.Introuvable();
        Guid[] ids = [doublon.PremierId, doublon.SecondId];
        var seen = doublon.Sujet == Sujet.Contact
            ? await db.Contacts.VisibleTo(acteur, db).CountAsync(c => ids.Contains(c.Id), cancellationToken)
            : await db.Entreprises.VisibleTo(acteur).CountAsync(e => ids.Contains(e.Id), cancellationToken);
        if (seen < ids.Length) return Refus.Introuvable();
        if (request.Ecarter) doublon.Ecarter(acteur.MembreId, Clock.GetUtcNow());
        else doublon.Reprendre();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
