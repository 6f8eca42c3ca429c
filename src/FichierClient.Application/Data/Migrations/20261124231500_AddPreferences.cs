using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What a member chose for its own screens, such as the columns of a list.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124231500_AddPreferences")]
public sealed class AddPreferences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table preferences (
            tenant_id uuid not null,
            membre_id uuid not null,
            cle text not null,
            valeur text not null,
            primary key (tenant_id, membre_id, cle),
            foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete cascade
        );
        comment on column preferences.cle is 'non personnelle: nom de réglage';
        comment on column preferences.valeur is 'non personnelle: réglage d''écran';
        call fichier_isolate('preferences');
        """);
}
