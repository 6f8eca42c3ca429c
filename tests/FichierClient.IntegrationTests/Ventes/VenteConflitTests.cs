using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Ventes;

/// <summary>What the second of two editors of a vente is told of the first.</summary>
public sealed class VenteConflitTests
{
    [Fact]
    public async Task Who_came_in_between_is_oneself_in_another_tab_or_the_others_by_name()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (acteur, other) = (organisation.Acteur(Role.Commercial), organisation.Acteur(Role.Responsable));
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var id = await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(entreprise, "F-1", 100));
        var lue = (await SaveVenteTests.Get(database, acteur, id)).Lue;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveVenteTests.Become(database, acteur, id, StatutVente.Brouillon);

        var mine = await database.Get<EditVente>().Refuse(acteur, SaveVenteTests.Edit(id, lue, entreprise, "F-1", 175));
        var theirs = await database.Get<EditVente>().Refuse(other, SaveVenteTests.Edit(id, lue, entreprise, "F-1", 175));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveVenteTests.Become(database, other, id, StatutVente.Annulee);
        var both = await database.Get<EditVente>().Refuse(acteur, SaveVenteTests.Edit(id, lue, entreprise, "F-1", 175));

        Assert.Equal(new ConflitAuteurs(true, null), mine.Auteurs);
        Assert.Equal(new ConflitAuteurs(false, "Membre Commercial"), theirs.Auteurs);
        Assert.Equal(new ConflitAuteurs(false, "Membre Responsable"), both.Auteurs);
        Assert.Equal(("Validee", "Annulee"), both.Conflits.Where(c => c.Champ == "Statut").Select(c => (c.Lu, c.Actuel)).Single());
    }

    [Fact]
    public async Task What_went_to_the_trash_meanwhile_is_told_with_its_author_to_those_who_saw_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var (acteur, other) = (organisation.Acteur(Role.Commercial), organisation.Acteur(Role.Responsable));
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var hidden = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var (id, unseen) = (await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(mine, "F-1", 100)), await database.Get<CreateVente>().Do(other, SaveVenteTests.Facture(hidden, "F-2", 100)));
        var lue = (await SaveVenteTests.Get(database, acteur, id)).Lue;
        await database.Get<TrashVentes>().Do(other, [id, unseen]);

        Assert.Contains("Membre Responsable a mis cette fiche à la corbeille", (await database.Get<EditVente>().Refuse(acteur, SaveVenteTests.Edit(id, lue, mine, "F-1", 1))).Message);
        Assert.Contains("Vous avez mis cette fiche à la corbeille", (await database.Get<EditVente>().Refuse(other, SaveVenteTests.Edit(id, lue, mine, "F-1", 1))).Message);
        Assert.Equal(Refus.Introuvable().Message, (await database.Get<EditVente>().Refuse(acteur, SaveVenteTests.Edit(unseen, lue, mine, "F-1", 1))).Message);
    }
}
