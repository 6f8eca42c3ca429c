using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// A whole organisation leaves as one file: a DPO lets it go, and the sealed archive comes along through a function that notes the reading of each document.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202020000_ExportOrganisation")]
public sealed class ExportOrganisation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table exports add autorise_par_id uuid, add autorise_le timestamp with time zone,
            add constraint fk_exports_membres_tenant_id_autorise_par_id foreign key (tenant_id, autorise_par_id) references membres (tenant_id, id) on delete restrict;

        create function archive.sortir(p_membre uuid, p_motif text, p_le timestamp with time zone)
            returns table (id uuid, effacement_id uuid, nom_table text, ligne_id text, reference text, contenu jsonb, base text, scelle_le timestamp with time zone, purge_le date)
            language plpgsql security definer set search_path = pg_catalog, public as $$
        #variable_conflict use_column
        begin
            if btrim(coalesce(p_motif, '')) = '' then raise exception 'The archive is read with a reason.' using errcode = '23514'; end if;
            insert into archive.lectures (tenant_id, id, document_id, membre_id, motif, lu_le)
            select d.tenant_id, gen_random_uuid(), d.id, p_membre, btrim(p_motif), p_le from archive.documents d where d.tenant_id = fichier_tenant();
            return query select d.id, d.effacement_id, d.nom_table, d.ligne_id, d.reference, d.contenu, d.base, d.scelle_le, d.purge_le from archive.documents d where d.tenant_id = fichier_tenant();
        end $$;

        create function archive.sortir_lectures() returns table (id uuid, document_id uuid, membre_id uuid, motif text, lu_le timestamp with time zone)
            language sql stable security definer set search_path = pg_catalog, public as $$
            select l.id, l.document_id, l.membre_id, l.motif, l.lu_le from archive.lectures l where l.tenant_id = fichier_tenant()
        $$;

        revoke execute on function archive.sortir(uuid, text, timestamp with time zone), archive.sortir_lectures() from public;
        grant execute on function archive.sortir(uuid, text, timestamp with time zone), archive.sortir_lectures() to fichier_app;
        """);
}
