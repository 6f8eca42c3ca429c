using FichierClient.Application.Courriels;
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

/// <summary>
/// Searches for an erased person again, under a role that only reads, in a transaction that can't write: it finds what is there, not what was meant. Each place of
/// the plan is looked at too, for rows that have none of the words.
/// </summary>
internal static class Verification
{
    private const string Role = "fichier_scan";

    /// <param name="database">The app's.</param>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="plan">What was approved.</param>
    /// <param name="personne">Who was erased, with her own requests.</param>
    /// <param name="carte">The map.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async Task<ConstatVerification> RunAsync(NpgsqlDataSource database, Guid tenantId, PlanEffacement plan, Personne personne, Cartographie.Cartographie carte, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await ReadAsync(connection, tenantId, plan, personne, carte, cancellationToken);
    }

    /// <summary>The same in the caller's transaction, which can only read from here on.</summary>
    public static async Task<ConstatVerification> ReadAsync(NpgsqlConnection connection, Guid tenantId, PlanEffacement plan, Personne personne, Cartographie.Cartographie carte, CancellationToken cancellationToken)
    {
        await Catalogue.ExecuteAsync(connection, $"set transaction read only; set local role {Role}", cancellationToken);
        var tables = await Catalogue.ReadAsync(connection, cancellationToken);
        var read = tables.Values.Where(t => t.Cle.Count > 0).ToList();
        var strong = personne with { Aiguilles = [.. personne.Aiguilles.Where(a => a.EstForte)] };
        var found = await RecherchePersonne.SearchAsync(connection, read, tenantId, strong, cancellationToken);
        var courriels = await CourrielsPersonne.SortAsync(connection, tenantId, found.Where(f => f.Table == CourrielsPersonne.Table).Select(f => f.Cle), personne.DemandeIds, cancellationToken);
        // A request's file is proof; an e-mail is part of one when it answers her, or is over.
        bool IsFile(Trouvaille f) => carte.EstDossier(f.Table, f.Colonne) && (f.Table != CourrielsPersonne.Table || courriels.GetValueOrDefault(f.Cle, SortCourriel.Autre) == SortCourriel.Dossier);
        var kept = found.FindAll(f => IsFile(f) || IsLeft(plan, f, tables[f.Table].Colonne(f.Colonne)?.EstCalculee == true));
        var rests = found.Except(kept).ToList();
        foreach (var table in read) rests.AddRange(await TiedAsync(connection, table, tenantId, plan, cancellationToken));
        rests.AddRange(await new VerificationLieux(connection, tenantId, carte, tables).ReadAsync(plan, personne, cancellationToken));
        return new ConstatVerification(Role, read.Count, read.Sum(t => t.Colonnes.Count(c => c.EstTexte)), rests, kept.Count);
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
