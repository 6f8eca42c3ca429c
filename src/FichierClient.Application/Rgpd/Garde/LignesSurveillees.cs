using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Garde;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>The lines of a vente as the guard reads them: as one text, each on a line of its own.</summary>
internal static class LignesSurveillees
{
    /// <summary>The same in SQL, of a line <c>l</c>.</summary>
    public const string Sql = @"string_agg(l.designation, e'\n' order by l.position)";

    /// <summary>What was typed becomes alerts of the DPO, in the transaction that saves it. Nobody is asked for a reason: most lines name products.</summary>
    public static async Task SignalLinesAsync(this AppDbContext db, Acteur acteur, Vente vente, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var texte = string.Join('\n', vente.Lignes.OrderBy(l => l.Position).Select(l => l.Designation));
        var contexte = await db.ContexteGardeAsync(acteur, [vente.EntrepriseId], null, cancellationToken);
        await db.SignalAsync(vente.Id, new Releve(OrigineAlerte.Saisie, acteur.MembreId, now), [new TexteSurveille(LieuTexte.LigneVente, texte, null, contexte)], cancellationToken);
    }
}
