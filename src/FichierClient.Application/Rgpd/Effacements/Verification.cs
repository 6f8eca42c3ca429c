using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What a verification read and found.</summary>
/// <param name="Role">The role of the database under which it read.</param>
/// <param name="Tables">Tables read.</param>
/// <param name="Colonnes">Columns of words read.</param>
/// <param name="Restes">Findings that nobody decided to keep: there must be none.</param>
/// <param name="Laisses">Findings that the plan keeps: somebody else's name.</param>
public sealed record ConstatVerification(string Role, int Tables, int Colonnes, IReadOnlyList<Trouvaille> Restes, int Laisses)
{
    /// <summary>Files opened and searched.</summary>
    public int Fichiers { get; init; }
}

/// <summary>Searches for an erased person again, under a role that only reads, in a transaction that can't write: it finds what is there, not what was meant.</summary>
internal static class Verification
{
    private const string Role = "fichier_scan";

    public static async Task<ConstatVerification> RunAsync(NpgsqlDataSource database, Guid tenantId, PlanEffacement plan, Personne personne, Cartographie.Cartographie carte, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Catalogue.ExecuteAsync(connection, $"set transaction read only; set local role {Role}", cancellationToken);
        var tables = await Catalogue.ReadAsync(connection, cancellationToken);
        var read = tables.Values.Where(t => t.Cle.Count > 0).ToList();
        var strong = personne with { Aiguilles = [.. personne.Aiguilles.Where(a => a.EstForte)] };
        var found = await RecherchePersonne.SearchAsync(connection, read, tenantId, strong, cancellationToken);
        foreach (var table in read) found.AddRange(await TiedAsync(connection, table, tenantId, plan, cancellationToken));
        var kept = found.FindAll(f => carte.EstDossier(f.Table, f.Colonne) || IsLeft(plan, f, tables[f.Table].Colonne(f.Colonne)?.EstCalculee == true));
        return new ConstatVerification(Role, read.Count, read.Sum(t => t.Colonnes.Count(c => c.EstTexte)),
            [.. found.Except(kept)], kept.Count);
    }

    /// <summary>The DPO looked at this very value and left it, or the database computes it from one. A row that the erasure itself wrote has another version.</summary>
    private static bool IsLeft(PlanEffacement plan, Trouvaille found, bool estCalculee) =>
        plan.Mentions.Any(m => m.Decision == DecisionMention.Laisser && (m.Table, m.Cle) == (found.Table, found.Cle)
            && (estCalculee || (m.Colonne == found.Colonne && (m.Version == found.Version || plan.Writes(m.Table, m.Cle)))));

    /// <summary>Rows that still refer to the person's record.</summary>
    private static async Task<List<Trouvaille>> TiedAsync(NpgsqlConnection connection, TableTenant table, Guid tenantId, PlanEffacement plan, CancellationToken cancellationToken)
    {
        var found = new List<Trouvaille>();
        foreach (var lien in table.Liens.Where(l => l.Vers == "contacts" && plan.Sujet == Domain.Rgpd.Sujet.Contact))
        {
            found.AddRange(await Catalogue.RowsAsync(connection, $"select {table.CleSql}, xmin::text from {table.Nom} where tenant_id = $1 and {lien.Colonne} = any ($2)",
                r => new Trouvaille(table.Nom, lien.Colonne, r.GetString(0), r.GetString(1), true), cancellationToken, tenantId, plan.Ids.ToArray()));
        }

        return found;
    }
}
