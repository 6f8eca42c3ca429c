using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Likely duplicates and merges: their tables, and the functions that find who resembles whom.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129190000_AddDoublons")]
public sealed partial class AddDoublons : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Noms);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Recherche);
        migrationBuilder.Sql(Ressemblances);
    }

    /// <summary>What names and addresses are compared by. Changing a function means rewriting the column that is filled with it.</summary>
    private const string Noms = """
        create function fichier_nom_rapproche(p_nom text) returns text language sql immutable parallel safe as $$
            with n as (select ' ' || regexp_replace(replace(replace(lower(translate(p_nom,
                    'ÀÂÄÁÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑŸàâäáãåéèêëíìîïóòôöõúùûüçñÿ', 'aaaaaaeeeeiiiiooooouuuucnyaaaaaaeeeeiiiiooooouuuucny')), 'œ', 'oe'), 'æ', 'ae'),
                    '[^a-z0-9]+', ' ', 'g') || ' ' nom),
                c as (select btrim(nom) entier, btrim(regexp_replace(regexp_replace(nom,
                    ' (s a r l|sarl|s a s u|sasu|s a s|sas|s a|sa|e u r l|eurl|e i r l|eirl|ei|s c i|sci|s n c|snc|selarl|selas|scop|scp|scm|gie|earl|gaec|sarlu|societe|ste|etablissements|etablissement|ets|entreprise|cie|ltd|limited|llc|inc|corp|gmbh|ag|bv|nv|spa|srl|plc)(?= )',
                    ' ', 'g'), ' +', ' ', 'g')) court from n)
            select case when court <> '' then court when entier <> '' then entier else lower(p_nom) end from c
        $$;

        -- The domain of a site or an e-mail address; null for providers of mailboxes and pages, which say nothing of who uses them.
        create function fichier_domaine(p_adresse text) returns text language sql immutable parallel safe as $$
            select d from (select substring(lower(p_adresse) from '^(?:https?://)?(?:[^@/ ]*@)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:?#].*)?$') d) x
            where d !~ '^(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|mail|protonmail|proton|orange|wanadoo|free|sfr|neuf|cegetel|laposte|bbox|numericable|noos|club-internet|aliceadsl|voila|facebook|linkedin|instagram|twitter|x|pagesjaunes|google|wixsite|jimdo|business)\.[a-z.]+$'
                and d !~ '\.(wixsite|jimdo|jimdofree|wordpress|blogspot|e-monsite|business)\.'
        $$;

        alter table entreprises add column nom_rapproche text collate "C" not null generated always as (fichier_nom_rapproche(raison_sociale)) stored;
        create index ix_entreprises_nom_rapproche_trgm on entreprises using gin (tenant_id, nom_rapproche gin_trgm_ops);
        """;

    private const string Tables = """
        alter table entreprises add column survivant_id uuid,
            add constraint fk_entreprises_entreprises_tenant_id_survivant_id foreign key (tenant_id, survivant_id) references entreprises (tenant_id, id) on delete restrict;
        create index ix_entreprises_tenant_id_survivant_id on entreprises (tenant_id, survivant_id) where survivant_id is not null;
        alter table contacts add column survivant_id uuid,
            add constraint fk_contacts_contacts_tenant_id_survivant_id foreign key (tenant_id, survivant_id) references contacts (tenant_id, id) on delete restrict;
        create index ix_contacts_tenant_id_survivant_id on contacts (tenant_id, survivant_id) where survivant_id is not null;

        create table doublons (
            tenant_id uuid not null,
            id uuid not null,
            sujet text not null,
            premier_id uuid not null,
            second_id uuid not null,
            motifs integer not null,
            certitude integer not null,
            trouve_le timestamp with time zone not null,
            ecarte_le timestamp with time zone,
            ecarte_par_id uuid,
            constraint pk_doublons primary key (tenant_id, id),
            constraint fk_doublons_membres_tenant_id_ecarte_par_id foreign key (tenant_id, ecarte_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_doublons_tenant_id_sujet_premier_id_second_id on doublons (tenant_id, sujet, premier_id, second_id);
        create index ix_doublons_tenant_id_second_id on doublons (tenant_id, second_id);
        create index ix_doublons_tenant_id_sujet_certitude_id on doublons (tenant_id, sujet, certitude, id);
        call fichier_isolate('doublons');

        create table fusions (
            tenant_id uuid not null,
            id uuid not null,
            sujet text not null,
            survivant_id uuid not null,
            membre_id uuid not null,
            faite_le timestamp with time zone not null,
            defaite_le timestamp with time zone,
            defaite_par_id uuid,
            avant jsonb,
            apres jsonb,
            constraint pk_fusions primary key (tenant_id, id),
            constraint fk_fusions_membres_tenant_id_membre_id foreign key (tenant_id, membre_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_fusions_membres_tenant_id_defaite_par_id foreign key (tenant_id, defaite_par_id) references membres (tenant_id, id) on delete restrict
        );
        create index ix_fusions_tenant_id_survivant_id_faite_le on fusions (tenant_id, survivant_id, faite_le);
        call fichier_isolate('fusions');

        create table fusion_fiches (
            tenant_id uuid not null,
            id uuid not null,
            fusion_id uuid not null,
            fiche_id uuid not null,
            constraint pk_fusion_fiches primary key (tenant_id, id),
            constraint fk_fusion_fiches_fusions_tenant_id_fusion_id foreign key (tenant_id, fusion_id) references fusions (tenant_id, id) on delete restrict
        );
        create index ix_fusion_fiches_tenant_id_fusion_id on fusion_fiches (tenant_id, fusion_id);
        create index ix_fusion_fiches_tenant_id_fiche_id on fusion_fiches (tenant_id, fiche_id);
        call fichier_isolate('fusion_fiches');

        create table fusion_mouvements (
            tenant_id uuid not null,
            id uuid not null,
            fusion_id uuid not null,
            nom_table text not null,
            colonne text not null,
            ligne_id uuid not null,
            ancien_id uuid not null,
            contenu jsonb,
            constraint pk_fusion_mouvements primary key (tenant_id, id),
            constraint fk_fusion_mouvements_fusions_tenant_id_fusion_id foreign key (tenant_id, fusion_id) references fusions (tenant_id, id) on delete restrict
        );
        create index ix_fusion_mouvements_tenant_id_fusion_id_nom_table_colonne on fusion_mouvements (tenant_id, fusion_id, nom_table, colonne);
        call fichier_isolate('fusion_mouvements');
        """;
}
