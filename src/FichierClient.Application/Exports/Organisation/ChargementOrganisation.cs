using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Effacements.Journal;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>What came in.</summary>
/// <param name="Id">The organisation here: its own id, or a new one where that is taken.</param>
/// <param name="Slug">Its short name here.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Lignes">Rows of all tables.</param>
/// <param name="Retrouves">Members whose address has an account here.</param>
/// <param name="Invites">Addresses of members whose account was made, without a password.</param>
/// <param name="Rejouees">Entries of this installation's journal that are younger than the ZIP and were done again in it.</param>
public sealed record OrganisationChargee(Guid Id, string Slug, string Nom, long Lignes, int Retrouves, IReadOnlyList<string> Invites, int Rejouees = 0);

/// <summary>
/// Loads the ZIP of an organisation as a new one, as the owner of the database and in one transaction: all of it or nothing. Figures are computed
/// anew, files encrypted with the keys of this installation, members matched with accounts by their address.
/// </summary>
public sealed class ChargementOrganisation(FichiersOrganisation fichiers, Rattrapage rattrapage, TimeProvider clock)
{
    /// <summary>Decisions that were made while the ZIP was written may be younger than what it holds; doing one twice changes nothing.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private const string Alone = "select pg_advisory_lock(hashtextextended($1::text, 0))";

