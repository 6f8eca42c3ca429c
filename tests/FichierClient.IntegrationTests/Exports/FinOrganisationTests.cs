using System.Text;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.IntegrationTests.Isolation;
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
        await Assert.ThrowsAsync<JournalException>(() => new RejeuFin(new ConnexionProprietaire(null)).ReplayAsync(entry, Token));
        Assert.NotEqual(0, await RowsAsync());

        for (var twice = 0; twice < 2; twice++) await new RejeuFin(new ConnexionProprietaire(both.Database.OwnerConnection)).ReplayAsync(entry, Token);

        Assert.Equal(0, await RowsAsync());
        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
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
