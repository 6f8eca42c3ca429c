using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Who must still be told where her data come from (RGPD art. 14). Opened by a trigger on the sources, so that the form, each import and an
/// import that is put back open it alike; gone with its source.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130142000_AddInformations")]
public sealed class AddInformations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table obligations_information (
            tenant_id uuid not null,
            id uuid not null,
            contact_id uuid not null,
            source text not null,
            partie text not null,
            nee_le timestamp with time zone not null,
            echeance date not null,
            premiere_communication_le date,
            retard_constate_le date,
            fait_le timestamp with time zone,
            fait_par_id uuid,
            canal text,
            traitement_id uuid,
            mention_version integer,
            preuve text,
            constraint pk_obligations_information primary key (tenant_id, id),
            constraint fk_obligations_information_membres_tenant_id_fait_par_id foreign key (tenant_id, fait_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_obligations_information_traitements_tenant_id_traitement_id foreign key (tenant_id, traitement_id) references traitements (tenant_id, id) on delete restrict
        );
        create unique index ix_obligations_information_tenant_id_contact_id_source on obligations_information (tenant_id, contact_id, source);
        create index ix_obligations_information_tenant_id_echeance_id on obligations_information (tenant_id, echeance, id) where fait_le is null;
        call fichier_isolate('obligations_information');

        -- The limit of RGPD art. 14(3)(a) by the day from which it applies: another one is another row.
        create function fichier_echeance_information(p_le date) returns date language sql immutable parallel safe
            return (select (p_le + l.delai)::date from (values (date '2018-05-25', interval '1 month')) l(depuis, delai)
                where l.depuis <= greatest(p_le, date '2018-05-25') order by l.depuis desc limit 1);

        create function informations_insert() returns trigger language plpgsql as $$
        begin
            insert into obligations_information (tenant_id, id, contact_id, source, partie, nee_le, echeance)
            select n.tenant_id, gen_random_uuid(), n.sujet_id, n.source, n.partie, n.constate_le, fichier_echeance_information((n.constate_le at time zone o.fuseau)::date)
            from nouvelles n join organisations o on o.id = n.tenant_id
            where n.sujet = 'Contact' and n.partie in ('Partenaire', 'Tiers')
            on conflict (tenant_id, contact_id, source) do nothing;
            return null;
        end $$;
        create trigger informations_insert after insert on provenances referencing new table as nouvelles for each statement execute function informations_insert();

        create function informations_delete() returns trigger language plpgsql as $$
        begin
            delete from obligations_information i using (select distinct tenant_id, sujet_id, source from anciennes where sujet = 'Contact' and partie in ('Partenaire', 'Tiers')) a
            where i.tenant_id = a.tenant_id and i.contact_id = a.sujet_id and i.source = a.source
                and not exists (select from provenances p where p.tenant_id = i.tenant_id and p.sujet_id = i.contact_id and p.sujet = 'Contact' and p.source = i.source and p.partie in ('Partenaire', 'Tiers'));
            return null;
        end $$;
        create trigger informations_delete after delete on provenances referencing old table as anciennes for each statement execute function informations_delete();

        insert into obligations_information (tenant_id, id, contact_id, source, partie, nee_le, echeance)
        select p.tenant_id, gen_random_uuid(), p.sujet_id, p.source, p.partie, p.constate_le, fichier_echeance_information((p.constate_le at time zone o.fuseau)::date)
        from provenances p join organisations o on o.id = p.tenant_id
        where p.sujet = 'Contact' and p.partie in ('Partenaire', 'Tiers') order by p.constate_le
        on conflict (tenant_id, contact_id, source) do nothing;

        alter table exports add column non_informes integer not null default 0;
        """);
}
