using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Violations;

/// <summary>The host tells each organisation of a breach (RGPD art. 33(2)); nothing of one stands in another.</summary>
public sealed class SignalementTests : IAsyncLifetime
{
    private TestDatabase db = null!;

    private static readonly IncidentHebergeur Incident = new("INC-7", "Sauvegarde copiée par un tiers", "Un disque a été volé.", null, "Hébergeur SAS");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_organisation_has_its_entry_its_clock_and_its_e_mail_once()
    {
        var (first, second) = (await db.AddOrganisationAsync("premiere"), await db.AddOrganisationAsync("seconde"));
        await db.ScalarAsync<object>($"update membres set retire_le = now() where tenant_id = '{second.Id}' and role = 'Dpo'");

        var told = await db.Get<SignalementHebergeur>().TellAsync(first.Id, Incident, Token);
        db.Clock.Advance(TimeSpan.FromHours(5));
        var later = await db.Get<SignalementHebergeur>().TellAsync(second.Id, Incident, Token);
        var again = await db.Get<SignalementHebergeur>().TellAsync(first.Id, Incident, Token);

        Assert.Equal((1, false, 1, false, true), (told.Prevenus, told.DejaSignale, later.Prevenus, later.DejaSignale, again.DejaSignale));
        Assert.Equal(TimeSpan.FromHours(5), later.Echeance - told.Echeance);
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from violations"));
        Assert.Equal("dpo@premiere.test, administrateur@seconde.test", await db.ScalarAsync<string>("select string_agg(destinataire, ', ' order by cree_le) from courriels"));
        var id = await db.ScalarAsync<Guid>($"select id from violations where tenant_id = '{first.Id}'");
        var file = (await db.Get<GetViolation>().RunAsync(first.Acteur(Role.Dpo), id, Token)).Value;
        Assert.Equal(("INC-7", EtapeViolation.Qualifier), (file.Incident, file.Etape));
        Assert.Equal(told.Echeance, file.Echeance, TimeSpan.FromMilliseconds(1));
        Assert.Contains("Hébergeur SAS", file.Description.SousTraitants, StringComparison.Ordinal);
        var line = Assert.Single(file.Journal);
        Assert.Equal((ActeViolation.SignalementSousTraitant, (string?)null), (line.Acte, line.Auteur));
    }

    [Fact]
    public async Task Told_twice_at_once_it_is_entered_once()
    {
        var organisation = await db.AddOrganisationAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => db.Get<SignalementHebergeur>().TellAsync(organisation.Id, Incident, Token)));
        Assert.Equal((1L, 1L), (await db.ScalarAsync<long>("select count(*) from violations"), await db.ScalarAsync<long>("select count(*) from courriels")));
    }

    [Fact]
    public async Task A_breach_that_the_host_tells_of_and_one_that_a_member_enters_at_once_have_two_numbers()
    {
        var organisation = await db.AddOrganisationAsync();
        await using var held = await HeldLock.OfAsync(db, "violations", organisation.Id);
        var entered = Task.Run(() => db.Get<OpenViolation>().RunAsync(organisation.Acteur(Role.Dpo), new OpenViolationRequest { Titre = "Ordinateur volé", PriseConnaissanceLe = db.Clock.GetUtcNow().DateTime.AddHours(-2) }, Token));
        var told = Task.Run(() => db.Get<SignalementHebergeur>().TellAsync(organisation.Id, Incident, Token));
        await held.AwaitAsync(entered, told);
        await held.DisposeAsync();

        Assert.Null((await entered).Refus);
        await told;
        Assert.Equal("001,002", await db.ScalarAsync<string>("select string_agg(right(reference, 3), ',' order by reference) from violations"));
    }

    public async ValueTask InitializeAsync() => db = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await db.DisposeAsync();
}
