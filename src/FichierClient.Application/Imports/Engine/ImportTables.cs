using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// Where the engine reads and writes. A run works on the tables themselves. A preview is the same engine on temporary tables that lie over
/// them: what it « writes » it reads again in later batches, so that it says exactly what the run will do, and nothing of it stays.
/// </summary>
internal sealed class ImportTables
{
    private static readonly string[] Covered =
        ["entreprises", "entreprise_telephones", "entreprise_etiquettes", "contacts", "contact_emails", "contact_telephones", "contact_liens", "ventes", "vente_lignes"];

    /// <summary>Tables with a version, which EF reads as a column.</summary>
    private static readonly string[] Versioned = ["entreprises", "contacts", "ventes"];

    /// <summary>In a query by SQL, EF Core 10 looks for the parts of a complex property under the model's names, not the columns'.</summary>
    private static readonly string Adresses = string.Concat(
        from adresse in new[] { "Facturation", "Livraison" }
        from part in new[] { ("voie", "Voie"), ("complement", "Complement"), ("code_postal", "CodePostal"), ("commune", "Commune"), ("code_insee", "CodeInsee"), ("cedex", "Cedex"), ("pays", "Pays") }
        select $", x.{adresse.ToLowerInvariant()}_{part.Item1} as \"{adresse}_{part.Item2}\"");

    private ImportTables(bool isPreview) => IsPreview = isPreview;

    public static ImportTables Real { get; } = new(false);

    public bool IsPreview { get; }

    /// <summary>The relation to write to.</summary>
    public string Write(string table) => IsPreview ? "apercu_" + table : table;

    /// <summary>The relation to read from.</summary>
    public string Read(string table) => IsPreview ? $"apercu_{table}_lues" : table;

    /// <summary>The beginning of a query that gives whole entities to EF.</summary>
    public string SelectAll(string table) =>
        $"select {(!IsPreview && Array.IndexOf(Versioned, table) >= 0 ? "x.xmin, " : "")}x.*{(table == "entreprises" ? Adresses : "")} from {Read(table)} x";

    /// <summary>A query that gives EF the records of images as entities; {0} organisation, {1} records, {2} import.</summary>
    public static string SelectImages(string table, Sujet sujet, EtatImage etat) => $$"""
        select '0'::xid as xmin, x.*{{(table == "entreprises" ? Adresses : "")}} from import_images i cross join lateral jsonb_populate_recordset(null::{{table}}, i.contenu -> '{{table}}') x
        where i.tenant_id = {0} and i.sujet_id = any ({1}) and i.import_id = {2} and i.sujet = '{{sujet}}' and i.etat = '{{etat}}'
        """;

    /// <summary>Lays the temporary tables over the real ones, for the life of this connection.</summary>
    public static async Task<ImportTables> PreviewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var table in Covered)
        {
            var version = Array.IndexOf(Versioned, table) >= 0 ? "x.xmin, " : "";
            await using var command = new NpgsqlCommand($"""
                create temp table apercu_{table} (like {table} including defaults including generated including indexes);
                create temp view apercu_{table}_lues as
                    select {version}x.* from apercu_{table} x
                    union all
                    select {version}x.* from {table} x where not exists (select from apercu_{table} o where o.tenant_id = x.tenant_id and o.id = x.id);
                """, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return new ImportTables(true);
    }

    /// <summary>Temporary tables are never analysed by themselves; without it later batches would read them row by row.</summary>
    public static async Task AnalyzeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(string.Concat(Covered.Select(t => $"analyze apercu_{t};")), connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
