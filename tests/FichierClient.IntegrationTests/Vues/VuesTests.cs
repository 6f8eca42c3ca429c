using FichierClient.Application.Common;
using FichierClient.Application.Vues;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Vues;

public sealed class VuesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_private_view_is_its_makers_a_shared_one_is_everybodys()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (rep, reader) = (organisation.Acteur(Role.Commercial), organisation.Acteur(Role.Lecteur));
        await SaveAsync(database, rep, "Lyon", "ville=Lyon", shared: false);
        await SaveAsync(database, rep, "Perdus", "statut=AncienClient", shared: true);

        Assert.Equal(["Lyon", "Perdus"], (await ListAsync(database, rep)).Select(v => v.Nom));
        var seen = Assert.Single(await ListAsync(database, reader));
        Assert.Equal(("Perdus", "statut=AncienClient", false), (seen.Nom, seen.Parametres, seen.EstMienne));
    }

    [Fact]
    public async Task Saving_under_the_same_name_replaces_the_view()
    {
        await using var database = await TestDatabase.CreateAsync();
        var rep = (await database.AddOrganisationAsync()).Acteur(Role.Commercial);

        var first = await SaveAsync(database, rep, "Lyon", "ville=Lyon", shared: false);
        var second = await SaveAsync(database, rep, " Lyon ", "ville=Lyon&tri=nom", shared: false);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal("ville=Lyon&tri=nom", Assert.Single(await ListAsync(database, rep)).Parametres);
    }

    [Fact]
    public async Task A_reader_keeps_views_for_itself_but_shares_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var reader = (await database.AddOrganisationAsync()).Acteur(Role.Lecteur);

        Assert.True((await SaveAsync(database, reader, "Lyon", "ville=Lyon", shared: false)).IsSuccess);
        Assert.Equal(RefusKind.Interdit, (await SaveAsync(database, reader, "Paris", "ville=Paris", shared: true)).Refus?.Kind);
    }

    [Fact]
    public async Task Only_its_maker_or_an_administrator_deletes_a_shared_view_and_nobody_anothers_private_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (rep, manager, administrator) = (organisation.Acteur(Role.Commercial), organisation.Acteur(Role.Responsable), organisation.Acteur());
        var hidden = (await SaveAsync(database, rep, "Lyon", "ville=Lyon", shared: false)).Value;
        var shared = (await SaveAsync(database, rep, "Perdus", "statut=AncienClient", shared: true)).Value;
        var delete = database.Get<DeleteVue>();

        Assert.False((await delete.RunAsync(manager, new DeleteVueRequest(shared), Cancellation)).IsSuccess);
        Assert.False((await delete.RunAsync(administrator, new DeleteVueRequest(hidden), Cancellation)).IsSuccess);
        Assert.True((await delete.RunAsync(administrator, new DeleteVueRequest(shared), Cancellation)).IsSuccess);
        Assert.True((await delete.RunAsync(rep, new DeleteVueRequest(hidden), Cancellation)).IsSuccess);
        Assert.Empty(await ListAsync(database, rep));
    }

    [Fact]
    public async Task Its_maker_alone_gives_a_view_another_name_or_other_filters()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (rep, administrator) = (organisation.Acteur(Role.Commercial), organisation.Acteur());
        var id = (await SaveAsync(database, rep, "Lyon", "ville=Lyon", shared: true)).Value;
        await SaveAsync(database, rep, "Paris", "ville=Paris", shared: false);
        var update = database.Get<UpdateVue>();

        Assert.Equal(RefusKind.Introuvable, (await update.RunAsync(administrator, new UpdateVueRequest(id, "Autre", "", true), Cancellation)).Refus?.Kind);
        Assert.Equal(RefusKind.Regle, (await update.RunAsync(rep, new UpdateVueRequest(id, "Paris", "ville=Lyon", true), Cancellation)).Refus?.Kind);
        Assert.True((await update.RunAsync(rep, new UpdateVueRequest(id, " Rhône ", "departement=69", true), Cancellation)).IsSuccess);

        Assert.Equal(("Rhône", "departement=69"), (await ListAsync(database, administrator)).Select(v => (v.Nom, v.Parametres)).Single());
    }

    [Fact]
    public async Task Who_may_no_longer_share_changes_nothing_of_what_everybody_sees()
    {
        await using var database = await TestDatabase.CreateAsync();
        var reader = (await database.AddOrganisationAsync()).Acteur(Role.Lecteur);
        var id = (await SaveAsync(database, reader, "Lyon", "ville=Lyon", shared: false)).Value;

        Assert.Equal(RefusKind.Interdit, (await database.Get<UpdateVue>().RunAsync(reader, new UpdateVueRequest(id, "Lyon", "ville=Lyon", true), Cancellation)).Refus?.Kind);
    }

    private static Task<Outcome<Guid>> SaveAsync(TestDatabase database, Acteur acteur, string nom, string parametres, bool shared) =>
        database.Get<SaveVue>().RunAsync(acteur, new SaveVueRequest("entreprises", nom, parametres, shared), Cancellation);

    private static async Task<IReadOnlyList<VueRow>> ListAsync(TestDatabase database, Acteur acteur) =>
        (await database.Get<ListVues>().RunAsync(acteur, new ListVuesRequest("entreprises"), Cancellation)).Value;
}
