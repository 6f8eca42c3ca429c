using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A proposition of Sirene goes with its entreprise and stands there once; an export tells how many people of statut de diffusion P it leaves out.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202060000_TiePropositionsSirene")]
public sealed class TiePropositionsSirene : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table exports add partielles integer not null default 0;

        delete from propositions_sirene p where not exists (select from entreprises e where e.tenant_id = p.tenant_id and e.id = p.sujet_id);
        delete from propositions_sirene p using (
            select tenant_id, id, row_number() over (partition by tenant_id, sujet_id, nature, propose order by decision = 'EnAttente', id) rang from propositions_sirene) d
            where d.tenant_id = p.tenant_id and d.id = p.id and d.rang > 1;
        alter table propositions_sirene add empreinte text not null generated always as (md5(propose)) stored;
        drop index ix_propositions_sirene_tenant_id_sujet_id;
        create unique index ix_propositions_sirene_tenant_id_sujet_id_nature_empreinte on propositions_sirene (tenant_id, sujet_id, nature, empreinte);
        alter table propositions_sirene add constraint fk_propositions_sirene_entreprises_tenant_id_sujet_id
            foreign key (tenant_id, sujet_id) references entreprises (tenant_id, id) on delete cascade;
        """);
}
