using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Common;
using FichierClient.Web.Ventes;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class ListVentesTests
{
    [Theory]
    [InlineData(ListVentes.TriParDate, false)]
    [InlineData(ListVentes.TriParDate, true)]
    [InlineData(ListVentes.TriParMontant, false)]
    [InlineData(ListVentes.TriParMontant, true)]
    public async Task Pages_leave_nothing_out_in_either_order(string tri, bool descending)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        for (var i = 0; i < 5; i++) await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(entreprise, $"F-{i}", 100 + i / 2, new(2026, 1, 1 + i / 2)));

        List<Guid> forth = [], back = [];
        for (PageCursor? next = PageCursor.First; next is not null;)
        {
            var page = await List(database, organisation, tri, descending, next);
            forth.AddRange(page.Rows.Select(r => r.Id));
            next = page.Next;
        }

        for (PageCursor? previous = PageCursor.Last; previous is not null;)
        {
            var page = await List(database, organisation, tri, descending, previous);
            back.InsertRange(0, page.Rows.Select(r => r.Id));
            previous = page.Previous;
        }

        Assert.Equal(5, forth.Distinct().Count());
        Assert.Equal(forth, back);
    }

    [Fact]
    public async Task Ventes_of_one_day_stand_in_the_order_of_their_numbers_and_are_found_by_the_beginning_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        foreach (var numero in new[] { "F-10", "f-9", "F-100", "A_1" }) await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(entreprise, numero, 100, new(2026, 1, 1)));

        List<string?> read = [];
        for (PageCursor? next = PageCursor.First; next is not null;)
        {
            var page = await List(database, organisation, ListVentes.TriParDate, false, PageCursor.Parse(next.ToString()));
            read.AddRange(page.Rows.Select(r => r.Numero));
            next = page.Next;
        }

        Assert.Equal(["A_1", "f-9", "F-10", "F-100"], read);
        Assert.Equal(3, (await database.Get<CountVentes>().Do(organisation.Acteur(), new CountVentesRequest(new VenteFiltre { Numero = "f-" }))).Value);
        Assert.Equal(0, (await database.Get<CountVentes>().Do(organisation.Acteur(), new CountVentesRequest(new VenteFiltre { Numero = "A%" }))).Value);
    }

    [Fact]
    public async Task One_goes_to_a_day_or_to_an_amount()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        for (var i = 1; i <= 3; i++) await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(entreprise, $"F-{i}", 100 * i, new(2026, 1, i)));

        Assert.Equal("F-2", (await List(database, organisation, ListVentes.TriParDate, true, new PageCursor(PageMove.From, "02/01/2026"))).Rows[0].Numero);
        Assert.Equal("F-2", (await List(database, organisation, ListVentes.TriParMontant, false, new PageCursor(PageMove.From, "150,50"))).Rows[0].Numero);
    }

    [Fact]
    public async Task The_total_is_that_of_the_valid_ones_to_the_cent_and_of_the_lines_of_a_produit()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var produit = await database.Get<CreateProduit>().Do(acteur, new ProduitSaisie { Sku = "A", Nom = "Conseil", Prix = 10 });
        var facture = SaveVenteTests.Facture(entreprise, "F-1", 33.33m);
        facture.Lignes.Add(new() { ProduitId = produit, Designation = "Conseil", PrixUnitaireHt = 0.01m });
        await database.Get<CreateVente>().Do(acteur, facture);
        var avoir = SaveVenteTests.Facture(entreprise, "A-1", 10);
        avoir.Type = TypeVente.Avoir;
        await database.Get<CreateVente>().Do(acteur, avoir);
        var draft = SaveVenteTests.Facture(entreprise, null, 1000);
        draft.Valider = false;
        await database.Get<CreateVente>().Do(acteur, draft);

        Assert.Equal(new VentesTotal(3, 2, 23.34m), await database.Get<TotalVentes>().Do(acteur, new VenteFiltre()));
        Assert.Equal(new VentesTotal(1, 1, 0.01m), await database.Get<TotalVentes>().Do(acteur, new VenteFiltre { Produits = [produit] }));
        Assert.Equal(new VentesTotal(0, 0, 0), await database.Get<TotalVentes>().Do(acteur, new VenteFiltre { Du = new(2027, 1, 1) }));
        Assert.Equal(3, (await database.Get<CountVentes>().Do(acteur, new CountVentesRequest(new VenteFiltre()))).Value);
        Assert.Equal(0.01m, (await database.Get<ListVentes>().Do(acteur, new ListVentesRequest(new VenteFiltre { Produits = [produit] }, new PageRequest(ListVentes.TriParDate, true, PageCursor.First)))).Rows[0].MontantProduits);
    }

    [Fact]
    public async Task Amounts_limit_list_count_and_total_alike_and_stand_in_the_address()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        foreach (var prix in new[] { 99.99m, 100m, 250.50m }) await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(entreprise, $"F-{prix}", prix));
        var avoir = SaveVenteTests.Facture(entreprise, "A-1", 120);
        avoir.Type = TypeVente.Avoir;
        await database.Get<CreateVente>().Do(acteur, avoir);

        var filtre = VenteAdresse.Read(QueryState.Parse(VenteAdresse.Write(new VenteFiltre { MontantMin = 100, MontantMax = 250.50m })));
        var rows = await database.Get<ListVentes>().Do(acteur, new ListVentesRequest(filtre, new PageRequest(ListVentes.TriParMontant, false, PageCursor.First)));

        Assert.Equal([100m, 250.50m], rows.Rows.Select(r => r.Montant));
        Assert.Equal(new VentesTotal(2, 2, 350.50m), await database.Get<TotalVentes>().Do(acteur, filtre));
        Assert.Equal(2, (await database.Get<CountVentes>().Do(acteur, new CountVentesRequest(filtre))).Value);
        Assert.Equal(new VentesTotal(1, 1, -120), await database.Get<TotalVentes>().Do(acteur, new VenteFiltre { MontantMax = 0 }));
    }

    [Fact]
    public async Task List_and_total_leave_out_what_the_reader_does_not_see()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(mine, "F-1", 100));
        await database.Get<CreateVente>().Do(organisation.Acteur(), SaveVenteTests.Facture(other, "F-2", 50));
        var acteur = organisation.Acteur(Role.Commercial);

        var page = await database.Get<ListVentes>().Do(acteur, new ListVentesRequest(new(), new PageRequest(ListVentes.TriParDate, true, PageCursor.First)));

        Assert.Equal("F-1", Assert.Single(page.Rows).Numero);
        Assert.Equal(new VentesTotal(1, 1, 100), await database.Get<TotalVentes>().Do(acteur, new VenteFiltre()));
    }

    private static Task<Page<VenteRow>> List(TestDatabase database, TestOrganisation organisation, string tri, bool descending, PageCursor cursor) =>
        database.Get<ListVentes>().Do(organisation.Acteur(), new ListVentesRequest(new VenteFiltre(), new PageRequest(tri, descending, cursor, 2)));
}
