using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A revoked system is still told of erasures, and its key is what it acknowledges them by: the door shows its row; that it opens nothing else is asked behind it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261204020000_AnswerWhenRevoked")]
public sealed class AnswerWhenRevoked : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop policy cle on systemes_connectes;
        create policy cle on systemes_connectes for select to fichier_app
            using (cle_hash = (select decode(nullif(current_setting('app.connecteur_hash', true), ''), 'hex')));
        """);
}
