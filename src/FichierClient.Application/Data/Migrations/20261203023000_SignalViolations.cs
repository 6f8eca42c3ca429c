using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A breach of which the host told as a processor stands once in each register, written there by nobody of the organisation.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203023000_SignalViolations")]
public sealed class SignalViolations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table violations add column incident text;
        create unique index ix_violations_tenant_id_incident on violations (tenant_id, incident) where incident is not null;
        alter table violation_journal alter column membre_id drop not null;
        """);
}
