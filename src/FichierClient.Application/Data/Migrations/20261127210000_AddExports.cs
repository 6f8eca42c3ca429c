using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The log of exports, and their files in encrypted pieces.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261127210000_AddExports")]
public sealed class AddExports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table exports (
            tenant_id uuid not null,
            id uuid not null,
            membre_id uuid not null,
            liste text not null,
            format text not null,
            adresse text not null,
            demande jsonb,
            statut text not null,
            enregistrements bigint,
            taille bigint not null,
            erreur text,
            job_id uuid,
            cree_le timestamp with time zone not null,
            termine_le timestamp with time zone,
            fichier_supprime_le timestamp with time zone,
            constraint pk_exports primary key (tenant_id, id),
            constraint fk_exports_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_exports_tenant_id_cree_le on exports (tenant_id, cree_le);
        call fichier_isolate('exports');

        create table export_fragments (
            tenant_id uuid not null,
            id uuid not null,
            export_id uuid not null,
            numero integer not null,
            octets bytea not null,
            constraint pk_export_fragments primary key (tenant_id, id),
            constraint fk_export_fragments_exports_tenant_id_export_id foreign key (tenant_id, export_id) references exports (tenant_id, id) on delete restrict
        );
        create unique index ix_export_fragments_tenant_id_export_id_numero on export_fragments (tenant_id, export_id, numero);
        call fichier_isolate('export_fragments');

        -- Encrypted bytes don't compress.
        alter table export_fragments alter octets set storage external;
        """);
}
