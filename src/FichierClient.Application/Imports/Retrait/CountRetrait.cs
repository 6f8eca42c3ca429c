using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>What would become of the records of one kind.</summary>
/// <param name="Sujet">The kind.</param>
/// <param name="ARetirer">Made by the import, and untouched since.</param>
/// <param name="ARendre">Changed by it, and untouched since.</param>
/// <param name="Touchees">Changed by somebody since: they stay, unless chosen otherwise.</param>
public sealed record CompteRetrait(Sujet Sujet, long ARetirer, long ARendre, long Touchees);

/// <summary>What taking an import back would do, by kind of record. Its request is the import.</summary>
public sealed class CountRetrait(UseCaseServices services) : UseCase<Guid, IReadOnlyList<CompteRetrait>>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<IReadOnlyList<CompteRetrait>>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (!acteur.SeesAll || !await db.Imports.AnyAsync(i => i.Id == request, cancellationToken)) return Refus.Introuvable();
        var counted = await db.Database.SqlQuery<Part>($"""
            select t.sujet, t.est_creee, t.est_touchee, count(*) as nombre from (
                select f.sujet, f.est_creee, exists (
                    select from modifications o where o.tenant_id = {db.TenantId} and o.sujet_id = f.sujet_id and o.import_id is distinct from {request} and o.fait_le > f.debut) as est_touchee
                from (select m.sujet, m.sujet_id, bool_or(m.champ = {Modification.Creation}) as est_creee, min(m.fait_le) as debut
                    from modifications m where m.tenant_id = {db.TenantId} and m.import_id = {request} group by m.sujet, m.sujet_id) f) t
            group by 1, 2, 3
            """).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<CompteRetrait>>([.. counted.GroupBy(c => Enum.Parse<Sujet>(c.Sujet)).OrderBy(g => g.Key).Select(g => new CompteRetrait(
            g.Key,
            g.Where(c => c is { EstCreee: true, EstTouchee: false }).Sum(c => c.Nombre),
            g.Where(c => c is { EstCreee: false, EstTouchee: false }).Sum(c => c.Nombre),
            g.Where(c => c.EstTouchee).Sum(c => c.Nombre)))]);
    }

    private sealed record Part(string Sujet, bool EstCreee, bool EstTouchee, long Nombre);
}
