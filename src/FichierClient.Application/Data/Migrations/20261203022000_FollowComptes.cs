using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>When a member was last seen, and told that the access ends; accounts that open no organisation, by their keys alone.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203022000_FollowComptes")]
public sealed class FollowComptes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- The clock of those who are there begins with the upgrade: nobody noted it before.
        alter table membres add column vu_le timestamp with time zone not null default now(), add column prevenu_le timestamp with time zone;

        create function fichier_comptes_sans_organisation() returns uuid[] language sql stable security definer
            set search_path = pg_catalog, public
            return (select coalesce(array_agg(u.id), '{}') from comptes.utilisateurs u where not exists (select from public.membres m where m.utilisateur_id = u.id and m.retire_le is null));
        revoke execute on function fichier_comptes_sans_organisation() from public;
        grant execute on function fichier_comptes_sans_organisation() to fichier_app;
        """);
}
