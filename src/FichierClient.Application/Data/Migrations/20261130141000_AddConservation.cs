using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Runs of the rules of conservation, holds and signed minutes; and whether an exchange came from the person herself, which alone moves the clock.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130141000_AddConservation")]
public sealed class AddConservation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table evenements add column de_la_personne boolean not null default false;

        create table passages_conservation (
            tenant_id uuid not null,
            id uuid not null,
            regle_id uuid not null,
            code text not null,
            statut text not null,
            calcule_le timestamp with time zone not null,
            limite date not null,
            plafond integer not null,
            nombre integer not null,
            geles integer not null,
            entrants integer not null,
            sortants integer not null,
            empreinte bytea not null,
            approuve_le timestamp with time zone,
            approuve_par_id uuid,
            executable_le date,
            execute_le timestamp with time zone,
            effaces integer not null,
            epargnes integer not null,
            echecs integer not null,
            constraint pk_passages_conservation primary key (tenant_id, id),
            constraint fk_passages_conservation_regles_conservation_tenant_id_regle_id foreign key (tenant_id, regle_id) references regles_conservation (tenant_id, id) on delete restrict,
            constraint fk_passages_conservation_membres_tenant_id_approuve_par_id foreign key (tenant_id, approuve_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_passages_conservation_tenant_id_code_calcule_le on passages_conservation (tenant_id, code, calcule_le);
        call fichier_isolate('passages_conservation');

        create table passage_sujets (
            tenant_id uuid not null,
            id uuid not null,
            passage_id uuid not null,
            sujet_id uuid not null,
            dernier_acte_le date not null,
            acte text not null,
            est_gele boolean not null,
            constraint pk_passage_sujets primary key (tenant_id, id),
            constraint fk_passage_sujets_passages_conservation_tenant_id_passage_id foreign key (tenant_id, passage_id) references passages_conservation (tenant_id, id) on delete restrict
        );
        create unique index ix_passage_sujets_tenant_id_passage_id_sujet_id on passage_sujets (tenant_id, passage_id, sujet_id);
        create index ix_passage_sujets_tenant_id_sujet_id on passage_sujets (tenant_id, sujet_id);
        call fichier_isolate('passage_sujets');

        create table gels (
            tenant_id uuid not null,
            id uuid not null,
            objet text not null,
            objet_id uuid not null,
            motif text not null,
            raison text not null,
            pose_par_id uuid not null,
            pose_le timestamp with time zone not null,
            leve_par_id uuid,
            leve_le timestamp with time zone,
            constraint pk_gels primary key (tenant_id, id),
            constraint fk_gels_membres_tenant_id_pose_par_id foreign key (tenant_id, pose_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_gels_membres_tenant_id_leve_par_id foreign key (tenant_id, leve_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_gels_tenant_id_objet_id on gels (tenant_id, objet_id);
        call fichier_isolate('gels');

        create table proces_verbaux (
            tenant_id uuid not null,
            id uuid not null,
            passage_id uuid not null,
            contenu text not null,
            signature bytea not null,
            cle_publique bytea not null,
            fait_le timestamp with time zone not null,
            constraint pk_proces_verbaux primary key (tenant_id, id),
            constraint fk_proces_verbaux_passages_conservation_tenant_id_passage_id foreign key (tenant_id, passage_id) references passages_conservation (tenant_id, id) on delete restrict
        );
        create index ix_proces_verbaux_tenant_id_passage_id on proces_verbaux (tenant_id, passage_id);
        call fichier_isolate('proces_verbaux');
        create trigger proces_append_only after update or delete on proces_verbaux for each row execute function registre_append_only();
        revoke update, delete on proces_verbaux from fichier_app;
        """);
}
