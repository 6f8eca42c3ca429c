using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The domain of an entreprise, by which the rows of a file find it. A stored column: under row-level security an index on the expression would not be used.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202030000_AddDomaineEntreprise")]
public sealed class AddDomaineEntreprise : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table entreprises add column domaine text collate "C" generated always as (coalesce(fichier_domaine(site), fichier_domaine(email))) stored;
        create index ix_entreprises_tenant_id_domaine on entreprises (tenant_id, domaine) where domaine is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table entreprises drop column domaine");
}
