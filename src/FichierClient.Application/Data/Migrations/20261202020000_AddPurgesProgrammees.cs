using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What the program purges by itself is written down once; a breach that has been closed for years goes with its journal.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202020000_AddPurgesProgrammees")]
public sealed class AddPurgesProgrammees : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table purges_programmees (
            tenant_id uuid not null,
            id uuid not null,
            regle_id uuid not null,
            code text not null,
            limite date not null,
            nombre integer not null,
            faite_le timestamp with time zone not null,
            constraint pk_purges_programmees primary key (tenant_id, id),
            constraint fk_purges_programmees_regles_conservation_tenant_id_regle_id foreign key (tenant_id, regle_id) references regles_conservation (tenant_id, id) on delete restrict
        );
        create index ix_purges_programmees_tenant_id_code_faite_le on purges_programmees (tenant_id, code, faite_le);
        call fichier_isolate('purges_programmees');
        revoke update, delete on purges_programmees from fichier_app;
        create trigger immuable after update or delete on purges_programmees for each row execute function fichier_immuable();

        -- How long is the rule's duration. A mistake in it doesn't reach what was closed within the year.
        create function archive.purger_violation(p_violation uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            perform from violations where tenant_id = fichier_tenant() and id = p_violation and close_le < now() - interval '1 year' for update;
            if not found then return false; end if;
            perform set_config('fichier.scellement', 'violation_journal'::regclass::oid::text, true);
            delete from violation_journal where tenant_id = fichier_tenant() and violation_id = p_violation;
            perform set_config('fichier.scellement', '', true);
            delete from violations where tenant_id = fichier_tenant() and id = p_violation;
            return true;
        end $$;
        revoke execute on function archive.purger_violation(uuid) from public;
        grant execute on function archive.purger_violation(uuid) to fichier_app;
        """);
}
