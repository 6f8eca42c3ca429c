using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Search in everything by any part of a name. Under row-level security no trigram index is used (LIKE isn't leakproof), so
/// a function of the owner's reads through it, with the tenant's predicate inside: without a tenant it finds nothing.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124231000_AddRecherche")]
public sealed class AddRecherche : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Both are trusted extensions: the database's owner may create them. The tenant stands first in each index, so that
        -- a thousand organisations cost what one does.
        create extension if not exists pg_trgm;
        create extension if not exists btree_gin;
        create index ix_entreprises_recherche_trgm on entreprises using gin (tenant_id, recherche gin_trgm_ops);
        create index ix_contacts_recherche_trgm on contacts using gin (tenant_id, recherche gin_trgm_ops);
        create index ix_entreprises_email_debut on entreprises (tenant_id, email text_pattern_ops) where email is not null;
        create index ix_contact_emails_debut on contact_emails (tenant_id, adresse text_pattern_ops);
        create index ix_ventes_numero_debut on ventes (tenant_id, upper(numero) text_pattern_ops) where numero is not null;

        -- p_debut: the whole text, normalised; p_parts: its words as LIKE patterns; p_e164: it as a phone number;
        -- p_email, p_numero: it as the beginning of an address or of an invoice number.
        -- p_responsables: null sees all; otherwise what the member's own predicate says, as in the lists.
        create function fichier_rechercher(p_debut text, p_parts text[], p_email text, p_e164 text, p_numero text,
            p_membre uuid, p_responsables uuid[], p_max integer)
        returns table (genre text, id uuid, titre text, detail text, jour date, montant numeric, devise text)
        language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
        #variable_conflict use_column
        declare
            v_tenant uuid := fichier_tenant();
            v_fin text := p_debut || U&'\FFFF';
            v_assez integer := p_max * 4;
        begin
            return query
            with trouves as (
                (select e.id, 0 rang from entreprises e where p_debut <> '' and e.tenant_id = v_tenant and e.supprime_le is null
                    and e.recherche >= p_debut and e.recherche < v_fin and (p_responsables is null or e.responsable_id = any (p_responsables))
                    order by e.recherche limit v_assez)
                union all
                (select e.id, 1 from entreprises e where e.tenant_id = v_tenant and e.supprime_le is null
                    and e.recherche like p_parts[1] and e.recherche like all (p_parts) and (p_responsables is null or e.responsable_id = any (p_responsables)) limit v_assez)
                union all
                (select e.id, 1 from entreprises e where p_email is not null and e.tenant_id = v_tenant and e.supprime_le is null
                    and e.email ^@ p_email and (p_responsables is null or e.responsable_id = any (p_responsables)) limit v_assez)
                union all
                (select e.id, 1 from entreprise_telephones t join entreprises e on e.tenant_id = t.tenant_id and e.id = t.entreprise_id
                    where p_e164 is not null and t.tenant_id = v_tenant and t.e164 = p_e164 and e.supprime_le is null
                    and (p_responsables is null or e.responsable_id = any (p_responsables)) limit v_assez)
            ), choisis as (select t.id, min(t.rang) rang from trouves t group by t.id)
            select 'entreprise', e.id, e.raison_sociale, concat_ws(' · ', e.nom_commercial, e.facturation_commune, regexp_replace(e.siren, '^(\d{3})(\d{3})(\d{3})$', '\1 \2 \3')), null::date, null::numeric, null::text
            from choisis c join entreprises e on e.tenant_id = v_tenant and e.id = c.id
            order by c.rang, (e.recherche like '% ' || p_debut || '%') desc, e.recherche limit p_max;

            return query
            with visibles as not materialized (
                select c.id, c.recherche from contacts c where c.tenant_id = v_tenant and c.supprime_le is null and (p_responsables is null
                    or exists (select from contact_liens l join entreprises e on e.tenant_id = l.tenant_id and e.id = l.entreprise_id
                        where l.tenant_id = v_tenant and l.contact_id = c.id and e.supprime_le is null and e.responsable_id = any (p_responsables))
                    or (c.cree_par_id = p_membre and not exists (select from contact_liens l where l.tenant_id = v_tenant and l.contact_id = c.id)))
            ), trouves as (
                (select v.id, 0 rang from visibles v where p_debut <> '' and v.recherche >= p_debut and v.recherche < v_fin order by v.recherche limit v_assez)
                union all
                (select v.id, 1 from visibles v where v.recherche like p_parts[1] and v.recherche like all (p_parts) limit v_assez)
                union all
                (select v.id, 1 from contact_emails m join visibles v on v.id = m.contact_id
                    where p_email is not null and m.tenant_id = v_tenant and m.adresse ^@ p_email limit v_assez)
                union all
                (select v.id, 1 from contact_telephones t join visibles v on v.id = t.contact_id
                    where p_e164 is not null and t.tenant_id = v_tenant and t.e164 = p_e164 limit v_assez)
            ), choisis as (select t.id, min(t.rang) rang from trouves t group by t.id)
            select 'contact', c.id, c.nom_complet, (
                    select concat_ws(' · ', l.fonction, e.raison_sociale) from contact_liens l join entreprises e on e.tenant_id = l.tenant_id and e.id = l.entreprise_id
                    where l.tenant_id = v_tenant and l.contact_id = c.id and e.supprime_le is null
                        and (p_responsables is null or e.responsable_id = any (p_responsables)) order by l.jusqua is not null, l.id limit 1),
                null::date, null::numeric, null::text
            from choisis x join contacts c on c.tenant_id = v_tenant and c.id = x.id
            order by x.rang, c.recherche limit p_max;

            return query
            with trouvees as materialized (
                select v.id from ventes v where p_numero is not null and v.tenant_id = v_tenant and upper(v.numero) ^@ p_numero limit 500)
            select 'vente', v.id, concat_ws(' ', v.type, case when starts_with(v.numero, v.serie) then v.numero else v.serie || v.numero end), e.raison_sociale, v.date, v.total_ht, v.devise
            from trouvees t join ventes v on v.tenant_id = v_tenant and v.id = t.id join entreprises e on e.tenant_id = v_tenant and e.id = v.entreprise_id
            where v.supprime_le is null and (p_responsables is null or e.responsable_id = any (p_responsables))
            order by v.date desc limit p_max;
        end $$;
        revoke execute on function fichier_rechercher(text, text[], text, text, text, uuid, uuid[], integer) from public;
        grant execute on function fichier_rechercher(text, text[], text, text, text, uuid, uuid[], integer) to fichier_app;
        """);
}
