using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What a stock file of Sirene proposes to change, and who isn't to be solicited by what it says.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202022000_AddPropositionsSirene")]
public sealed class AddPropositionsSirene : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table entreprises add est_diffusion_partielle boolean not null default false;

        create table propositions_sirene (
            tenant_id uuid not null,
            id uuid not null,
            sujet_id uuid not null,
            nature text not null,
            actuel text,
            propose text not null,
            source text not null,
            constate_le timestamp with time zone not null,
            decision text not null,
            decidee_par_id uuid,
            decidee_le timestamp with time zone,
            constraint pk_propositions_sirene primary key (tenant_id, id),
            constraint fk_propositions_sirene_membres_tenant_id_decidee_par_id foreign key (tenant_id, decidee_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_propositions_sirene_tenant_id_sujet_id on propositions_sirene (tenant_id, sujet_id);
        call fichier_isolate('propositions_sirene');
        """);
}
