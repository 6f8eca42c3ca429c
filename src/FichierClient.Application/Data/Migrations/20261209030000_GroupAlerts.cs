using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Alerts about lines of ventes say which wording they are about, so that one decision stands for all its lines; the next examination reads everything once and names those of before.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261209030000_GroupAlerts")]
public sealed class GroupAlerts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table alertes_garde add column libelle text not null default '';
        drop index ix_alertes_garde_tenant_id_sujet_id_lieu_categorie;
        create unique index ix_alertes_garde_tenant_id_sujet_id_lieu_categorie_libelle on alertes_garde (tenant_id, sujet_id, lieu, categorie, libelle);
        create index ix_alertes_garde_tenant_id_libelle_categorie on alertes_garde (tenant_id, libelle, categorie) where libelle <> '';

        """ + Rows("true"));

    /// <summary>What it does to rows.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $"update examens_garde set jusqua = 0 where {which};";
}
