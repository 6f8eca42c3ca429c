using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Of a file that bears the names of several erased persons each is a question of its own: another one's namesake may be meant.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261211000001_AskByErasure")]
public sealed class AskByErasure : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table courriels_a_revoir add column effacement_id uuid not null default '00000000-0000-0000-0000-000000000000';
        drop index ix_courriels_a_revoir_tenant_id_fichier;
        create unique index ix_courriels_a_revoir_tenant_id_fichier_effacement_id on courriels_a_revoir (tenant_id, fichier, effacement_id);

        """ + Rows("true"));

    /// <summary>What it does to rows: what was asked about a name without saying whose is asked again, each name alone.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $"""
        insert into courriels_a_revoir (tenant_id, id, fichier, cause, ecrit_le, vu_le, effacement_id)
        select c.tenant_id, gen_random_uuid(), c.fichier, c.cause, c.ecrit_le, c.vu_le, e.id from (select * from courriels_a_revoir where {which}) c
        join effacements e on e.tenant_id = c.tenant_id and e.constats -> 'CourrielsNommes' ? c.fichier
        where c.cause = 'Nomme' and c.effacement_id = '00000000-0000-0000-0000-000000000000'
        on conflict do nothing;
        delete from courriels_a_revoir where {which} and cause = 'Nomme' and effacement_id = '00000000-0000-0000-0000-000000000000';
        """;
}
