namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    private const string Tables = """
        -- The day for which an organisation's figures are true, and the lock that its writers of ventes take one after the other.
        create table figures_au (
            tenant_id uuid primary key references organisations (id) on delete cascade,
            au date not null
        );

        -- One row per entreprise, as of figures_au.au. Amounts in centimes HT (bigint reaches an index under RLS), avoirs negative.
        create table entreprise_stats (
            tenant_id uuid not null,
            entreprise_id uuid not null,
            ca_12m bigint not null default 0,
            ca_12m_precedents bigint not null default 0,
            ca_total bigint not null default 0,
            factures_12m bigint not null default 0,
            factures_total bigint not null default 0,
            nb_factures_12m integer not null default 0,
            nb_factures integer not null default 0,
            nb_ventes integer not null default 0,
            premiere_vente date not null default '-infinity',
            derniere_vente date not null default '-infinity',
            derniere_vente_centimes bigint not null default 0,
            responsable_id uuid,
            ralentit_le date generated always as (case when nb_factures >= 3 and derniere_vente > premiere_vente
                then derniere_vente + 2 * (derniere_vente - premiere_vente) / (nb_factures - 1) + 1 end) stored,
            primary key (tenant_id, entreprise_id),
            foreign key (tenant_id, entreprise_id) references entreprises (tenant_id, id) on delete cascade
        ) with (fillfactor = 80);
        create index on entreprise_stats (tenant_id, ca_12m, entreprise_id);
        create index on entreprise_stats (tenant_id, derniere_vente, entreprise_id);
        create index on entreprise_stats (tenant_id, premiere_vente);
        create index on entreprise_stats (tenant_id, ca_12m_precedents) where nb_factures_12m = 0;
        create index on entreprise_stats (tenant_id, factures_total, entreprise_id);
        create index on entreprise_stats (tenant_id, responsable_id, premiere_vente, ralentit_le, derniere_vente);
        comment on column entreprise_stats.premiere_vente is 'Day of the first facture; -infinity: none (a sort key is never null).';
        comment on column entreprise_stats.derniere_vente is 'Day of the latest facture; -infinity: none.';
        comment on column entreprise_stats.derniere_vente_centimes is 'Of the latest facture; of two on one day, the larger.';
        comment on column entreprise_stats.ralentit_le is 'First day on which the silence exceeds twice the usual gap between factures; null below three.';
        comment on column entreprise_stats.factures_12m is 'Without the avoirs: never less than what one commercial sold to this entreprise.';
        comment on column entreprise_stats.factures_total is 'Without the avoirs: never less than the CA of any period.';
        comment on column entreprise_stats.responsable_id is 'Of the entreprise: the clients of a commercial are counted without reading the entreprises.';

        -- Sums of the ledger. factures and avoirs are centimes HT (avoirs negative: CA = factures + avoirs), nb_ count ventes.
        create table ca_jours (
            tenant_id uuid not null,
            jour date not null,
            factures bigint not null default 0,
            avoirs bigint not null default 0,
            nb_factures integer not null default 0,
            nb_avoirs integer not null default 0,
            primary key (tenant_id, jour)
        ) with (fillfactor = 70);

        -- periode: the first day of a calendar month (whole month, days to come included), or one of two windows that follow
        -- figures_au.au: 'infinity' the 12 months that end that day, '-infinity' the 12 months before those.
        -- par_jour: periode is that single day instead.
        -- Unknown commercial, canal or produit is 00000000-…, unknown département is ''.
        create table ca_commerciaux (
            tenant_id uuid not null,
            par_jour boolean not null,
            periode date not null,
            commercial_id uuid not null,
            canal_id uuid not null,
            factures bigint not null default 0,
            avoirs bigint not null default 0,
            nb_factures integer not null default 0,
            nb_avoirs integer not null default 0,
            primary key (tenant_id, par_jour, periode, commercial_id, canal_id)
        ) with (fillfactor = 70);

        -- filtre: ffffffff-… everything, or the commercial's or the canal's id that the dashboard is filtered by. Single days
        -- (par_jour) are kept for everything alone: with a filter the days at the ends of a period are few enough to be read.
        create table ca_departements (
            tenant_id uuid not null,
            par_jour boolean not null,
            periode date not null,
            filtre uuid not null,
            departement text collate "C" not null,
            factures bigint not null default 0,
            avoirs bigint not null default 0,
            nb_factures integer not null default 0,
            nb_avoirs integer not null default 0,
            primary key (tenant_id, filtre, par_jour, periode, departement)
        ) with (fillfactor = 70);
        comment on column ca_departements.departement is 'non personnelle: maille du département';

        -- From the lines: here nb_ count lines.
        create table ca_produits (
            tenant_id uuid not null,
            par_jour boolean not null,
            periode date not null,
            filtre uuid not null,
            produit_id uuid not null,
            factures bigint not null default 0,
            avoirs bigint not null default 0,
            nb_factures integer not null default 0,
            nb_avoirs integer not null default 0,
            primary key (tenant_id, filtre, par_jour, periode, produit_id)
        ) with (fillfactor = 70);

        call fichier_isolate('figures_au');
        call fichier_isolate('entreprise_stats');
        call fichier_isolate('ca_jours');
        call fichier_isolate('ca_commerciaux');
        call fichier_isolate('ca_departements');
        call fichier_isolate('ca_produits');
        -- The app reads figures; only the triggers write them.
        revoke insert, update, delete on figures_au, entreprise_stats, ca_jours, ca_commerciaux, ca_departements, ca_produits from fichier_app;
        """;
}
