using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>The round that reminds the DPO of limits: on the agreed days, then daily, once a day whoever asks.</summary>
public sealed class RappelsDemandesTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_DPO_is_reminded_on_the_agreed_days_and_daily_once_the_limit_is_over()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var echeance = (await harness.GetAsync(id)).Echeance;
        var days = new List<int>();
        for (var day = 0; day < 45; day++, db.Clock.Advance(TimeSpan.FromDays(1)))
        {
            foreach (var rappel in await TakeAsync())
            {
                Assert.Equal((echeance, "dpo@essai.test"), (rappel.Echeance, Assert.Single(rappel.Emails)));
                Assert.DoesNotContain("Martin", rappel.ToString(), StringComparison.Ordinal);
                days.Add(rappel.Jours);
            }

            // Asked again on the same day, by another program at the same moment too.
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(TakeAsync))), Assert.Empty);
        }

        var last = days[^1];
        Assert.True(last < -5);
        Assert.Equal([15, 7, 3, 1, .. Enumerable.Range(0, 1 - last).Select(i => -i)], days);
        Assert.Equal(days.Count, (await harness.GetAsync(id)).Etapes.Count(e => e.Type == TypeEtape.Rappel));
    }

    [Fact]
    public async Task Two_programs_at_once_send_one_reminder()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        db.Clock.Advance((await harness.GetAsync(id)).Echeance.ToDateTime(TimeOnly.MinValue) - db.Clock.GetUtcNow().UtcDateTime.Date);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(TakeAsync)));
        Assert.Single(taken.SelectMany(t => t));
    }

    [Fact]
    public async Task Who_was_answered_or_whose_clock_stands_is_no_reason_to_remind()
    {
        var answered = await harness.InstruiteAsync(await harness.ContactAsync("Anne", "Martin", "anne@dupont.test"), DroitDemande.Acces);
        await harness.DecideAsync(answered, DroitDemande.Acces, DecisionDroit.Accordee, "Voici.");
        await harness.AdvanceAsync(answered, AvanceeDemande.Repondre);
        var suspended = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        await harness.AdvanceAsync(suspended, AvanceeDemande.DemanderIdentite, "Votre numéro de client ?");
        await harness.AdvanceAsync(suspended, AvanceeDemande.Suspendre);
        db.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Empty(await TakeAsync());
        await harness.AdvanceAsync(suspended, AvanceeDemande.Reprendre);
        db.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal((await harness.GetAsync(suspended)).Reference, Assert.Single(await TakeAsync()).Reference);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        await db.ScalarAsync<int>($"update membres set email = 'dpo@essai.test' where id = '{organisation.Membres[Role.Dpo]}'");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private async Task<IReadOnlyList<RappelDemande>> TakeAsync() => await db.Get<RappelsDemandes>().TakeAsync(organisation.Id, r => ($"Demande {r.Reference}", $"{r.Jours} jours"), Token);
}
