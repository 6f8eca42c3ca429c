using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Organisations;

/// <summary>An address holds no organisation: a record of another one of the same account is found there, with the rights held there.</summary>
public sealed class FicheAilleursTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_is_found_in_another_organisation_of_the_account_and_in_nobody_elses()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (here, there, foreign) = (await database.AddOrganisationAsync(), await database.AddOrganisationAsync("ailleurs"), await database.AddOrganisationAsync("etrangere"));
        var acteur = here.Acteur(Role.Dpo);
        await Memberships(database).AddAsync(there.Id, acteur.UtilisateurId, "Externe", "dpo@externe.test", Role.Dpo, database.Clock.GetUtcNow(), Stop);
        var (known, unknown, own) = (await database.AddEntrepriseAsync(there, "Dupont"), await database.AddEntrepriseAsync(foreign, "Dupont"), await database.AddEntrepriseAsync(here, "Dupont"));
        var finder = Finder(database);

        Assert.Equal(there.Id, (await finder.FindAsync(acteur, "entreprises", known, Stop))?.TenantId);
        Assert.Null(await finder.FindAsync(acteur, "contacts", known, Stop));
        Assert.Null(await finder.FindAsync(acteur, "entreprises", unknown, Stop));
        Assert.Null(await finder.FindAsync(acteur, "entreprises", own, Stop));
    }

    [Fact]
    public async Task The_role_and_the_sight_held_there_decide()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (here, there) = (await database.AddOrganisationAsync(), await database.AddOrganisationAsync("ailleurs"));
        var acteur = here.Acteur(Role.Dpo);
        var membre = await Memberships(database).AddAsync(there.Id, acteur.UtilisateurId, "Externe", "dpo@externe.test", Role.Commercial, database.Clock.GetUtcNow(), Stop);
        await database.LimitAsync(there, Role.Commercial, Portee.Siennes);
        var other = await database.AddEntrepriseAsync(there, "Celle d'un autre", Role.Responsable);
        var finder = Finder(database);

        Assert.Null(await finder.FindAsync(acteur, "entreprises", other, Stop));
        await database.ScalarAsync<object>($"update entreprises set responsable_id = '{membre}' where id = '{other}'");
        Assert.Equal(there.Id, (await finder.FindAsync(acteur, "entreprises", other, Stop))?.TenantId);
        // A request is the DPO's alone, whatever she is here.
        Assert.Null(await finder.FindAsync(acteur, "rgpd/demandes", other, Stop));
    }

    private static Memberships Memberships(TestDatabase database) => new(database.Contexts);

    private static FicheAilleurs Finder(TestDatabase database) => new(Memberships(database), database.Get<ActeurSource>(), database.Contexts);
}
