using System.Globalization;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>The round that reminds the DPO of limits: on the agreed days, then daily, once a day whoever asks.</summary>
public sealed class RappelsDemandesTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private readonly HashSet<Guid> seen = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_DPO_is_reminded_on_the_agreed_days_and_daily_once_the_limit_is_over()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var echeance = (await harness.GetAsync(id)).Echeance;
        var days = new List<int>();
        for (var day = 0; day < 45; day++, db.Clock.Advance(TimeSpan.FromDays(1)))
        {
            foreach (var (to, text) in await TakeAsync())
            {
                Assert.Equal("dpo@essai.test", to);
                Assert.DoesNotContain("Martin", text, StringComparison.Ordinal);
                Assert.EndsWith($" {echeance:yyyy-MM-dd}", text, StringComparison.Ordinal);
                days.Add(int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture));
            }

            // Asked again on the same day, by another program at the same moment too.
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(RunAsync)));
            Assert.Empty(await TakeAsync());
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
        db.Clock.Advance((await harness.GetAsync(id)).Echeance.ToDateTime(TimeOnly.MinValue) - db.Today.ToDateTime(TimeOnly.MinValue));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RunAsync)));
        Assert.Single(await TakeAsync());
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
        Assert.Equal((await harness.GetAsync(suspended)).Reference, Assert.Single(await TakeAsync()).Texte.Split(' ')[1]);
    }

    [Fact]
    public async Task The_program_itself_reminds_on_the_same_days_whoever_was_written_to()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        async Task<IReadOnlyList<RappelRow>> Shown() => (await db.Get<ListRappelsDemandes>().RunAsync(harness.Dpo, default, Token)).Value;
        Assert.Empty(await Shown());
        var reference = (await harness.GetAsync(id)).Reference;
        var echeance = (await harness.GetAsync(id)).Echeance;
        var days = new List<int>();
        for (var day = 0; day < 40; day++, db.Clock.Advance(TimeSpan.FromDays(1)))
        {
            foreach (var rappel in await Shown())
            {
                Assert.Equal((id, reference, echeance), (rappel.Id, rappel.Reference, rappel.Echeance));
                days.Add(rappel.Jours);
            }

            // That an e-mail was written takes nothing from the page.
            var before = (await Shown()).Count;
            await RunAsync();
            Assert.Equal(before, (await Shown()).Count);
        }

        Assert.Equal([15, 7, 3, 1, 0, -1, -2], days.Take(7));
        await harness.AdvanceAsync(id, AvanceeDemande.DemanderIdentite, "Votre numéro ?");
        Assert.Equal(Application.Common.RefusKind.Interdit, (await db.Get<ListRappelsDemandes>().RunAsync(organisation.Acteur(Role.Commercial), default, Token)).Refus!.Kind);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        await db.ScalarAsync<int>($"update membres set email = 'dpo@essai.test' where id = '{organisation.Membres[Role.Dpo]}'");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task RunAsync() => db.Get<RappelsDemandes>().TakeAsync(organisation.Id, r => ("Rappel", FormattableString.Invariant($"{r.Jours} {r.Reference} {r.Echeance:yyyy-MM-dd}")), Token);

    /// <summary>What is new in the outbox after a round.</summary>
    private async Task<IReadOnlyList<(string To, string Texte)>> TakeAsync()
    {
        await RunAsync();
        await using var context = db.Contexts.Open(organisation.Id);
        var all = await context.Courriels.AsNoTracking().OrderBy(c => c.CreeLe).ToListAsync(Token);
        return [.. all.Where(c => seen.Add(c.Id)).Select(c => (c.Destinataire!, c.Corps!))];
    }
}
