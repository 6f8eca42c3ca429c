using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class ProduitsTests
{
    [Fact]
    public async Task A_produit_is_created_changed_taken_out_of_the_offer_trashed_and_restored()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        var id = await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = "CON-1", Nom = "Conseil", Prix = 100, Cout = 60 });
        var row = await database.Get<GetProduit>().Do(acteur, id);

        await database.Get<EditProduit>().Do(acteur, new EditProduitRequest(id, row.Lue, new ProduitSaisie { Sku = "CON-1", Nom = "Conseil", Prix = 120, Cout = 60, EstActif = false }));

        Assert.Equal(0.4m, row.TauxDeMarge);
        Assert.Empty(await database.Get<FindProduits>().Do(acteur, "cons"));
        Assert.Equal(120, Assert.Single((await List(database, acteur, "con")).Rows).Prix);
        Assert.Contains(("EstActif", "True", "False"), await database.HistoryAsync(organisation, id));
        Assert.Equal(1, await database.Get<TrashProduits>().Do(acteur, [id]));
        Assert.Empty((await List(database, acteur, null)).Rows);
        Assert.Equal(1, await database.Get<RestoreProduits>().Do(acteur, [id]));
        Assert.Single((await List(database, acteur, null)).Rows);
    }

    [Fact]
    public async Task A_reference_is_unique_and_the_message_stands_at_the_field()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = "A", Nom = "Un" });

        var refus = await database.Get<CreateProduit>().Refuse(acteur, new ProduitSaisie { Sku = "A", Nom = "Deux" });

        Assert.Equal("Sku", Assert.Single(refus.Champs).Champ);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        var id = await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = "A", Nom = "Un" });
        var lue = (await database.Get<GetProduit>().Do(acteur, id)).Lue;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<EditProduit>().Do(acteur, new EditProduitRequest(id, lue, new ProduitSaisie { Sku = "A", Nom = "Deux" }));

        var refus = await database.Get<EditProduit>().Refuse(acteur, new EditProduitRequest(id, lue, new ProduitSaisie { Sku = "A", Nom = "Trois" }));

        Assert.Equal((RefusKind.Conflit, "Nom", "Deux"), (refus.Kind, refus.Conflits[0].Champ, refus.Conflits[0].Actuel));
    }

    [Fact]
    public async Task A_commercial_reads_the_catalogue_and_does_not_change_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();

        Assert.Equal(RefusKind.Interdit, (await database.Get<CreateProduit>().Refuse(organisation.Acteur(Role.Commercial), new ProduitSaisie { Sku = "A", Nom = "Un" })).Kind);
        Assert.Empty((await List(database, organisation.Acteur(Role.Commercial), null)).Rows);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_name_and_by_reference()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        for (var i = 0; i < 5; i++) await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = $"{9 - i}", Nom = $"Produit {i}" });

        foreach (var (tri, expected) in new[] { (ListProduits.TriParNom, "0,1,2,3,4"), (ListProduits.TriParSku, "4,3,2,1,0") })
        {
            var read = new List<string>();
            for (PageCursor? next = PageCursor.First; next is not null;)
            {
                var page = await database.Get<ListProduits>().Do(acteur, new ListProduitsRequest(null, true, new PageRequest(tri, false, next, 2)));
                read.AddRange(page.Rows.Select(r => r.Nom[^1..]));
                next = page.Next;
            }

            Assert.Equal(expected, string.Join(',', read));
        }
    }

    private static Task<Page<ProduitRow>> List(TestDatabase database, Acteur acteur, string? texte) =>
        database.Get<ListProduits>().Do(acteur, new ListProduitsRequest(texte, null, new PageRequest(ListProduits.TriParNom, false, PageCursor.First)));
}
