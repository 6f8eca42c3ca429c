using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>What connected systems are told (RGPD art. 19), what they answer, and the signed account of it that completes a certificate of erasure.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261203011000_AddAvis")]
public sealed class AddAvis : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Avis);
        migrationBuilder.Sql(Certificats);
    }

    private const string Avis = """
        create table avis (
            tenant_id uuid not null,
            id uuid not null,
            systeme_id uuid not null,
            nature text not null,
            demande_id uuid,
            effacement_id uuid,
            cle uuid,
            empreinte bytea,
            etat text not null,
            etat_le timestamp with time zone not null,
            envoi text not null,
            emis_le timestamp with time zone not null,
            essais integer not null,
            prochain_essai_le timestamp with time zone not null,
            envoye_le timestamp with time zone,
            reponse text,
            echeance_le timestamp with time zone not null,
            relance_le timestamp with time zone,
            base_legale text,
            conservee_jusqu_au date,
            motif_refus text,
            preuve text,
            preuve_par_id uuid,
            constraint pk_avis primary key (tenant_id, id),
            constraint ck_avis_effacement_sans_cle check (nature <> 'Effacement' or cle is null),
            constraint fk_avis_systemes_connectes_tenant_id_systeme_id foreign key (tenant_id, systeme_id) references systemes_connectes (tenant_id, id) on delete restrict,
            constraint fk_avis_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete cascade,
            constraint fk_avis_effacements_tenant_id_effacement_id foreign key (tenant_id, effacement_id) references effacements (tenant_id, id) on delete restrict,
            constraint fk_avis_membres_tenant_id_preuve_par_id foreign key (tenant_id, preuve_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_avis_tenant_id_demande_id on avis (tenant_id, demande_id) where demande_id is not null;
        create index ix_avis_tenant_id_effacement_id on avis (tenant_id, effacement_id) where effacement_id is not null;
        create index ix_avis_tenant_id_systeme_id_etat on avis (tenant_id, systeme_id, etat);
        create index ix_avis_prochain_essai_le on avis (prochain_essai_le) where envoi = 'AEnvoyer';
        call fichier_isolate('avis');

        -- Whose notices are due: keys, no data.
        create function fichier_avis_dus(p_jusqua timestamp with time zone) returns uuid[] language sql stable security definer
            set search_path = pg_catalog, public
            return (select coalesce(array_agg(distinct a.tenant_id), '{}') from public.avis a where a.envoi = 'AEnvoyer' and a.prochain_essai_le <= p_jusqua);
        revoke execute on function fichier_avis_dus(timestamp with time zone) from public;
        grant execute on function fichier_avis_dus(timestamp with time zone) to fichier_app;

        alter table demandes add column avec_reserve boolean not null default false;
        """;

    private const string Certificats = """
        create table certificats_propagation (
            tenant_id uuid not null,
            id uuid not null,
            effacement_id uuid not null,
            contenu text not null,
            signature bytea not null,
            cle_publique bytea not null,
            emis_le timestamp with time zone not null,
            constraint pk_certificats_propagation primary key (tenant_id, id),
            constraint fk_certificats_propagation_effacements_tenant_id_effacement_id foreign key (tenant_id, effacement_id) references effacements (tenant_id, id) on delete restrict
        );
        create unique index ix_certificats_propagation_tenant_id_effacement_id on certificats_propagation (tenant_id, effacement_id);
        call fichier_isolate('certificats_propagation');
        revoke update, delete on certificats_propagation from fichier_app;
        create trigger immuable after update or delete on certificats_propagation for each row execute function fichier_immuable();
        """;
}
