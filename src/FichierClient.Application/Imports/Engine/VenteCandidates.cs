using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>What the rows of a batch may mean among the ventes that exist.</summary>
internal static class VenteCandidates
{
    public static async Task<Guid[]> FindAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        // Two arrays, not a join on pairs: that one reads the whole table once a batch. A file has few series; other pairs do no harm.
        await using var command = new NpgsqlCommand(
            $"select id from {run.Tables.Read("ventes")} where tenant_id = $1 and serie = any ($2) and numero = any ($3)", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = rows.SelectMany(SeriesVentes.Possible).Distinct().ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = rows.Select(r => r.Vente!.Numero!).Distinct().ToArray() });
        var ids = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetGuid(0));
        return [.. ids];
    }

    /// <summary>The factures that avoirs of this batch name, by entreprise and number whatever their series: two series may count alike.</summary>
    public static async Task<Dictionary<(Guid Entreprise, string Numero), Guid>> FacturesAsync(
        RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var numbers = rows.Select(r => r.Vente!.FactureLiee).OfType<string>().Distinct().ToArray();
        var found = new Dictionary<(Guid, string), Guid>();
        if (numbers.Length == 0) return found;
        await using var command = new NpgsqlCommand($"""
            select entreprise_id, numero, id from {run.Tables.Read("ventes")}
            where tenant_id = $1 and numero = any ($2) and type = 'Facture' and supprime_le is null
            """, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = numbers });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found.TryAdd((reader.GetGuid(0), reader.GetString(1)), reader.GetGuid(2));
        return found;
    }

    /// <summary>The ventes that this import made before it was interrupted: lines that follow them are no change of somebody's vente.</summary>
    public static async Task RecallMadeAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select v.serie, v.numero from modifications m join ventes v on v.tenant_id = m.tenant_id and v.id = m.sujet_id
            where m.tenant_id = $1 and m.import_id = $2 and m.sujet = 'Vente' and m.champ = $3 and v.numero is not null
            """, run.Connection);
        foreach (var value in (object[])[run.TenantId, run.Import.Id, Modification.Creation]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) run.Memory.Make(reader.GetString(0), reader.GetString(1));
        await reader.CloseAsync();
        await using var records = new NpgsqlCommand("select sujet_id from modifications where tenant_id = $1 and import_id = $2 and sujet in ('Entreprise', 'Contact') and champ = $3", run.Connection);
        foreach (var value in (object[])[run.TenantId, run.Import.Id, Modification.Creation]) records.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var own = await records.ExecuteReaderAsync(cancellationToken);
        while (await own.ReadAsync(cancellationToken)) run.Memory.Make(own.GetGuid(0));
    }
}
