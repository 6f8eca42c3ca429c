using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Which key an organisation brought along, and that a DPO's consent to a whole export stays asked for.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202061000_KeepCleEmpreintes")]
public sealed class KeepCleEmpreintes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table organisations add cle_empreintes text;
        alter table exports add exige_dpo boolean not null default false;
        update exports e set exige_dpo = true where liste = 'Organisation' and autorise_le is null
            and exists (select from membres m where m.tenant_id = e.tenant_id and m.role = 'Dpo' and m.retire_le is null);
        """);
}
