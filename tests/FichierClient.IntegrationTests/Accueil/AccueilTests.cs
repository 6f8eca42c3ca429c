using FichierClient.Application.Accueil;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Ventes;

namespace FichierClient.IntegrationTests.Accueil;

public sealed class AccueilTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task My_clients_that_slow_down_are_named_and_counted_and_those_of_others_are_not()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        Assert.True((await database.Get<GetAccueil>().Do(organisation.Acteur(Role.Commercial), default)).EstVide);
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var regular = await database.AddEntrepriseAsync(organisation, "Régulière", Role.Commercial);
        foreach (var (entreprise, start) in new[] { (mine, new DateOnly(2025, 9, 1)), (other, new DateOnly(2025, 9, 1)), (regular, new DateOnly(2026, 1, 20)) })
        {
            for (var i = 0; i < 3; i++)
                await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(entreprise, $"{entreprise:N}{i}", 100, start.AddDays(i * 15)));
        }

        var accueil = await database.Get<GetAccueil>().Do(organisation.Acteur(Role.Commercial), default);

        var client = Assert.Single(accueil.Ralentis);
        Assert.Equal(("La mienne", new DateOnly(2025, 10, 1), 300m, 1), (client.Nom, client.DerniereVente, client.Ca12m, accueil.NbRalentis));
        Assert.Equal((true, false), (accueil.Siens, accueil.EstVide));
        Assert.Equal(2, (await database.Get<GetAccueil>().Do(organisation.Acteur(), default)).NbRalentis);
    }

    [Fact]
    public async Task Birthdays_of_the_week_cross_the_end_of_a_month_and_29_february_is_wished_each_year()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        foreach (var (nom, jour, mois) in new[] { ("Aujourd'hui", 24, 2), ("Bissextile", 29, 2), ("Mars", 2, 3), ("Trop tard", 3, 3), ("Hier", 23, 2), ("Autre mois", 25, 6) })
        {
            await database.Get<CreateContact>().Do(organisation.Acteur(), new CreateContactRequest
            {
                Partie = Partie.Personne,
                Nom = nom,
                NaissanceJour = jour,
                NaissanceMois = mois,
                Liens = [new() { EntrepriseId = entreprise }],
            });
        }

        var accueil = await database.Get<GetAccueil>().Do(organisation.Acteur(Role.Commercial), default);

        Assert.Equal([("Aujourd'hui", new DateOnly(2026, 2, 24)), ("Bissextile", new DateOnly(2026, 2, 28)), ("Mars", new DateOnly(2026, 3, 2))], accueil.Anniversaires.Select(a => (a.Nom, a.Le)));
    }

    [Fact]
    public async Task Last_touched_are_the_records_that_I_changed_or_wrote_on_the_latest_first()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var me = organisation.Acteur(Role.Commercial);
        var contact = await database.Get<CreateContact>().Do(me, new CreateContactRequest { Partie = Partie.Personne, Nom = "Martin" });
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<AddNote>().Do(me, new AddNoteRequest { EntrepriseId = entreprise, Texte = "x" });
        await database.Get<CreateContact>().Do(organisation.Acteur(), new CreateContactRequest { Partie = Partie.Personne, Nom = "D'un autre" });

        var touched = (await database.Get<GetAccueil>().Do(me, default)).Touchees;

        Assert.Equal([(Sujet.Entreprise, entreprise, "Dupont"), (Sujet.Contact, contact, "Martin")], touched.Select(t => (t.Sujet, t.Id, t.Nom)));
    }
}
