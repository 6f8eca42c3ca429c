using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Original files of imports are encrypted from now on; those that are there keep their thirty days as they are.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129200000_EncryptImportFiles")]
public sealed class EncryptImportFiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table import_fragments add column est_chiffre boolean not null default false;

        -- Encrypted bytes don't compress.
        alter table import_fragments alter octets set storage external;
        """);
}