    /// <exception cref="OrganisationRefuseeException">Another schema, a slug that is taken, figures that don't agree.</exception>
    public async Task<OrganisationChargee> LoadAsync(string ownerConnection, LectureOrganisation lecture, string slug, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(OfItsOwn(ownerConnection));
        await connection.OpenAsync(cancellationToken);
        // Two loadings of one ZIP would decide on the same id and the same key.
        await connection.RunAsync(Alone, cancellationToken, lecture.Manifeste.Organisation.Id);
        var (manifeste, schema) = (lecture.Manifeste, await connection.SchemaAsync(cancellationToken));
        if (await connection.ValueAsync("select 1 from organisations where slug = $1", cancellationToken, slug) is not null) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_slug", slug));
        var taken = await connection.ValueAsync("select 1 from organisations where id = $1", cancellationToken, manifeste.Organisation.Id) is not null;
        var tenant = taken ? Guid.CreateVersion7() : manifeste.Organisation.Id;
        var passages = PassagesSchema.Between(manifeste.Schema, await connection.MigrationsAsync(cancellationToken), tenant)
            ?? (schema == manifeste.Schema ? [] : throw new OrganisationRefuseeException(Texts.Get(string.CompareOrdinal(manifeste.Schema, schema) > 0 ? "Organisation_zip_recent" : "Organisation_zip_ancien", manifeste.Schema, schema)));
        var adopted = await AdoptAsync(tenant, lecture, cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var loaded = await new Transfert(connection, lecture, tenant, schema == manifeste.Schema ? null : passages).RunAsync(slug, Today(manifeste), fichiers, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // Who was erased or objected since the ZIP was written doesn't come back with it.
            return loaded with { Rejouees = await rattrapage.ReplayAsync(manifeste.Organisation.Id, tenant, manifeste.FaitLe - Margin, cancellationToken) };
        }
        catch (Exception error)
        {
            if (adopted && !await IsThereAsync(ownerConnection, connection, manifeste.Organisation.Id, tenant)) fichiers.Empreintes.Forget(tenant);
            // Rows that the tables don't take: no installation wrote them like that.
            if (error is DecoderFallbackException || (error is PostgresException { SqlState: var state } && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal))))
                throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
            throw;
        }
    }

    /// <summary>A connection that broke at the commit says nothing of the commit: the row does, once the first session has ended.</summary>
    private static async Task<bool> IsThereAsync(string ownerConnection, NpgsqlConnection first, Guid id, Guid tenant)
    {
        await first.CloseAsync();
        await using var connection = new NpgsqlConnection(OfItsOwn(ownerConnection));
        await connection.OpenAsync();
        await connection.RunAsync(Alone, CancellationToken.None, id);
        return await connection.ValueAsync("select 1 from organisations where id = $1", CancellationToken.None, tenant) is not null;
    }

    /// <summary>The lock of a session that is only put back into a pool would stay.</summary>
    private static string OfItsOwn(string ownerConnection) => new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString;

    private DateOnly Today(Manifeste manifeste)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(manifeste.Organisation.Fuseau, out var zone)) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    private async Task<bool> AdoptAsync(Guid tenant, LectureOrganisation lecture, CancellationToken cancellationToken)
    {
        if (!lecture.Has(Manifeste.Cle)) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
        await using var content = await lecture.ReadAsync(Manifeste.Cle, cancellationToken);
        using var key = new MemoryStream();
        await content.CopyToAsync(key, cancellationToken);
        try
        {
            return fichiers.Empreintes.Adopt(tenant, key.ToArray());
        }
        catch (InvalidDataException)
        {
            throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_cle"));
        }
    }

    /// <summary>One loading: a table after the other, then what is derived.</summary>
    /// <param name="connection">In its transaction.</param>
    /// <param name="lecture">The file.</param>
    /// <param name="tenant">The organisation here.</param>
    /// <param name="passages">What makes rows of an older schema rows of this one; null: it is this one.</param>
    private sealed class Transfert(NpgsqlConnection connection, LectureOrganisation lecture, Guid tenant, IReadOnlyList<string>? passages)
    {
        private long lignes;

        public async Task<OrganisationChargee> RunAsync(string slug, DateOnly today, FichiersOrganisation fichiers, CancellationToken cancellationToken)
        {
            var fiche = lecture.Manifeste.Organisation;
            await connection.RunAsync("select set_config('app.tenant_id', $1::text, true), set_config('figures.deferred', 'on', true), set_config('timezone', 'UTC', true), set_config('statement_timeout', '0', true), set_config('search_path', 'pg_catalog, public', true)", cancellationToken, tenant);
            await connection.RunAsync("insert into organisations (id, slug, nom, fuseau, devise, est_demo, cree_le, cle_empreintes) values ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''))", cancellationToken, tenant, slug, fiche.Nom, fiche.Fuseau, fiche.Devise, fiche.EstDemo, fiche.CreeLe.ToUniversalTime(), fichiers.Empreintes.AdoptedIdOf(tenant) ?? "");
            var tables = await CatalogueOrganisation.ReadAsync(connection, cancellationToken);
            var (said, here) = (lecture.Manifeste.Tables.Select(t => t.Nom).ToHashSet(), tables.Concat(EcritureOrganisation.Archive).Select(t => t.Nom).ToHashSet());
            if (passages is null ? !said.SetEquals(here) : !said.IsSubsetOf(here)) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
            foreach (var table in tables.Concat(EcritureOrganisation.Archive).Where(t => said.Contains(t.Nom))) await FillAsync(table, cancellationToken);
            foreach (var file in lecture.Manifeste.Entrees.Select(e => e.Nom).Where(FichiersOrganisation.IsFile))
            {
                await using var content = await lecture.ReadAsync(file, cancellationToken);
                await fichiers.LoadAsync(connection, tenant, file, content, cancellationToken);
            }

            foreach (var passage in passages ?? []) await connection.RunAsync(passage, cancellationToken);
            // Their files stayed behind; what was being worked on there isn't here.
            await connection.RunAsync("update exports set fichier_supprime_le = coalesce(fichier_supprime_le, now()), statut = case statut when 'EnCours' then 'Annule' else statut end, demande = null where tenant_id = $1", cancellationToken, tenant);
            // The installation that they come from may send them: twice would be worse than by hand, once the DPO has looked there.
            await connection.RunAsync("update courriels set statut = 'Ailleurs', reponse = $2 where tenant_id = $1 and statut = 'AEnvoyer'", cancellationToken, tenant, Texts.Get("Organisation_courriel"));
            // A copy beside the original: its systems have no key to it, and what waits is the original's to tell.
            if (tenant != fiche.Id)
            {
                await connection.RunAsync("update systemes_connectes set cle_hash = sha256(gen_random_uuid()::text::bytea) where tenant_id = $1", cancellationToken, tenant);
                await connection.RunAsync("update avis set envoi = 'Annule' where tenant_id = $1 and envoi = 'AEnvoyer'", cancellationToken, tenant);
            }

            await connection.RunAsync("select figures_rebuild($1, $2)", cancellationToken, tenant, today);
            if (await connection.ValueAsync("select count(*) from figures_differences($1)", cancellationToken, tenant) is not 0L) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_chiffres"));
            var (found, invited) = await AccountsAsync(cancellationToken);
            return new OrganisationChargee(tenant, slug, fiche.Nom, lignes, found, invited);
        }

        /// <summary>COPY to a temporary table, which row-level security lets, then one insert.</summary>
        private async Task FillAsync(TableOrganisation table, CancellationToken cancellationToken)
        {
            var said = lecture.Manifeste.Tables.Single(t => t.Nom == table.Nom);
            if (passages is not null) table = Narrow(table, said);
            if (!said.Colonnes.Select(c => c.Nom).SequenceEqual(table.Colonnes.Select(c => c.Nom))) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
            await connection.RunAsync($"create temporary table arrivee on commit drop as select {table.Liste} from {table.Nom} where false", cancellationToken);
            await CopyAsync(table, said, cancellationToken);
            // Rows that triggers made from those of an earlier table come with their own here.
            if (!table.Nom.StartsWith("archive.", StringComparison.Ordinal)) await connection.RunAsync($"delete from {table.Nom} where tenant_id = $1", cancellationToken, tenant);
            var values = string.Join(", ", table.Colonnes.Select(c => ValueOf(c)));
            var written = table.Nom == "membres"
                ? await connection.RunAsync($"""
                    insert into membres (tenant_id, utilisateur_id, {table.Liste})
                    select $1, coalesce(u.id, gen_random_uuid()), {string.Join(", ", table.Colonnes.Select(c => "a.\"" + c.Nom + "\""))}
                    from arrivee a left join comptes.utilisateurs u on u.normalized_email = upper(a.email) and a.retire_le is null
                    """, cancellationToken, tenant)
                : await connection.RunAsync($"insert into {table.Nom} (tenant_id, {table.Liste}) select $1, {values} from arrivee", cancellationToken, tenant);
            await connection.RunAsync("drop table arrivee", cancellationToken);
            if (written != said.Lignes) throw new OrganisationRefuseeException(Texts.Get("Organisation_zip_modifie"));
            lignes += written;
        }

        /// <summary>The columns that an older file has, in its order; what it hasn't gets its default.</summary>
        private static TableOrganisation Narrow(TableOrganisation table, TableDecrite said) =>
            table with { Colonnes = [.. said.Colonnes.Select(c => table.Colonnes.FirstOrDefault(own => own.Nom == c.Nom && own.Type == c.Type)).OfType<ColonneOrganisation>()] };

        /// <summary>Images of rows name the organisation: under another id they name that one.</summary>
        private string ValueOf(ColonneOrganisation colonne) => colonne.Type == "jsonb" && tenant != lecture.Manifeste.Organisation.Id
            ? $"replace(\"{colonne.Nom}\"::text, '{lecture.Manifeste.Organisation.Id}', '{tenant}')::jsonb" : $"\"{colonne.Nom}\"";

        private async Task CopyAsync(TableOrganisation table, TableDecrite said, CancellationToken cancellationToken)
        {
            await using var content = await lecture.ReadAsync(said.Entree, cancellationToken);
            using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 64 * 1024);
            await using var copy = await connection.BeginTextImportAsync($"copy arrivee ({table.Liste}) from stdin (format csv, header)", cancellationToken);
            var buffer = new char[64 * 1024];
            while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read) await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        /// <summary>An account without a password for each active member who has none: "forgotten password" opens it.</summary>
        private async Task<(int Found, IReadOnlyList<string> Invited)> AccountsAsync(CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("""
                insert into comptes.utilisateurs (id, nom_affiche, langue, theme, derniere_organisation_id, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                    security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                select m.utilisateur_id, left(m.nom, 100), 'fr', 'system', m.tenant_id, lower(m.email), upper(m.email), lower(m.email), upper(m.email), true,
                    upper(replace(gen_random_uuid()::text, '-', '')), gen_random_uuid()::text, false, false, true, 0
                from membres m where m.tenant_id = $1 and m.retire_le is null and not exists (select from comptes.utilisateurs u where u.id = m.utilisateur_id)
                returning email
                """, connection);
            command.Parameters.Add(new NpgsqlParameter { Value = tenant });
            var invited = new List<string>();
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken)) invited.Add(reader.GetString(0));
            }

            var active = (long)(await connection.ValueAsync("select count(*) from membres where tenant_id = $1 and retire_le is null", cancellationToken, tenant))!;
            return ((int)active - invited.Count, invited);
        }
    }
}
