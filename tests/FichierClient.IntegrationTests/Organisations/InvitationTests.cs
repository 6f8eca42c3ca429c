using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Organisations;

public sealed class InvitationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_makes_a_member_once()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, sent) = await InviteAsync(db, "nouvelle@essai.test", Role.Commercial);
        var user = Guid.CreateVersion7();

        var first = await Accept(db).RunAsync(sent.Jeton, user, "Noé", "Nouvelle@essai.test", Stop);
        var second = await Accept(db).RunAsync(sent.Jeton, Guid.CreateVersion7(), "Noé", "nouvelle@essai.test", Stop);

        Assert.Equal(organisation.Id, first.Value.TenantId);
        Assert.Equal(Role.Commercial, (await db.Get<ActeurSource>().CurrentAsync(organisation.Id, first.Value.MembreId, Stop))!.Role);
        Assert.Equal(RefusKind.Regle, second.Refus!.Kind);
        Assert.Equal(first.Value.MembreId, Assert.Single(await new Memberships(db.Contexts).ListAsync(user, Stop)).MembreId);
    }

    [Fact]
    public async Task Two_clicks_at_once_make_one_member()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, sent) = await InviteAsync(db, "vite@essai.test");
        var user = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Accept(db).RunAsync(sent.Jeton, user, "Vite", "vite@essai.test", Stop)));

        Assert.Single(outcomes, o => o.IsSuccess);
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from membres where tenant_id = '{organisation.Id}' and email = 'vite@essai.test'"));
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (_, sent) = await InviteAsync(db, "tard@essai.test");
        db.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Accept(db).FindAsync(sent.Jeton, Stop));

        db.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await Accept(db).FindAsync(sent.Jeton, Stop));
        Assert.False((await Accept(db).RunAsync(sent.Jeton, Guid.CreateVersion7(), "Tard", "tard@essai.test", Stop)).IsSuccess);
    }

    [Fact]
    public async Task An_invitation_is_for_its_address_alone()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (_, sent) = await InviteAsync(db, "elle@essai.test");

        var outcome = await Accept(db).RunAsync(sent.Jeton, Guid.CreateVersion7(), "Lui", "lui@essai.test", Stop);

        Assert.Equal(RefusKind.Regle, outcome.Refus!.Kind);
        Assert.NotNull(await Accept(db).FindAsync(sent.Jeton, Stop));
    }

    [Fact]
    public async Task Sending_again_makes_a_new_link_and_the_old_one_no_longer_works()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, sent) = await InviteAsync(db, "encore@essai.test");

        var again = await db.Get<ResendInvitation>().RunAsync(organisation.Acteur(), new ResendInvitationRequest(sent.Id), Stop);

        Assert.Null(await Accept(db).FindAsync(sent.Jeton, Stop));
        Assert.Equal("encore@essai.test", (await Accept(db).FindAsync(again.Value.Jeton, Stop))!.Email);
    }

    [Fact]
    public async Task A_revoked_invitation_no_longer_works()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, sent) = await InviteAsync(db, "non@essai.test");

        await db.Get<RevokeInvitation>().RunAsync(organisation.Acteur(), new RevokeInvitationRequest(sent.Id), Stop);

        Assert.Null(await Accept(db).FindAsync(sent.Jeton, Stop));
    }

    [Fact]
    public async Task The_token_is_not_in_the_database()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (_, sent) = await InviteAsync(db, "secret@essai.test");

        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from invitations i where i::text like '%{sent.Jeton}%'"));
    }

    [Fact]
    public async Task A_former_member_comes_back_with_the_new_role_as_the_same_member()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        await db.Get<WithdrawMembre>().RunAsync(organisation.Acteur(), new WithdrawMembreRequest(organisation.Membres[Role.Lecteur]), Stop);
        var sent = (await db.Get<InviteMembre>().RunAsync(organisation.Acteur(), new InviteMembreRequest("lecteur@essai.test", Role.Commercial), Stop)).Value;

        var back = await Accept(db).RunAsync(sent.Jeton, organisation.Utilisateurs[Role.Lecteur], "Membre Lecteur", "lecteur@essai.test", Stop);

        Assert.Equal((organisation.Membres[Role.Lecteur], Role.Commercial), (back.Value.MembreId, back.Value.Role));
    }

    [Theory]
    [InlineData(Role.Responsable)]
    [InlineData(Role.Commercial)]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Lecteur)]
    public async Task Only_an_administrator_invites(Role role)
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();

        var outcome = await db.Get<InviteMembre>().RunAsync(organisation.Acteur(role), new InviteMembreRequest("x@essai.test", Role.Administrateur), Stop);

        Assert.Equal(RefusKind.Interdit, outcome.Refus!.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pas une adresse")]
    public async Task An_invitation_needs_an_address(string email)
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();

        var outcome = await db.Get<InviteMembre>().RunAsync(organisation.Acteur(), new InviteMembreRequest(email, Role.Lecteur), Stop);

        Assert.Contains(outcome.Refus!.Champs, c => c.Champ == nameof(InviteMembreRequest.Email));
    }

    private static AcceptInvitation Accept(TestDatabase db) => new(db.Contexts, db.Get<ActeurSource>(), db.Clock);

    private static async Task<(TestOrganisation Organisation, InvitationToSend Sent)> InviteAsync(TestDatabase db, string email, Role role = Role.Lecteur)
    {
        var organisation = await db.AddOrganisationAsync();
        var outcome = await db.Get<InviteMembre>().RunAsync(organisation.Acteur(), new InviteMembreRequest(email, role), Stop);
        return (organisation, outcome.Value);
    }
}
