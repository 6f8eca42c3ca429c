using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Web.Operations.Database;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Before a command works: the database, the journal and the keys belong together, and the database isn't older than the journal.</summary>
internal static class JournalGate
{
    /// <summary>Where the database stands.</summary>
    /// <exception cref="OperatorException">Journal or keys aren't those of this database.</exception>
    public static async Task<PositionJournal> ReadAsync(DatabaseConnections connections, DossiersRgpd dossiers, CancellationToken cancellationToken)
    {
        await using var app = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connections.App) { Pooling = false }.ConnectionString);
        var journal = new JournalEffacements(dossiers.Journal);
        var position = await Rattrapage.PositionAsync(app, journal, cancellationToken);
        if (position.EstSansJournal)
        {
            throw new OperatorException(
                ExitCodes.Refused,
                $"The journal in {journal.Folder} ends at entry {position.Tete}, but the database has followed it to {position.Suivi}: put back the copy of the journal (FICHIER_JOURNAL names its folder). "
                + "Without it, restoring a backup would bring back people who were erased. See docs/exploitation.md when it is lost for good.");
        }

        if (position.CleId is { } cle && new Empreintes(new CleStore(dossiers.Secrets)).CleId is var here && cle != here)
        {
            throw new OperatorException(
                ExitCodes.Refused, $"The keys in {dossiers.Secrets} aren't those of this database (here {here}, there {cle}): put back their copy (FICHIER_SECRETS names their folder). With others the objection list would let everyone in.");
        }

        await RefuseOtherKeysAsync(app, dossiers, cancellationToken);
        return position;
    }

    /// <summary>An organisation that came with the key of its own list needs that file: another key would be made without a word, and recognise nobody.</summary>
    private static async Task RefuseOtherKeysAsync(NpgsqlDataSource app, DossiersRgpd dossiers, CancellationToken cancellationToken)
    {
        var empreintes = new Empreintes(new CleStore(dossiers.Secrets));
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using var list = new NpgsqlCommand("select fichier_organisations()", connection);
        foreach (var id in (Guid[])(await list.ExecuteScalarAsync(cancellationToken))!)
        {
            // As JSON: a database that is to be migrated lacks the column.
            await using var command = new NpgsqlCommand(
                "with t as materialized (select set_config('app.tenant_id', $1::text, false)) select to_jsonb(o) ->> 'cle_empreintes' from t, organisations o where o.id = $1", connection)
            {
                Parameters = { new() { Value = id } },
            };
            if (await command.ExecuteScalarAsync(cancellationToken) is string wanted && empreintes.AdoptedIdOf(id) is var here && here != wanted)
            {
                throw new OperatorException(
                    ExitCodes.Refused, $"The key {wanted} of the organisation {id} isn't in {dossiers.Secrets} (here {here ?? "none"}): put back the copy of this folder that was made after import-organisation. Without it nobody on its list of objections is recognised.");
            }
        }
    }

    /// <summary>For every command but serve: an older database isn't worked on.</summary>
    public static async Task RefuseBehindAsync(DatabaseConnections connections, DossiersRgpd dossiers, CancellationToken cancellationToken)
    {
        var position = await ReadAsync(connections, dossiers, cancellationToken);
        if (position.EstEnRetard)
        {
            throw new OperatorException(
                ExitCodes.Refused, $"The database lacks {position.Tete - position.Suivi} entries of the journal of erasures: it was restored, or a program was killed while it wrote one. Start the program (serve): it replays them, then this command works.");
        }
    }
}
