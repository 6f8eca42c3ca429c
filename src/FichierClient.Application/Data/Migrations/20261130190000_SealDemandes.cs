using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// The file of a request whose person was erased goes into the sealed archive once it is closed: it is evidence (RGPD art. 17(3)(e)) and no part
/// of the client file any more. What stays is what it was about, its dates and its outcome.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130190000_SealDemandes")]
public sealed class SealDemandes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Only the sealing function, which runs as the owner, may take the words out of a journal's lines: the app's role has no right to.
        create or replace function fichier_journal_immuable() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            if tg_op = 'UPDATE' and current_setting('fichier.scellement', true) = tg_relid::text and session_user <> current_user then return null; end if;
            raise exception 'a line of % is neither changed nor deleted', tg_table_name using errcode = 'insufficient_privilege';
        end $$;

        create function archive.sceller_demande(p_demande uuid, p_effacement uuid, p_marque text, p_purge date, p_le timestamp with time zone)
        returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
        declare d demandes;
        begin
            select * into d from demandes where tenant_id = fichier_tenant() and id = p_demande and statut in ('Cloturee', 'Irrecevable', 'Refusee', 'Retiree') for update;
            if not found then return false; end if;
            insert into archive.documents (tenant_id, id, effacement_id, nom_table, ligne_id, reference, contenu, base, scelle_le, purge_le)
            values (d.tenant_id, gen_random_uuid(), p_effacement, 'demandes', d.id::text, format('DR-%s-%s', d.annee, lpad(d.numero::text, 4, '0')), jsonb_build_object(
                'demande', to_jsonb(d) - 'tenant_id',
                'resolutions', (select coalesce(jsonb_agg(to_jsonb(r) - 'tenant_id'), '[]') from demande_resolutions r where r.tenant_id = d.tenant_id and r.demande_id = d.id),
                'journal', (select coalesce(jsonb_agg(to_jsonb(e) - 'tenant_id' order by e.fait_le), '[]') from demande_etapes e where e.tenant_id = d.tenant_id and e.demande_id = d.id),
                'courriers', (select coalesce(jsonb_agg(to_jsonb(c) - 'tenant_id' order by c.envoye_le), '[]') from demande_courriers c where c.tenant_id = d.tenant_id and c.demande_id = d.id)
                ), 'RGPD 17(3)(e)', p_le, p_purge)
            on conflict (tenant_id, effacement_id, nom_table, ligne_id) do nothing;
            update demandes set nom = p_marque, email = null, telephone = null, adresse = null, mandat = null, objet = null, prorogation_motif = case when prorogation_motif is not null then p_marque end,
                identite_question = case when identite_question is not null then p_marque end, identite_moyen = case when identite_moyen is not null then p_marque end, cloture_motif = case when cloture_motif is not null then p_marque end
                where tenant_id = d.tenant_id and id = d.id;
            update demande_resolutions set motif = case when motif is not null then p_marque end, texte_reponse = case when texte_reponse is not null then p_marque end where tenant_id = d.tenant_id and demande_id = d.id;
            update demande_pieces set nom = p_marque, octets = null, detruite_le = coalesce(detruite_le, p_le) where tenant_id = d.tenant_id and demande_id = d.id;
            perform set_config('fichier.scellement', 'demande_etapes'::regclass::oid::text, true);
            update demande_etapes set detail = case when detail is not null then p_marque end where tenant_id = d.tenant_id and demande_id = d.id;
            perform set_config('fichier.scellement', 'demande_courriers'::regclass::oid::text, true);
            update demande_courriers set destinataire = p_marque, objet = p_marque, corps = p_marque where tenant_id = d.tenant_id and demande_id = d.id;
            perform set_config('fichier.scellement', '', true);
            return true;
        end $$;
        revoke execute on function archive.sceller_demande(uuid, uuid, text, date, timestamp with time zone) from public;
        grant execute on function archive.sceller_demande(uuid, uuid, text, date, timestamp with time zone) to fichier_app;
        """);
}
