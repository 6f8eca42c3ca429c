using FichierClient.Application.Recherche;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Recherche;

public sealed class SearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("menuiserie", "Société Générale de Menuiserie")]
    [InlineData("MENUIS generale", "Société Générale de Menuiserie")]
    [InlineData("nuiser", "Société Générale de Menuiserie")]
    [InlineData("so", "Société Générale de Menuiserie")]
    [InlineData("732829320", "Société Générale de Menuiserie")]
    [InlineData("732 829 320", "Société Générale de Menuiserie")]
    [InlineData("contact@menui", "Société Générale de Menuiserie")]
    [InlineData("01.23.45.67.89", "Société Générale de Menuiserie")]
    [InlineData("+33 1 23 45 67 89", "Société Générale de Menuiserie")]
    [InlineData("helene", "Hélène Ménard")]
    [InlineData("menard", "Hélène Ménard")]
    [InlineData("h.menard@", "Hélène Ménard")]
    [InlineData("06 11 22 33 44", "Hélène Ménard")]
    [InlineData("fac-2026", "Facture FAC-2026-001")]
    public async Task Anything_is_found_by_what_one_knows_of_it(string typed, string expected)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await ArrangeAsync(database);

        var found = await database.Get<SearchEverything>().RunAsync(organisation.Acteur(), typed, Cancellation);

        Assert.Contains(expected, found.Value.Select(row => row.Titre));
    }

    [Theory]
    [InlineData("introuvable")]
    [InlineData("%")]
    [InlineData("___")]
    [InlineData("'; drop table entreprises; --")]
    [InlineData("")]
    public async Task What_is_not_there_is_not_found_and_harms_nothing(string typed)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await ArrangeAsync(database);
        var found = await database.Get<SearchEverything>().RunAsync(organisation.Acteur(), typed, Cancellation);
        Assert.Empty(found.Value);
    }

    [Fact]
    public async Task Another_organisation_finds_nothing_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ArrangeAsync(database);
        var other = await database.AddOrganisationAsync("autre");
        foreach (var typed in new[] { "menuiserie", "helene", "732829320", "fac-2026", "0123456789" })
            Assert.Empty((await database.Get<SearchEverything>().RunAsync(other.Acteur(), typed, Cancellation)).Value);
    }

    [Fact]
    public async Task A_rep_who_sees_only_its_own_finds_only_its_own()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await ArrangeAsync(database);
        await using (var db = database.OpenAsOwner(organisation.Id))
        {
            db.ReglagesRole.Add(new ReglageRole(organisation.Id, Role.Commercial, Portee.Siennes));
            await db.SaveChangesAsync(Cancellation);
        }

        foreach (var typed in new[] { "menuiserie", "menard", "fac-2026", "0123456789", "h.menard@" })
            Assert.Empty((await database.Get<SearchEverything>().RunAsync(organisation.Acteur(Role.Commercial), typed, Cancellation)).Value);
    }

    private static async Task<TestOrganisation> ArrangeAsync(TestDatabase database)
    {
        var organisation = await database.AddOrganisationAsync();
        await using var db = database.OpenAsOwner(organisation.Id);
        var entreprise = new Entreprise(organisation.Id, "Société Générale de Menuiserie");
        entreprise.Identify(new IdentiteLegale { Siren = "732 829 320" });
        entreprise.ChangeCoordonnees("contact@menuiserie.fr", null);
        entreprise.ReplaceTelephones([new NumeroTelephone("01 23 45 67 89", "+33123456789")]);
        db.Entreprises.Add(entreprise);
        await db.SaveChangesAsync(Cancellation);
        var contact = new Contact(organisation.Id, null, "Hélène", "Ménard");
        contact.ReplaceEmails([new AdresseEmail("h.menard@menuiserie.fr")]);
        contact.ReplaceTelephones([new TelephoneSaisi(new NumeroTelephone("06 11 22 33 44", "+33611223344"))]);
        contact.LinkTo(entreprise.Id, "Gérante", null, null, null);
        db.Contacts.Add(contact);
        var vente = new Vente(organisation.Id, TypeVente.Facture, entreprise.Id, new DateOnly(2026, 5, 1));
        vente.Number("", "FAC-2026-001");
        db.Ventes.Add(vente);
        await db.SaveChangesAsync(Cancellation);
        return organisation;
    }
}
