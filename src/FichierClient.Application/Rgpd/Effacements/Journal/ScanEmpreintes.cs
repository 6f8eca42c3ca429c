using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>A place where an erased person still stands.</summary>
public sealed record LieuTrouve(Guid TenantId, string Table, string Colonne, long Nombre);

/// <summary>
/// Looks for erased persons without knowing who they are: every address and number that stands in any text column of their
/// organisation is printed and compared with the journal's prints; and their records' ids are looked for. The files of requests and what
/// the DPO left are no traces: an erasure leaves them too. Names are not looked for here: the replay redacts them from the restored record.
/// </summary>
public sealed partial class ScanEmpreintes(AppDbContextFactory contexts, JournalEffacements journal, Empreintes empreintes)
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
            var off = EntreeJournal.CalledOff(own);
            var erased = own.FindAll(e => e.Nature == EntreeJournal.NatureEffacement && !off.Contains(e.Seq));
            await using var db = contexts.Open(tenant);
            await using var connection = await contexts.DataSource.OpenTenantAsync(tenant, cancellationToken);
            var carte = await Cartographie.Cartographie.ReadAsync(db, connection, cancellationToken);
            found.AddRange(await RecordsAsync(connection, tenant, [.. erased.SelectMany(e => e.SujetIds.Append(e.SujetId)).Distinct()], cancellationToken));
            // Who came back by herself may be there: the lifting says so.
            var back = own.Where(e => e is { Nature: EntreeJournal.NatureLevee, Opposition.Nature: "effacement" }).SelectMany(e => e.Empreintes.Select(print => (Print: print, e.Seq))).ToList();
            var prints = erased.SelectMany(e => e.Empreintes.Where(print => !back.Exists(b => b.Print == print && b.Seq > e.Seq))).ToHashSet();
            var left = erased.SelectMany(e => e.Gardes ?? []).ToLookup(g => g.Table, g => $"{g.Colonne}/{g.Id}");
            if (prints.Count > 0) found.AddRange(await TextsAsync(connection, tenant, prints, carte, left, cancellationToken));
        }

        return found;
    }

    /// <summary>Records of the erased. One that its ventes keep was emptied: it stays a natural person's, with a mark for its name.</summary>
    private static async Task<List<LieuTrouve>> RecordsAsync(NpgsqlConnection connection, Guid tenant, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select 'contacts', count(*) from contacts where tenant_id = $1 and id = any ($2)
            union all select 'entreprises', count(*) from entreprises where tenant_id = $1 and id = any ($2) and est_personne_physique and raison_sociale <> $3
            """, connection) { Parameters = { new() { Value = tenant }, new() { Value = ids }, new() { Value = Aiguille.Marque } } };
        var found = new List<LieuTrouve>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) if (rows.GetInt64(1) > 0) found.Add(new LieuTrouve(tenant, rows.GetString(0), "id", rows.GetInt64(1)));
        return found;
    }

    private async Task<List<LieuTrouve>> TextsAsync(NpgsqlConnection connection, Guid tenant, HashSet<string> prints, Cartographie.Cartographie carte, ILookup<string, string> left, CancellationToken cancellationToken)
    {
        var found = new List<LieuTrouve>();
        foreach (var (table, all) in await ColumnsAsync(connection, cancellationToken))
        {
            var columns = all.FindAll(c => !carte.EstDossier(table, c.Name));
            if (columns.Count == 0) continue;
            var kept = left[table].ToArray();
            // Names come from the catalogue, quoted by it.
            await using var command = new NpgsqlCommand($"""
                select c.nom, m[1], m[2], count(*) from {table} t cross join lateral (values {string.Join(", ", columns.Select(c => $"('{c.Name}', t.{c.Quoted}::text)"))}) c (nom, valeur)
                cross join lateral regexp_matches(c.valeur, '([[:alnum:]._%+''-]+@[[:alnum:].-]+\.[[:alpha:]]+)|(\+?\d[\d .()/-]*\d)', 'g') m
                where t.tenant_id = $1 and (c.valeur like '%@%' or c.valeur ~ '\d[\d .()/-]*\d'){(kept.Length == 0 ? "" : " and not (c.nom || '/' || t.id) = any ($2)")} group by 1, 2, 3
                """, connection) { CommandTimeout = 0, Parameters = { new() { Value = tenant } } };
            if (kept.Length > 0) command.Parameters.Add(new NpgsqlParameter { Value = kept });
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
        if (email is not null) return TexteEmpreint.Addresses(email).Append(email.TrimEnd('.')).Distinct().Any(e => Has(Identifiants.Email, e));
        return number is not null && Numbers(number).Any(n => Has(Identifiants.Telephone, n));

        bool Has(string genre, string valeur) => prints.Contains(Convert.ToBase64String(empreintes.Of(tenant, genre, valeur)));
    }

    /// <summary>Whatever part of a run of digits may be a number: two in a row stand in it with a stroke or a blank between them.</summary>
    internal static IEnumerable<string> Numbers(string run)
    {
        var groups = Digits().Matches(run).Select(m => m.Value).ToList();
        for (var from = 0; from < groups.Count; from++)
        {
            var number = "";
            for (var to = from; to < groups.Count && number.Length + groups[to].Length <= LongestNumber; to++)
            {
                number += groups[to];
                if (number.Length < ShortestNumber) continue;
                yield return number;
                if (from == 0 && run[0] == '+') yield return "+" + number;
            }
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("[0-9]+")]
    private static partial System.Text.RegularExpressions.Regex Digits();

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
