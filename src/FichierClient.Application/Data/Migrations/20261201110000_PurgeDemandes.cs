using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// The file of a request goes when it was kept long enough, with its journal, which the app's role may not touch. The objection list and the
/// register of breaches have purposes of their own: drafts that the program brought along say so.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261201110000_PurgeDemandes")]
public sealed class PurgeDemandes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Purge);
        migrationBuilder.Sql(Registre);
    }

    private const string Purge = """
        -- How long is the program's parameter. A mistake in it doesn't reach what was closed within the year: no law asks for less.
        create function archive.purger_demande(p_demande uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
        declare t text;
        begin
            perform from demandes where tenant_id = fichier_tenant() and id = p_demande and statut in ('Cloturee', 'Irrecevable', 'Refusee', 'Retiree') and terminee_le < now() - interval '1 year' for update;
            if not found then return false; end if;
            delete from demande_dossier_fragments f using demande_dossiers d where d.tenant_id = fichier_tenant() and d.demande_id = p_demande and f.tenant_id = d.tenant_id and f.dossier_id = d.id;
            foreach t in array array['demande_dossiers', 'demande_pieces', 'demande_personnes', 'demande_resolutions', 'demande_exemptions', 'demande_courriers', 'demande_etapes'] loop
                perform set_config('fichier.scellement', t::regclass::oid::text, true);
                execute format('delete from %I where tenant_id = fichier_tenant() and demande_id = $1', t) using p_demande;
            end loop;
            perform set_config('fichier.scellement', '', true);
            delete from demandes where tenant_id = fichier_tenant() and id = p_demande;
            return true;
        end $$;
        revoke execute on function archive.purger_demande(uuid) from public;
        grant execute on function archive.purger_demande(uuid) to fichier_app;
        """;

    private const string Registre = """
        update traitements set contenu = jsonb_set(contenu, '{finalite}', case code when 'opposition' then '"Opposition"'::jsonb else '"Violations"'::jsonb end)
        where code in ('opposition', 'violations') and statut = 'Brouillon' and contenu ->> 'finalite' = 'None';
        """;
}
