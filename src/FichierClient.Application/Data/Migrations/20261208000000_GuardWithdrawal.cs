using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// No temporary table of the caller stands before a table that a function of the archive means, the erasure that evidence is taken out for is itself looked at, and the rows that say so come from
/// that function alone.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261208000000_GuardWithdrawal")]
public sealed class GuardWithdrawal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create or replace function archive.retirer(p_document uuid, p_effacement uuid, p_sujets uuid[], p_motif text, p_membre uuid, p_le timestamp with time zone)
        returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
            with gone as (
                delete from archive.documents d using public.effacements e
                where d.tenant_id = public.fichier_tenant() and d.id = p_document and d.nom_table = 'contrats' and e.tenant_id = d.tenant_id and e.id = d.effacement_id and e.sujet_id = any (p_sujets)
                    and e.statut not in ('EnCours', 'Termine')
                    and exists (select from public.effacements o where o.tenant_id = d.tenant_id and o.id = p_effacement and o.sujet_id = any (p_sujets) and o.statut in ('EnPreparation', 'AApprouver', 'AReprendre'))
                returning d.id, d.scelle_le, d.purge_le),
            noted as (
                insert into public.retraits_scelles (tenant_id, id, document_id, effacement_id, scelle_le, purge_le, motif, membre_id, retire_le)
                select public.fichier_tenant(), gen_random_uuid(), g.id, p_effacement, g.scelle_le, g.purge_le, p_motif, p_membre, p_le from gone g returning 1)
            select exists (select from noted)
        $$;
        revoke insert on retraits_scelles from fichier_app;

        do $$
        declare f record;
        begin
            for f in select p.oid::regprocedure as nom, substr(s, length('search_path=') + 1) as chemin from pg_proc p cross join lateral unnest(p.proconfig) s
                where p.prosecdef and p.pronamespace = 'archive'::regnamespace and s like 'search\_path=%' and s not like '%pg\_temp%'
            loop
                execute format('alter function %s set search_path = %s, pg_temp', f.nom, f.chemin);
            end loop;
        end $$;
        """);
}
