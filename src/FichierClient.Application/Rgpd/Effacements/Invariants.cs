using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// What an erasure may not change: the ledger of the ventes that it touches by month, produit, commercial and département, and the figures
/// kept from it. Read before and after in one transaction that holds the figures, so nobody else's vente comes in between.
/// </summary>
internal static class Invariants
{
    /// <summary>A print of the figures; equal prints are equal figures.</summary>
    /// <param name="connection">In the transaction.</param>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="ventes">The ventes that lose their person or their client's name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<string> ReadAsync(NpgsqlConnection connection, Guid tenantId, Guid[] ventes, CancellationToken cancellationToken)
    {
        var prints = await Catalogue.RowsAsync(connection, """
            with v as materialized (select * from ventes where tenant_id = $1 and id = any ($2)),
            ledger as (
                select 'mois' genre, date_trunc('month', date)::text cle, sum(centimes)::text || '/' || count(*) || '/' || sum(total_tva) valeur from v where comptee group by 2
                union all select 'commercial', coalesce(commercial_id::text, ''), sum(centimes)::text || '/' || count(*) from v where comptee group by 2
                union all select 'departement', coalesce(e.departement, ''), sum(v.centimes)::text || '/' || count(*) from v join entreprises e on e.tenant_id = v.tenant_id and e.id = v.entreprise_id where v.comptee group by 2
                union all select 'produit', coalesce(l.produit_id::text, ''), sum(l.montant)::text || '/' || sum(l.quantite) from v join vente_lignes l on l.tenant_id = v.tenant_id and l.vente_id = v.id where v.comptee group by 2
                union all select 'numero', id::text, serie || '/' || coalesce(numero, '') || '/' || total_ht || '/' || total_ttc || '/' || devise from v
                union all select 'jour', j.jour::text, j::text from ca_jours j where j.tenant_id = $1 and j.jour in (select date from v)
                union all select 'fiche', s.entreprise_id::text, s::text from entreprise_stats s where s.tenant_id = $1 and s.entreprise_id in (select entreprise_id from v))
            select coalesce(md5(string_agg(genre || cle || valeur, '|' order by genre, cle, valeur)), '') from ledger
            """, r => r.GetString(0), cancellationToken, tenantId, ventes);
        return prints[0];
    }
}
