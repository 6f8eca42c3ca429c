using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Numbers have the order in which they were typed; keys of one millisecond have none.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261205030000_OrderTelephones")]
public sealed class OrderTelephones : Migration
{
    private static readonly (string Table, string Root)[] Tables = [("entreprise_telephones", "entreprise_id"), ("contact_telephones", "contact_id")];

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table entreprise_telephones add column position integer not null default 0;
        alter table contact_telephones add column position integer not null default 0;

        """ + Rows("true"));

    /// <summary>What it does to rows: the order in which they were shown so far. Images get it too, or their rows couldn't come back.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => string.Concat(Tables.Select(t => $$"""
        update {{t.Table}} t set position = o.rang from (
            select tenant_id, id, row_number() over (partition by tenant_id, {{t.Root}} order by id) - 1 as rang from {{t.Table}} where {{which}}) o
        where o.tenant_id = t.tenant_id and o.id = t.id and o.rang > 0;
        update import_images set contenu = jsonb_set(contenu, '{ {{t.Table}} }', (
            select coalesce(jsonb_agg(e || jsonb_build_object('position', n - 1)), '[]') from (
                select e, row_number() over (order by e ->> 'id') as n from jsonb_array_elements(contenu -> '{{t.Table}}') e) x))
        where {{which}} and contenu ? '{{t.Table}}';
        update fusion_mouvements set contenu = jsonb_set(contenu, '{avant,position}', '0')
        where {{which}} and nom_table = '{{t.Table}}' and contenu ? 'avant' and not (contenu -> 'avant' ? 'position');

        """));
}
