using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>NAF codes of images in INSEE's writing too: an import that is taken back brought the old one back.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261205010000_RewriteNafOfImages")]
public sealed class RewriteNafOfImages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Rows("true"));

    /// <summary>What it does to rows.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $$"""
        update import_images i set contenu = jsonb_set(i.contenu, '{entreprises,0,code_naf}', to_jsonb(substr(c.code, 1, 2) || '.' || substr(c.code, 3)))
        from (select tenant_id, id, upper(regexp_replace(contenu #>> '{entreprises,0,code_naf}', '[^0-9A-Za-z]', '', 'g')) as code from import_images where {{which}} and sujet = 'Entreprise' and contenu is not null) c
        where c.tenant_id = i.tenant_id and c.id = i.id and c.code ~ '^[0-9]{4}[A-Z]$'
          and i.contenu #>> '{entreprises,0,code_naf}' <> substr(c.code, 1, 2) || '.' || substr(c.code, 3);
        """;
}
