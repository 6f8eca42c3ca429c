using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>Writes history, provenance and the rows of the report, each in one statement.</summary>
internal static class JournalWriter
{
    public static async Task WriteAsync(RunContext run, Journal journal, CancellationToken cancellationToken)
    {
        if (run.Tables.IsPreview) return;
        var m = journal.Modifications;
        if (m.Count > 0)
        {
            await ExecuteAsync(run, """
                insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id, import_id)
                select $1, u.id, u.sujet, u.sujet_id, u.champ, u.ancien, u.nouveau, $2, $3, $4 from unnest($5, $6, $7, $8, $9, $10) u (id, sujet, sujet_id, champ, ancien, nouveau)
                """, journal,
                [m.Select(_ => Guid.CreateVersion7()).ToArray(), m.Select(x => x.Sujet.ToString()).ToArray(), m.Select(x => x.Id).ToArray(), m.Select(x => x.Champ).ToArray(),
                    Texts(m.Select(x => x.Ancien)), Texts(m.Select(x => x.Nouveau))], cancellationToken);
        }

        var p = journal.Provenances;
        if (p.Count == 0) return;
        await ExecuteAsync(run, """
            insert into provenances (tenant_id, id, sujet, sujet_id, source, partie, base_legale, collecte_le, constate_le, import_id, auteur_id, champs, source_id)
            select $1, u.id, u.sujet, u.sujet_id, $8, $9, $10, $11, $2, $4, $3, string_to_array(u.champs, E'\u001f'), (select i.source_id from imports i where i.tenant_id = $1 and i.id = $4)
            from unnest($5, $6, $7, $12) u (id, sujet, sujet_id, champs)
            """, journal,
            [p.Select(_ => Guid.CreateVersion7()).ToArray(), p.Select(x => x.Sujet.ToString()).ToArray(), p.Select(x => x.Id).ToArray(),
                run.Import.Source, run.Import.Partie.ToString(), run.Import.BaseLegale.ToString(), (object?)run.Import.CollecteLe ?? DBNull.Value,
                Texts(p.Select(x => x.Champs is null ? null : string.Join('\u001f', x.Champs.Distinct())))], cancellationToken);
    }

    /// <summary>Every refused row, and the first ones of each other outcome.</summary>
    public static async Task WriteReportAsync(RunContext run, List<RowReport> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            insert into import_lignes (tenant_id, id, import_id, est_apercu, rang, ligne, issue, texte, est_effacee)
            select $1, u.id, $2, $3, u.rang, u.ligne, u.issue, u.texte, u.est_effacee from unnest($4, $5, $6, $7, $8, $9) u (id, rang, ligne, issue, texte, est_effacee)
            """, run.Connection);
        foreach (var value in (object[])[run.TenantId, run.Import.Id, run.Tables.IsPreview, rows.Select(_ => Guid.CreateVersion7()).ToArray(),
            rows.Select(r => r.Rang).ToArray(), rows.Select(r => r.Ligne).ToArray(), rows.Select(r => r.Issue.ToString()).ToArray(), rows.Select(r => r.Texte).ToArray(), rows.Select(r => r.EstEffacee).ToArray()])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Empties the report of an earlier preview.</summary>
    public static async Task ClearPreviewAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from import_lignes where tenant_id = $1 and import_id = $2 and est_apercu", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = run.Import.Id });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(RunContext run, string sql, Journal journal, object[] more, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = journal.Now.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)run.MembreId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = run.Import.Id });
        foreach (var value in more)
        {
            var parameter = new NpgsqlParameter { Value = value };
            if (value is DBNull) parameter.NpgsqlDbType = NpgsqlDbType.Date;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string?[] Texts(IEnumerable<string?> texts) => [.. texts];
}
