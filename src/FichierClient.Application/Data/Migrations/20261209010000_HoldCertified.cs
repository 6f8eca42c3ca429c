using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Evidence that a certificate names, under whichever of a person's erasures, isn't taken out any more; where there are two DPOs, two of them agree to what is; and what the journal says was taken out
/// goes again from a restored database.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261209010000_HoldCertified")]
public sealed class HoldCertified : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Functions);
    }

    private const string Tables = """
        alter table effacements add column retraits_demandes jsonb not null default '[]';
        alter table retraits_scelles alter column membre_id drop not null;
        """;

    private const string Functions = """
        -- A certificate of this person's names what was sealed by then; one of an erasure that is under way will.
        create function archive.retenue(p_effacement uuid, p_scelle_le timestamp with time zone)
        returns boolean language sql stable set search_path = pg_catalog, public, pg_temp as $$
            select exists (
                select from public.effacements e join public.effacements x on x.tenant_id = e.tenant_id and (x.sujet_id = e.sujet_id or x.plan -> 'ids' ? e.sujet_id::text)
                where e.tenant_id = public.fichier_tenant() and e.id = p_effacement
                    and (x.statut in ('Approuve', 'EnCours') or (x.statut = 'Termine' and p_scelle_le <= x.termine_le)))
        $$;
        revoke execute on function archive.retenue(uuid, timestamp with time zone) from public;

        drop function archive.contrats(uuid[]);
        create function archive.contrats(p_sujets uuid[])
        returns table (id uuid, effacement_id uuid, reference text, base text, scelle_le timestamp with time zone, purge_le date, retenu boolean)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select d.id, d.effacement_id, d.reference, d.base, d.scelle_le, d.purge_le, archive.retenue(d.effacement_id, d.scelle_le)
            from archive.documents d join public.effacements e on e.tenant_id = d.tenant_id and e.id = d.effacement_id
            where d.tenant_id = public.fichier_tenant() and d.nom_table = 'contrats' and e.sujet_id = any (p_sujets) order by d.scelle_le, d.id
        $$;
        revoke execute on function archive.contrats(uuid[]) from public;
        grant execute on function archive.contrats(uuid[]) to fichier_app;

        drop function archive.retirer(uuid, uuid, uuid[], text, uuid, timestamp with time zone);
        create function archive.retirer(p_document uuid, p_effacement uuid, p_sujets uuid[], p_motif text, p_membre uuid, p_le timestamp with time zone)
        returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
        declare found record;
        begin
            -- Held by whoever approves, too: one of the two is the first.
            perform pg_advisory_xact_lock(hashtextextended('effacements:' || public.fichier_tenant(), 0));
            select d.id, d.effacement_id, d.scelle_le, d.purge_le into found from archive.documents d join public.effacements e on e.tenant_id = d.tenant_id and e.id = d.effacement_id
            where d.tenant_id = public.fichier_tenant() and d.id = p_document and d.nom_table = 'contrats' and e.sujet_id = any (p_sujets);
            if found is null or archive.retenue(found.effacement_id, found.scelle_le)
                or not exists (select from public.effacements o where o.tenant_id = public.fichier_tenant() and o.id = p_effacement and o.sujet_id = any (p_sujets) and o.statut in ('EnPreparation', 'AApprouver', 'AReprendre')
                    and ((select count(*) from public.membres m where m.tenant_id = o.tenant_id and m.role = 'Dpo' and m.retire_le is null) < 2
                        or exists (select from jsonb_array_elements(o.retraits_demandes) r where (r ->> 'documentId')::uuid = p_document and (r ->> 'membreId')::uuid <> p_membre)))
            then return false; end if;
            delete from archive.documents d where d.tenant_id = public.fichier_tenant() and d.id = p_document;
            insert into public.retraits_scelles (tenant_id, id, document_id, effacement_id, scelle_le, purge_le, motif, membre_id, retire_le)
            values (public.fichier_tenant(), gen_random_uuid(), found.id, p_effacement, found.scelle_le, found.purge_le, p_motif, p_membre, p_le);
            return true;
        end $$;
        revoke execute on function archive.retirer(uuid, uuid, uuid[], text, uuid, timestamp with time zone) from public;
        grant execute on function archive.retirer(uuid, uuid, uuid[], text, uuid, timestamp with time zone) to fichier_app;

        -- What no certificate of the restored database names yet: it had been taken out before one did.
        create function archive.rejouer_retrait(p_document uuid, p_le timestamp with time zone)
        returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
            with gone as (
                delete from archive.documents d where d.tenant_id = public.fichier_tenant() and d.id = p_document and d.nom_table = 'contrats' and not archive.retenue(d.effacement_id, d.scelle_le)
                returning d.id, d.effacement_id, d.scelle_le, d.purge_le),
            noted as (
                insert into public.retraits_scelles (tenant_id, id, document_id, effacement_id, scelle_le, purge_le, motif, membre_id, retire_le)
                select public.fichier_tenant(), gen_random_uuid(), g.id, g.effacement_id, g.scelle_le, g.purge_le, 'Rejeu', null, p_le from gone g returning 1)
            select exists (select from noted)
        $$;
        revoke execute on function archive.rejouer_retrait(uuid, timestamp with time zone) from public;
        grant execute on function archive.rejouer_retrait(uuid, timestamp with time zone) to fichier_app;
        """;
}
