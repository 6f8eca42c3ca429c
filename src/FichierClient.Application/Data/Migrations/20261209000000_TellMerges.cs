using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Lines of a history say which merge wrote them, so that its undoing can take them away; what merges that were undone before wrote goes now.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261209000000_TellMerges")]
public sealed class TellMerges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table modifications add column fusion_id uuid;
        create index ix_modifications_tenant_id_fusion_id on modifications (tenant_id, fusion_id) where fusion_id is not null;

        """ + Rows("true"));

    /// <summary>
    /// What it does to rows. The fields that a merge wrote were saved a moment after the merge's own instant, all at one: the survivor's next lines by the same member within two seconds. What the member wrote later is an edit.
    /// </summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $"""
        update modifications m set fusion_id = f.id
        from (select tenant_id, id, sujet, survivant_id, membre_id as par, faite_le as le from fusions where {which}
            union all select tenant_id, id, sujet, survivant_id, defaite_par_id, defaite_le from fusions where {which} and defaite_le is not null) f
        where m.tenant_id = f.tenant_id and m.sujet = f.sujet and m.sujet_id = f.survivant_id and m.membre_id = f.par and m.fusion_id is null
            and (m.fait_le = f.le or m.fait_le = (select min(n.fait_le) from modifications n
                where n.tenant_id = f.tenant_id and n.sujet = f.sujet and n.sujet_id = f.survivant_id and n.membre_id = f.par and n.fait_le > f.le and n.fait_le < f.le + interval '2 seconds'));
        delete from modifications m using (select tenant_id, id from fusions where {which} and defaite_le is not null) f where m.tenant_id = f.tenant_id and m.fusion_id = f.id and m.champ <> '&';
        update modifications m set ancien = case when m.ancien is not null then '' end, nouveau = case when m.nouveau is not null then '' end
        from (select tenant_id, id from fusions where {which} and defaite_le is not null) f where m.tenant_id = f.tenant_id and m.fusion_id = f.id and m.champ = '&';
        """;
}
