using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The day on which a company ceased.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261205020000_AddCesseeLe")]
public sealed class AddCesseeLe : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table entreprises add column cessee_le date;");
}
