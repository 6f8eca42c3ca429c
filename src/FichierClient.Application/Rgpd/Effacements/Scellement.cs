using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Puts a copy of what the law keeps into the sealed archive: issued documents as they were, with who they named (RGPD art. 17(3)(b), C. com. L123-22).</summary>
internal static class Scellement
{
    /// <summary>In the transaction that destroys: whatever the plan seals is in the archive, or nothing is done.</summary>
    /// <exception cref="InvalidOperationException">Something is missing.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, Guid effacementId, PlanEffacement plan, CancellationToken cancellationToken)
    {
        var there = (await Catalogue.RowsAsync(connection, "select nom_table, ligne_id from archive.scelles($1)", r => (r.GetString(0), r.GetString(1)), cancellationToken, effacementId)).ToHashSet();
        var missing = plan.Lieux.Where(l => l.Action == ActionEffacement.Sceller).SelectMany(l => l.Cles.Select(c => (l.Table, c))).Count(d => !there.Contains(d));
        if (missing > 0) throw new InvalidOperationException($"{missing} documents of erasure {effacementId} aren't sealed.");
    }

    /// <summary>Ventes with their lines, their client and their person. A second time changes nothing.</summary>
    /// <returns>How many are sealed now.</returns>
    public static async Task<int> VentesAsync(NpgsqlConnection connection, Guid tenantId, Guid effacementId, Lieu lieu, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sealedNow = await Catalogue.RowsAsync(connection, """
            select archive.sceller($2, 'ventes', v.id::text, concat_ws(' ', case when not coalesce(starts_with(v.numero, v.serie), false) then nullif(v.serie, '') end, v.numero), jsonb_build_object(
                'vente', to_jsonb(v) - 'tenant_id',
                'lignes', (select coalesce(jsonb_agg(to_jsonb(l) - 'tenant_id' order by l.position), '[]') from vente_lignes l where l.tenant_id = v.tenant_id and l.vente_id = v.id),
                'entreprise', (select jsonb_strip_nulls(jsonb_build_object('raison_sociale', e.raison_sociale, 'siren', e.siren, 'siret', e.siret, 'numero_tva', e.numero_tva, 'voie', e.facturation_voie,
                    'complement', e.facturation_complement, 'code_postal', e.facturation_code_postal, 'commune', e.facturation_commune, 'pays', e.facturation_pays)) from entreprises e where e.tenant_id = v.tenant_id and e.id = v.entreprise_id),
                'contact', (select jsonb_strip_nulls(jsonb_build_object('nom_complet', c.nom_complet,
                    'emails', (select jsonb_agg(m.adresse) from contact_emails m where m.tenant_id = c.tenant_id and m.contact_id = c.id))) from contacts c where c.tenant_id = v.tenant_id and c.id = v.contact_id)
                ), $4, $5, $6)
            from ventes v where v.tenant_id = $1 and v.id = any ($3::uuid[])
            """, _ => true, cancellationToken, tenantId, effacementId, lieu.Cles.ToArray(), lieu.Base, lieu.PurgeLe!.Value, now);
        return sealedNow.Count;
    }
}
