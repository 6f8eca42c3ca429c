using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Alerts about the lines of a vente go with it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261206010000_GuardLines")]
public sealed class GuardLines : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create trigger alertes_garde_ventes after delete on ventes referencing old table as gone for each statement execute function alertes_garde_follow();
        """);
}
