using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>The organisation's short lists by id, under the names by which an import finds them again.</summary>
internal sealed class ListesExport
{
    private readonly Dictionary<Guid, string> names = [];

    public static async Task<ListesExport> LoadAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var listes = new ListesExport();
        foreach (var canal in await db.Canaux.AsNoTracking().ToListAsync(cancellationToken)) listes.names[canal.Id] = canal.Nom;
        foreach (var etiquette in await db.Etiquettes.AsNoTracking().ToListAsync(cancellationToken)) listes.names[etiquette.Id] = etiquette.Nom;
        foreach (var membre in await db.Membres.AsNoTracking().Select(m => new { m.Id, m.Email }).ToListAsync(cancellationToken)) listes.names[membre.Id] = membre.Email;
        // A line keeps its product when that goes to the trash.
        foreach (var produit in await db.Produits.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Select(p => new { p.Id, p.Sku }).ToListAsync(cancellationToken))
            listes.names[produit.Id] = produit.Sku;
        return listes;
    }

    /// <summary>Name of a canal or an étiquette, e-mail of a member, SKU of a produit; null for null.</summary>
    public string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
