using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Programs that get data of persons from here, the keys by which they know them, and what is left of a key after an erasure.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203010000_AddSystemesConnectes")]
public sealed class AddSystemesConnectes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Systemes);
        migrationBuilder.Sql(Cles);
    }

    private const string Systemes = """
        create table systemes_connectes (
            tenant_id uuid not null,
            id uuid not null,
            traitement_id uuid not null,
            nom text not null,
            objet text,
            est_sous_traitant boolean not null,
            contact_email text,
            contact_adresse text,
            adresse_rappel text,
            categories integer not null,
            cle_hash bytea not null,
            cle_le timestamp with time zone not null,
            cree_par_id uuid not null,
            cree_le timestamp with time zone not null,
            revoque_par_id uuid,
            revoque_le timestamp with time zone,
            constraint pk_systemes_connectes primary key (tenant_id, id),
            constraint fk_systemes_connectes_traitements_tenant_id_traitement_id foreign key (tenant_id, traitement_id) references traitements (tenant_id, id) on delete restrict,
            constraint fk_systemes_connectes_membres_tenant_id_cree_par_id foreign key (tenant_id, cree_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_systemes_connectes_membres_tenant_id_revoque_par_id foreign key (tenant_id, revoque_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_systemes_connectes_cle_hash on systemes_connectes (cle_hash);
        call fichier_isolate('systemes_connectes');
        revoke delete on systemes_connectes from fichier_app;

        -- The door of a connected system: the one row of its key, before its organisation is known.
        create policy cle on systemes_connectes for select to fichier_app
            using (revoque_le is null and cle_hash = (select decode(nullif(current_setting('app.connecteur_hash', true), ''), 'hex')));

        alter table communications add column systeme_id uuid;
        alter table communications add constraint fk_communications_systemes_connectes_tenant_id_systeme_id
            foreign key (tenant_id, systeme_id) references systemes_connectes (tenant_id, id) on delete restrict;
        create index ix_communications_tenant_id_systeme_id_faite_le on communications (tenant_id, systeme_id, faite_le) where systeme_id is not null;
        """;

    private const string Cles = """
        create table cles_pseudonymes (
            tenant_id uuid not null,
            id uuid not null,
            systeme_id uuid not null,
            contact_id uuid,
            entreprise_id uuid,
            cle uuid not null,
            attribuee_le timestamp with time zone not null,
            constraint pk_cles_pseudonymes primary key (tenant_id, id),
            constraint ck_cles_pseudonymes_personne check (contact_id is not null or entreprise_id is not null),
            constraint fk_cles_pseudonymes_systemes_connectes_tenant_id_systeme_id foreign key (tenant_id, systeme_id) references systemes_connectes (tenant_id, id) on delete restrict,
            constraint fk_cles_pseudonymes_contacts_tenant_id_contact_id foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict,
            constraint fk_cles_pseudonymes_entreprises_tenant_id_entreprise_id foreign key (tenant_id, entreprise_id) references entreprises (tenant_id, id) on delete restrict
        );
        create unique index ix_cles_pseudonymes_tenant_id_systeme_id_cle on cles_pseudonymes (tenant_id, systeme_id, cle);
        create index ix_cles_pseudonymes_tenant_id_contact_id on cles_pseudonymes (tenant_id, contact_id) where contact_id is not null;
        create index ix_cles_pseudonymes_tenant_id_entreprise_id on cles_pseudonymes (tenant_id, entreprise_id) where entreprise_id is not null;
        call fichier_isolate('cles_pseudonymes');

        -- A dead key names nobody: there is no column for it.
        create table cles_mortes (
            tenant_id uuid not null,
            id uuid not null,
            systeme_id uuid not null,
            cle uuid not null,
            effacee_le date not null,
            reference uuid not null,
            constraint pk_cles_mortes primary key (tenant_id, id),
            constraint fk_cles_mortes_systemes_connectes_tenant_id_systeme_id foreign key (tenant_id, systeme_id) references systemes_connectes (tenant_id, id) on delete restrict
        );
        create unique index ix_cles_mortes_tenant_id_systeme_id_cle on cles_mortes (tenant_id, systeme_id, cle);
        call fichier_isolate('cles_mortes');
        revoke update, delete on cles_mortes from fichier_app;
        create trigger immuable after update or delete on cles_mortes for each row execute function fichier_immuable();
        """;
}
