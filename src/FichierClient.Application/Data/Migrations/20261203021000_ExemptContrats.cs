using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A running contract may go on under a restriction, as the DPO decides.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203021000_ExemptContrats")]
public sealed class ExemptContrats : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table entreprises add column contrat_exempte_le timestamp with time zone;
        alter table contacts add column contrat_exempte_le timestamp with time zone;
        """);
}
