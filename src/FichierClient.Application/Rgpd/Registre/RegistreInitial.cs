using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>
/// The seven activities of a client file and the rules of conservation that they point to, for an organisation that hasn't got them. They
/// are drafts: an activity is the organisation's own once its DPO has validated it. One that was archived doesn't come back.
/// </summary>
public static class RegistreInitial
{
    private static readonly Lazy<IReadOnlyList<TraitementInitial>> Traitements = new(() =>
        Ressource.Read<IReadOnlyList<TraitementInitial>>("FichierClient.Application.Rgpd.Registre.traitements.json"));

    private static readonly Lazy<IReadOnlyList<RegleInitiale>> Regles = new(() =>
        Ressource.Read<IReadOnlyList<RegleInitiale>>("FichierClient.Application.Rgpd.Conservation.regles.json"));

    /// <summary>Adds what is missing; safe to be done twice, and by two programs at once.</summary>
    /// <param name="db">Of the organisation.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task EnsureAsync(AppDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.Traitements.Where(t => t.Code != null).Select(t => t.Code).ToListAsync(cancellationToken);
        var ruled = await db.ReglesConservation.Select(r => r.Code).Distinct().ToListAsync(cancellationToken);
        if (known.Count >= Traitements.Value.Count && ruled.Count >= Regles.Value.Count) return;
        var today = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Today(now);
        foreach (var initial in Traitements.Value.Where(t => !known.Contains(t.Code)))
        {
            var fiche = FicheJson.Read(FicheJson.Write(initial.Fiche));
            fiche.CreeLe = today;
            fiche.ProchaineRevue = today.AddYears(1);
            db.Traitements.Add(new Traitement(db.TenantId, GenreRegistre.Responsable, fiche, null, now, initial.Code));
        }

        db.ReglesConservation.AddRange(Regles.Value.Where(r => !ruled.Contains(r.Code)).Select(r => new RegleConservation(db.TenantId, r.Code, r.Regle, today, null)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private sealed record TraitementInitial(string Code, FicheTraitement Fiche);

    private sealed record RegleInitiale(string Code, RegleSaisie Regle);
}
