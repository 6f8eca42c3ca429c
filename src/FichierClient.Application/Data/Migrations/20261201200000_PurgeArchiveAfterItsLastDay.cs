using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// A sealed document is kept through its last day and purged the day after; and whoever calls can't purge before the day that the database's own clock
/// says has come (with a day for the time zones).
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261201200000_PurgeArchiveAfterItsLastDay")]
public sealed class PurgeArchiveAfterItsLastDay : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create or replace function archive.purger(p_jour date) returns bigint language sql security definer set search_path = pg_catalog, public as $$
            with gone as (delete from archive.documents where tenant_id = fichier_tenant() and purge_le < least(p_jour, (now() at time zone 'utc')::date + 1) returning 1) select count(*) from gone
        $$;
        """);
}
