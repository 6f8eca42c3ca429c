using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// A source is a row of its own, which forms, imports and whatever writes a provenance name by its name and party; a provenance says which fields it is about. Of
/// imports of before, what they changed in records that were there already is told from their history.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261211000000_NameSources")]
public sealed class NameSources : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table sources (
            tenant_id uuid not null,
            id uuid not null,
            nom text not null,
            partie text not null,
            nature text,
            contrat text,
            preuve_collecte text,
            phrase_mention text,
            champs_fournis text,
            cree_le timestamp with time zone not null,
            modifie_le timestamp with time zone,
            modifie_par_id uuid,
            constraint pk_sources primary key (tenant_id, id),
            constraint fk_sources_membres_tenant_id_modifie_par_id foreign key (tenant_id, modifie_par_id) references membres (tenant_id, id) on delete restrict
        );
        -- Two names from which an erased person was taken out may be the same.
        create unique index ix_sources_tenant_id_nom_partie on sources (tenant_id, nom, partie) where position('[effacé]' in nom) = 0;
        call fichier_isolate('sources');

        alter table provenances add column champs text[], add column source_id uuid, add column fusion_id uuid, alter column base_legale drop not null;
        alter table imports add column source_id uuid;

        create function fichier_source(p_tenant uuid, p_nom text, p_partie text) returns uuid language plpgsql as $$
        declare
            found_id uuid;
        begin
            select s.id into found_id from sources s where s.tenant_id = p_tenant and s.nom = p_nom and s.partie = p_partie limit 1;
            if found_id is null then
                insert into sources (tenant_id, id, nom, partie, nature, cree_le)
                values (p_tenant, gen_random_uuid(), p_nom, p_partie, case p_partie when 'Personne' then 'Personne' when 'Nous' then 'Observee' when 'Partenaire' then 'Partenaire' end, now())
                on conflict do nothing;
                select s.id into found_id from sources s where s.tenant_id = p_tenant and s.nom = p_nom and s.partie = p_partie limit 1;
            end if;
            return found_id;
        end $$;

        create function sources_nommer() returns trigger language plpgsql as $$
        begin
            new.source_id := fichier_source(new.tenant_id, new.source, new.partie);
            return new;
        end $$;

        """ + Rows("true") + """

        create index ix_provenances_tenant_id_source_id on provenances (tenant_id, source_id);
        create index ix_imports_tenant_id_source_id on imports (tenant_id, source_id);
        alter table provenances add constraint fk_provenances_sources_tenant_id_source_id foreign key (tenant_id, source_id) references sources (tenant_id, id) on delete restrict;
        alter table imports add constraint fk_imports_sources_tenant_id_source_id foreign key (tenant_id, source_id) references sources (tenant_id, id) on delete restrict;
        create trigger sources_nommer before insert on provenances for each row when (new.source_id is null) execute function sources_nommer();
        create trigger sources_nommer before insert on imports for each row when (new.source_id is null) execute function sources_nommer();
        """);

    /// <summary>What it does to rows.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $"""
        insert into sources (tenant_id, id, nom, partie, nature, cree_le)
        select x.tenant_id, gen_random_uuid(), x.source, x.partie, case x.partie when 'Personne' then 'Personne' when 'Nous' then 'Observee' when 'Partenaire' then 'Partenaire' end, min(x.le)
        from (select tenant_id, source, partie, constate_le le from provenances where {which} union all select tenant_id, source, partie, cree_le from imports where {which}) x
        group by x.tenant_id, x.source, x.partie
        on conflict do nothing;
        update provenances p set source_id = s.id from (select * from sources where {which}) s where p.source_id is null and s.tenant_id = p.tenant_id and s.nom = p.source and s.partie = p.partie;
        update imports i set source_id = s.id from (select * from sources where {which}) s where i.source_id is null and s.tenant_id = i.tenant_id and s.nom = i.source and s.partie = i.partie;
        update provenances p set champs = x.champs from (
            select m.tenant_id, m.sujet_id, m.import_id, array_agg(distinct case split_part(m.champ, '.', 1)
                when 'EmailContact' then 'EmailContact:' || m.nouveau
                when 'TelephoneContact' then 'TelephoneContact:' || coalesce(t.e164, m.nouveau)
                when 'TelephoneEntreprise' then 'TelephoneEntreprise:' || coalesce(u.e164, m.nouveau)
                when 'LienEntreprise' then 'LienEntreprise:' || coalesce(l.entreprise_id::text, n.seul, m.nouveau) || substr(m.champ, length('LienEntreprise') + 1)
                else m.champ end) champs,
                -- The history of a role doesn't say in which of several companies: then all of the person's lines speak of it.
                bool_or(m.champ like 'LienEntreprise.%' and n.seul is null) de_plusieurs
            from (select * from modifications where {which}) m
            left join contact_telephones t on m.champ = 'TelephoneContact' and t.tenant_id = m.tenant_id and t.contact_id = m.sujet_id and m.nouveau in (t.saisie, t.saisie || ' (' || t.libelle || ')')
            left join entreprise_telephones u on m.champ = 'TelephoneEntreprise' and u.tenant_id = m.tenant_id and u.entreprise_id = m.sujet_id and m.nouveau in (u.saisie, u.saisie || ' (' || u.libelle || ')')
            left join contact_liens l on m.champ = 'LienEntreprise' and l.tenant_id = m.tenant_id and l.contact_id = m.sujet_id and m.nouveau in (l.fonction, l.entreprise_id::text)
            left join lateral (select min(c.entreprise_id::text) seul from contact_liens c where m.champ like 'LienEntreprise.%' and c.tenant_id = m.tenant_id and c.contact_id = m.sujet_id having count(*) = 1) n on true
            where m.import_id is not null and m.nouveau is not null and m.sujet in ('Contact', 'Entreprise')
                and not exists (select from modifications c where c.tenant_id = m.tenant_id and c.sujet_id = m.sujet_id and c.import_id = m.import_id and c.champ = '+')
            group by m.tenant_id, m.sujet_id, m.import_id) x
        where p.champs is null and not x.de_plusieurs and p.tenant_id = x.tenant_id and p.sujet_id = x.sujet_id and p.import_id = x.import_id;

        """;
}
