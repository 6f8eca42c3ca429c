using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FichierClient.Application.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddImportImages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "retrait",
                table: "imports",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_images",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sujet = table.Column<string>(type: "text", nullable: false),
                    sujet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    etat = table.Column<string>(type: "text", nullable: false),
                    motif = table.Column<string>(type: "text", nullable: true),
                    contenu = table.Column<string>(type: "jsonb", nullable: true),
                    prise_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_images", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_import_images_imports_tenant_id_import_id",
                        columns: x => new { x.tenant_id, x.import_id },
                        principalTable: "imports",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_import_images_tenant_id_import_id_etat_sujet_sujet_id",
                table: "import_images",
                columns: new[] { "tenant_id", "import_id", "etat", "sujet", "sujet_id" },
                unique: true);

            // What an import made or changed of each kind, in the order of its ids; the index of its ventes alone is a part of it.
            migrationBuilder.Sql("""
                call fichier_isolate('import_images');
                drop index ix_modifications_ventes_importees;
                create index ix_modifications_importees on modifications (tenant_id, import_id, sujet, sujet_id) where import_id is not null;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_images");

            migrationBuilder.DropColumn(
                name: "retrait",
                table: "imports");
        }
    }
}
