using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>The secret of a link isn't kept in a letter once it has left, or was used; an e-mail that waited when its organisation moved has a state of its own.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202051000_HideLinksOfLetters")]
public sealed class HideLinksOfLetters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table courriels drop constraint ck_courriels_reste;
        alter table courriels add constraint ck_courriels_reste check (statut in ('AEnvoyer', 'NonParti', 'Ailleurs') or (destinataire is null and corps is null));

        -- It takes the word of one link out of one request's letters, and nothing else.
        create function fichier_taire_lien(p_demande uuid, p_jeton text) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            if p_jeton !~ '^[A-Za-z0-9_-]{64}$' then return; end if;
            perform set_config('fichier.scellement', 'demande_courriers'::regclass::oid::text, true);
            update demande_courriers set corps = replace(corps, p_jeton, '…' || right(p_jeton, 4)) where tenant_id = fichier_tenant() and demande_id = p_demande and position(p_jeton in corps) > 0;
            perform set_config('fichier.scellement', '', true);
        end $$;
        revoke execute on function fichier_taire_lien(uuid, text) from public;
        grant execute on function fichier_taire_lien(uuid, text) to fichier_app;

        alter table demande_courriers disable trigger immuable;
        update demande_courriers set corps = regexp_replace(corps, '(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{60}([A-Za-z0-9_-]{4})(?![A-Za-z0-9_-])', '…\1', 'g')
            where envoi = 'Courriel' and corps ~ '[A-Za-z0-9_-]{64}';
        alter table demande_courriers enable trigger immuable;
        """);
}
