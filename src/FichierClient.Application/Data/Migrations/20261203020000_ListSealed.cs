using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>An erasure looks whether what it seals is in the archive before it commits: which rows are there, and nothing of what they say.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203020000_ListSealed")]
public sealed class ListSealed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create function archive.scelles(p_effacement uuid) returns table (nom_table text, ligne_id text)
            language sql stable security definer set search_path = pg_catalog, public as $$
            select d.nom_table, d.ligne_id from archive.documents d where d.tenant_id = fichier_tenant() and d.effacement_id = p_effacement
        $$;
        revoke execute on function archive.scelles(uuid) from public;
        grant execute on function archive.scelles(uuid) to fichier_app;
        """);
}
