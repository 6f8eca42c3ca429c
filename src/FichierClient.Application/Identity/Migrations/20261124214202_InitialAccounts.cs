using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FichierClient.Application.Identity.Migrations
{
    /// <inheritdoc />
    public partial class InitialAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "comptes");

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                schema: "comptes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "utilisateurs",
                schema: "comptes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom_affiche = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    langue = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    theme = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    derniere_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_utilisateurs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "utilisateur_claims",
                schema: "comptes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_utilisateur_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_utilisateur_claims_utilisateurs_user_id",
                        column: x => x.user_id,
                        principalSchema: "comptes",
                        principalTable: "utilisateurs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "utilisateur_logins",
                schema: "comptes",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_utilisateur_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_utilisateur_logins_utilisateurs_user_id",
                        column: x => x.user_id,
                        principalSchema: "comptes",
                        principalTable: "utilisateurs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "utilisateur_passkeys",
                schema: "comptes",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_utilisateur_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_utilisateur_passkeys_utilisateurs_user_id",
                        column: x => x.user_id,
                        principalSchema: "comptes",
                        principalTable: "utilisateurs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "utilisateur_tokens",
                schema: "comptes",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_utilisateur_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_utilisateur_tokens_utilisateurs_user_id",
                        column: x => x.user_id,
                        principalSchema: "comptes",
                        principalTable: "utilisateurs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_utilisateur_claims_user_id",
                schema: "comptes",
                table: "utilisateur_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_utilisateur_logins_user_id",
                schema: "comptes",
                table: "utilisateur_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_utilisateur_passkeys_user_id",
                schema: "comptes",
                table: "utilisateur_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_utilisateurs_normalized_email",
                schema: "comptes",
                table: "utilisateurs",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_utilisateurs_normalized_user_name",
                schema: "comptes",
                table: "utilisateurs",
                column: "normalized_user_name",
                unique: true);

            // The web's role reads and writes accounts and keys; of the history it only compares the version.
            migrationBuilder.Sql(
                """
                grant usage on schema comptes to fichier_app;
                grant select, insert, update, delete on
                    comptes.utilisateurs, comptes.utilisateur_claims, comptes.utilisateur_logins,
                    comptes.utilisateur_tokens, comptes.utilisateur_passkeys, comptes.data_protection_keys
                    to fichier_app;
                grant select on comptes.__migrations to fichier_app;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_protection_keys",
                schema: "comptes");

            migrationBuilder.DropTable(
                name: "utilisateur_claims",
                schema: "comptes");

            migrationBuilder.DropTable(
                name: "utilisateur_logins",
                schema: "comptes");

            migrationBuilder.DropTable(
                name: "utilisateur_passkeys",
                schema: "comptes");

            migrationBuilder.DropTable(
                name: "utilisateur_tokens",
                schema: "comptes");

            migrationBuilder.DropTable(
                name: "utilisateurs",
                schema: "comptes");
        }
    }
}
