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
public sealed class PiecesPersonne(DemandeChiffre chiffre)
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
            if (TextOf(db.TenantId, id, octets) is not { } text) unread++;
            else if (Aiguille.Finds(text, strong)) named.Add(id);
        }

        return new PiecesTrouvees(named, unread);
    }

    /// <summary>Null: its key isn't at hand, or its words can't be read.</summary>
    private string? TextOf(Guid tenantId, Guid id, byte[] octets)
    {
        try
        {
            return TexteFichier.Read(chiffre.For(tenantId, $"piece/{id}").Unprotect(octets));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
