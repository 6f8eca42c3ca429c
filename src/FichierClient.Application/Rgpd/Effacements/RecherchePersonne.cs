using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A finding: which column of which row, and whether it names this person alone.</summary>
public sealed record Trouvaille(string Table, string Colonne, string Cle, string Version, bool EstForte);

/// <summary>Looks for a person in every column of words of the organisation, whatever its classification.</summary>
public static class RecherchePersonne
{
    /// <summary>Findings of one column that are listed; more are counted and found again by the next plan.</summary>
    public const int ParColonne = 2_000;

    /// <param name="connection">Open on the organisation, as the app or as the role that verifies.</param>
    /// <param name="tables">The catalogue.</param>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="personne">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<List<Trouvaille>> SearchAsync(NpgsqlConnection connection, IEnumerable<TableTenant> tables, Guid tenantId, Personne personne, CancellationToken cancellationToken) =>
        SearchAsync(connection, tables, tenantId, personne, ParColonne, cancellationToken);

    /// <summary>The same with another bound of the rows of one table (an answer to the person leaves none out), or in what was written since a point alone.</summary>
    internal static async Task<List<Trouvaille>> SearchAsync(
        NpgsqlConnection connection, IEnumerable<TableTenant> tables, Guid tenantId, Personne personne, int most, CancellationToken cancellationToken, Func<int, int, Task>? progress = null, PointDeLecture? depuis = null)
    {
        var recent = depuis is null ? "" : $" and {depuis.Since}";
        var strong = personne.Aiguilles.Where(a => a.EstForte).ToList();
        var weak = personne.Aiguilles.Where(a => !a.EstForte).ToList();
        var found = new List<Trouvaille>();
        // Unlike the pages, this one reads everything: parallel workers pay. The planner can't know how little the sieve lets through, and would not use them.
        await Catalogue.ExecuteAsync(connection, "select set_config('max_parallel_workers_per_gather', '2', false), set_config('parallel_tuple_cost', '0', false)", cancellationToken);
        var all = tables.Where(t => t.Cle.Count > 0).ToList();
        foreach (var (place, table) in all.Index())
        {
            if (progress is not null) await progress(place, all.Count);
            var texts = table.Colonnes.Where(c => c.EstTexte).ToList();
            if (strong.Count > 0) found.AddRange(await InTableAsync(connection, table, texts, recent, strong, true, [tenantId, most], cancellationToken));
            // A family name alone is looked for where the person works: elsewhere it is somebody else's.
            if (weak.Count == 0 || !table.Colonnes.Any(c => c.Nom == "entreprise_id") || personne.EntrepriseIds.Length == 0) continue;
            found.AddRange(await InTableAsync(connection, table, texts, recent + " and entreprise_id = any ($6)", weak, false, [tenantId, most, personne.EntrepriseIds], cancellationToken));
        }

        await Catalogue.ExecuteAsync(connection, "select set_config('max_parallel_workers_per_gather', '0', false), set_config('parallel_tuple_cost', '0.1', false)", cancellationToken);
        return [.. found.GroupBy(f => (f.Table, f.Colonne, f.Cle)).Select(g => g.OrderByDescending(f => f.EstForte).First())];
    }

    /// <remarks>The sieve reads all words of a row at once; only what it lets through is tried column by column.</remarks>
    private static async Task<IEnumerable<Trouvaille>> InTableAsync(
        NpgsqlConnection connection, TableTenant table, List<ColonneTable> texts, string where, List<Aiguille> aiguilles, bool strong, object[] parameters, CancellationToken cancellationToken)
    {
        if (texts.Count == 0) return [];
        var tests = string.Join(", ", texts.ConvertAll(c => $"coalesce({c.Sql}::text ~* $4, false)"));
        var words = $"concat_ws(e'\n', {string.Join(", ", texts.ConvertAll(c => c.Sql))})";
        var sql = $"""
            select cle, version, trouve from (
                select {table.CleSql} cle, xmin::text version, array[{tests}] trouve from {table.Nom}
                where tenant_id = $1{where} and case when lower({words} collate "C") like any ($2) then {words} collate "default" ~* $3 else false end offset 0) passe
            where true = any (trouve) order by cle limit $5
            """;
        var crible = Crible.Of(aiguilles);
        object[] all = [parameters[0], crible.Traits, crible.Expression, Aiguille.Expression(aiguilles), .. parameters[1..]];
        var rows = await Catalogue.RowsAsync(connection, sql, r => (Cle: r.GetString(0), Version: r.GetString(1), Hits: r.GetFieldValue<bool[]>(2)), cancellationToken, all);
        return rows.SelectMany(r => texts.Where((_, i) => r.Hits[i]).Select(c => new Trouvaille(table.Nom, c.Nom, r.Cle, r.Version, strong)));
    }
}
