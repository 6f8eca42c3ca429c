using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Rgpd.Bandeau;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd;

public sealed class BandeauTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_line_of_a_sheet_tells_the_named_source_the_refusals_and_who_is_still_to_be_told()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var commercial = organisation.Acteur(Role.Commercial);
        var bought = await database.Get<CreateContact>().Do(commercial, new CreateContactRequest { Nom = "Roux", Source = "Salon Batimat 2026", Partie = Partie.Partenaire, Oppositions = Opposition.Email });
        var self = await database.Get<CreateContact>().Do(commercial, new CreateContactRequest { Partie = Partie.Personne, Nom = "Petit" });

        var told = await database.Get<GetBandeau>().Do(commercial, new GetBandeauRequest(Sujet.Contact, bought));
        var own = await database.Get<GetBandeau>().Do(commercial, new GetBandeauRequest(Sujet.Contact, self));

        Assert.Equal(("Salon Batimat 2026", Partie.Partenaire, Opposition.Email), (told.Source, told.Partie, told.Oppositions));
        Assert.NotNull(told.AInformerAvant);
        Assert.Null(own.AInformerAvant);
        Assert.Equal(Partie.Personne, own.Partie);
    }

    [Fact]
    public async Task Only_an_entreprise_that_is_a_person_has_one_and_only_for_who_sees_it()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var company = await database.AddEntrepriseAsync(organisation, "Dupont SA");
        var person = await database.AddEntrepriseAsync(organisation, "Jean Petit, artisan", Role.Responsable);
        await database.ScalarAsync<object>($"update entreprises set est_personne_physique = true where id = '{person}'");
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);

        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetBandeau>().Refuse(organisation.Acteur(), new GetBandeauRequest(Sujet.Entreprise, company))).Kind);
        Assert.NotNull(await database.Get<GetBandeau>().Do(organisation.Acteur(), new GetBandeauRequest(Sujet.Entreprise, person)));
        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetBandeau>().Refuse(organisation.Acteur(Role.Commercial), new GetBandeauRequest(Sujet.Entreprise, person))).Kind);
    }
}
