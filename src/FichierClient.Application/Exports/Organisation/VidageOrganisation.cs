using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Effacements;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>Deletes every row of an organisation, in the caller's transaction, as the owner of the tables. Which tables there are is what the catalogue says.</summary>
internal sealed class VidageOrganisation(NpgsqlConnection owner, Guid tenant)
{
    /// <summary>Who joins the organisation or writes figures waits. Others may still write: what they wrote is seen when its table is emptied.</summary>
    public Task LockAsync(CancellationToken cancellationToken) => owner.RunAsync(
        "select set_config('app.tenant_id', $1::text, true), set_config('fichier.fin', $1::text, true), set_config('figures.deferred', 'on', true), set_config('statement_timeout', '0', true) from organisations where id = $1 for update", cancellationToken, tenant);

    /// <exception cref="OrganisationRefuseeException">A table has another number of rows than was handed over.</exception>
    public async Task EnsureAsHandedOverAsync(Manifeste remis, CancellationToken cancellationToken)
    {
        // Handing the archive over is itself a reading of it.
        foreach (var table in remis.Tables.Where(t => t.Nom != "archive.lectures"))
        {
            if (await owner.ValueAsync($"select count(*) from {table.Nom} where tenant_id = $1", cancellationToken, tenant) is not long count || count != table.Lignes)
                throw new OrganisationRefuseeException(Texts.Get("Organisation_changee", table.Nom));
        }
    }

    /// <exception cref="OrganisationRefuseeException">Somebody wrote meanwhile: what was deleted isn't what was handed over.</exception>
    public async Task<IReadOnlyList<TableVidee>> RunAsync(Manifeste? remis, CancellationToken cancellationToken)
    {
        var handed = remis?.Tables.Where(t => t.Nom != "archive.lectures").ToDictionary(t => t.Nom, t => t.Lignes) ?? [];
        var done = new List<TableVidee>();
        foreach (var table in ChildrenFirst(await Catalogue.ReadAsync(owner, cancellationToken)).Concat(["archive.lectures", "archive.documents"]))
        {
            var count = await owner.RunAsync($"delete from {table} where tenant_id = $1", cancellationToken, tenant);
            if (handed.TryGetValue(table, out var lignes) && lignes != count) throw new OrganisationRefuseeException(Texts.Get("Organisation_changee", table));
            if (count > 0) done.Add(new TableVidee(table, count));
        }

        // Rows that came after their table's turn.
        foreach (var table in done.Select(t => t.Table).Concat(handed.Keys).Distinct())
            if (await owner.ValueAsync($"select count(*) from {table} where tenant_id = $1", cancellationToken, tenant) is not 0L) throw new OrganisationRefuseeException(Texts.Get("Organisation_changee", table));
        done.Add(new TableVidee("organisations", await owner.RunAsync("delete from organisations where id = $1", cancellationToken, tenant)));
        return done;
    }

    /// <summary>Rows go before what they refer to.</summary>
    private static List<string> ChildrenFirst(IReadOnlyDictionary<string, TableTenant> tables)
    {
        var (waiting, ordered) = (tables.Values.ToList(), new List<string>());
        while (waiting.Count > 0)
        {
            var next = waiting.Find(t => !waiting.Exists(o => o.Nom != t.Nom && o.Liens.Any(l => l.Vers == t.Nom))) ?? throw new InvalidOperationException($"Tables that refer to each other: {string.Join(", ", waiting.Select(t => t.Nom))}.");
            waiting.Remove(next);
            ordered.Add(next.Nom);
        }

        return ordered;
    }
}
