using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Requests of persons: their files, letters and packages, restriction of records, and disclosures.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130120000_AddDemandes")]
public sealed class AddDemandes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Demandes);
        migrationBuilder.Sql(Lettres);
        migrationBuilder.Sql(Journal);
    }

    private const string Demandes = """
        alter table entreprises add column limite_le timestamp with time zone;
        create index ix_entreprises_tenant_id_limite_le on entreprises (tenant_id, limite_le) where limite_le is not null;
        alter table contacts add column limite_le timestamp with time zone;
        create index ix_contacts_tenant_id_limite_le on contacts (tenant_id, limite_le) where limite_le is not null;

        create table demandes (
            tenant_id uuid not null,
            id uuid not null,
            annee integer not null,
            numero integer not null,
            recue_le date not null,
            enregistree_le timestamp with time zone not null,
            canal text not null,
            recue_par_id uuid,
            evenement_id uuid,
            nom text not null,
            email text,
            telephone text,
            adresse text,
            mandat text,
            objet text,
            statut text not null,
            echeance_initiale date not null,
            echeance date not null,
            objectif_le date not null,
            suspendue_depuis date,
            jours_suspendus integer not null,
            prorogee_le date,
            prorogation_motif text,
            identite_question text,
            identite_demandee_le timestamp with time zone,
            identite_recue_le timestamp with time zone,
            identite_niveau text,
            identite_moyen text,
            copie_detruite_le timestamp with time zone,
            cloture_motif text,
            terminee_le timestamp with time zone,
            rappelee_le date,
            modifiee_le timestamp with time zone not null,
            constraint pk_demandes primary key (tenant_id, id),
            constraint fk_demandes_membres_tenant_id_recue_par_id foreign key (tenant_id, recue_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_demandes_tenant_id_annee_numero on demandes (tenant_id, annee, numero);
        create index ix_demandes_tenant_id_statut_echeance on demandes (tenant_id, statut, echeance);
        call fichier_isolate('demandes');

        create table demande_resolutions (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            droit text not null,
            decision text,
            motif text,
            texte_reponse text,
            constraint pk_demande_resolutions primary key (tenant_id, id),
            constraint fk_demande_resolutions_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict
        );
        create unique index ix_demande_resolutions_tenant_id_demande_id_droit on demande_resolutions (tenant_id, demande_id, droit);
        call fichier_isolate('demande_resolutions');

        create table demande_personnes (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            contact_id uuid,
            entreprise_id uuid,
            constraint pk_demande_personnes primary key (tenant_id, id),
            constraint fk_demande_personnes_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete cascade,
            constraint fk_demande_personnes_contacts_tenant_id_contact_id foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict,
            constraint fk_demande_personnes_entreprises_tenant_id_entreprise_id foreign key (tenant_id, entreprise_id) references entreprises (tenant_id, id) on delete restrict
        );
        create index ix_demande_personnes_tenant_id_demande_id on demande_personnes (tenant_id, demande_id);
        create index ix_demande_personnes_tenant_id_contact_id on demande_personnes (tenant_id, contact_id) where contact_id is not null;
        create index ix_demande_personnes_tenant_id_entreprise_id on demande_personnes (tenant_id, entreprise_id) where entreprise_id is not null;
        call fichier_isolate('demande_personnes');

        create table demande_pieces (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            nom text not null,
            est_identite boolean not null,
            membre_id uuid,
            ajoutee_le timestamp with time zone not null,
            detruite_le timestamp with time zone,
            taille integer not null,
            octets bytea,
            constraint pk_demande_pieces primary key (tenant_id, id),
            constraint fk_demande_pieces_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict,
            constraint fk_demande_pieces_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_demande_pieces_tenant_id_demande_id on demande_pieces (tenant_id, demande_id);
        alter table demande_pieces alter octets set storage external;
        call fichier_isolate('demande_pieces');
        """;

    private const string Lettres = """
        create table modeles_lettre (
            tenant_id uuid not null,
            id uuid not null,
            type text not null,
            objet text not null,
            corps text not null,
            modifie_le timestamp with time zone not null,
            modifie_par_id uuid,
            constraint pk_modeles_lettre primary key (tenant_id, id),
            constraint fk_modeles_lettre_membres_tenant_id_modifie_par_id foreign key (tenant_id, modifie_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_modeles_lettre_tenant_id_type on modeles_lettre (tenant_id, type);
        call fichier_isolate('modeles_lettre');

        create table demande_dossiers (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            genre text not null,
            statut text not null,
            membre_id uuid not null,
            cree_le timestamp with time zone not null,
            termine_le timestamp with time zone,
            taille bigint not null,
            jeton_hash bytea,
            lien_expire_le timestamp with time zone,
            remis_le timestamp with time zone,
            constraint pk_demande_dossiers primary key (tenant_id, id),
            constraint fk_demande_dossiers_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict,
            constraint fk_demande_dossiers_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_demande_dossiers_tenant_id_demande_id on demande_dossiers (tenant_id, demande_id);
        create index ix_demande_dossiers_tenant_id_jeton_hash on demande_dossiers (tenant_id, jeton_hash) where jeton_hash is not null;
        call fichier_isolate('demande_dossiers');

        create table demande_dossier_fragments (
            tenant_id uuid not null,
            id uuid not null,
            dossier_id uuid not null,
            numero integer not null,
            octets bytea not null,
            constraint pk_demande_dossier_fragments primary key (tenant_id, id),
            constraint fk_demande_dossier_fragments_demande_dossiers_tenant_id_dossie foreign key (tenant_id, dossier_id) references demande_dossiers (tenant_id, id) on delete restrict
        );
        create unique index ix_demande_dossier_fragments_tenant_id_dossier_id_numero on demande_dossier_fragments (tenant_id, dossier_id, numero);
        alter table demande_dossier_fragments alter octets set storage external;
        call fichier_isolate('demande_dossier_fragments');

        create table communications (
            tenant_id uuid not null,
            id uuid not null,
            destinataire text not null,
            sujet text not null,
            nombre bigint not null,
            champs text not null,
            base_legale text not null,
            personnes uuid[],
            export_id uuid,
            membre_id uuid,
            faite_le timestamp with time zone not null,
            constraint pk_communications primary key (tenant_id, id),
            constraint fk_communications_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_communications_tenant_id_faite_le on communications (tenant_id, faite_le);
        call fichier_isolate('communications');
        """;

    private const string Journal = """
        -- What was done and said in a request stays as it was: neither the app's role nor a careless statement of the owner changes it.
        create function fichier_journal_immuable() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            raise exception 'a line of % is neither changed nor deleted', tg_table_name using errcode = 'insufficient_privilege';
        end $$;

        create table demande_etapes (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            type text not null,
            membre_id uuid,
            fait_le timestamp with time zone not null,
            detail text,
            constraint pk_demande_etapes primary key (tenant_id, id),
            constraint fk_demande_etapes_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict,
            constraint fk_demande_etapes_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_demande_etapes_tenant_id_demande_id_fait_le on demande_etapes (tenant_id, demande_id, fait_le);
        call fichier_isolate('demande_etapes');
        revoke update, delete on demande_etapes from fichier_app;
        create trigger immuable after update or delete on demande_etapes for each row execute function fichier_journal_immuable();

        create table demande_courriers (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid not null,
            type text not null,
            envoi text not null,
            destinataire text not null,
            objet text not null,
            corps text not null,
            membre_id uuid not null,
            envoye_le timestamp with time zone not null,
            constraint pk_demande_courriers primary key (tenant_id, id),
            constraint fk_demande_courriers_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete restrict,
            constraint fk_demande_courriers_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_demande_courriers_tenant_id_demande_id_envoye_le on demande_courriers (tenant_id, demande_id, envoye_le);
        call fichier_isolate('demande_courriers');
        revoke update, delete on demande_courriers from fichier_app;
        create trigger immuable after update or delete on demande_courriers for each row execute function fichier_journal_immuable();
        """;
}
