using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Contacts in the French order of their names; the trash and a member's last touched records found without reading whole tables.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124220631_SortContactsAndIndexTrash")]
public sealed class SortContactsAndIndexTrash : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "tri",
            table: "contacts",
            type: "text",
            nullable: false,
            computedColumnSql: "trim(coalesce(nom, '') || ' ' || coalesce(prenom, ''))",
            stored: true,
            collation: "fr-x-icu");

        migrationBuilder.CreateIndex(
            name: "ix_ventes_tenant_id_supprime_le",
            table: "ventes",
            columns: new[] { "tenant_id", "supprime_le" },
            filter: "supprime_le is not null");

        migrationBuilder.CreateIndex(
            name: "ix_produits_tenant_id_supprime_le",
            table: "produits",
            columns: new[] { "tenant_id", "supprime_le" },
            filter: "supprime_le is not null");

        migrationBuilder.CreateIndex(
            name: "ix_modifications_tenant_id_membre_id_fait_le",
            table: "modifications",
            columns: new[] { "tenant_id", "membre_id", "fait_le" },
            filter: "membre_id is not null and import_id is null");

        migrationBuilder.CreateIndex(
            name: "ix_evenements_tenant_id_auteur_id_survenu_le",
            table: "evenements",
            columns: new[] { "tenant_id", "auteur_id", "survenu_le" });

        migrationBuilder.CreateIndex(
            name: "ix_evenements_tenant_id_supprime_le",
            table: "evenements",
            columns: new[] { "tenant_id", "supprime_le" },
            filter: "supprime_le is not null");

        migrationBuilder.CreateIndex(
            name: "ix_entreprises_tenant_id_supprime_le",
            table: "entreprises",
            columns: new[] { "tenant_id", "supprime_le" },
            filter: "supprime_le is not null");

        migrationBuilder.CreateIndex(
            name: "ix_contacts_tenant_id_supprime_le",
            table: "contacts",
            columns: new[] { "tenant_id", "supprime_le" },
            filter: "supprime_le is not null");

        migrationBuilder.CreateIndex(
            name: "ix_contacts_tenant_id_tri_id",
            table: "contacts",
            columns: new[] { "tenant_id", "tri", "id" });
    }
}
