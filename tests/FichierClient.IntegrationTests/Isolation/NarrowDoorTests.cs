using FichierClient.Domain.Organisations;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>
/// The few things that read across organisations: a user's memberships, an invitation by its token, taking a job, the list
/// of organisations. Each shows exactly that, and every other table stays empty.
/// </summary>
public sealed class NarrowDoorTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    [Fact]
    public async Task A_user_reads_its_own_memberships_and_their_organisations()
    {
        var user = both.Ours.Utilisateurs[Role.Commercial];
        await using var app = await AppAsync("app.user_id", user.ToString());

        Assert.Equal([both.Ours.Membres[Role.Commercial]], await app.RowsAsync("select id from membres", r => r.GetGuid(0)));
        Assert.Equal([both.Ours.Id], await app.RowsAsync("select id from organisations", r => r.GetGuid(0)));
        await AssertEmptyAsync(app, except: "membres");
        await AssertReadOnlyAsync(app);
    }

    [Fact]
    public async Task A_withdrawn_member_no_longer_reads_the_organisation()
    {
        await using var owner = await both.OwnerAsync();
        var user = both.Ours.Utilisateurs[Role.Lecteur];
        await owner.ExecuteAsync("update membres set retire_le = now() where utilisateur_id = $1", user);
        await using var app = await AppAsync("app.user_id", user.ToString());

        Assert.Empty(await app.RowsAsync("select id from organisations", r => r.GetGuid(0)));
    }

    [Fact]
    public async Task Who_holds_a_token_reads_that_invitation()
    {
        await using var owner = await both.OwnerAsync();
        var invitation = both.Rows.IdOf(both.Theirs.Id, "invitations");
        var hash = await owner.RowsAsync("select encode(jeton_hash, 'hex') from invitations where id = $1", r => r.GetString(0), invitation);
        await using var app = await AppAsync("app.invitation_hash", hash[0]);

        Assert.Equal([invitation], await app.RowsAsync("select id from invitations", r => r.GetGuid(0)));
        Assert.Empty(await app.RowsAsync("select id from organisations", r => r.GetGuid(0)));
        await AssertEmptyAsync(app, except: "invitations");
        await AssertReadOnlyAsync(app);
    }

    [Fact]
    public async Task Who_holds_a_connected_systems_key_reads_its_row_and_a_revoked_one_is_for_answers_alone()
    {
        await using var owner = await both.OwnerAsync();
        var systeme = both.Rows.IdOf(both.Theirs.Id, "systemes_connectes");
        await owner.ExecuteAsync("update systemes_connectes set revoque_le = null where id = $1", systeme);
        var hash = await owner.RowsAsync("select encode(cle_hash, 'hex') from systemes_connectes where id = $1", r => r.GetString(0), systeme);
        await using var app = await AppAsync("app.connecteur_hash", hash[0]);

        Assert.Equal([systeme], await app.RowsAsync("select id from systemes_connectes", r => r.GetGuid(0)));
        Assert.Empty(await app.RowsAsync("select id from organisations", r => r.GetGuid(0)));
        await AssertEmptyAsync(app, except: "systemes_connectes");
        await AssertReadOnlyAsync(app);
        await owner.ExecuteAsync("update systemes_connectes set revoque_le = now() where id = $1", systeme);
        // What a revoked key opens is asked behind this door: PersonnesConnecteurTests.
        Assert.Equal([systeme], await app.RowsAsync("select id from systemes_connectes", r => r.GetGuid(0)));
        await using var wrong = await AppAsync("app.connecteur_hash", "00");
        Assert.Empty(await wrong.RowsAsync("select id from systemes_connectes", r => r.GetGuid(0)));
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing()
    {
        await using var app = await AppAsync("app.invitation_hash", "00");

        Assert.Empty(await app.RowsAsync("select id from invitations", r => r.GetGuid(0)));
    }

    [Fact]
    public async Task The_list_of_organisations_tells_their_keys_and_nothing_else()
    {
        await using var app = await AppAsync("app.user_id", "");

        var keys = (await app.RowsAsync("select fichier_organisations()", r => r.GetFieldValue<Guid[]>(0)))[0];

        Assert.Equal(new[] { both.Ours.Id, both.Theirs.Id }.Order(), keys.Order());
        await AssertEmptyAsync(app, except: "");
    }

    [Fact]
    public async Task Taking_a_job_tells_the_keys_of_one_job_at_a_time()
    {
        await using var app = await AppAsync("app.user_id", "");
        await using var owner = await both.OwnerAsync();
        await owner.ExecuteAsync("update jobs set kind = 'canari', status = 'Waiting'");

        var taken = new List<Guid>();
        for (var i = 0; i < 3; i++)
            taken.AddRange(await app.RowsAsync("select tenant_id from fichier_take_job($1, $2, $3)", r => r.GetGuid(0), new[] { "canari" }, "essai", TimeSpan.FromMinutes(1)));

        Assert.Equal(new[] { both.Ours.Id, both.Theirs.Id }.Order(), taken.Order());
        await AssertEmptyAsync(app, except: "");
    }

    private async Task<NpgsqlConnection> AppAsync(string setting, string value)
    {
        var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await app.RowsAsync("select set_config($1, $2, false)", r => r.GetString(0), setting, value);
        return app;
    }

    private async Task AssertEmptyAsync(NpgsqlConnection app, string except)
    {
        Assert.NotEmpty(both.Tables);
        foreach (var table in both.Tables.Where(t => t.Name != except))
            Assert.True((await app.RowsAsync($"select count(*) from {table}", r => r.GetInt64(0)))[0] == 0, table.Name);
    }

    private async Task AssertReadOnlyAsync(NpgsqlConnection app)
    {
        foreach (var table in both.Tables)
        {
            Assert.True(await app.TryAsync($"update {table} set tenant_id = tenant_id", [PostgresErrorCodes.InsufficientPrivilege]) is null or 0, table.Name);
            Assert.True(await app.TryAsync($"delete from {table}", [PostgresErrorCodes.InsufficientPrivilege]) is null or 0, table.Name);
        }
    }
}
