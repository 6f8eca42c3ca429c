using System.Net;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Account;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A stranger who guesses links of packages from one address of the network.</summary>
public sealed class GuardedProgram : AccountProgram
{
    public const int PerMinute = 6;

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Limites:InvitationsParMinute"] = $"{PerMinute}" };
}

public sealed class RemiseTests(GuardedProgram program) : IClassFixture<GuardedProgram>
{
    [Fact]
    public async Task The_person_gets_the_file_by_the_pages_form_once_and_no_more_after_the_last_day()
    {
        await using var free = new FreeProgram();
        await free.InitializeAsync();
        var organisation = await free.Database.AddOrganisationAsync("offre");
        using var client = free.CreateClient(new() { AllowAutoRedirect = false });
        var jeton = await OfferAsync(free, organisation, DateTimeOffset.UtcNow.AddDays(1));
        var page = await client.GetStringAsync($"/remise/{jeton}", TestContext.Current.CancellationToken);
        var action = System.Text.RegularExpressions.Regex.Match(page, "<form method=\"post\" action=\"([^\"]+)\"").Groups[1].Value;
        using var first = await client.PostAsync(action, null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        using var second = await client.PostAsync(action, null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);

        var late = await OfferAsync(free, organisation, DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Contains("ne fonctionne pas", await client.GetStringAsync($"/remise/{late}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var third = await client.PostAsync($"/remise/{late}/dossier", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
    }

    [Fact]
    public async Task Guessing_tells_nothing_and_soon_gets_no_answer()
    {
        using var client = program.CreateClient(new() { AllowAutoRedirect = false });
        var organisation = await program.Database.AddOrganisationAsync("remise");
        var seen = new List<(HttpStatusCode Status, bool Closed)>();
        for (var i = 0; i < GuardedProgram.PerMinute + 3; i++)
        {
            // Opened, and taken: both count, whether the organisation exists or not.
            var jeton = JetonDossier.Create(i % 2 == 0 ? organisation.Id : Guid.CreateVersion7());
            using var answer = i % 3 == 2 ? await client.PostAsync($"/remise/{jeton}/dossier", null, TestContext.Current.CancellationToken) : await client.GetAsync($"/remise/{jeton}", TestContext.Current.CancellationToken);
            seen.Add((answer.StatusCode, (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("ne fonctionne pas", StringComparison.Ordinal)));
        }

        Assert.All(seen.Take(GuardedProgram.PerMinute).Where((_, i) => i % 3 != 2), s => Assert.Equal((HttpStatusCode.OK, true), s));
        Assert.All(seen.Take(GuardedProgram.PerMinute).Where((_, i) => i % 3 == 2), s => Assert.Equal(HttpStatusCode.Redirect, s.Status));
        Assert.All(seen.Skip(GuardedProgram.PerMinute), s => Assert.Equal((HttpStatusCode.TooManyRequests, false), s));
        Assert.Equal(0L, await program.Database.ScalarAsync<long>("select count(*) from demande_dossiers where remis_le is not null"));
    }

    /// <summary>A package that is ready, and its link.</summary>
    private static async Task<string> OfferAsync(AccountProgram program, TestOrganisation organisation, DateTimeOffset expireLe)
    {
        var now = DateTimeOffset.UtcNow;
        await using var db = program.Database.Contexts.Open(organisation.Id);
        var (today, jeton, numero) = (DateOnly.FromDateTime(now.UtcDateTime), JetonDossier.Create(organisation.Id), await db.Demandes.CountAsync(TestContext.Current.CancellationToken) + 1);
        var demande = new DemandeDroit(organisation.Id, numero, new DemandeRecue(today, CanalDemande.Courriel, new Demandeur("Anne", null, null), [DroitDemande.Acces]), null, new Calendrier(now, today, _ => false));
        var dossier = new DemandeDossier(organisation.Id, demande.Id, GenreDossier.Acces, organisation.Membres[Role.Dpo], now);
        dossier.Finish(1, now);
        dossier.Offer(JetonDossier.Hash(jeton), expireLe);
        db.AddRange(demande, dossier);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return jeton;
    }
}

/// <summary>As it runs when nobody guesses.</summary>
public sealed class FreeProgram : AccountProgram;
