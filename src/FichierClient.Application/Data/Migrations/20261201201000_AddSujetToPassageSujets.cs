using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A run of retention tells contacts from entreprises that are natural persons: both reach the end of their time.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261201201000_AddSujetToPassageSujets")]
public sealed class AddSujetToPassageSujets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table passage_sujets add column sujet text not null default 'Contact';
        alter table passage_sujets alter column sujet drop default;
        """);
}
