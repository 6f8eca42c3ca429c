using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The register of personal data breaches (RGPD art. 33(5)). Its journal is written once: nobody changes or deletes a line, the application's role neither.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130161000_AddViolations")]
public sealed class AddViolations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table violations (
            tenant_id uuid not null,
            id uuid not null,
            reference text not null,
            cree_le timestamp with time zone not null,
            prise_connaissance_le timestamp with time zone not null,
            notifiee_le timestamp with time zone,
            numero_cnil text,
            motif_retard text,
            completee_le timestamp with time zone,
            personnes_informees_le timestamp with time zone,
            contenu_information integer not null,
            moyen_information text,
            nombre_informees integer,
            exception text,
            motif_exception text,
            close_le timestamp with time zone,
            titre text not null,
            survenue_le timestamp with time zone,
            finie_le timestamp with time zone,
            en_cours boolean not null,
            constatee_le timestamp with time zone,
            natures integer not null,
            origine text not null,
            cause text not null,
            circonstances text,
            donnees text,
            donnees_sensibles text,
            categories_personnes text,
            nombre_personnes integer,
            nombre_enregistrements integer,
            consequences text,
            gravite text,
            risque text,
            mesures_avant text,
            mesures_prises text,
            sous_traitants text,
            autres_pays text,
            constraint pk_violations primary key (tenant_id, id)
        );
        create unique index ix_violations_tenant_id_reference on violations (tenant_id, reference);
        call fichier_isolate('violations');
        revoke delete on violations from fichier_app;

        create table violation_journal (
            tenant_id uuid not null,
            id uuid not null,
            violation_id uuid not null,
            acte text not null,
            contenu jsonb,
            membre_id uuid not null,
            fait_le timestamp with time zone not null,
            constraint pk_violation_journal primary key (tenant_id, id),
            constraint fk_violation_journal_violations_tenant_id_violation_id foreign key (tenant_id, violation_id) references violations (tenant_id, id) on delete restrict,
            constraint fk_violation_journal_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_violation_journal_tenant_id_violation_id_fait_le on violation_journal (tenant_id, violation_id, fait_le);
        call fichier_isolate('violation_journal');
        revoke update, delete on violation_journal from fichier_app;
        create trigger immuable after update or delete on violation_journal for each row execute function fichier_journal_immuable();
        """);
}
