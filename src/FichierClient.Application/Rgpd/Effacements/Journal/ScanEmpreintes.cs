using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>A place where an erased person still stands.</summary>
public sealed record LieuTrouve(Guid TenantId, string Table, string Colonne, long Nombre);

/// <summary>
/// Looks for erased persons without knowing who they are: every address and number that stands in any text column of their
/// organisation is printed and compared with the journal's prints; and their records' ids are looked for.
/// </summary>
public sealed class ScanEmpreintes(NpgsqlDataSource database, JournalEffacements journal, Empreintes empreintes)
{
    private const int ShortestNumber = 9, LongestNumber = 15;

    /// <returns>Where something was found; empty is good.</returns>
    public async Task<IReadOnlyList<LieuTrouve>> RunAsync(CancellationToken cancellationToken)
    {
        var entries = journal.Depuis(0).ToList();
        var found = new List<LieuTrouve>();
        foreach (var tenant in entries.Where(e => e.Nature == EntreeJournal.NatureEffacement).GroupBy(e => e.TenantId).Select(g => g.Key))
        {
            var own = entries.FindAll(e => e.TenantId == tenant);
            var cancelled = own.Where(e => e.Nature == EntreeJournal.NatureAnnulation).Select(e => e.EffacementId).ToHashSet();
            var erased = own.FindAll(e => e.Nature == EntreeJournal.NatureEffacement && !cancelled.Contains(e.EffacementId));
            await using var connection = await database.OpenTenantAsync(tenant, cancellationToken);
            found.AddRange(await RecordsAsync(connection, tenant, [.. erased.SelectMany(e => e.SujetIds.Append(e.SujetId)).Distinct()], cancellationToken));
            // Who came back by herself may be there: the lifting says so.
            var back = own.Where(e => e is { Nature: EntreeJournal.NatureLevee, Opposition.Nature: "effacement" }).SelectMany(e => e.Empreintes.Select(print => (Print: print, e.Seq))).ToList();
            var prints = erased.SelectMany(e => e.Empreintes.Where(print => !back.Exists(b => b.Print == print && b.Seq > e.Seq))).ToHashSet();
            if (prints.Count > 0) found.AddRange(await TextsAsync(connection, tenant, prints, cancellationToken));
        }

        return found;
    }

    private static async Task<List<LieuTrouve>> RecordsAsync(NpgsqlConnection connection, Guid tenant, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select 'contacts', count(*) from contacts where tenant_id = $1 and id = any ($2)
            union all select 'entreprises', count(*) from entreprises where tenant_id = $1 and id = any ($2) and est_personne_physique
            """, connection) { Parameters = { new() { Value = tenant }, new() { Value = ids } } };
        var found = new List<LieuTrouve>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) if (rows.GetInt64(1) > 0) found.Add(new LieuTrouve(tenant, rows.GetString(0), "id", rows.GetInt64(1)));
        return found;
    }

    private async Task<List<LieuTrouve>> TextsAsync(NpgsqlConnection connection, Guid tenant, HashSet<string> prints, CancellationToken cancellationToken)
    {
        var found = new List<LieuTrouve>();
        foreach (var (table, columns) in await ColumnsAsync(connection, cancellationToken))
        {
            // Names come from the catalogue, quoted by it.
            await using var command = new NpgsqlCommand($"""
                select c.nom, m[1], m[2], count(*) from {table} t cross join lateral (values {string.Join(", ", columns.Select(c => $"('{c.Name}', t.{c.Quoted}::text)"))}) c (nom, valeur)
                cross join lateral regexp_matches(c.valeur, '([[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]+)|(\+?\d[\d .()/-]*\d)', 'g') m
                where t.tenant_id = $1 and (c.valeur like '%@%' or c.valeur ~ '\d[\d .()/-]*\d') group by 1, 2, 3
                """, connection) { CommandTimeout = 0, Parameters = { new() { Value = tenant } } };
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                if (IsErased(tenant, rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), prints))
                    found.Add(new LieuTrouve(tenant, table, rows.GetString(0), rows.GetInt64(3)));
            }
        }

        return [.. found.GroupBy(f => (f.Table, f.Colonne)).Select(g => new LieuTrouve(tenant, g.Key.Table, g.Key.Colonne, g.Sum(f => f.Nombre)))];
    }

    private bool IsErased(Guid tenant, string? email, string? number, HashSet<string> prints)
    {
        if (email is not null) return Has(Identifiants.Email, email.TrimEnd('.'));
        return number is not null && number.Count(char.IsAsciiDigit) is >= ShortestNumber and <= LongestNumber && Has(Identifiants.Telephone, number);

        bool Has(string genre, string valeur) => prints.Contains(Convert.ToBase64String(empreintes.Of(tenant, genre, valeur)));
    }

    /// <summary>Every column of the client file that can hold a text, as far as this role may read.</summary>
    private static async Task<List<(string Table, List<(string Name, string Quoted)> Columns)>> ColumnsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select quote_ident(c.relname), a.attname::text, quote_ident(a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and has_column_privilege(c.oid, a.attnum, 'select')
            and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id') and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
            order by 1, 2
            """, connection);
        var found = new List<(string Table, string Name, string Quoted)>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) found.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return [.. found.GroupBy(f => f.Table).Select(g => (g.Key, g.Select(f => (f.Name, f.Quoted)).ToList()))];
    }
}
