using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Corbeille;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Ventes;

namespace FichierClient.IntegrationTests.Corbeille;

public sealed class CorbeilleTests
{
    [Fact]
    public async Task The_trash_shows_every_kind_and_a_vente_waits_for_its_entreprise_or_comes_back_with_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var contact = await database.AddContactAsync(organisation, "Anne", "Martin");
        var produit = await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = "A", Nom = "Conseil" });
        var note = await database.Get<AddNote>().Do(acteur, new AddNoteRequest { ContactId = contact, Texte = "Une note" });
        var vente = await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(entreprise, "F-1", 1));
        await database.Get<DeleteNote>().Do(acteur, new DeleteNoteRequest(note));
        await database.Get<TrashContacts>().Do(acteur, [contact]);
        await database.Get<TrashProduits>().Do(acteur, [produit]);
        await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(entreprise, "F-2", 1));
        await database.Get<TrashVentes>().Do(acteur, [vente]);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<TrashEntreprises>().Do(acteur, [entreprise]);

        var rows = await database.Get<ListCorbeille>().Do(acteur, new ListCorbeilleRequest(null));

        Assert.Equal([(GenreCorbeille.Entreprise, "Dupont"), (GenreCorbeille.Contact, "Anne Martin"), (GenreCorbeille.Vente, "F-1 · Dupont"), (GenreCorbeille.Produit, "A Conseil"), (GenreCorbeille.Note, "Une note")],
            rows.Select(r => (r.Genre, r.Nom)).OrderBy(r => r.Genre));
        Assert.Equal([vente], rows.Where(r => r.Attend).Select(r => r.Id));
        Assert.All(new[] { entreprise, contact, vente, produit, note }, id => Assert.Equal("Membre Administrateur", rows.Single(r => r.Id == id).Par));
        Assert.Equal(RefusKind.Regle, (await database.Get<RestoreVentes>().Refuse(acteur, [vente])).Kind);
        await database.Get<RestoreEntreprises>().Do(acteur, [entreprise]);
        Assert.Equal(1, await database.Get<RestoreVentes>().Do(acteur, [vente]));
        Assert.Equal([GenreCorbeille.Contact], (await database.Get<ListCorbeille>().Do(acteur, new ListCorbeilleRequest(GenreCorbeille.Contact))).Select(r => r.Genre));
    }

    [Fact]
    public async Task The_trash_is_for_those_who_manage_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();

        Assert.Equal(RefusKind.Interdit, (await database.Get<ListCorbeille>().Refuse(organisation.Acteur(Role.Commercial), new ListCorbeilleRequest(null))).Kind);
    }
}
