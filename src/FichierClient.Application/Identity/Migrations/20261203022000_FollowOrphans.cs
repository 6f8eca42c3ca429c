using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Identity.Migrations;

/// <summary>An account that opens no organisation is told, and deleted in time.</summary>
[DbContext(typeof(AccountsDbContext))]
[Migration("20261203022000_FollowOrphans")]
public sealed class FollowOrphans : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table comptes.utilisateurs add column sans_organisation_depuis timestamp with time zone;");
}
