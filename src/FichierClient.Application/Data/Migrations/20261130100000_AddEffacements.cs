using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Erasures and their certificates, the sealed archive, and the role under which an erasure is verified.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130100000_AddEffacements")]
public sealed class AddEffacements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Verification);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Archive);
    }

    /// <summary>fichier_scan only reads, one organisation at a time like the app; fichier_app becomes it to verify, and inherits nothing of it.</summary>
    private const string Verification = """
        do $$
        declare t record;
        begin
            for t in select tablename from pg_policies where schemaname = 'public' and policyname = 'tenant' and tablename <> 'organisations' loop
                execute format('create policy scan on %I for select to fichier_scan using (tenant_id = (select fichier_tenant()))', t.tablename);
                execute format('grant select on %I to fichier_scan', t.tablename);
            end loop;
        end $$;
        grant usage on schema public to fichier_scan;

        create or replace procedure fichier_isolate(p_table regclass) language plpgsql as $$
        begin
            execute format('alter table %s enable row level security', p_table);
            execute format('alter table %s force row level security', p_table);
            execute format('create policy tenant on %s to fichier_app using (tenant_id = (select fichier_tenant())) with check (tenant_id = (select fichier_tenant()))', p_table);
            execute format('create policy owner_all on %s to current_user using (true) with check (true)', p_table);
            execute format('create policy scan on %s for select to fichier_scan using (tenant_id = (select fichier_tenant()))', p_table);
            execute format('grant select, insert, update, delete on %s to fichier_app', p_table);
            execute format('grant select on %s to fichier_scan', p_table);
        end $$;
        revoke execute on procedure fichier_isolate(regclass) from public;

        -- What is written once: a change is refused to everybody, the owner too.
        create function fichier_immuable() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
            raise exception 'Rows of % are written once.', tg_table_name using errcode = '42501';
        end $$;
        revoke execute on function fichier_immuable() from public;
        """;

    private const string Tables = """
        alter table ventes add column contact_efface boolean not null default false;

        create table effacements (
            tenant_id uuid not null,
            id uuid not null,
            reference text not null,
            sujet text not null,
            sujet_id uuid not null,
            demande_id uuid,
            fondement text not null,
            statut text not null,
            etape text not null,
            plan jsonb not null,
            plan_empreinte text not null,
            aiguilles bytea,
            prepare_le timestamp with time zone not null,
            prepare_par_id uuid,
            approuve_le timestamp with time zone,
            approuve_par_id uuid,
            second_le timestamp with time zone,
            second_par_id uuid,
            tombe bigint,
            constats jsonb,
            job_id uuid,
            termine_le timestamp with time zone,
            constraint pk_effacements primary key (tenant_id, id),
            constraint fk_effacements_membres_tenant_id_prepare_par_id foreign key (tenant_id, prepare_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_effacements_membres_tenant_id_approuve_par_id foreign key (tenant_id, approuve_par_id) references membres (tenant_id, id) on delete restrict,
            constraint fk_effacements_membres_tenant_id_second_par_id foreign key (tenant_id, second_par_id) references membres (tenant_id, id) on delete restrict
        );
        create unique index ix_effacements_tenant_id_reference on effacements (tenant_id, reference);
        create index ix_effacements_tenant_id_sujet_id on effacements (tenant_id, sujet_id);
        create index ix_effacements_tenant_id_prepare_le on effacements (tenant_id, prepare_le);
        -- One person has one erasure at a time.
        create unique index ix_effacements_ouvert on effacements (tenant_id, sujet_id) where statut not in ('Termine', 'Abandonne');
        call fichier_isolate('effacements');
        revoke delete on effacements from fichier_app;

        create table certificats (
            tenant_id uuid not null,
            id uuid not null,
            effacement_id uuid not null,
            contenu text not null,
            signature bytea not null,
            cle_publique bytea not null,
            emis_le timestamp with time zone not null,
            constraint pk_certificats primary key (tenant_id, id),
            constraint fk_certificats_effacements_tenant_id_effacement_id foreign key (tenant_id, effacement_id) references effacements (tenant_id, id) on delete restrict
        );
        create unique index ix_certificats_tenant_id_effacement_id on certificats (tenant_id, effacement_id);
        call fichier_isolate('certificats');
        revoke update, delete on certificats from fichier_app;
        create trigger immuable after update or delete on certificats for each row execute function fichier_immuable();
        """;

    /// <summary>Nobody reads the archive's tables: what comes out of them comes through lire, which notes who and why first.</summary>
    private const string Archive = """
        create schema archive;

        create table archive.documents (
            tenant_id uuid not null,
            id uuid not null,
            effacement_id uuid not null,
            nom_table text not null,
            ligne_id text not null,
            reference text,
            contenu jsonb not null,
            base text not null,
            scelle_le timestamp with time zone not null,
            purge_le date not null,
            constraint pk_documents primary key (tenant_id, id)
        );
        create unique index ix_documents_origine on archive.documents (tenant_id, effacement_id, nom_table, ligne_id);
        create index ix_documents_purge on archive.documents (tenant_id, purge_le);
        comment on column archive.documents.nom_table is 'non personnelle: nom de table';
        comment on column archive.documents.ligne_id is 'non personnelle: clé technique';
        comment on column archive.documents.reference is 'non personnelle: numérotation comptable';
        comment on column archive.documents.contenu is 'donnée personnelle: textelibre, sceller';
        comment on column archive.documents.base is 'non personnelle: article';
        create trigger immuable before update on archive.documents for each row execute function fichier_immuable();

        create table archive.lectures (
            tenant_id uuid not null,
            id uuid not null,
            document_id uuid not null,
            membre_id uuid not null,
            motif text not null,
            lu_le timestamp with time zone not null,
            constraint pk_lectures primary key (tenant_id, id)
        );
        create index ix_lectures_document on archive.lectures (tenant_id, document_id, lu_le);
        comment on column archive.lectures.motif is 'non personnelle: motif de lecture, écrit par le DPO';
        create trigger immuable before update or delete on archive.lectures for each row execute function fichier_immuable();

        do $$
        declare t text;
        begin
            foreach t in array array['documents', 'lectures'] loop
                execute format('alter table archive.%I enable row level security', t);
                execute format('alter table archive.%I force row level security', t);
                execute format('create policy owner_tenant on archive.%I to current_user using (tenant_id = (select fichier_tenant())) with check (tenant_id = (select fichier_tenant()))', t);
            end loop;
        end $$;

        create function archive.sceller(p_effacement uuid, p_table text, p_ligne text, p_reference text, p_contenu jsonb, p_base text, p_purge date, p_le timestamp with time zone)
        returns void language sql security definer set search_path = pg_catalog, public as $$
            insert into archive.documents (tenant_id, id, effacement_id, nom_table, ligne_id, reference, contenu, base, scelle_le, purge_le)
            values (fichier_tenant(), gen_random_uuid(), p_effacement, p_table, p_ligne, p_reference, p_contenu, p_base, p_le, p_purge)
            on conflict (tenant_id, effacement_id, nom_table, ligne_id) do nothing
        $$;

        create function archive.lister(p_effacement uuid)
        returns table (id uuid, effacement_id uuid, nom_table text, reference text, base text, scelle_le timestamp with time zone, purge_le date, lectures bigint)
        language sql stable security definer set search_path = pg_catalog, public as $$
            select d.id, d.effacement_id, d.nom_table, d.reference, d.base, d.scelle_le, d.purge_le, (select count(*) from archive.lectures l where l.tenant_id = d.tenant_id and l.document_id = d.id)
            from archive.documents d where d.tenant_id = fichier_tenant() and (p_effacement is null or d.effacement_id = p_effacement) order by d.scelle_le desc, d.id limit 500
        $$;

        create function archive.lire(p_document uuid, p_membre uuid, p_motif text, p_le timestamp with time zone)
        returns jsonb language plpgsql security definer set search_path = pg_catalog, public as $$
        declare found jsonb;
        begin
            if btrim(coalesce(p_motif, '')) = '' then raise exception 'The archive is read with a reason.' using errcode = '23514'; end if;
            select contenu into found from archive.documents where tenant_id = fichier_tenant() and id = p_document;
            if found is null then return null; end if;
            insert into archive.lectures (tenant_id, id, document_id, membre_id, motif, lu_le) values (fichier_tenant(), gen_random_uuid(), p_document, p_membre, btrim(p_motif), p_le);
            return found;
        end $$;

        create function archive.lectures_de(p_document uuid) returns table (membre_id uuid, motif text, lu_le timestamp with time zone)
        language sql stable security definer set search_path = pg_catalog, public as $$
            select l.membre_id, l.motif, l.lu_le from archive.lectures l where l.tenant_id = fichier_tenant() and l.document_id = p_document order by l.lu_le
        $$;

        create function archive.purger(p_jour date) returns bigint language sql security definer set search_path = pg_catalog, public as $$
            with gone as (delete from archive.documents where tenant_id = fichier_tenant() and purge_le <= p_jour returning 1) select count(*) from gone
        $$;

        revoke execute on all functions in schema archive from public;
        grant usage on schema archive to fichier_app;
        grant execute on all functions in schema archive to fichier_app;
        """;
}
