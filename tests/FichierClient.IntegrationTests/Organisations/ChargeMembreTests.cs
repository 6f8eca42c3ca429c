using FichierClient.Application.Common;
using FichierClient.Application.Evenements;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Organisations;

/// <summary>Who goes leaves clients and rappels: they are counted, given to somebody who can see them, and given back.</summary>
public sealed class ChargeMembreTests
{
    [Fact]
    public async Task What_a_member_holds_is_counted_given_with_its_history_and_given_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (from, to) = (organisation.Membres[Role.Commercial], organisation.Membres[Role.Responsable]);
        var mine = await database.AddEntrepriseAsync(organisation, "La sienne", Role.Commercial);
        var restricted = await database.AddEntrepriseAsync(organisation, "Limitée", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "À un autre", Role.Administrateur);
        var held = await RemindAsync(database, organisation, restricted, Role.Commercial);
        await database.ScalarAsync<object>($"update entreprises set limite_le = now() where id = '{restricted}'");
        var rappel = await RemindAsync(database, organisation, mine, Role.Commercial);
        await RemindAsync(database, organisation, other, Role.Administrateur);

        var charge = await database.Get<GetChargeMembre>().Do(organisation.Acteur(), from);
        var given = await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(from, to));

        Assert.Equal(new Charge(1, 2), charge);
        Assert.Equal((mine, rappel), (Assert.Single(given.Entreprises), Assert.Single(given.Rappels)));
        Assert.Equal(new Charge(0, 1), await database.Get<GetChargeMembre>().Do(organisation.Acteur(), from));
        // That of the restricted sheet stays where its sheet stays.
        Assert.Equal(from, await database.ScalarAsync<Guid>($"select rappel_pour_id from evenements where id = '{held}'"));
        Assert.Contains((nameof(Evenement.RappelPourId), from.ToString(), to.ToString()), await database.HistoryAsync(organisation, mine));
        Assert.Contains((nameof(Entreprise.ResponsableId), from.ToString(), to.ToString()), await database.HistoryAsync(organisation, mine));
        Assert.Equal(from, await database.ScalarAsync<Guid>($"select responsable_id from entreprises where id = '{restricted}'"));

        // Only what came from him goes back: what was the other's own stays there.
        var own = await database.AddEntrepriseAsync(organisation, "Déjà à lui", Role.Responsable);
        await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(to, from, given));
        Assert.Equal(new Charge(1, 2), await database.Get<GetChargeMembre>().Do(organisation.Acteur(), from));
        Assert.Equal(to, await database.ScalarAsync<Guid>($"select responsable_id from entreprises where id = '{own}'"));
    }

    [Fact]
    public async Task A_rappel_on_a_sheet_that_the_other_does_not_see_stays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var hidden = await database.AddEntrepriseAsync(organisation, "Du responsable", Role.Responsable);
        await RemindAsync(database, organisation, hidden, Role.Administrateur);

        var given = await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(organisation.Membres[Role.Administrateur], organisation.Membres[Role.Commercial]));

        Assert.Empty(given.Rappels);
        Assert.Equal(1, (await database.Get<GetChargeMembre>().Do(organisation.Acteur(), organisation.Membres[Role.Administrateur])).Rappels);
    }

    [Theory]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Lecteur)]
    public async Task Clients_of_who_looked_after_them_before_another_role_come_back_and_no_others(Role role)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (from, to) = (organisation.Membres[role], organisation.Membres[Role.Commercial]);
        var (his, other) = (await database.AddEntrepriseAsync(organisation, "La sienne", role), await database.AddEntrepriseAsync(organisation, "À un autre", Role.Commercial));
        var given = await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(from, to));
        Assert.Equal(his, Assert.Single(given.Entreprises));

        var back = await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(to, from, given with { Entreprises = [his, other] }));
        Assert.Equal(his, Assert.Single(back.Entreprises));
    }

    [Fact]
    public async Task A_rappel_of_a_sheet_that_is_restricted_meanwhile_stays_though_who_gets_it_back_sees_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (from, to) = (organisation.Membres[Role.Dpo], organisation.Membres[Role.Commercial]);
        var sheet = await database.AddEntrepriseAsync(organisation, "Limitée", Role.Commercial);
        var rappel = await RemindAsync(database, organisation, sheet, Role.Commercial);
        await database.ScalarAsync<object>($"update evenements set rappel_pour_id = '{from}' where id = '{rappel}'");
        var given = await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(from, to));
        Assert.Equal(rappel, Assert.Single(given.Rappels));
        await database.ScalarAsync<object>($"update entreprises set limite_le = now() where id = '{sheet}'");

        Assert.Empty((await database.Get<GiveCharge>().Do(organisation.Acteur(), new GiveChargeRequest(to, from, given))).Rappels);
        Assert.Equal(to, await database.ScalarAsync<Guid>($"select rappel_pour_id from evenements where id = '{rappel}'"));
    }

    [Theory]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Lecteur)]
    public async Task Nothing_is_given_to_who_looks_after_no_client_nor_by_who_may_not(Role role)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var request = new GiveChargeRequest(organisation.Membres[Role.Commercial], organisation.Membres[role]);

        Assert.Equal(RefusKind.Regle, (await database.Get<GiveCharge>().Refuse(organisation.Acteur(), request)).Kind);
        Assert.Equal(RefusKind.Interdit, (await database.Get<GiveCharge>().Refuse(organisation.Acteur(role), request)).Kind);
    }

    private static Task<Guid> RemindAsync(TestDatabase database, TestOrganisation organisation, Guid entreprise, Role pour) =>
        database.Get<AddNote>().Do(organisation.Acteur(pour), new AddNoteRequest { EntrepriseId = entreprise, Texte = "À rappeler", RappelLe = new DateOnly(2030, 1, 15) });
}
