namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddDoublons
{
    /// <summary>
    /// The scan. Pairs come from equal keys and, for close names, from their rarest trigrams: two sets whose Jaccard similarity is at least t
    /// share one of the first n - ⌈t·n⌉ + 1 elements of each when these are sorted by how rare they are (prefix filter of Chaudhuri, Ganti
    /// and Kaushik 2006; Bayardo, Ma and Srikant 2007), so that no pair is compared without a reason. Keys that too many records share
    /// (a switchboard, a franchise's domain) tell nothing and are left out. What is built on the way has no statistics: joined row by row it would take
    /// hours. The bits are those of MotifsDoublon.
    /// </summary>
    private const string Recherche = """
        create function doublons_entreprises(p_tenant uuid) returns table (premier uuid, autre uuid, motifs integer, certitude integer)
            language plpgsql stable set search_path = pg_catalog, public set work_mem = '128MB' set jit = off set enable_nestloop = off as $$
        #variable_conflict use_column
        declare
            c_seuil constant real := 0.55;
            c_partage constant integer := 20;
            c_courant constant integer := 100;
        begin
            return query
            with fiches as materialized (
                select e.id, e.nom_rapproche nom, e.siren, e.siret, e.facturation_code_postal cp from entreprises e
                where e.tenant_id = p_tenant and e.supprime_le is null
            ), cles as (
                select 1 motif, e.siren cle, e.id from entreprises e where e.tenant_id = p_tenant and e.supprime_le is null and e.siren is not null
                union all select 2, e.numero_tva, e.id from entreprises e where e.tenant_id = p_tenant and e.supprime_le is null and e.numero_tva is not null
                union all select 4, upper(e.reference), e.id from entreprises e where e.tenant_id = p_tenant and e.supprime_le is null and e.reference is not null
                union all select 8, e.email, e.id from entreprises e where e.tenant_id = p_tenant and e.supprime_le is null and e.email is not null
                union all (select distinct 16, t.e164, t.entreprise_id from entreprise_telephones t where t.tenant_id = p_tenant and t.e164 is not null)
                union all (select distinct 32, d.domaine, e.id from entreprises e cross join lateral (values (fichier_domaine(e.site)), (fichier_domaine(e.email))) d (domaine)
                    where e.tenant_id = p_tenant and e.supprime_le is null and d.domaine is not null)
                union all select 64, f.nom, f.id from fiches f where length(f.nom) > 2
                union all select 64, f.nom || '|' || f.cp, f.id from fiches f where length(f.nom) > 2 and f.cp is not null
            ), partagees as materialized (
                select k.motif, k.cle, k.id from (select c.*, count(*) over (partition by c.motif, c.cle) nb from cles c) k where k.nb between 2 and c_partage
            ), trigrammes as materialized (
                select f.id, t.t, cardinality(s.tg) nb from fiches f cross join lateral (select show_trgm(f.nom) tg) s cross join lateral unnest(s.tg) t (t) where length(f.nom) > 3
            ), rangs as (
                select g.id, g.t, g.nb, r.nb combien, row_number() over (partition by g.id order by r.nb, g.t) rang
                from trigrammes g join (select t, count(*) nb from trigrammes group by t) r using (t)
            ), prefixes as materialized (
                select r.id, r.t, r.nb from rangs r where r.rang <= r.nb - ceil(c_seuil * r.nb) + 1 and r.combien between 2 and c_courant
            ), paires as (
                select least(a.id, b.id) premier, greatest(a.id, b.id) autre, bit_or(a.motif) motifs
                from partagees a join partagees b on b.motif = a.motif and b.cle = a.cle and b.id > a.id group by 1, 2
                union all
                select distinct least(a.id, b.id), greatest(a.id, b.id), 128 from prefixes a join prefixes b on b.t = a.t and b.id > a.id
                where least(a.nb, b.nb) >= c_seuil * greatest(a.nb, b.nb)
            ), reunies as (
                select p.premier, p.autre, bit_or(p.motifs) motifs from paires p group by 1, 2
            ), pesees as (
                select r.premier, r.autre, (r.motifs & 127)
                        | case when r.motifs & 64 = 0 and similarity(a.nom, b.nom) >= c_seuil then 128 else 0 end
                        | case when a.cp = b.cp then 256 else 0 end motifs,
                    similarity(a.nom, b.nom) proche, a.cp is null or b.cp is null sans_cp, a.siret <> b.siret etablissements
                from reunies r join fiches a on a.id = r.premier join fiches b on b.id = r.autre
                -- Two SIREN are two legal persons, whatever else they share.
                where a.siren is null or b.siren is null or a.siren = b.siren
            ), sures as (
                select p.premier, p.autre, p.motifs, round(100 * (1
                    - (1 - case when p.motifs & 1 = 0 then 0 when p.etablissements then 0.6 else 0.98 end)
                    * (1 - case when p.motifs & 2 = 0 then 0 else 0.97 end) * (1 - case when p.motifs & 4 = 0 then 0 else 0.9 end)
                    * (1 - case when p.motifs & 8 = 0 then 0 else 0.85 end) * (1 - case when p.motifs & 16 = 0 then 0 else 0.7 end)
                    * (1 - case when p.motifs & 32 = 0 then 0 else 0.55 end)
                    * (1 - case when p.motifs & 64 = 0 then 0 when p.motifs & 256 > 0 then 0.9 when p.sans_cp then 0.6 else 0.4 end)
                    * (1 - case when p.motifs & 128 = 0 then 0 else p.proche * case when p.motifs & 256 > 0 then 0.75 when p.sans_cp then 0.55 else 0.3 end end)))::integer certitude
                from pesees p
            )
            select s.premier, s.autre, s.motifs, s.certitude from sures s where s.motifs & 255 > 0 and s.certitude >= 40;
        end $$;

        create function doublons_contacts(p_tenant uuid) returns table (premier uuid, autre uuid, motifs integer, certitude integer)
            language plpgsql stable set search_path = pg_catalog, public set work_mem = '128MB' set jit = off set enable_nestloop = off as $$
        #variable_conflict use_column
        declare
            c_seuil constant real := 0.5;
            c_partage constant integer := 20;
            c_equipe constant integer := 100;
        begin
            return query
            with fiches as materialized (
                select c.id, c.recherche nom, exists (select from contact_liens l where l.tenant_id = p_tenant and l.contact_id = c.id) relie
                from contacts c where c.tenant_id = p_tenant and c.supprime_le is null
            ), cles as (
                select distinct 8 motif, m.adresse cle, m.contact_id id from contact_emails m where m.tenant_id = p_tenant and m.nature = 'Nominative'
                union all select distinct 16, t.e164, t.contact_id from contact_telephones t where t.tenant_id = p_tenant and t.nature = 'Nominative' and t.e164 is not null
                union all select 64, f.nom, f.id from fiches f where length(f.nom) > 5
                union all select 512, l.entreprise_id::text, l.contact_id from contact_liens l where l.tenant_id = p_tenant
            ), partagees as materialized (
                select k.motif, k.cle, k.id from (select c.*, count(*) over (partition by c.motif, c.cle) nb from cles c) k
                where k.nb between 2 and case when k.motif = 512 then c_equipe else c_partage end
            ), paires as (
                select a.id premier, b.id autre, bit_or(a.motif) motifs
                from partagees a join partagees b on b.motif = a.motif and b.cle = a.cle and b.id > a.id group by 1, 2
            ), pesees as (
                select p.premier, p.autre, p.motifs | case when a.nom = b.nom then 64 when similarity(a.nom, b.nom) >= c_seuil then 128 else 0 end motifs,
                    similarity(a.nom, b.nom) proche, a.relie and b.relie relies
                from paires p join fiches a on a.id = p.premier join fiches b on b.id = p.autre
                where p.motifs <> 512 or similarity(a.nom, b.nom) >= c_seuil
            ), sures as (
                select p.premier, p.autre, p.motifs, round(100 * (1
                    - (1 - case when p.motifs & 8 = 0 then 0 when p.proche >= 0.3 then 0.95 else 0.5 end)
                    * (1 - case when p.motifs & 16 = 0 then 0 when p.proche >= 0.5 then 0.85 else 0.35 end)
                    * (1 - case when p.motifs & 64 = 0 then 0 when p.motifs & 512 > 0 then 0.9 when p.relies then 0.3 else 0.5 end)
                    * (1 - case when p.motifs & 128 = 0 then 0 when p.motifs & 512 > 0 then p.proche * 0.75 else p.proche * 0.2 end)))::integer certitude
                from pesees p
            )
            select s.premier, s.autre, s.motifs, s.certitude from sures s where s.certitude >= 40;
        end $$;

        -- Finds again all that is likely: what no longer is disappears, what somebody said are two stays said.
        create function fichier_chercher_doublons(p_sujet text, p_max integer) returns integer
            language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_tenant uuid := fichier_tenant();
            v_nb integer;
        begin
            if v_tenant is null then return 0; end if;
            with trouves as materialized (
                select * from (
                    select d.* from doublons_entreprises(v_tenant) d where p_sujet = 'Entreprise'
                    union all select d.* from doublons_contacts(v_tenant) d where p_sujet = 'Contact') d
                order by d.certitude desc, d.premier, d.autre limit p_max
            ), oublies as (
                delete from doublons x where x.tenant_id = v_tenant and x.sujet = p_sujet and x.ecarte_le is null
                    and not exists (select from trouves t where t.premier = x.premier_id and t.autre = x.second_id)
            ), ecrits as (
                insert into doublons as x (tenant_id, id, sujet, premier_id, second_id, motifs, certitude, trouve_le)
                select v_tenant, gen_random_uuid(), p_sujet, t.premier, t.autre, t.motifs, t.certitude, now() from trouves t
                on conflict (tenant_id, sujet, premier_id, second_id) do update set motifs = excluded.motifs, certitude = excluded.certitude
                    where (x.motifs, x.certitude) is distinct from (excluded.motifs, excluded.certitude)
            )
            select count(*) into v_nb from trouves t where not exists (
                select from doublons x where x.tenant_id = v_tenant and x.sujet = p_sujet and x.premier_id = t.premier and x.second_id = t.autre and x.ecarte_le is not null);
            return v_nb;
        end $$;
        revoke execute on function doublons_entreprises(uuid), doublons_contacts(uuid), fichier_chercher_doublons(text, integer) from public;
        grant execute on function fichier_chercher_doublons(text, integer) to fichier_app;
        """;
}
