using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The number of clients who slow down, and the top clients of a commercial, without reading every entreprise.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124234000_IndexFigures")]
public sealed class IndexFigures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index ix_entreprise_stats_ralentit on entreprise_stats (tenant_id, ralentit_le, derniere_vente) where ralentit_le is not null;
        create index ix_entreprise_stats_factures on entreprise_stats (tenant_id, factures_12m, entreprise_id);
        """);
}
