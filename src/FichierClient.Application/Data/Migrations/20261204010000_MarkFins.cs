using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The end of an organisation leaves a row that outlives it, written before the journal's entry: whether a database is older than the entry is what this row says.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261204010000_MarkFins")]
public sealed class MarkFins : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table fins_organisations (
            id uuid not null,
            organisation_id uuid not null,
            entamee_le timestamp with time zone not null,
            faite_le timestamp with time zone,
            constraint pk_fins_organisations primary key (id)
        );
        grant select on fins_organisations to fichier_app;
        """);
}
