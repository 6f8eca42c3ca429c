using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>
/// Reads lines of ventes for the guard. There are millions, and most say the same: each wording is read once, without its client, whose trade can only speak for it. The few ventes that have one
/// that was found, or had one, are then read in full.
/// </summary>
/// <param name="contexts">The organisations.</param>
/// <param name="Condition">In SQL: which lines <c>l</c>; its parameter is $2.</param>
/// <param name="Valeur">The parameter.</param>
internal sealed record ExamenLignes(AppDbContextFactory contexts, string Condition, object Valeur)
{
    public const int Batch = 1000;

    /// <summary>Those that an import wrote.</summary>
    public static ExamenLignes Imported(AppDbContextFactory contexts, Guid importId) =>
        new(contexts, "l.vente_id in (select m.sujet_id from modifications m where m.tenant_id = $1 and m.import_id = $2 and m.sujet = 'Vente')", importId);

    /// <summary>Those that a transaction not older than this one wrote, or whose vente it did: one that comes back from the trash keeps its lines as they are. 0: all.</summary>
    public static ExamenLignes Since(AppDbContextFactory contexts, long since) =>
        new(contexts, $"$2 = 0 or {Young("l")} or l.vente_id in (select w.id from ventes w where w.tenant_id = $1 and {Young("w")})", since);

    private static string Young(string row) => $"age({row}.xmin) <= age((($2 % 4294967296)::text)::xid)";

    /// <returns>How many wordings were read, and those in which something was found.</returns>
    public async Task<(int Lus, string[] Signales)> WordingsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await contexts.DataSource.OpenTenantAsync(tenantId, cancellationToken);
        await using var command = new NpgsqlCommand($"select distinct l.designation from vente_lignes l where l.tenant_id = $1 and ({Condition})", connection) { CommandTimeout = 0 };
        foreach (var value in (object[])[tenantId, Valeur]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var (read, found) = (0, new List<string>());
        while (await rows.ReadAsync(cancellationToken))
        {
            read++;
            if (GardeTexte.Examine(rows.GetString(0)).Count > 0) found.Add(rows.GetString(0));
        }

        return (read, [.. found]);
    }

    /// <summary>The next ventes that have one of these wordings, or an alert, with their lines.</summary>
    public async Task<List<LignesLues>> PageAsync(AppDbContext db, string[] wordings, Guid after, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return await Catalogue.RowsAsync((NpgsqlConnection)db.Database.GetDbConnection(), $"""
            select v.id, array(select l.designation from vente_lignes l where l.tenant_id = v.tenant_id and l.vente_id = v.id order by l.position), v.cree_par_id, e.raison_sociale, e.code_naf
            from ventes v join entreprises e on e.tenant_id = v.tenant_id and e.id = v.entreprise_id
            where v.tenant_id = $1 and v.supprime_le is null and v.id > $4 and v.id in (
                select l.vente_id from vente_lignes l where l.tenant_id = $1 and ({Condition})
                    and (l.designation = any ($3) or exists (select from alertes_garde a where a.tenant_id = $1 and a.sujet_id = l.vente_id and a.lieu = 'LigneVente')))
            order by v.id limit {Batch}
            """, r => new LignesLues(r.GetGuid(0), r.GetFieldValue<string[]>(1), r.IsDBNull(2) ? null : r.GetGuid(2), new ContexteNote(r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4))),
            cancellationToken, db.TenantId, Valeur, wordings, after);
    }
}

/// <summary>The lines of one vente.</summary>
internal sealed record LignesLues(Guid VenteId, string[] Designations, Guid? AuteurId, ContexteNote Contexte);
