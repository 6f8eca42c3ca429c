using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>E-mails in files that nobody can read, or that could not be deleted, are one question of the organisation.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261209020000_AskAboutFiles")]
public sealed class AskAboutFiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table courriels_a_revoir (
            tenant_id uuid not null,
            id uuid not null,
            fichier text not null,
            cause text not null,
            ecrit_le timestamp with time zone not null,
            vu_le timestamp with time zone not null,
            garde_le timestamp with time zone,
            garde_par_id uuid,
            constraint pk_courriels_a_revoir primary key (tenant_id, id),
            constraint fk_courriels_a_revoir_membres_tenant_id_garde_par_id foreign key (tenant_id, garde_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_courriels_a_revoir_tenant_id_fichier on courriels_a_revoir (tenant_id, fichier);
        create index ix_courriels_a_revoir_tenant_id_garde_par_id on courriels_a_revoir (tenant_id, garde_par_id);
        call fichier_isolate('courriels_a_revoir');
        """);
}
