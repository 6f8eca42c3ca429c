using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The register of RGPD art. 30: sheets, their versions that nobody can change, contact blocks, places outside; the rules of conservation that its durations point to.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130140000_AddRegistre")]
public sealed class AddRegistre : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table traitements (
            tenant_id uuid not null,
            id uuid not null,
            registre text not null,
            code text,
            statut text not null,
            contenu jsonb not null,
            numero integer not null,
            cree_le timestamp with time zone not null,
            modifie_le timestamp with time zone not null,
            modifie_par_id uuid,
            constraint pk_traitements primary key (tenant_id, id),
            constraint fk_traitements_membres_tenant_id_modifie_par_id foreign key (tenant_id, modifie_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_traitements_tenant_id_code on traitements (tenant_id, code) where code is not null;
        call fichier_isolate('traitements');

        create table traitement_versions (
            tenant_id uuid not null,
            id uuid not null,
            traitement_id uuid not null,
            numero integer not null,
            statut text not null,
            contenu jsonb not null,
            membre_id uuid not null,
            faite_le timestamp with time zone not null,
            constraint pk_traitement_versions primary key (tenant_id, id),
            constraint fk_traitement_versions_traitements_tenant_id_traitement_id foreign key (tenant_id, traitement_id) references traitements (tenant_id, id) on delete restrict,
            constraint fk_traitement_versions_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_traitement_versions_tenant_id_traitement_id_numero on traitement_versions (tenant_id, traitement_id, numero);
        call fichier_isolate('traitement_versions');

        -- What was decided stays as it was, for the owner too. After the checks of the foreign keys, which say their own refusal.
        create function registre_append_only() returns trigger language plpgsql as $$
        begin
            raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
        end $$;
        create trigger versions_append_only after update or delete on traitement_versions for each row execute function registre_append_only();
        revoke update, delete on traitement_versions from fichier_app;

        create table acteurs_registre (
            tenant_id uuid not null,
            id uuid not null,
            role text not null,
            nom text,
            prenom text,
            societe text,
            adresse text,
            code_postal text,
            ville text,
            pays text,
            telephone text,
            email text,
            constraint pk_acteurs_registre primary key (tenant_id, id)
        );
        create unique index ix_acteurs_registre_tenant_id_role on acteurs_registre (tenant_id, role);
        call fichier_isolate('acteurs_registre');

        create table lieux_externes (
            tenant_id uuid not null,
            id uuid not null,
            traitement_id uuid not null,
            nom text not null,
            nature text not null,
            emplacement text,
            responsable text,
            cle_lien text,
            constraint pk_lieux_externes primary key (tenant_id, id),
            constraint fk_lieux_externes_traitements_tenant_id_traitement_id foreign key (tenant_id, traitement_id) references traitements (tenant_id, id) on delete restrict
        );
        create index ix_lieux_externes_tenant_id_traitement_id on lieux_externes (tenant_id, traitement_id);
        call fichier_isolate('lieux_externes');

        create table regles_conservation (
            tenant_id uuid not null,
            id uuid not null,
            code text not null,
            nom text not null,
            population text not null,
            evenement text not null,
            duree_mois integer not null,
            phase text not null,
            action text not null,
            preavis_jours integer not null,
            plafond integer not null,
            active boolean not null,
            source text,
            depuis date not null,
            jusqua date,
            membre_id uuid,
            constraint pk_regles_conservation primary key (tenant_id, id),
            constraint fk_regles_conservation_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_regles_conservation_tenant_id_code on regles_conservation (tenant_id, code) where jusqua is null;
        call fichier_isolate('regles_conservation');
        """);
}
