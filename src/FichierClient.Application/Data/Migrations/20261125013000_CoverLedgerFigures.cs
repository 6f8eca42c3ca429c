using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Figures that no stored sum knows (an étiquette, a commercial and a canal) from the indexes alone, without visiting the rows.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125013000_CoverLedgerFigures")]
public sealed class CoverLedgerFigures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ix_ventes_tenant_id_entreprise_id_date, ix_ventes_tenant_id_commercial_id_date, ix_vente_lignes_tenant_id_vente_id_position;
        create index ix_ventes_tenant_id_entreprise_id_date on ventes (tenant_id, entreprise_id, date) include (centimes, type, comptee, id);
        create index ix_ventes_tenant_id_commercial_id_date on ventes (tenant_id, commercial_id, date) include (centimes, type, comptee, entreprise_id, id);
        create index ix_vente_lignes_tenant_id_vente_id_position on vente_lignes (tenant_id, vente_id, position) include (produit_id, montant);
        """);
}
