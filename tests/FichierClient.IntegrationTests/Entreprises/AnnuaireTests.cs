using System.Net;
using FichierClient.Application.Annuaire;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.IntegrationTests.Entreprises;

/// <summary>The directory of companies, against a server of this test that speaks its shape and misbehaves when told to.</summary>
public sealed class AnnuaireTests : IAsyncLifetime
{
    private const string Fiche = AnnuaireServeur.Fiche;

    private AnnuaireServeur serveur = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AnnuaireClient Client => services.GetRequiredService<AnnuaireClient>();

    public async ValueTask InitializeAsync()
    {
        serveur = await AnnuaireServeur.StartAsync();
        services = Services(Reglages);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await serveur.DisposeAsync();
    }

    private ReglagesAnnuaire Reglages => new(serveur.Adresse)
    {
        Agent = "FichierClient/essai",
        Attente = TimeSpan.FromMilliseconds(400),
        Reprise = TimeSpan.FromMilliseconds(20),
        AttenteTotale = TimeSpan.FromSeconds(3),
    };

    [Fact]
    public async Task A_company_is_found_read_and_remembered_and_only_what_was_typed_goes_out()
    {
        var found = (await Client.SearchAsync("  Menuiserie   Lefèvre ", Token)).Value;

        Assert.Equal(42, found.Total);
        Assert.Equal(2, found.Fiches.Count);
        Assert.Equal(
            new FicheAnnuaire("732829320", "MENUISERIE LEFEVRE") { Siret = "73282932000074", CodeNaf = "43.32A", CategorieJuridique = "5710", TrancheEffectif = "11", Voie = "12 RUE DES LILAS", CodePostal = "69003", Commune = "LYON", CodeInsee = "69383" }, found.Fiches[0]);
        Assert.Equal(new FicheAnnuaire("552100554", "ANNE MARTIN") { CategorieJuridique = "1000", EstPersonnePhysique = true, EstCessee = true, EstDiffusionPartielle = true }, found.Fiches[1]);
        Assert.Same(found, (await Client.SearchAsync("menuiserie lefèvre", Token)).Value);
        Assert.Equal(("?q=menuiserie%20lef%C3%A8vre&page=1&per_page=10", "FichierClient/essai"), (Assert.Single(serveur.Asked).Query, serveur.Asked[0].Agent));
        await Client.SearchAsync("732 829 320", Token);
        Assert.StartsWith("?q=732829320&", serveur.Asked[1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_after_is_respected_short_by_waiting_and_long_by_not_asking()
    {
        serveur.Answer = (n, http) => n == 1 ? TooMany(http, 1) : http.Response.WriteAsync(Fiche);
        Assert.True((await Client.SearchAsync("lefèvre", Token)).IsSuccess);
        Assert.Equal(2, serveur.Asked.Count);
        Assert.True(serveur.Asked[1].At - serveur.Asked[0].At >= TimeSpan.FromMilliseconds(950), $"{serveur.Asked[1].At - serveur.Asked[0].At}");

        serveur.Answer = (_, http) => TooMany(http, 60);
        Assert.Contains("patienter", (await Client.SearchAsync("autre", Token)).Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(3, serveur.Asked.Count);
        Assert.Contains("patienter", (await Client.SearchAsync("encore", Token)).Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(3, serveur.Asked.Count);
    }

    [Fact]
    public async Task One_answer_silences_the_directory_for_minutes_at_most_and_a_date_is_a_wait_like_another()
    {
        await services.DisposeAsync();
        services = Services(Reglages with { PlusLongueAttente = TimeSpan.FromMilliseconds(1200) });
        serveur.Answer = (_, http) => TooMany(http, 2_000_000_000);
        Assert.Contains("patienter", (await Client.SearchAsync("premier", Token)).Refus!.Message, StringComparison.Ordinal);
        // The limit is the product's five minutes made short; its end is waited for, not guessed.
        await Task.Delay(TimeSpan.FromSeconds(1.4), Token);
        serveur.Answer = (_, http) =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            http.Response.Headers.RetryAfter = "Sun, 01 Jan 2090 00:00:00 GMT";
            return Task.CompletedTask;
        };
        var before = serveur.Asked.Count;
        Assert.Contains("patienter", (await Client.SearchAsync("second", Token)).Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, serveur.Asked.Count);
        await Task.Delay(TimeSpan.FromSeconds(1.4), Token);
        serveur.Answer = (_, http) => http.Response.WriteAsync("""{"results":[null],"total_results":1}""");
        Assert.Empty((await Client.SearchAsync("troisième", Token)).Value.Fiches);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_left_alone_and_asked_again_later()
    {
        await services.DisposeAsync();
        services = Services(Reglages with { Coupure = TimeSpan.FromSeconds(1) });
        serveur.Answer = (_, http) =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        };
        for (var i = 0; i < 6; i++) Assert.False((await Client.SearchAsync($"panne {i}", Token)).IsSuccess);
        var before = serveur.Asked.Count;
        Assert.InRange(before, 6, 9);
        Assert.Contains("patienter", (await Client.SearchAsync("panne", Token)).Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(before, serveur.Asked.Count);

        serveur.Answer = (_, http) => http.Response.WriteAsync(Fiche);
        // The breaker keeps the time by the system's clock: longer than it stays open.
        await Task.Delay(TimeSpan.FromSeconds(1.2), Token);
        Assert.True((await Client.SearchAsync("panne", Token)).IsSuccess);
    }

    [Fact]
    public async Task A_slow_a_malformed_and_an_endless_answer_end_with_a_sentence()
    {
        serveur.Answer = async (_, http) => await Task.Delay(TimeSpan.FromSeconds(5), http.RequestAborted);
        Assert.Contains("ne répond pas", (await Client.SearchAsync("lente", Token)).Refus!.Message, StringComparison.Ordinal);
        serveur.Answer = (_, http) => http.Response.WriteAsync("""{"results": [{"siren": """);
        Assert.Contains("illisible", (await Client.SearchAsync("tronquée", Token)).Refus!.Message, StringComparison.Ordinal);
        serveur.Answer = (_, http) => http.Response.WriteAsync("""{"erreur": "autre chose"}""");
        Assert.Contains("illisible", (await Client.SearchAsync("autre forme", Token)).Refus!.Message, StringComparison.Ordinal);
        serveur.Answer = (_, http) => http.Response.WriteAsync(new string(' ', 3 * 1024 * 1024));
        Assert.Contains("ne répond pas", (await Client.SearchAsync("sans fin", Token)).Refus!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_seven_requests_a_second_go_out()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Client.SearchAsync($"société {i}", Token)));

        Assert.Equal(16, serveur.Asked.Count);
        var at = serveur.Asked.Select(a => a.At).Order().ToList();
        Assert.All(Enumerable.Range(0, at.Count - 7), i => Assert.True(at[i + 7] - at[i] >= TimeSpan.FromMilliseconds(700), $"eight within {at[i + 7] - at[i]}"));
    }

    [Fact]
    public async Task It_is_off_until_the_operator_and_the_administrator_open_it_and_then_stands_in_the_register()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        Assert.Equal(RefusKind.Regle, (await db.Get<SearchAnnuaire>().Refuse(organisation.Acteur(), new SearchAnnuaireRequest("lefèvre"))).Kind);
        Assert.Equal(RefusKind.Regle, (await db.Get<ChangeAnnuaire>().Refuse(organisation.Acteur(), new ChangeAnnuaireRequest(true))).Kind);

        var (change, search) = (new ChangeAnnuaire(db.Get<UseCaseServices>(), Client), new SearchAnnuaire(db.Get<UseCaseServices>(), Client));
        await using (var owner = db.OpenAsOwner(organisation.Id)) await Application.Rgpd.Registre.RegistreInitial.EnsureAsync(owner, db.Clock.GetUtcNow(), Token);
        Assert.Equal(RefusKind.Interdit, (await change.RunAsync(organisation.Acteur(Role.Responsable), new ChangeAnnuaireRequest(true), Token)).Refus!.Kind);
        Assert.Equal(RefusKind.Regle, (await search.RunAsync(organisation.Acteur(), new SearchAnnuaireRequest("lefèvre"), Token)).Refus!.Kind);
        Assert.Empty(serveur.Asked);
        Assert.True((await change.RunAsync(organisation.Acteur(), new ChangeAnnuaireRequest(true), Token)).IsSuccess);
        Assert.True((await change.RunAsync(organisation.Acteur(), new ChangeAnnuaireRequest(true), Token)).IsSuccess);
        Assert.True((await search.RunAsync(organisation.Acteur(Role.Commercial), new SearchAnnuaireRequest("lefèvre"), Token)).IsSuccess);
        Assert.Equal(RefusKind.Interdit, (await search.RunAsync(organisation.Acteur(Role.Lecteur), new SearchAnnuaireRequest("lefèvre"), Token)).Refus!.Kind);
        Assert.Equal(1, await db.ScalarAsync<long>("select count(*) from lieux_externes where nom like 'Annuaire%' and emplacement like '%127.0.0.1%'"));

        var id = await db.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie { RaisonSociale = "Menuiserie Lefèvre", Siren = "732829320", DepuisAnnuaire = true });
        Assert.Equal(2, await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}'"));
        Assert.Equal("Tiers", await db.ScalarAsync<string>($"select partie from provenances where sujet_id = '{id}' and source like 'Annuaire%'"));
    }

    private static Task TooMany(HttpContext http, int seconds)
    {
        http.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private static ServiceProvider Services(ReglagesAnnuaire reglages) =>
        new ServiceCollection().AddLogging().AddMemoryCache().AddSingleton(TimeProvider.System).AddSingleton(reglages).AddAnnuaire().BuildServiceProvider();
}
