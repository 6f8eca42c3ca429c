using System.Text;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.IntegrationTests.Isolation;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>A tenant's contract ends: everything was handed over, no row of it stays, another's are untouched, and a restored backup loses it again.</summary>
public sealed class FinOrganisationTests : IAsyncLifetime
{
    private readonly TwoOrganisations both = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fin-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Zip => Path.Combine(folder.FullName, "nous.zip");

    [Fact]
    public async Task Every_row_goes_with_a_certificate_and_another_organisation_is_untouched()
    {
        var before = await both.FingerprintOfTheirsAsync();
        var remis = await Fin.HandOverAsync(both.Ours.Id, Zip, Token);
        Assert.NotEqual(0, await RowsAsync());

        var (certificat, fichier) = await Fin.EndAsync(both.Database.OwnerConnection, remis, Zip, Token);

        Assert.Equal(0, await RowsAsync());
        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
        Assert.Equal(0L, await both.Database.ScalarAsync<long>($"select count(*) from organisations where id = '{both.Ours.Id}'"));
        Assert.True(certificat.Tables.Count > 60);
        Assert.True(FinFichier.Verify(fichier, null, out var lu));
        Assert.Equal((both.Ours.Id, certificat.Lignes), (lu!.Organisation, lu.Lignes));
        Assert.False(FinFichier.Verify(fichier.Replace("28(3)(g)", "28(3)(h)", StringComparison.Ordinal), null, out _));
        var entry = Assert.Single(both.Database.Get<JournalEffacements>().Depuis(0));
        Assert.Equal((EntreeJournal.NatureFin, both.Ours.Id, certificat.Tombe), (entry.Nature, entry.TenantId, entry.Seq));
        Assert.Equal(entry.Seq, await both.Database.ScalarAsync<long>("select dernier_seq from journal_etat"));
    }

    [Fact]
    public async Task What_changed_since_it_was_handed_over_stops_it_and_nothing_is_deleted()
    {
        var remis = await Fin.HandOverAsync(both.Ours.Id, Zip, Token);
        await both.Database.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id) select tenant_id, gen_random_uuid(), 'Note', now(), 'Tard', id from entreprises where tenant_id = '{both.Ours.Id}' limit 1");
        var before = await RowsAsync();

        await Assert.ThrowsAsync<OrganisationRefuseeException>(() => Fin.EndAsync(both.Database.OwnerConnection, remis, Zip, Token));

