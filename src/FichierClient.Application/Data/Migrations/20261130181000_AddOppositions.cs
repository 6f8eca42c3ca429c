using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The objection list: keyed prints. The app adds entries, widens and lifts them, and can do nothing else to them.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130181000_AddOppositions")]
public sealed class AddOppositions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table oppositions (
            tenant_id uuid not null,
            id uuid not null,
            empreinte bytea not null,
            cle_version integer not null,
            genre text not null,
            nature text not null,
            portee integer not null,
            source text not null,
            origine_id uuid,
            cree_le timestamp with time zone not null,
            cree_par_id uuid,
            revue_le date not null,
            levee_le timestamp with time zone,
            levee_par_id uuid,
            motif_levee text,
            constraint pk_oppositions primary key (tenant_id, id),
            constraint fk_oppositions_membres_tenant_id_cree_par_id foreign key (tenant_id, cree_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_oppositions_membres_tenant_id_levee_par_id foreign key (tenant_id, levee_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_oppositions_tenant_id_empreinte_nature on oppositions (tenant_id, empreinte, nature) where levee_le is null;
        create index ix_oppositions_tenant_id_cree_le on oppositions (tenant_id, cree_le);
        call fichier_isolate('oppositions');
        revoke update, delete on oppositions from fichier_app;
        grant update (portee, revue_le, levee_le, levee_par_id, motif_levee) on oppositions to fichier_app;
        """);
}
