using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What the DPO decided about reasons to keep data (RGPD art. 17(3)), written once. One function refuses every change of what is written once.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261201100000_AddDemandeExemptions")]
public sealed class AddDemandeExemptions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Immuable);
        migrationBuilder.Sql(Exemptions);
    }

    /// <summary>Three functions did the same; only the functions that seal and purge, which run as the owner, may touch a journal's lines.</summary>
    private const string Immuable = """
        create or replace function fichier_immuable() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            if tg_op in ('UPDATE', 'DELETE') and current_setting('fichier.scellement', true) = tg_relid::text and session_user <> current_user then return null; end if;
            raise exception 'Rows of % are written once.', tg_table_name using errcode = 'insufficient_privilege';
        end $$;

        do $$
        declare t record;
        begin
            for t in select g.tgname, g.tgrelid::regclass as nom from pg_trigger g where g.tgfoid in ('fichier_journal_immuable()'::regprocedure, 'registre_append_only()'::regprocedure) loop
                execute format('drop trigger %I on %s', t.tgname, t.nom);
                execute format('create trigger immuable after update or delete on %s for each row execute function fichier_immuable()', t.nom);
            end loop;
        end $$;
        drop function fichier_journal_immuable();
        drop function registre_append_only();
        """;

    private const string Exemptions = """
        create table demande_exemptions (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            motif text not null,
            nombre integer not null,
            decision text not null,
            membre_id uuid not null,
            decidee_le timestamp with time zone not null,
            constraint pk_demande_exemptions primary key (tenant_id, id),
            constraint fk_demande_exemptions_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict,
            constraint fk_demande_exemptions_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_demande_exemptions_tenant_id_demande_id_decidee_le on demande_exemptions (tenant_id, demande_id, decidee_le);
        call fichier_isolate('demande_exemptions');
        revoke update, delete on demande_exemptions from fichier_app;
        create trigger immuable after update or delete on demande_exemptions for each row execute function fichier_immuable();
        """;
}
