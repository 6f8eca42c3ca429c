using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FichierClient.Application.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddJobsAndImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    genre = table.Column<string>(type: "text", nullable: false),
                    nom_fichier = table.Column<string>(type: "text", nullable: false),
                    taille = table.Column<long>(type: "bigint", nullable: false),
                    empreinte = table.Column<string>(type: "text", nullable: false),
                    en_tetes = table.Column<string>(type: "text", nullable: true),
                    analyse = table.Column<string>(type: "jsonb", nullable: true),
                    correspondance = table.Column<string>(type: "jsonb", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    partie = table.Column<string>(type: "text", nullable: false),
                    base_legale = table.Column<string>(type: "text", nullable: false),
                    collecte_le = table.Column<DateOnly>(type: "date", nullable: true),
                    statut = table.Column<string>(type: "text", nullable: false),
                    rang = table.Column<long>(type: "bigint", nullable: false),
                    bilan_apercu = table.Column<string>(type: "jsonb", nullable: true),
                    bilan = table.Column<string>(type: "jsonb", nullable: true),
                    erreur = table.Column<string>(type: "text", nullable: true),
                    membre_id = table.Column<Guid>(type: "uuid", nullable: true),
                    job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    termine_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fichier_supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_imports_membres_tenant_id_membre_id",
                        columns: x => new { x.tenant_id, x.membre_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    holder = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_jobs_membres_tenant_id_requested_by_id",
                        columns: x => new { x.tenant_id, x.requested_by_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_fragments",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    numero = table.Column<int>(type: "integer", nullable: false),
                    octets = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_fragments", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_import_fragments_imports_tenant_id_import_id",
                        columns: x => new { x.tenant_id, x.import_id },
                        principalTable: "imports",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_lignes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    est_apercu = table.Column<bool>(type: "boolean", nullable: false),
                    rang = table.Column<long>(type: "bigint", nullable: false),
                    ligne = table.Column<long>(type: "bigint", nullable: false),
                    issue = table.Column<string>(type: "text", nullable: false),
                    texte = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_lignes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_import_lignes_imports_tenant_id_import_id",
                        columns: x => new { x.tenant_id, x.import_id },
                        principalTable: "imports",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_import_fragments_tenant_id_import_id_numero",
                table: "import_fragments",
                columns: new[] { "tenant_id", "import_id", "numero" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_lignes_tenant_id_import_id_est_apercu_issue_rang",
                table: "import_lignes",
                columns: new[] { "tenant_id", "import_id", "est_apercu", "issue", "rang" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_tenant_id_cree_le",
                table: "imports",
                columns: new[] { "tenant_id", "cree_le" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_tenant_id_en_tetes",
                table: "imports",
                columns: new[] { "tenant_id", "en_tetes" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_open",
                table: "jobs",
                column: "created_at",
                filter: "status in ('Waiting', 'Running')");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_tenant_id_subject_id",
                table: "jobs",
                columns: new[] { "tenant_id", "subject_id" });

            migrationBuilder.Sql("""
                call fichier_isolate('jobs');
                call fichier_isolate('imports');
                call fichier_isolate('import_fragments');
                call fichier_isolate('import_lignes');

                -- Taking a job is the one thing that a worker does across organisations: it gets keys, no data. A job whose holder fell
                -- silent is taken over; after five attempts it is a job that kills its process, and is given up.
                create function fichier_take_job(p_kinds text[], p_holder text, p_lease interval)
                    returns table (tenant_id uuid, id uuid, kind text, subject_id uuid, requested_by_id uuid)
                    language plpgsql security definer set search_path = pg_catalog, public as $$
                begin
                    update public.jobs j set status = case when j.cancel_requested then 'Cancelled' else 'Failed' end,
                        finished_at = now(), lease_until = null, holder = null,
                        error = case when j.cancel_requested then null else 'Le travail a été interrompu cinq fois : il est abandonné. Ce qui était fait est gardé.' end
                    where j.status = 'Running' and j.lease_until < now() and (j.attempts >= 5 or j.cancel_requested);

                    return query
                    update public.jobs j set status = 'Running', holder = p_holder, lease_until = now() + p_lease,
                        attempts = j.attempts + 1, started_at = coalesce(j.started_at, now())
                    from (
                        select o.tenant_id, o.id from public.jobs o
                        where o.kind = any (p_kinds) and (o.status = 'Waiting' or (o.status = 'Running' and o.lease_until < now()))
                            and o.status in ('Waiting', 'Running')
                        order by o.created_at limit 1 for update skip locked
                    ) next
                    where j.tenant_id = next.tenant_id and j.id = next.id
                    returning j.tenant_id, j.id, j.kind, j.subject_id, j.requested_by_id;
                end $$;
                revoke execute on function fichier_take_job(text[], text, interval) from public;
                grant execute on function fichier_take_job(text[], text, interval) to fichier_app;
                """);
        }
    }
}
