using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>Finds everything that the rows of a batch may mean, in one query a batch.</summary>
internal static class EntrepriseCandidates
{
    /// <summary>Names are found by the beginning of the search text, which starts with them; of one beginning, so many at most.</summary>
    private const int PerName = 200;

    private const string Columns = "select id, raison_sociale, siren, siret, numero_tva, reference, facturation_code_postal, nom_commercial, survivant_id, domaine, facturation_commune";

    public static async Task<EntrepriseIndex> LoadAsync(RunContext run, IReadOnlyList<SourceEntreprise> sources, CancellationToken cancellationToken)
    {
        var domaines = await DomainesAsync(run, sources, cancellationToken);
        var index = new EntrepriseIndex(run.Memory, domaines);
        var candidates = await QueryAsync(run, sources, [.. domaines.Values.OfType<string>().Distinct()], cancellationToken);
        await FollowMergedAsync(run, candidates, cancellationToken);
        var standing = candidates.FindAll(c => c.Survivant is null);
        if (run.UpdatesEntreprises && standing.Count > 0) await LoadEntitiesAsync(run, standing, cancellationToken);
        // Those that stand for themselves first: a merged one answers only where nobody else does.
        foreach (var candidate in standing.Concat(candidates.FindAll(c => c.Survivant is not null))) index.Add(candidate);
        return index;
    }

    /// <summary>Site or address of the rows to its domain, as the database derives it for the records.</summary>
    private static async Task<Dictionary<string, string?>> DomainesAsync(RunContext run, IReadOnlyList<SourceEntreprise> sources, CancellationToken cancellationToken)
    {
        var domaines = new Dictionary<string, string?>();
        string[] texts = [.. sources.SelectMany(s => new[] { s.Site, s.Email }).OfType<string>().Distinct()];
        if (texts.Length == 0) return domaines;
        await using var command = new NpgsqlCommand("select t, fichier_domaine(t) from unnest($1) t", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = texts });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) domaines[reader.GetString(0)] = reader.IsDBNull(1) ? null : reader.GetString(1);
        return domaines;
    }

    private static async Task<List<Candidat>> QueryAsync(RunContext run, IReadOnlyList<SourceEntreprise> sources, string[] domaines, CancellationToken cancellationToken)
    {
        var table = run.Tables.Read("entreprises");
        var by = new (string Column, string[] Values)[]
        {
            ("siret", Distinct(sources, s => s.Siret)), ("siren", Distinct(sources, s => s.Siren)),
            ("numero_tva", Distinct(sources, s => s.NumeroTva)), ("reference", Distinct(sources, s => s.Reference)),
        };
        var parts = new List<string>();
        await using var command = new NpgsqlCommand { Connection = run.Connection };
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        foreach (var (column, values) in by.Where(b => b.Values.Length > 0))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values });
            parts.Add($"select id from {table} where tenant_id = $1 and {column} = any (${command.Parameters.Count})");
        }

        if (sources.Any(s => s.Fiche is not null))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = sources.Select(s => s.Fiche).OfType<Guid>().Distinct().ToArray() });
            parts.Add($"select id from {table} where tenant_id = $1 and id = any (${command.Parameters.Count})");
        }

        if (domaines.Length > 0)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = domaines });
            parts.Add($"""
                select c.id from unnest(${command.Parameters.Count}) d (domaine) cross join lateral (
                    select id from {table} where tenant_id = $1 and domaine = d.domaine limit {EntrepriseIndex.PeuDeFiches + 1}) c
                """);
        }

        if (Distinct(sources, s => s.CleNom.Length > 0 ? s.CleNom : null) is { Length: > 0 } names)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = names });
            // '!' is the first printable character behind the space: the range holds the name and « name … ».
            parts.Add($"""
                select c.id from unnest(${command.Parameters.Count}) n (nom) cross join lateral (
                    select id from {table} where tenant_id = $1 and recherche >= n.nom collate "C" and recherche < (n.nom || '!') collate "C" order by recherche limit {PerName}) c
                """);
        }

        if (parts.Count == 0) return [];
        command.CommandText = $"""
            {Columns} from {table}
            where tenant_id = $1 and (supprime_le is null or survivant_id is not null) and id = any (array({string.Join(" union ", parts)})) order by id
            """;
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>A merged record leads to its survivor, which answers for the numbers and the name that it had.</summary>
    private static async Task FollowMergedAsync(RunContext run, List<Candidat> candidates, CancellationToken cancellationToken)
    {
        var merged = candidates.FindAll(c => c.SurvivantId is not null);
        if (merged.Count == 0) return;
        var known = candidates.ToDictionary(c => c.Id);
        Guid[] missing = [.. merged.Select(c => c.SurvivantId!.Value).Where(id => !known.ContainsKey(id)).Distinct()];
        await using (var command = new NpgsqlCommand($"{Columns} from {run.Tables.Read("entreprises")} where tenant_id = $1 and supprime_le is null and id = any ($2) order by id", run.Connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
            command.Parameters.Add(new NpgsqlParameter { Value = missing });
            foreach (var survivant in await ReadAsync(command, cancellationToken)) candidates.Add(known[survivant.Id] = survivant);
        }

        foreach (var candidate in merged) candidate.Survivant = known.GetValueOrDefault(candidate.SurvivantId!.Value);
        // A survivor in the trash answers for nobody.
        candidates.RemoveAll(c => c.SurvivantId is not null && c.Survivant is null);
    }

    private static async Task<List<Candidat>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidat>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        string? Text(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);
        while (await reader.ReadAsync(cancellationToken))
        {
            candidates.Add(new Candidat(reader.GetGuid(0))
            {
                Nom = reader.GetString(1),
                CleNom = TexteNormalise.Of(reader.GetString(1)),
                Siren = Text(2),
                Siret = Text(3),
                NumeroTva = Text(4),
                Reference = Text(5),
                CodePostal = Text(6),
                NomCommercial = Text(7),
                SurvivantId = reader.IsDBNull(8) ? null : reader.GetGuid(8),
                Domaine = Text(9),
                Commune = Text(10),
            });
        }

        return candidates;
    }

    /// <summary>Loads the records that may change, locked in a run so that a rep's save between reading and writing isn't lost.</summary>
    private static async Task LoadEntitiesAsync(RunContext run, List<Candidat> candidates, CancellationToken cancellationToken)
    {
        var ids = candidates.ConvertAll(c => c.Id).ToArray();
        if (!run.Tables.IsPreview)
        {
            await using var command = new NpgsqlCommand("select 1 from entreprises where tenant_id = $1 and id = any ($2) order by id for no key update", run.Connection);
            command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
            command.Parameters.Add(new NpgsqlParameter { Value = ids });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        var entreprises = await run.Query<Entreprise>("entreprises", "id", ids).ToDictionaryAsync(e => e.Id, cancellationToken);
        // EF hangs them onto their entreprises as it reads them.
        await run.Query<TelephoneEntreprise>("entreprise_telephones", "entreprise_id", ids).LoadAsync(cancellationToken);
        await run.Query<EtiquetteEntreprise>("entreprise_etiquettes", "entreprise_id", ids).LoadAsync(cancellationToken);
        foreach (var candidate in candidates) candidate.Entreprise = entreprises.GetValueOrDefault(candidate.Id);
    }

    private static string[] Distinct(IReadOnlyList<SourceEntreprise> sources, Func<SourceEntreprise, string?> get) => [.. sources.Select(get).OfType<string>().Distinct()];
}
