using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Organisations;

public sealed class MembresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_administrator_neither_leaves_nor_changes_role()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var admin = organisation.Membres[Role.Administrateur];

        var left = await db.Get<WithdrawMembre>().RunAsync(organisation.Acteur(), new WithdrawMembreRequest(admin), Stop);
        var changed = await db.Get<ChangeMembre>().RunAsync(organisation.Acteur(), new ChangeMembreRequest(admin, Role.Lecteur, null), Stop);

        Assert.Equal(RefusKind.Regle, left.Refus!.Kind);
        Assert.Equal(RefusKind.Regle, changed.Refus!.Kind);
        Assert.Equal(1, await AdministratorsAsync(db, organisation));
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one()
    {
        await using var db = await TestDatabase.CreateAsync();
        for (var round = 0; round < 12; round++)
        {
            var organisation = await db.AddOrganisationAsync($"essai-{round}");
            var (first, second) = (organisation.Membres[Role.Administrateur], organisation.Membres[Role.Commercial]);
            await db.Get<ChangeMembre>().RunAsync(organisation.Acteur(), new ChangeMembreRequest(second, Role.Administrateur, null), Stop);
            var actors = (A: organisation.Acteur(), B: organisation.Acteur(Role.Commercial));

            var outcomes = await Task.WhenAll(
                db.Get<WithdrawMembre>().RunAsync(actors.A, new WithdrawMembreRequest(second), Stop),
                round % 2 == 0
                    ? db.Get<WithdrawMembre>().RunAsync(actors.B, new WithdrawMembreRequest(first), Stop)
                    : db.Get<ChangeMembre>().RunAsync(actors.B, new ChangeMembreRequest(first, Role.Lecteur, null), Stop));

            Assert.Single(outcomes, o => o.IsSuccess);
            Assert.Equal(1, await AdministratorsAsync(db, organisation));
        }
    }

    [Fact]
    public async Task A_withdrawn_member_can_do_nothing_more_and_can_be_taken_back()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var reader = organisation.Membres[Role.Lecteur];
        Assert.True((await db.Get<GetOrganisation>().RunAsync(organisation.Acteur(Role.Lecteur), new GetOrganisationRequest(), Stop)).IsSuccess);

        await db.Get<WithdrawMembre>().RunAsync(organisation.Acteur(), new WithdrawMembreRequest(reader), Stop);

        Assert.Equal(RefusKind.Interdit, (await db.Get<GetOrganisation>().RunAsync(organisation.Acteur(Role.Lecteur), new GetOrganisationRequest(), Stop)).Refus!.Kind);
        Assert.Empty(await new Memberships(db.Contexts).ListAsync(organisation.Utilisateurs[Role.Lecteur], Stop));
        await db.Get<ReinstateMembre>().RunAsync(organisation.Acteur(), new ReinstateMembreRequest(reader), Stop);
        Assert.True((await db.Get<GetOrganisation>().RunAsync(organisation.Acteur(Role.Lecteur), new GetOrganisationRequest(), Stop)).IsSuccess);
    }

    [Fact]
    public async Task An_account_sees_its_own_organisations_and_no_other()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (first, second) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var user = first.Utilisateurs[Role.Dpo];
        await new Memberships(db.Contexts).AddAsync(second.Id, user, "Externe", "dpo@externe.test", Role.Dpo, db.Clock.GetUtcNow(), Stop);

        var mine = await new Memberships(db.Contexts).ListAsync(user, Stop);
        var others = await new Memberships(db.Contexts).ListAsync(second.Utilisateurs[Role.Lecteur], Stop);

        Assert.Equal([second.Id, first.Id], mine.Select(m => m.TenantId));
        Assert.Equal(second.Id, Assert.Single(others).TenantId);
    }

    [Fact]
    public async Task A_new_name_reaches_every_organisation_of_the_account()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (first, second) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var memberships = new Memberships(db.Contexts);
        var user = first.Utilisateurs[Role.Dpo];
        await memberships.AddAsync(second.Id, user, "Ancien", "dpo@externe.test", Role.Dpo, db.Clock.GetUtcNow(), Stop);

        await memberships.RenameAsync(user, "Nouveau Nom", "Nouveau@externe.test", Stop);

        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from membres where nom = 'Nouveau Nom' and email = 'nouveau@externe.test'"));
    }

    [Fact]
    public async Task The_scope_of_a_role_decides_what_its_members_see_but_an_administrator_sees_all()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var change = db.Get<ChangePortee>();

        Assert.True((await change.RunAsync(organisation.Acteur(), new ChangePorteeRequest(Role.Commercial, Portee.Siennes), Stop)).IsSuccess);
        var refused = await change.RunAsync(organisation.Acteur(), new ChangePorteeRequest(Role.Administrateur, Portee.Siennes), Stop);

        var acteur = await db.Get<ActeurSource>().CurrentAsync(organisation.Id, organisation.Membres[Role.Commercial], Stop);
        Assert.Equal([organisation.Membres[Role.Commercial]], acteur!.Responsables!);
        Assert.Equal(RefusKind.Invalide, refused.Refus!.Kind);
    }

    private static async Task<int> AdministratorsAsync(TestDatabase db, TestOrganisation organisation) => (int)await db.ScalarAsync<long>(
        $"select count(*) from membres where tenant_id = '{organisation.Id}' and role = 'Administrateur' and retire_le is null");
}
