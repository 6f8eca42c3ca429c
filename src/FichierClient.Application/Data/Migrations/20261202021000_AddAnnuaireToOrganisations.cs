using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Whether an organisation's members may ask the public directory of companies: off until its administrator says so.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202021000_AddAnnuaireToOrganisations")]
public sealed class AddAnnuaireToOrganisations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table organisations add annuaire_actif boolean not null default false;");
}
