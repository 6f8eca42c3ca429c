using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// The archive is searched by number, title and kind, past the newest five hundred; what a certificate must name is asked without a limit, over all plans of a person; evidence of a contract
/// that was sealed by mistake leaves the archive while its erasure is open, and a row that nobody changes says so.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261206000000_WithdrawSealed")]
public sealed class WithdrawSealed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Lister);
        migrationBuilder.Sql(Retraits);
    }

    private const string Lister = """
        drop function archive.lister(uuid);
        create function archive.lister(p_effacement uuid, p_cherche text, p_table text)
        returns table (id uuid, effacement_id uuid, nom_table text, reference text, base text, scelle_le timestamp with time zone, purge_le date, lectures bigint, total bigint)
        language sql stable security definer set search_path = pg_catalog, public as $$
            with found as (
                select d.*, count(*) over () as total from archive.documents d
                where d.tenant_id = fichier_tenant() and (p_effacement is null or d.effacement_id = p_effacement) and (p_table is null or d.nom_table = p_table)
                    and not exists (select from unnest(string_to_array(lower(coalesce(p_cherche, '')), ' ')) mot where mot <> '' and strpos(lower(coalesce(d.reference, '')), mot) = 0)
                order by d.scelle_le desc, d.nom_table, d.reference, d.id limit 500)
            select f.id, f.effacement_id, f.nom_table, f.reference, f.base, f.scelle_le, f.purge_le, (select count(*) from archive.lectures l where l.tenant_id = f.tenant_id and l.document_id = f.id), f.total
            from found f order by f.scelle_le desc, f.nom_table, f.reference, f.id
        $$;
        -- Of these records of a person: under a plan that was given up, too.
        create function archive.contrats(p_sujets uuid[])
        returns table (id uuid, effacement_id uuid, reference text, base text, scelle_le timestamp with time zone, purge_le date)
        language sql stable security definer set search_path = pg_catalog, public as $$
            select d.id, d.effacement_id, d.reference, d.base, d.scelle_le, d.purge_le
            from archive.documents d join effacements e on e.tenant_id = d.tenant_id and e.id = d.effacement_id
            where d.tenant_id = fichier_tenant() and d.nom_table = 'contrats' and e.sujet_id = any (p_sujets) order by d.scelle_le, d.id
        $$;
        revoke execute on function archive.lister(uuid, text, text), archive.contrats(uuid[]) from public;
        grant execute on function archive.lister(uuid, text, text), archive.contrats(uuid[]) to fichier_app;
        """;

    /// <summary>The row is written by the function that takes the document out: neither is done without the other.</summary>
    private const string Retraits = """
        create table retraits_scelles (
            tenant_id uuid not null,
            id uuid not null,
            document_id uuid not null,
            effacement_id uuid not null,
            scelle_le timestamp with time zone not null,
            purge_le date not null,
            motif text not null,
            membre_id uuid not null,
            retire_le timestamp with time zone not null,
            constraint pk_retraits_scelles primary key (tenant_id, id),
            constraint fk_retraits_scelles_effacements_tenant_id_effacement_id foreign key (tenant_id, effacement_id) references effacements (tenant_id, id) on delete restrict,
            constraint fk_retraits_scelles_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_retraits_scelles_tenant_id_effacement_id on retraits_scelles (tenant_id, effacement_id);
        create index ix_retraits_scelles_tenant_id_membre_id on retraits_scelles (tenant_id, membre_id);
        call fichier_isolate('retraits_scelles');
        revoke update, delete on retraits_scelles from fichier_app;
        create trigger immuable after update or delete on retraits_scelles for each row execute function fichier_immuable();

        create function archive.retirer(p_document uuid, p_effacement uuid, p_sujets uuid[], p_motif text, p_membre uuid, p_le timestamp with time zone)
        returns boolean language sql security definer set search_path = pg_catalog, public as $$
            with gone as (
                delete from archive.documents d using effacements e
                where d.tenant_id = fichier_tenant() and d.id = p_document and d.nom_table = 'contrats' and e.tenant_id = d.tenant_id and e.id = d.effacement_id and e.sujet_id = any (p_sujets) and e.statut <> 'Termine'
                returning d.id, d.scelle_le, d.purge_le),
            noted as (
                insert into retraits_scelles (tenant_id, id, document_id, effacement_id, scelle_le, purge_le, motif, membre_id, retire_le)
                select fichier_tenant(), gen_random_uuid(), g.id, p_effacement, g.scelle_le, g.purge_le, p_motif, p_membre, p_le from gone g returning 1)
            select exists (select from noted)
        $$;
        revoke execute on function archive.retirer(uuid, uuid, uuid[], text, uuid, timestamp with time zone) from public;
        grant execute on function archive.retirer(uuid, uuid, uuid[], text, uuid, timestamp with time zone) to fichier_app;
        """;
}
