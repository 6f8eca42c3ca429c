using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>INSEE's lists that an organisation loads; NAF codes stand in INSEE's writing everywhere, « 43.32A ».</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203030000_AddLibellesInsee")]
public sealed class AddLibellesInsee : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table libelles_insee (
            tenant_id uuid not null,
            id uuid not null,
            liste text not null,
            code text not null,
            libelle text not null,
            recherche text not null,
            constraint pk_libelles_insee primary key (tenant_id, id)
        );
        create unique index ix_libelles_insee_tenant_id_liste_code on libelles_insee (tenant_id, liste, code);
        call fichier_isolate('libelles_insee');

        update entreprises set code_naf = substr(c.code, 1, 2) || '.' || substr(c.code, 3)
        from (select tenant_id, id, upper(regexp_replace(code_naf, '[^0-9A-Za-z]', '', 'g')) as code from entreprises where code_naf is not null) c
        where c.tenant_id = entreprises.tenant_id and c.id = entreprises.id and c.code ~ '^[0-9]{4}[A-Z]$'
          and entreprises.code_naf is distinct from substr(c.code, 1, 2) || '.' || substr(c.code, 3);

        -- A proposition still says what its record says.
        update propositions_sirene set actuel = substr(c.code, 1, 2) || '.' || substr(c.code, 3)
        from (select tenant_id, id, upper(regexp_replace(actuel, '[^0-9A-Za-z]', '', 'g')) as code from propositions_sirene where nature = 'Naf' and actuel is not null) c
        where c.tenant_id = propositions_sirene.tenant_id and c.id = propositions_sirene.id and c.code ~ '^[0-9]{4}[A-Z]$';
        """);
}
