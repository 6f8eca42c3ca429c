using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What the guard found in free texts, and when they were last read. An alert goes with the text that it is about.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130160000_AddAlertesGarde")]
public sealed class AddAlertesGarde : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table alertes_garde (
            tenant_id uuid not null,
            id uuid not null,
            lieu text not null,
            sujet_id uuid not null,
            categorie text not null,
            debut integer not null,
            longueur integer not null,
            origine text not null,
            motif text,
            auteur_id uuid,
            releve_le timestamp with time zone not null,
            traite_le timestamp with time zone,
            traite_par_id uuid,
            suite text,
            constraint pk_alertes_garde primary key (tenant_id, id),
            constraint fk_alertes_garde_membres_tenant_id_auteur_id foreign key (tenant_id, auteur_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_alertes_garde_membres_tenant_id_traite_par_id foreign key (tenant_id, traite_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_alertes_garde_tenant_id_sujet_id_lieu_categorie on alertes_garde (tenant_id, sujet_id, lieu, categorie);
        create index ix_alertes_garde_tenant_id_releve_le on alertes_garde (tenant_id, releve_le) where traite_le is null;
        call fichier_isolate('alertes_garde');

        create table examens_garde (
            tenant_id uuid not null,
            id uuid not null,
            jusqua bigint not null,
            lus integer not null,
            signales integer not null,
            termine_le timestamp with time zone not null,
            constraint pk_examens_garde primary key (tenant_id, id)
        );
        create index ix_examens_garde_tenant_id_termine_le on examens_garde (tenant_id, termine_le);
        call fichier_isolate('examens_garde');

        create function alertes_garde_follow() returns trigger language plpgsql as $$
        begin
            delete from alertes_garde a using gone g where a.tenant_id = g.tenant_id and a.sujet_id = g.id;
            return null;
        end $$;
        create trigger alertes_garde_evenements after delete on evenements referencing old table as gone for each statement execute function alertes_garde_follow();
        create trigger alertes_garde_contacts after delete on contacts referencing old table as gone for each statement execute function alertes_garde_follow();
        """);
}
