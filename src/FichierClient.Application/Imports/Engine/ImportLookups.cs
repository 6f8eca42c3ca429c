using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The organisation's short lists by name. Unknown channels, labels and products are made; members are not.</summary>
internal sealed class ImportLookups
{
    private readonly Dictionary<string, Guid> membres = [];
    private readonly Dictionary<string, Guid> canaux = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> etiquettes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> produits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Table, Guid Id, string Nom, string? Sku)> made = [];

    public static async Task<ImportLookups> LoadAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var lookups = new ImportLookups();
        foreach (var membre in await db.Membres.AsNoTracking().Select(m => new { m.Id, m.Nom, m.Email }).ToListAsync(cancellationToken))
        {
            lookups.membres.TryAdd(TexteNormalise.Of(membre.Email), membre.Id);
            lookups.membres.TryAdd(TexteNormalise.Of(membre.Nom), membre.Id);
        }

        foreach (var canal in await db.Canaux.AsNoTracking().ToListAsync(cancellationToken)) lookups.canaux.TryAdd(canal.Nom, canal.Id);
        foreach (var etiquette in await db.Etiquettes.AsNoTracking().ToListAsync(cancellationToken)) lookups.etiquettes.TryAdd(etiquette.Nom, etiquette.Id);
        foreach (var produit in await db.Produits.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Select(p => new { p.Id, p.Sku }).ToListAsync(cancellationToken))
            lookups.produits.TryAdd(produit.Sku, produit.Id);
        return lookups;
    }

    public Guid? Membre(string nomOuEmail) => membres.TryGetValue(TexteNormalise.Of(nomOuEmail), out var id) ? id : null;

    public Guid Canal(string nom) => FindOrMake(canaux, "canaux", nom, null);

    public Guid Etiquette(string nom) => FindOrMake(etiquettes, "etiquettes", nom, null);

    public Guid Produit(string sku, string nom) => FindOrMake(produits, "produits", nom, sku);

    /// <summary>Writes what the last rows made; a preview only forgets it.</summary>
    public async Task WriteAsync(RunContext run, Journal journal, CancellationToken cancellationToken)
    {
        if (!run.Tables.IsPreview)
        {
            foreach (var (table, id, nom, sku) in made)
            {
                await using var command = sku is null
                    ? new NpgsqlCommand($"insert into {table} (tenant_id, id, nom) values ($1, $2, $3)", run.Connection)
                    : new NpgsqlCommand("""
                        insert into produits (tenant_id, id, nom, sku, taux_tva, est_actif, cree_le, cree_par_id, modifie_le)
                        values ($1, $2, $3, $4, 20, true, $5, $6, $5)
                        """, run.Connection);
                object[] values = sku is null ? [run.TenantId, id, nom] : [run.TenantId, id, nom, sku, journal.Now, (object?)run.MembreId ?? DBNull.Value];
                foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
                await command.ExecuteNonQueryAsync(cancellationToken);
                if (sku is not null) journal.Created(Domain.Rgpd.Sujet.Produit, id);
            }
        }

        made.Clear();
    }

    private Guid FindOrMake(Dictionary<string, Guid> known, string table, string nom, string? sku)
    {
        var key = sku ?? nom;
        if (known.TryGetValue(key, out var id)) return id;
        known[key] = id = Guid.CreateVersion7();
        made.Add((table, id, nom, sku));
        return id;
    }
}
