using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Row-level security on every table of an organisation, and the few narrow doors through it. Later migrations call
/// <c>fichier_isolate('table')</c> for each table they add; an architecture test reads the catalogue and finds any that was forgotten.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124220000_IsolateTenants")]
public sealed class IsolateTenants : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- The tenant of the session; null when unset, and a comparison with null shows nothing. '' is what a pool's reset leaves.
        create function fichier_tenant() returns uuid language sql stable parallel safe
            return nullif(current_setting('app.tenant_id', true), '')::uuid;

        -- The (select …) makes the policy an init plan: once per query, not once per row.
        create procedure fichier_isolate(p_table regclass) language plpgsql as $$
        begin
            execute format('alter table %s enable row level security', p_table);
            execute format('alter table %s force row level security', p_table);
            execute format('create policy tenant on %s to fichier_app using (tenant_id = (select fichier_tenant())) with check (tenant_id = (select fichier_tenant()))', p_table);
            execute format('create policy owner_all on %s to current_user using (true) with check (true)', p_table);
            execute format('grant select, insert, update, delete on %s to fichier_app', p_table);
        end $$;
        revoke execute on procedure fichier_isolate(regclass) from public;

        do $$
        declare t regclass;
        begin
            for t in
                select c.oid::regclass from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            loop
                call fichier_isolate(t);
            end loop;
        end $$;

        alter table organisations enable row level security;
        alter table organisations force row level security;
        create policy tenant on organisations to fichier_app
            using (id = (select fichier_tenant())) with check (id = (select fichier_tenant()));
        create policy owner_all on organisations to current_user using (true) with check (true);
        grant usage on schema public to fichier_app;
        grant select, update on organisations to fichier_app;
        grant select on "__EFMigrationsHistory" to fichier_app;

        -- A user reads its own memberships, and the organisations that they are in (to choose one after sign-in).
        create policy self on membres for select to fichier_app
            using (utilisateur_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
        create policy membership on organisations for select to fichier_app
            using (exists (select from membres m where m.tenant_id = organisations.id and m.retire_le is null
                and m.utilisateur_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));

        -- Who holds an invitation's token reads that invitation.
        create policy token on invitations for select to fichier_app
            using (jeton_hash = (select decode(nullif(current_setting('app.invitation_hash', true), ''), 'hex')));

        -- The jobs of the night visit every organisation: keys only, no names.
        create function fichier_organisations() returns uuid[] language sql stable security definer
            set search_path = pg_catalog, public
            return (select coalesce(array_agg(o.id), '{}') from public.organisations o);
        revoke execute on function fichier_organisations() from public;
        grant execute on function fichier_organisations() to fichier_app;
        """);
}
