using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Which refused rows name an erased person, and which originals were replaced by their other refused rows.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203040000_KeepRefusedRowsOfReducedImports")]
public sealed class KeepRefusedRowsOfReducedImports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table imports add column fichier_reduit_le timestamptz;
        alter table import_lignes add column est_effacee boolean not null default false;

        -- Rows of before are known by their sentence, in either language.
        update import_lignes set est_effacee = true
        where issue = 'Refusee' and (texte like 'Cette personne a été effacée à sa demande%' or texte like 'This person was erased at%');
        """);
}