        Assert.Equal(before, await RowsAsync());
        Assert.Empty(both.Database.Get<JournalEffacements>().Depuis(0));
    }

    [Fact]
    public async Task A_restored_database_loses_it_again_by_the_owner_alone()
    {
        var before = await both.FingerprintOfTheirsAsync();
        var entry = new EntreeJournal(1, EntreeJournal.NatureFin, both.Ours.Id, Guid.CreateVersion7(), "", both.Ours.Id, [], [], 1, both.Database.Clock.GetUtcNow(), null, [], null);
        await Assert.ThrowsAsync<JournalException>(() => Rejeu(null).ReplayAsync(entry, Token));
        Assert.NotEqual(0, await RowsAsync());

        for (var twice = 0; twice < 2; twice++) await Rejeu(both.Database.OwnerConnection).ReplayAsync(entry, Token);

        Assert.Equal(0, await RowsAsync());
        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
    }

    /// <summary>A commit that fails, and one whose connection dies.</summary>
    [Theory]
    [InlineData("raise exception 'Not today.'")]
    [InlineData("perform pg_terminate_backend(pg_backend_pid())")]
    public async Task A_commit_that_fails_is_called_off_and_what_is_written_afterwards_stays(string fault)
    {
        var remis = await Fin.HandOverAsync(both.Ours.Id, Zip, Token);
        await AdministratorAsync($"""
            create function panne() returns trigger language plpgsql security definer as $$ begin {fault}; return null; end $$;
            create constraint trigger panne after delete on organisations deferrable initially deferred for each row execute function panne();
            """);
        var before = await RowsAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Fin.EndAsync(both.Database.OwnerConnection, remis, Zip, Token));

        Assert.Equal(before, await RowsAsync());
        Assert.Equal([EntreeJournal.NatureFin, EntreeJournal.NatureAnnulation], Journal.Depuis(0).Select(e => e.Nature));
        Assert.Equal(2, await both.Database.ScalarAsync<long>("select dernier_seq from journal_etat"));
        await AdministratorAsync("drop trigger panne on organisations; update journal_etat set dernier_seq = 0");
        await both.Database.Get<Rattrapage>().CatchUpAsync(0, Token);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Killed_between_journal_and_commit_it_is_called_off_at_the_next_start_with_all_that_was_written_since()
    {
        // What a process that dies there leaves: the mark, the entry, and every row.
        var entry = await DieAsync();
        await both.Database.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id) select tenant_id, gen_random_uuid(), 'Note', now(), 'Trois semaines plus tard', id from entreprises where tenant_id = '{both.Ours.Id}' limit 1");
        var before = await RowsAsync();

        var (_, found) = await both.Database.Get<Rattrapage>().CatchUpAsync(0, Token);

        Assert.Empty(found);
        Assert.Equal(before, await RowsAsync());
        Assert.Equal([EntreeJournal.NatureFin, EntreeJournal.NatureAnnulation], Journal.Depuis(0).Select(e => e.Nature));
        Assert.Equal(2, await both.Database.ScalarAsync<long>("select dernier_seq from journal_etat"));
        Assert.Equal([entry.Seq], EntreeJournal.CalledOff(Journal.Depuis(0)));
    }

    [Fact]
    public async Task What_was_loaded_again_after_the_end_is_not_deleted_by_a_start_that_catches_up()
    {
        var remis = await Fin.HandOverAsync(both.Ours.Id, Zip, Token);
        await Fin.EndAsync(both.Database.OwnerConnection, remis, Zip, Token);
        await AdministratorAsync($"insert into organisations (id, slug, nom, fuseau, devise, est_demo, cree_le) values ('{both.Ours.Id}', 'retour', 'De retour', 'Europe/Paris', 'EUR', false, now()); update journal_etat set dernier_seq = 0");

        await both.Database.Get<Rattrapage>().CatchUpAsync(0, Token);

        Assert.Equal(1L, await both.Database.ScalarAsync<long>($"select count(*) from organisations where id = '{both.Ours.Id}'"));
        // Its contract did end: a backup from before loses it all the same.
        Assert.Equal([EntreeJournal.NatureFin], Journal.Depuis(0).Select(e => e.Nature));
    }

    /// <summary>A row that comes before its table's turn, and one that comes after it.</summary>
    [Theory]
    [InlineData("before delete on modifications")]
    [InlineData("after delete on archive.documents")]
    public async Task A_row_that_is_written_while_it_deletes_stops_it(string moment)
    {
        var remis = await Fin.HandOverAsync(both.Ours.Id, Zip, Token);
        await AdministratorAsync($"""
            create function tard() returns trigger language plpgsql security definer as $$ begin
                insert into modifications (tenant_id, id, sujet, sujet_id, champ, fait_le) values ('{both.Ours.Id}', gen_random_uuid(), 'Entreprise', gen_random_uuid(), 'Nom', now());
                return null; end $$;
            create trigger tard {moment} for each statement execute function tard();
            """);
        var before = await RowsAsync();

        await Assert.ThrowsAsync<OrganisationRefuseeException>(() => Fin.EndAsync(both.Database.OwnerConnection, remis, Zip, Token));

        Assert.Equal(before, await RowsAsync());
        Assert.Empty(Journal.Depuis(0));
    }

    [Fact]
    public async Task The_apps_role_can_not_end_an_organisation()
    {
        await using var app = await both.Database.Contexts.DataSource.OpenTenantAsync(both.Ours.Id, Token);
        await using var delete = new NpgsqlCommand($"select set_config('fichier.fin', '{both.Ours.Id}', false); delete from certificats", app);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => delete.ExecuteNonQueryAsync(Token))).SqlState);
    }

    public async ValueTask InitializeAsync()
    {
        await both.InitializeAsync();
        // A whole organisation isn't handed over in the middle of work; and bytes that nobody encrypted are no package.
        await both.Database.ScalarAsync<object>("update jobs set status = 'Succeeded', finished_at = now(); delete from demande_dossier_fragments");
    }

    public async ValueTask DisposeAsync()
    {
        await both.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private JournalEffacements Journal => both.Database.Get<JournalEffacements>();

    private RejeuFin Rejeu(string? owner) => new(new ConnexionProprietaire(owner), both.Database.Contexts, both.Database.Get<FinSuivie>(), NullLogger<RejeuFin>.Instance);

    private async Task<EntreeJournal> DieAsync()
    {
        var fin = Guid.CreateVersion7();
        await MarqueFin.BeginAsync(both.Database.OwnerConnection, fin, both.Ours.Id, both.Database.Clock.GetUtcNow(), Token);
        return await Journal.AppendAsync(new EntreeJournal(0, EntreeJournal.NatureFin, both.Ours.Id, fin, "", both.Ours.Id, [], [], 1, both.Database.Clock.GetUtcNow(), null, [], null), Token);
    }

    private async Task AdministratorAsync(string sql)
    {
        await using var administrator = new NpgsqlConnection(both.Database.AdministratorConnection);
        await administrator.OpenAsync(Token);
        await administrator.ExecuteAsync(sql);
    }

    private FinOrganisation Fin => both.Database.Get<FinOrganisation>();

    /// <summary>In all tables of the organisations and in the sealed archive.</summary>
    private async Task<long> RowsAsync()
    {
        await using var administrator = new NpgsqlConnection(both.Database.AdministratorConnection);
        await administrator.OpenAsync(Token);
        var sql = new StringBuilder("select 0");
        foreach (var table in both.Tables.Select(t => t.Name).Concat(["archive.documents", "archive.lectures"])) sql.Append(System.Globalization.CultureInfo.InvariantCulture, $" + (select count(*) from {table} where tenant_id = '{both.Ours.Id}')");
        return (await administrator.RowsAsync(sql.ToString(), r => r.GetInt64(0)))[0];
    }
}
