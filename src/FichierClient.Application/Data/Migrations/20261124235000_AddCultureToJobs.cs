using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>A job writes its sentences in the language of the member who asked for it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124235000_AddCultureToJobs")]
public sealed class AddCultureToJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table jobs add culture text not null default 'fr-FR';
        alter table jobs alter culture drop default;

        -- As before, but a job that is given up gets no sentence here: whoever reads it has one, in the reader's language.
        create or replace function fichier_take_job(p_kinds text[], p_holder text, p_lease interval)
            returns table (tenant_id uuid, id uuid, kind text, subject_id uuid, requested_by_id uuid)
            language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            update public.jobs j set status = case when j.cancel_requested then 'Cancelled' else 'Failed' end,
                finished_at = now(), lease_until = null, holder = null
            where j.status = 'Running' and j.lease_until < now() and (j.attempts >= 5 or j.cancel_requested);

            return query
            update public.jobs j set status = 'Running', holder = p_holder, lease_until = now() + p_lease,
                attempts = j.attempts + 1, started_at = coalesce(j.started_at, now())
            from (
                select o.tenant_id, o.id from public.jobs o
                where o.kind = any (p_kinds) and (o.status = 'Waiting' or (o.status = 'Running' and o.lease_until < now()))
                    and o.status in ('Waiting', 'Running')
                order by o.created_at limit 1 for update skip locked
            ) next
            where j.tenant_id = next.tenant_id and j.id = next.id
            returning j.tenant_id, j.id, j.kind, j.subject_id, j.requested_by_id;
        end $$;
        """);
}
