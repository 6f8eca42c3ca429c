using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The ventes that an import made or changed, without reading the whole history; those of records have their provenance.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125013000_IndexVentesByImport")]
public sealed class IndexVentesByImport : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index ix_modifications_ventes_importees on modifications (tenant_id, import_id, sujet_id) where import_id is not null and sujet = 'Vente';
        """);
}
