using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Looks at each place of a plan whether what was to be done there is done: what it leaves may have none of the words that are searched for.</summary>
internal sealed class VerificationLieux(NpgsqlConnection connection, Guid tenantId, Cartographie.Cartographie carte, IReadOnlyDictionary<string, TableTenant> tables)
{
    public async Task<List<Trouvaille>> ReadAsync(PlanEffacement plan, Personne personne, CancellationToken cancellationToken)
    {
        var found = new List<Trouvaille>();
        foreach (var lieu in plan.Lieux) found.AddRange(await LeftAsync(lieu, plan.Ids, cancellationToken));
        foreach (var group in plan.Mentions.Where(m => m.Decision == DecisionMention.Caviarder && !m.EstFichier).GroupBy(m => (m.Table, m.Colonne)))
            found.AddRange(await NamedAsync(tables[group.Key.Table], group.Key.Colonne, [.. group], personne.Aiguilles, cancellationToken));
        return found;
    }

    /// <summary>Rows of a place that are still as they were.</summary>
    private async Task<List<Trouvaille>> LeftAsync(Lieu lieu, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var table = tables[lieu.Table];
        if (ConditionOf(lieu, table) is not { } condition) return [];
        return await Catalogue.RowsAsync(connection, $"select {table.CleSql}, xmin::text from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")} and $3::uuid[] is not null and ({condition})",
            r => new Trouvaille(table.Nom, lieu.Colonne ?? "id", r.GetString(0), r.GetString(1), true), cancellationToken, tenantId, lieu.Cles.ToArray(), ids.ToArray());
    }

    /// <summary>In SQL: the row isn't what the action leaves; null: nothing is to be seen. What is sealed is counted where it is done.</summary>
    private string? ConditionOf(Lieu lieu, TableTenant table)
    {
        if (lieu.Action == ActionEffacement.Supprimer) return "true";
        var tests = new List<string>();
        if (lieu.Action != ActionEffacement.Sceller && table.Liens.Any(l => l.Colonne == lieu.Colonne)) tests.Add($"{lieu.Colonne} = any ($3)");
        if (lieu.Action is ActionEffacement.Caviarder or ActionEffacement.Depouiller)
        {
            tests.AddRange(carte.De(table.Nom).Where(c => c.Strategie is StrategieEffacement.Caviarder or StrategieEffacement.Supprimer).Select(c => table.Colonne(c.Colonne)!)
                .Where(c => !c.EstCalculee).Select(c => $"({c.Sql} is not null and {c.Sql}::text not in ('{Aiguille.Marque}', '{{}}', '0'))"));
        }

        return tests.Count == 0 ? null : string.Join(" or ", tests);
    }

    /// <summary>Words of other records that were to be redacted, a family name alone among them.</summary>
    private async Task<IEnumerable<Trouvaille>> NamedAsync(TableTenant table, string column, IReadOnlyList<Mention> mentions, IReadOnlyList<Aiguille> aiguilles, CancellationToken cancellationToken)
    {
        var strong = aiguilles.Where(a => a.EstForte).ToList();
        var byKey = mentions.ToDictionary(m => m.Cle);
        var rows = await Catalogue.RowsAsync(connection, $"select {table.CleSql}, xmin::text, {table.Colonne(column)!.Sql}::text from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")} and {table.Colonne(column)!.Sql} is not null",
            r => (Cle: r.GetString(0), Version: r.GetString(1), Text: r.GetString(2)), cancellationToken, tenantId, byKey.Keys.ToArray());
        return rows.Where(r => (byKey[r.Cle].EstForte ? strong : aiguilles) is { Count: > 0 } looked && Aiguille.Finds(r.Text, looked)).Select(r => new Trouvaille(table.Nom, column, r.Cle, r.Version, byKey[r.Cle].EstForte));
    }
}
