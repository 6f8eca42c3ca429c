using System.Data;
using System.IO.Compression;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Cles;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>
/// Writes a whole organisation as a ZIP: every table of the catalogue, its files, the sealed archive, a signed manifest. One snapshot
/// (repeatable read), nothing held but buffers, the app's own role: row-level security decides what the organisation is.
/// </summary>
public sealed class EcritureOrganisation(AppDbContextFactory contexts, FichiersOrganisation fichiers, SignatureCertificats signature, TimeProvider clock)
{
    /// <summary>Tables of the sealed archive: columns as they are read and written again.</summary>
    internal static readonly IReadOnlyList<TableOrganisation> Archive =
    [
        Sealed("documents", "id uuid", "effacement_id uuid", "nom_table text", "ligne_id text", "reference text", "contenu jsonb", "base text", "scelle_le timestamptz", "purge_le date"),
        Sealed("lectures", "id uuid", "document_id uuid", "membre_id uuid", "motif text", "lu_le timestamptz"),
    ];

    /// <param name="acteur">Who asked: the reading of the archive says so.</param>
    /// <param name="jobId">The job that writes it: any other that runs would be cut in two.</param>
    /// <param name="output">The ZIP goes here; it need not be seekable.</param>
    /// <param name="report">Told after each table: done, of how many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Rows of all tables.</returns>
    public async Task<long> WriteAsync(Acteur acteur, Guid jobId, Stream output, Func<int, int, Task> report, CancellationToken cancellationToken)
    {
        await using var connection = await contexts.DataSource.OpenTenantAsync(acteur.TenantId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await connection.RunAsync("set local timezone = 'UTC'; set local statement_timeout = 0; set local search_path = pg_catalog, public", cancellationToken);
        if (await connection.ValueAsync("select 1 from jobs where id <> $1 and status in ('Waiting', 'Running') limit 1", cancellationToken, jobId) is not null)
            throw new JobRefusedException(Texts.Get("Export_organisation_travaux"));
        var (tables, carte) = (await CatalogueOrganisation.ReadAsync(connection, cancellationToken), await MapAsync(acteur.TenantId, connection, cancellationToken));
        var described = new List<TableDecrite>();
        await using (var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken))
        {
            var entrees = new EntreesZip(zip);
            foreach (var table in tables.Concat(Archive))
            {
                described.Add(Describe(table, await entrees.AddRowsAsync(Manifeste.TableDe(table.Nom), connection, QueryOf(table, acteur), cancellationToken), carte));
                await report(described.Count, tables.Count + Archive.Count);
            }

            await fichiers.WriteAsync(entrees, connection, acteur.TenantId, cancellationToken);
            await entrees.AddAsync(Manifeste.LisezMoi, System.Text.Encoding.UTF8.GetBytes(Texts.Get("Export_organisation_lisez_moi")), cancellationToken);
            await SignAsync(entrees, await ManifestAsync(connection, described, entrees, cancellationToken), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return described.Sum(t => t.Lignes);
    }

    /// <summary>Documents of the archive come out through the function that notes who reads them and why.</summary>
    private string QueryOf(TableOrganisation table, Acteur acteur) => table.Nom switch
    {
        "archive.documents" => FormattableString.Invariant($"select {table.Liste} from archive.sortir('{acteur.MembreId}', '{Texts.Get("Export_organisation_motif").Replace("'", "''", StringComparison.Ordinal)}', '{clock.GetUtcNow():O}') order by id"),
        "archive.lectures" => $"select {table.Liste} from archive.sortir_lectures() order by id",
        _ => $"select {table.Liste} from {table.Nom} order by {string.Join(", ", table.Cle.Select(c => $"\"{c}\""))}",
    };

    private async Task<Cartographie> MapAsync(Guid tenantId, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        return await Cartographie.ReadAsync(db, connection, cancellationToken);
    }

    private async Task<byte[]> ManifestAsync(NpgsqlConnection connection, List<TableDecrite> tables, EntreesZip entrees, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select id, slug, nom, fuseau, devise, est_demo, cree_le from organisations where id = fichier_tenant()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var fiche = new FicheOrganisation(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5), reader.GetFieldValue<DateTimeOffset>(6));
        await reader.DisposeAsync();
        return new Manifeste(Manifeste.Genre, Manifeste.Actuelle, await connection.SchemaAsync(cancellationToken), clock.GetUtcNow(), fiche)
        {
            ClePublique = Convert.ToBase64String(signature.ClePublique),
            Tables = tables,
            Entrees = entrees.Ecrites,
            Absents = HorsArchive.Describe(),
        }.ToBytes();
    }

    private async Task SignAsync(EntreesZip entrees, byte[] manifeste, CancellationToken cancellationToken)
    {
        if (manifeste.Length > LectureOrganisation.LongestManifest) throw new JobRefusedException(Texts.Get("Export_organisation_trop"));
        await entrees.AddAsync(Manifeste.Entree, manifeste, cancellationToken);
        await entrees.AddAsync(Manifeste.Signature, signature.Sign(manifeste), cancellationToken);
    }

    private static TableDecrite Describe(TableOrganisation table, long lignes, Cartographie carte) => new(table.Nom, Manifeste.TableDe(table.Nom), lignes, [.. table.Colonnes.Select(c =>
    {
        var personal = carte.Trouver(table.Nom, c.Nom);
        return new ColonneDecrite(c.Nom, c.Type, c.EstObligatoire) { Refere = c.Cible, Categorie = personal?.Categorie.ToString(), Effacement = personal?.Strategie.ToString(), Finalites = personal?.Finalites.ToString() };
    })]);

    private static TableOrganisation Sealed(string nom, params string[] colonnes) =>
        new($"archive.{nom}", [.. colonnes.Select(c => c.Split(' ')).Select(c => new ColonneOrganisation(c[0], c[1], true, null))], ["id"]);
}
