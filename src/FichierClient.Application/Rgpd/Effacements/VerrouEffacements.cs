using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Erasures of one person may be several: of records that were merged since, of plans that were given up. What is decided of one of them is decided in turn.</summary>
internal static class VerrouEffacements
{
    /// <summary>Held until the transaction ends by whoever prepares, plans, approves, gives up, seals, takes out or certifies; the archive's own function takes the same.</summary>
    public static Task LockErasuresAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('effacements:' || {db.TenantId.ToString()}, 0))", cancellationToken);

    /// <summary>The other erasures whose certificate names what is sealed for this person, in any of these states.</summary>
    public static async Task<List<Effacement>> CoveringAsync(this AppDbContext db, Effacement effacement, StatutEffacement[] statuts, CancellationToken cancellationToken)
    {
        var sujets = ContratsScelles.SujetsOf(effacement);
        var texts = Array.ConvertAll(sujets, s => s.ToString());
        var states = Array.ConvertAll(statuts, s => s.ToString());
        return await db.Effacements.FromSql($"select *, xmin from effacements where tenant_id = {db.TenantId} and id <> {effacement.Id} and statut = any ({states}) and (sujet_id = any ({sujets}) or plan -> 'ids' ?| {texts})").ToListAsync(cancellationToken);
    }

    /// <summary>Another erasure of this person, or of a record that was merged with hers, is open.</summary>
    public static async Task<bool> IsBegunAsync(this AppDbContext db, Effacement effacement, CancellationToken cancellationToken) =>
        (await db.CoveringAsync(effacement, [StatutEffacement.EnPreparation, StatutEffacement.AApprouver, StatutEffacement.Approuve, StatutEffacement.EnCours, StatutEffacement.AReprendre], cancellationToken)).Count > 0;

    /// <summary>Where there is one DPO only, nobody else can be the second.</summary>
    public static async Task<bool> HasSecondDpoAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        await db.Membres.CountAsync(m => m.Role == Role.Dpo && m.RetireLe == null, cancellationToken) > 1;
}
