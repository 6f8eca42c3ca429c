using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The town of an entreprise as it is searched, stored so that an index serves it under row-level security.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124232000_FindEntreprisesByVille")]
public sealed class FindEntreprisesByVille : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "ville",
            table: "entreprises",
            type: "text",
            nullable: false,
            computedColumnSql: "lower(translate(replace(coalesce(facturation_commune, ''), '''', ' '), 'ÀÂÄÁÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑŸàâäáãéèêëíìîïóòôöõúùûüçñÿ-’', 'aaaaaeeeeiiiiooooouuuucnyaaaaaeeeeiiiiooooouuuucny  '))",
            stored: true,
            collation: "C");

        migrationBuilder.CreateIndex(
            name: "ix_entreprises_tenant_id_ville_id",
            table: "entreprises",
            columns: new[] { "tenant_id", "ville", "id" });
    }
}
