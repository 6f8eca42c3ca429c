using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>After a restore: corrections and ends of consents that were granted since the backup, which a person does again.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202040000_AddDroitsARefaire")]
public sealed class AddDroitsARefaire : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table droits_a_refaire (
            tenant_id uuid not null,
            id uuid not null,
            journal_seq bigint not null,
            droit text not null,
            demande_id uuid not null,
            sujet text,
            sujet_id uuid,
            decide_le timestamp with time zone not null,
            fait_le timestamp with time zone,
            fait_par_id uuid,
            constraint pk_droits_a_refaire primary key (tenant_id, id),
            constraint fk_droits_a_refaire_membres_tenant_id_fait_par_id foreign key (tenant_id, fait_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_droits_a_refaire_tenant_id_journal_seq_sujet_id on droits_a_refaire (tenant_id, journal_seq, sujet_id) nulls not distinct;
        create index ix_droits_a_refaire_tenant_id_fait_par_id on droits_a_refaire (tenant_id, fait_par_id);
        call fichier_isolate('droits_a_refaire');
        revoke delete on droits_a_refaire from fichier_app;
        """);
}
