using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Entreprises;

public sealed class ListEntreprisesTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ListEntreprises.ParNom, false)]
    [InlineData(ListEntreprises.ParNom, true)]
    [InlineData(ListEntreprises.ParVille, false)]
    [InlineData(ListEntreprises.ParVille, true)]
    [InlineData(ListEntreprises.ParCa, true)]
    [InlineData(ListEntreprises.ParCa, false)]
    [InlineData(ListEntreprises.ParDerniereVente, true)]
    [InlineData(ListEntreprises.ParEvolution, true)]
    [InlineData(ListEntreprises.ParEvolution, false)]
    [InlineData(ListEntreprises.ParCommercial, false)]
    [InlineData(ListEntreprises.ParCommercial, true)]
    [InlineData(ListEntreprises.ParStatut, false)]
    [InlineData(ListEntreprises.ParStatut, true)]
    public async Task Turning_the_pages_forth_and_back_shows_every_row_once_in_one_order(string sort, bool descending)
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);

        var forth = await WalkAsync(database, organisation, new PageRequest(sort, descending, PageCursor.First, 2), page => page.Next);
        var back = await WalkAsync(database, organisation, new PageRequest(sort, descending, PageCursor.Last, 2), page => page.Previous);

        Assert.Equal(5, forth.Distinct().Count());
        Assert.Equal(forth, back);
    }

    [Fact]
    public async Task The_best_clients_come_first_with_their_figures_and_months()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);

        var page = (await ListAsync(database, organisation, new EntrepriseFiltre(), new PageRequest(ListEntreprises.ParCa, true, PageCursor.First))).Rows;

        // The last two have no revenue: which comes first is their key's to say, and keys of one millisecond have no order.
        Assert.Equal(["Durand", "Élan Conseil", "Avenir"], page.Take(3).Select(r => r.Nom));
        Assert.Equal(["Bernard", "zèbre"], page.Skip(3).Select(r => r.Nom).Order(StringComparer.Ordinal));
        Assert.Equal((300_00, StatutEntreprise.Client, Today), (page[0].Ca12m, page[0].Statut, page[0].DerniereVente!.Value));
        Assert.Equal((300m, 0m), (page[0].Mois[^1], page[0].Mois[0]));
        Assert.Equal(StatutEntreprise.Prospect, page.Single(r => r.Nom == "zèbre").Statut);
        Assert.Equal(StatutEntreprise.AncienClient, page.Single(r => r.Nom == "Bernard").Statut);
        Assert.Null(page.Single(r => r.Nom == "zèbre").DerniereVente);
    }

    [Theory]
    [InlineData(ListEntreprises.ParStatut, false, "zèbre, Avenir, Durand, Élan Conseil, Bernard")]
    [InlineData(ListEntreprises.ParCommercial, true, "Durand, zèbre, Élan Conseil, Bernard, Avenir")]
    public async Task Those_of_one_statut_or_commercial_stand_together_by_name(string sort, bool descending, string names)
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);

        var page = await ListAsync(database, organisation, new EntrepriseFiltre(), new PageRequest(sort, descending, PageCursor.First));

        Assert.Equal(names, string.Join(", ", page.Rows.Select(r => r.Nom)));
    }

    [Fact]
    public async Task Each_filter_keeps_what_it_says()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);
        var cases = new (EntrepriseFiltre Filtre, string[] Expected)[]
        {
            (new() { Ville = "SAINT etienne" }, ["Durand"]),
            (new() { Ville = "l'ha" }, ["Avenir"]),
            (new() { Nom = "elan" }, ["Élan Conseil"]),
            (new() { Nom = "seil éla" }, ["Élan Conseil"]),
            (new() { Nom = "and" }, ["Durand"]),
            (new() { Nom = "du" }, ["Durand"]),
            (new() { Nom = "nd" }, []),
            (new() { Nom = "100%" }, []),
            (new() { Statuts = [StatutEntreprise.Client] }, ["Avenir", "Durand", "Élan Conseil"]),
            (new() { Statuts = [StatutEntreprise.Prospect, StatutEntreprise.AncienClient] }, ["Bernard", "zèbre"]),
            (new() { Responsables = [organisation.Membres[Role.Commercial]] }, ["Durand"]),
            (new() { Ca12Min = 200 }, ["Durand", "Élan Conseil"]),
            (new() { Ca12Min = 100.01m, Ca12Max = 200 }, ["Élan Conseil"]),
            (new() { DerniereVenteMin = Today.AddDays(-1) }, ["Durand"]),
            (new() { DerniereVenteMax = Today.AddYears(-1) }, ["Bernard"]),
            (new() { Perdu = true }, ["Bernard"]),
            (new() { Departements = ["42"] }, ["Durand"]),
            (new() { CodePostal = "69" }, ["Bernard", "Élan Conseil"]),
            (new() { CodePostal = "69 003" }, ["Élan Conseil"]),
            (new() { CodePostal = "%" }, []),
            (new() { PotentielMin = 1000.01m }, ["Bernard"]),
            (new() { PotentielMin = 1000, PotentielMax = 1000 }, ["Avenir"]),
            (new() { PotentielMax = decimal.MaxValue }, ["Avenir", "Bernard"]),
            (new() { Ca12Min = decimal.MaxValue }, []),
            (new() { Ca12Min = 200, Ca12Max = decimal.MaxValue }, ["Durand", "Élan Conseil"]),
            (new() { EchangeAvant = Now.AddDays(-30) }, ["Bernard"]),
            (new() { SansEchange = true }, ["Avenir", "Élan Conseil", "zèbre"]),
            (new() { EchangeAvant = Now.AddDays(-30), SansEchange = true }, ["Avenir", "Bernard", "Élan Conseil", "zèbre"]),
            (new() { Supprimees = true }, ["Corbeille"]),
        };
        foreach (var (filtre, expected) in cases)
        {
            var rows = (await ListAsync(database, organisation, filtre, new PageRequest(ListEntreprises.ParNom, false, PageCursor.First))).Rows;
            Assert.Equal(expected, rows.Select(r => r.Nom));
            var count = await database.Get<CountEntreprises>().RunAsync(organisation.Acteur(), new CountEntreprisesRequest(filtre), Cancellation);
            Assert.Equal(new RowCount(expected.Length, IsExact: true), count.Value);
        }
    }

    [Theory]
    [InlineData(ListEntreprises.ParNom, false, "d", "Durand")]
    [InlineData(ListEntreprises.ParNom, true, "d", "Durand")]
    [InlineData(ListEntreprises.ParVille, false, "P", "zèbre")]
    [InlineData(ListEntreprises.ParCa, true, "200,00 €", "Élan Conseil")]
    [InlineData(ListEntreprises.ParDerniereVente, true, "31/10/2026", "Élan Conseil")]
    [InlineData(ListEntreprises.ParCa, true, "n'importe quoi", "Durand")]
    [InlineData(ListEntreprises.ParCommercial, false, "Membre", "Durand")]
    [InlineData(ListEntreprises.ParEvolution, true, "-50 %", "Bernard")]
    public async Task Going_to_a_value_starts_the_page_there(string sort, bool descending, string typed, string first)
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);
        var page = await ListAsync(database, organisation, new EntrepriseFiltre(), new PageRequest(sort, descending, new PageCursor(PageMove.From, typed), 2));
        Assert.Equal(first, page.Rows[0].Nom);
    }

    [Fact]
    public async Task A_rep_who_sees_its_own_sees_and_counts_its_own()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await ArrangeAsync(database);
        await using (var db = database.OpenAsOwner(organisation.Id))
        {
            db.ReglagesRole.Add(new ReglageRole(organisation.Id, Role.Commercial, Portee.Siennes));
            await db.SaveChangesAsync(Cancellation);
        }

        var list = await database.Get<ListEntreprises>().RunAsync(organisation.Acteur(Role.Commercial), Request(new(), ListEntreprises.ParCa), Cancellation);
        var count = await database.Get<CountEntreprises>().RunAsync(organisation.Acteur(Role.Commercial), new CountEntreprisesRequest(new()), Cancellation);

        Assert.Equal(["Durand"], list.Value.Page.Rows.Select(r => r.Nom));
        Assert.Equal(1, count.Value.Value);
    }

    private static ListEntreprisesRequest Request(EntrepriseFiltre filtre, string sort) => new(filtre, new PageRequest(sort, true, PageCursor.First));

    private static async Task<Page<EntrepriseRow>> ListAsync(TestDatabase database, TestOrganisation organisation, EntrepriseFiltre filtre, PageRequest page) =>
        (await database.Get<ListEntreprises>().RunAsync(organisation.Acteur(), new ListEntreprisesRequest(filtre, page), Cancellation)).Value.Page;

    private static async Task<List<string>> WalkAsync(TestDatabase database, TestOrganisation organisation, PageRequest request, Func<Page<EntrepriseRow>, PageCursor?> turn)
    {
        var seen = new List<string>();
        for (PageCursor? cursor = request.Cursor; cursor is not null;)
        {
            // The address carries the cursor as text.
            var page = await ListAsync(database, organisation, new EntrepriseFiltre(), request with { Cursor = PageCursor.Parse(cursor.ToString()) });
            var names = page.Rows.Select(r => r.Nom).ToList();
            if (request.Cursor.Backwards) seen.InsertRange(0, names);
            else seen.AddRange(names);
            cursor = turn(page);
        }

        return seen;
    }

    private static async Task<TestOrganisation> ArrangeAsync(TestDatabase database)
    {
        var organisation = await database.AddOrganisationAsync();
        await using var db = database.Contexts.Open(organisation.Id);
        Entreprise Add(string nom, string ville, string codePostal)
        {
            var entreprise = new Entreprise(organisation.Id, nom);
            entreprise.ChangeAdresses(new Adresse { Commune = ville, CodePostal = codePostal }, Adresse.Vide);
            db.Entreprises.Add(entreprise);
            return entreprise;
        }

        var durand = Add("Durand", "Saint-Étienne", "42000");
        var elan = Add("Élan Conseil", "Lyon", "69003");
        var bernard = Add("Bernard", "Lyon", "69001");
        var avenir = Add("Avenir", "L'Haÿ-les-Roses", "94240");
        Add("zèbre", "Paris", "75001");
        Add("Corbeille", "Paris", "75002").MoveToTrash(Now);
        avenir.ChangePotentiel(1000, null);
        bernard.ChangePotentiel(2000.50m, null);
        durand.Assign(organisation.Membres[Role.Commercial]);
        await db.SaveChangesAsync(Cancellation);
        Sell(durand, 300, Today);
        Sell(elan, 200, Today.AddDays(-30));
        Sell(avenir, 100, Today.AddDays(-60));
        Sell(bernard, 500, Today.AddYears(-1));
        db.Evenements.Add(new Evenement(organisation.Id, TypeEvenement.Appel, Now.AddDays(-90), null, "Appel").About(durand.Id, null));
        db.Evenements.Add(new Evenement(organisation.Id, TypeEvenement.Email, Now.AddDays(-1), null, "Devis").About(durand.Id, null));
        db.Evenements.Add(new Evenement(organisation.Id, TypeEvenement.Appel, Now.AddDays(-90), null, "Appel").About(bernard.Id, null));
        db.Evenements.Add(new Evenement(organisation.Id, TypeEvenement.Note, Now.AddDays(-1), null, "Pour moi").About(bernard.Id, null));
        await db.SaveChangesAsync(Cancellation);
        return organisation;

        void Sell(Entreprise entreprise, decimal amount, DateOnly day)
        {
            var vente = new Vente(organisation.Id, TypeVente.Facture, entreprise.Id, day);
            vente.Number("", $"F-{entreprise.RaisonSociale}");
            vente.ReplaceLignes([new LigneSaisie("Prestation", 1, amount)]);
            vente.Validate();
            db.Ventes.Add(vente);
        }
    }
}
