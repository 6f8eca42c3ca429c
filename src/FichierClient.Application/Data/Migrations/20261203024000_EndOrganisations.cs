using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// When a tenant's contract ends every row goes, what is written once among it. Only the owner of the tables, connected as himself, and only for the one organisation that he names; the
/// web's role can't become him.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203024000_EndOrganisations")]
public sealed class EndOrganisations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create or replace function fichier_immuable() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            if tg_op in ('UPDATE', 'DELETE') and current_setting('fichier.scellement', true) = tg_relid::text and session_user <> current_user then return null; end if;
            if tg_op = 'DELETE' and current_setting('fichier.fin', true) = to_jsonb(old) ->> 'tenant_id' and session_user = current_user
                and (select pg_get_userbyid(c.relowner) = session_user from pg_class c where c.oid = tg_relid) then return old; end if;
            raise exception 'Rows of % are written once.', tg_table_name using errcode = 'insufficient_privilege';
        end $$;
        """);
}
