using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What the program does by itself waits for a day that the DPO can see and move; members keep their names for a year instead of losing them at once, where nobody decided otherwise.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202050000_DelayProgrammedRules")]
public sealed class DelayProgrammedRules : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table regles_conservation add column agit_des date;
        -- A rule is never rewritten: the one that the program brought is closed, another follows under the same code.
        with closed as (
            update regles_conservation set jusqua = current_date where code = 'comptes' and population = 'Utilisateurs' and duree_mois = 0 and membre_id is null and jusqua is null returning *)
        insert into regles_conservation (tenant_id, id, code, nom, population, evenement, duree_mois, phase, action, preavis_jours, plafond, active, source, depuis)
            select tenant_id, gen_random_uuid(), code, nom, population, evenement, 12, phase, action, preavis_jours, plafond, active,
                'Un an après la fin de l’accès, le nom de l’auteur devient un pseudonyme stable', current_date from closed;
        update regles_conservation set agit_des = current_date + 30 where jusqua is null and population in ('Utilisateurs', 'Journaux', 'Violations');
        """);
}
