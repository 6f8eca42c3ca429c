using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Who put a note in the trash; unknown for those that are there already.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129185000_AddSupprimeParToEvenements")]
public sealed class AddSupprimeParToEvenements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table evenements add column supprime_par_id uuid,
            add constraint fk_evenements_membres_tenant_id_supprime_par_id foreign key (tenant_id, supprime_par_id) references membres (tenant_id, id) on delete restrict;
        create index ix_evenements_tenant_id_supprime_par_id on evenements (tenant_id, supprime_par_id) where supprime_par_id is not null;
        """);
}
