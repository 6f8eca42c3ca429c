using FichierClient.Application.Data;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
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
    private readonly List<(string Table, Guid Id)> made = [];
    private readonly HashSet<Guid> used = [];

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

    /// <summary>Keeps what the rows name until their transaction ends, and makes what they name and nobody has; a preview only thinks so.</summary>
    public async Task CompleteAsync(RunContext run, List<LigneImportee> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var good = rows.FindAll(r => r.Refus is null);
        var companies = good.Select(r => r.Entreprise).OfType<SourceEntreprise>().ToList();
        foreach (var (table, known, names) in new[]
        {
            ("canaux", canaux, companies.Select(e => (e.Canal, e.Canal))),
            ("etiquettes", etiquettes, companies.SelectMany(e => e.Etiquettes).Select(nom => ((string?)nom, (string?)nom))),
            ("produits", produits, good.Select(r => r.Vente).OfType<SourceVente>().Select(v => (v.Sku, v.DesignationConnue ? v.Ligne.Designation : v.Sku))),
        })
        {
            var named = names.Where(n => n.Item1 is not null).DistinctBy(n => n.Item1, StringComparer.OrdinalIgnoreCase).ToList();
            if (named.Count == 0) continue;
            if (!run.Tables.IsPreview) await KeepAsync(run, table, known, named.ConvertAll(n => n.Item1!), cancellationToken);
            foreach (var (key, nom) in named)
                if (!known.ContainsKey(key!)) known[key!] = run.Tables.IsPreview ? Guid.CreateVersion7() : await MakeAsync(run, table, key!, nom!, now, cancellationToken);
        }
    }

    public Guid? Membre(string nomOuEmail) => membres.TryGetValue(TexteNormalise.Of(nomOuEmail), out var id) ? id : null;

    public Guid Canal(string nom) => Use(canaux[nom]);

    public Guid Etiquette(string nom) => Use(etiquettes[nom]);

    public Guid Produit(string sku) => Use(produits[sku]);

    /// <summary>Takes back what was made for rows that were refused after all, and tells the history of the rest.</summary>
    public async Task WriteAsync(RunContext run, Journal journal, CancellationToken cancellationToken)
    {
        foreach (var list in made.ToLookup(m => m.Table, m => m.Id))
        {
            var unused = list.Where(id => !used.Contains(id)).ToArray();
            if (unused.Length > 0)
            {
                await using var command = Command(run, $"delete from {list.Key} where tenant_id = $1 and id = any ($2)", unused);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            if (list.Key == "produits") foreach (var id in list.Where(used.Contains)) journal.Created(Sujet.Produit, id);
        }
    }

    /// <summary>Locks the rows that the batch will refer to; one that was deleted since it was read is unknown again.</summary>
    private static async Task KeepAsync(RunContext run, string table, Dictionary<string, Guid> known, List<string> names, CancellationToken cancellationToken)
    {
        var ids = names.Where(known.ContainsKey).ToDictionary(name => known[name]);
        await using var command = Command(run, $"select id from {table} where tenant_id = $1 and id = any ($2) for key share", ids.Keys.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Remove(reader.GetGuid(0));
        foreach (var gone in ids.Values) known.Remove(gone);
    }

    /// <summary>Somebody may be saving the same name: it is waited for, and the row is theirs.</summary>
    private async Task<Guid> MakeAsync(RunContext run, string table, string key, string nom, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        // An update that changes nothing: « do nothing » would neither give the row's id nor keep it from being deleted.
        await using var command = table == "produits"
            ? Command(run, """
                insert into produits (tenant_id, id, nom, sku, taux_tva, est_actif, cree_le, cree_par_id, modifie_le) values ($1, $2, $3, $4, 20, true, $5, $6, $5)
                on conflict (tenant_id, sku) do update set sku = excluded.sku returning id
                """, id, nom, key, now.ToUniversalTime(), (object?)run.MembreId ?? DBNull.Value)
            : Command(run, $"insert into {table} (tenant_id, id, nom) values ($1, $2, $3) on conflict (tenant_id, nom) do update set nom = excluded.nom returning id", id, nom);
        var actual = (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (actual == id) made.Add((table, id));
        return actual;
    }

    private static NpgsqlCommand Command(RunContext run, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, run.Connection);
        foreach (var value in values.Prepend(run.TenantId)) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private Guid Use(Guid id)
    {
        used.Add(id);
        return id;
    }
}
