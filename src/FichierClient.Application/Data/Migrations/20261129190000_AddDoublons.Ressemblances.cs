namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddDoublons
{
    /// <summary>
    /// Who resembles what is being typed. Under row-level security no trigram index is used, so functions of the owner's read through it, with
    /// the tenant's predicate and the member's own inside, as the search does.
    /// </summary>
    private const string Ressemblances = """
        create function fichier_entreprises_ressemblantes(p_nom text, p_siren text, p_tva text, p_email text, p_e164 text[], p_sauf uuid, p_responsables uuid[], p_max integer)
            returns table (id uuid, titre text, detail text, motifs integer, proche real)
            language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
        #variable_conflict use_column
        declare
            v_tenant uuid := fichier_tenant();
            v_nom text := fichier_nom_rapproche(coalesce(p_nom, ''));
        begin
            perform set_config('pg_trgm.similarity_threshold', '0.5', true);
            return query
            with trouves as (
                select e.id, 1 motif from entreprises e where p_siren is not null and e.tenant_id = v_tenant and e.siren = p_siren
                union all select e.id, 2 from entreprises e where p_tva is not null and e.tenant_id = v_tenant and e.numero_tva = p_tva
                union all select e.id, 8 from entreprises e where p_email is not null and e.tenant_id = v_tenant and e.email = p_email
                union all select t.entreprise_id, 16 from entreprise_telephones t where t.tenant_id = v_tenant and t.e164 = any (p_e164)
                union all (select e.id, case when e.nom_rapproche = v_nom then 64 else 128 end from entreprises e
                    where length(v_nom) > 2 and e.tenant_id = v_tenant and e.nom_rapproche % v_nom order by similarity(e.nom_rapproche, v_nom) desc, e.id limit 50)
            ), reunis as (select t.id, bit_or(t.motif) motifs from trouves t group by t.id)
            select e.id, e.raison_sociale, concat_ws(' · ', e.facturation_commune, regexp_replace(e.siren, '^(\d{3})(\d{3})(\d{3})$', '\1 \2 \3')), r.motifs, similarity(e.nom_rapproche, v_nom)
            from reunis r join entreprises e on e.tenant_id = v_tenant and e.id = r.id
            where e.supprime_le is null and e.id is distinct from p_sauf and (p_responsables is null or e.responsable_id = any (p_responsables))
                -- Another SIREN is another company, unless they share more than a name.
                and (r.motifs & 31 > 0 or p_siren is null or e.siren is null)
            order by r.motifs & 3 > 0 desc, r.motifs & 24 > 0 desc, 5 desc, e.raison_sociale, e.id limit p_max;
        end $$;

        create function fichier_contacts_ressemblants(p_nom text, p_emails text[], p_e164 text[], p_entreprises uuid[], p_sauf uuid, p_membre uuid, p_responsables uuid[], p_max integer)
            returns table (id uuid, titre text, detail text, motifs integer, proche real)
            language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
        #variable_conflict use_column
        declare
            v_tenant uuid := fichier_tenant();
            v_nom text := coalesce(p_nom, '');
        begin
            perform set_config('pg_trgm.similarity_threshold', '0.55', true);
            return query
            with trouves as (
                select m.contact_id id, 8 motif from contact_emails m where m.tenant_id = v_tenant and m.adresse = any (p_emails)
                union all select t.contact_id, 16 from contact_telephones t where t.tenant_id = v_tenant and t.e164 = any (p_e164) and t.nature = 'Nominative'
                union all (select c.id, case when c.recherche = v_nom then 64 else 128 end from contacts c
                    where length(v_nom) > 3 and c.tenant_id = v_tenant and c.recherche % v_nom order by similarity(c.recherche, v_nom) desc, c.id limit 50)
            ), reunis as (select t.id, bit_or(t.motif) motifs from trouves t group by t.id
            ), lies as (
                select r.id, r.motifs | case when exists (select from contact_liens l where l.tenant_id = v_tenant and l.contact_id = r.id and l.entreprise_id = any (p_entreprises)) then 512 else 0 end motifs from reunis r)
            select c.id, c.nom_complet, (
                    select concat_ws(' · ', l.fonction, e.raison_sociale) from contact_liens l join entreprises e on e.tenant_id = l.tenant_id and e.id = l.entreprise_id
                    where l.tenant_id = v_tenant and l.contact_id = c.id and e.supprime_le is null
                        and (p_responsables is null or e.responsable_id = any (p_responsables)) order by l.jusqua is not null, l.id limit 1),
                r.motifs, similarity(c.recherche, v_nom)
            from lies r join contacts c on c.tenant_id = v_tenant and c.id = r.id
            where c.supprime_le is null and c.id is distinct from p_sauf
                -- A homonym elsewhere is mostly another person.
                and (r.motifs & 24 > 0 or r.motifs & 512 > 0 or r.motifs & 64 > 0)
                and (p_responsables is null
                    or exists (select from contact_liens l join entreprises e on e.tenant_id = l.tenant_id and e.id = l.entreprise_id
                        where l.tenant_id = v_tenant and l.contact_id = c.id and e.supprime_le is null and e.responsable_id = any (p_responsables))
                    or (c.cree_par_id = p_membre and not exists (select from contact_liens l where l.tenant_id = v_tenant and l.contact_id = c.id)))
            order by r.motifs & 24 > 0 desc, r.motifs & 512 > 0 desc, 5 desc, c.recherche, c.id limit p_max;
        end $$;
        revoke execute on function fichier_entreprises_ressemblantes(text, text, text, text, text[], uuid, uuid[], integer),
            fichier_contacts_ressemblants(text, text[], text[], uuid[], uuid, uuid, uuid[], integer) from public;
        grant execute on function fichier_entreprises_ressemblantes(text, text, text, text, text[], uuid, uuid[], integer),
            fichier_contacts_ressemblants(text, text[], text[], uuid[], uuid, uuid, uuid[], integer) to fichier_app;
        """;
}
