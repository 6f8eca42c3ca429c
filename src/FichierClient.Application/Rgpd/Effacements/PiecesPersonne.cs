using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Documents of other persons' requests.</summary>
/// <param name="Nommees">Those that name the person.</param>
/// <param name="NonLues">How many nobody could read.</param>
public sealed record PiecesTrouvees(IReadOnlyList<Guid> Nommees, int NonLues);

/// <summary>
/// What was handed in with a request (a letter, a mandate) may name others. It is encrypted where it lies, so it is opened to be searched; as evidence of that request it stays, and
/// that it does is said.
/// </summary>
public sealed class PiecesPersonne(DemandeChiffre chiffre, DepliageCourriel courriels, TimeProvider clock)
{
    /// <summary>What the findings are called beside those in words.</summary>
    public const string Table = "demande_pieces", Colonne = "octets";

    public async Task<PiecesTrouvees> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        Aiguille[] strong = [.. personne.Aiguilles.Where(a => a.EstForte)];
        if (strong.Length == 0) return new PiecesTrouvees([], 0);
        var own = personne.DemandeIds;
        var ids = await db.DemandePieces.AsNoTracking().Where(p => p.Octets != null && !own.Contains(p.DemandeId)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
        var (named, unread) = (new List<Guid>(), 0);
        foreach (var id in ids)
        {
            // One after the other: each may be megabytes.
            if (await db.DemandePieces.AsNoTracking().Where(p => p.Id == id).Select(p => p.Octets).SingleOrDefaultAsync(cancellationToken) is not { } octets) continue;
            var names = Names(db.TenantId, id, octets, strong);
            if (names is true) named.Add(id);
            if (names is null) unread++;
        }

        return new PiecesTrouvees(named, unread);
    }

    /// <summary>Null: what can be read of it names nobody, and its key isn't at hand or not all its words can be read.</summary>
    private bool? Names(Guid tenantId, Guid id, byte[] octets, Aiguille[] strong)
    {
        try
        {
            var lu = TexteFichier.Read(chiffre.For(tenantId, $"piece/{id}").Unprotect(octets), courriels, clock);
            return Aiguille.Finds(lu.Texte, strong) ? true : lu.EstEntier ? false : null;
        }
        catch (Exception error) when (error is System.Security.Cryptography.CryptographicException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
