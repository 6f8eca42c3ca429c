using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Ventes of one day in the order of their numbers; entreprises found by their potentiel and the beginning of their code
/// postal. All by types whose comparison reaches an index under row-level security.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261125014500_SortAndFilterLists")]
public sealed class SortAndFilterLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table ventes add column rang text collate "C" not null generated always as
            (coalesce(upper(regexp_replace(numero, '\d+$', '')) || lpad(coalesce(substring(numero from '\d+$'), ''), 18, '0'), '')) stored;
        drop index ix_ventes_tenant_id_date_id;
        create index ix_ventes_tenant_id_date_rang_id on ventes (tenant_id, date, rang, id);
        comment on column ventes.rang is 'non personnelle: numéro de la vente';

        alter table entreprises add column potentiel_centimes bigint generated always as ((potentiel * 100)::bigint) stored;
        create index ix_entreprises_tenant_id_potentiel_centimes on entreprises (tenant_id, potentiel_centimes) where potentiel_centimes is not null;
        create index ix_entreprises_code_postal_debut on entreprises (tenant_id, facturation_code_postal text_pattern_ops) where facturation_code_postal is not null;
        """);
}
