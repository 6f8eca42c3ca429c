using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FichierClient.Application.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddVues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "vues",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    membre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page = table.Column<string>(type: "text", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false),
                    parametres = table.Column<string>(type: "text", nullable: false),
                    est_partagee = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vues", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_vues_membres_tenant_id_membre_id",
                        columns: x => new { x.tenant_id, x.membre_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_vues_tenant_id_page_membre_id_nom",
                table: "vues",
                columns: new[] { "tenant_id", "page", "membre_id", "nom" },
                unique: true);

            migrationBuilder.Sql("call fichier_isolate('vues');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "vues");
        }
    }
}
