using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What the member of an export saw as its file was written; of files that are there already, everything is assumed.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129190000_AddResponsablesToExports")]
public sealed class AddResponsablesToExports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table exports add column responsables uuid[];
        """);
}
