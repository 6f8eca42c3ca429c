using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What is settled after a certificate, of files that were held at the erasure, is said by complements that nobody changes.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261210000000_AddComplements")]
public sealed class AddComplements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table complements_certificat (
            tenant_id uuid not null,
            id uuid not null,
            effacement_id uuid not null,
            contenu text not null,
            signature bytea not null,
            cle_publique bytea not null,
            emis_le timestamp with time zone not null,
            constraint pk_complements_certificat primary key (tenant_id, id),
            constraint fk_complements_certificat_effacements_tenant_id_effacement_id foreign key (tenant_id, effacement_id) references effacements (tenant_id, id) on delete restrict
        );
        create index ix_complements_certificat_tenant_id_effacement_id on complements_certificat (tenant_id, effacement_id);
        call fichier_isolate('complements_certificat');
        revoke update, delete on complements_certificat from fichier_app;
        create trigger immuable after update or delete on complements_certificat for each row execute function fichier_immuable();
        """);
}
