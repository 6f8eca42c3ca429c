using FichierClient.Application.Common;
using FichierClient.Domain.Ventes;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// Factures that a batch leaves with more credited than they brought, or cancelled with their avoirs standing. A file comes from the books and is
/// taken as it is, unlike a form; the report names them, for each one lowers the revenue by itself.
/// </summary>
internal static class AvoirsDeTrop
{
    /// <summary>A remark for each such facture.</summary>
    public static async Task<List<string>> FindAsync(RunContext run, IEnumerable<Vente> ventes, CancellationToken cancellationToken)
    {
        var ids = ventes.Select(v => v.Type == TypeVente.Facture ? v.Id : v.FactureId).OfType<Guid>().Distinct().ToArray();
        var remarks = new List<string>();
        if (ids.Length == 0) return remarks;
        await using var command = new NpgsqlCommand($"""
            select case when f.serie = 'IMPORT' then null else f.numero end, f.statut = 'Annulee' from {run.Tables.Read("ventes")} f cross join lateral (
                select coalesce(sum(a.total_ht), 0) as credite from {run.Tables.Read("ventes")} a
                where a.tenant_id = f.tenant_id and a.facture_id = f.id and a.type = 'Avoir' and a.statut <> 'Annulee' and a.supprime_le is null and a.devise = f.devise) s
            where f.tenant_id = $1 and f.id = any ($2) and s.credite > case when f.statut = 'Annulee' then 0 else f.total_ht end order by f.numero
            """, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            remarks.Add(Texts.Get(reader.GetBoolean(1) ? "Import_facture_annulee_avec_avoirs" : "Import_facture_trop_creditee", reader.IsDBNull(0) ? Texts.Get("Import_sans_numero") : reader.GetString(0)));
        return remarks;
    }
}
