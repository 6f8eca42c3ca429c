using FichierClient.Application.Entreprises;
using FichierClient.Application.TableauDeBord;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Common;
using FichierClient.Web.Entreprises;
using FichierClient.Web.TableauDeBord;
using FichierClient.Web.Ventes;

namespace FichierClient.IntegrationTests.TableauDeBord;

/// <summary>What a figure opens: the total of the list behind its address is the figure, to the cent, for every reader.</summary>
public sealed class DrillDownTests(SoldOrganisation sold) : IClassFixture<SoldOrganisation>
{
    [Theory]
    [InlineData(Role.Administrateur, "")]
    [InlineData(Role.Responsable, "")]
    [InlineData(Role.Commercial, "")]
    [InlineData(Role.Administrateur, "annee=2026")]
    [InlineData(Role.Administrateur, "periode=ce-mois")]
    [InlineData(Role.Administrateur, "periode=trimestre-dernier")]
    [InlineData(Role.Responsable, "periode=ce-trimestre")]
    [InlineData(Role.Commercial, "periode=mois-dernier")]
    [InlineData(Role.Administrateur, "du=2025-02-10&au=2025-11-22&commercial=aucun")]
    [InlineData(Role.Administrateur, "au=2025-09-10&canal=aucun")]
    [InlineData(Role.Responsable, "du=2025-02-10&au=2025-11-22&commercial=aucun")]
    public async Task The_list_behind_a_figure_totals_the_figure(Role role, string query)
    {
        var filtre = TableauAdresse.Read(QueryState.Parse($"{TableauAdresse.Path}?{query}"));
        var acteur = sold.Organisation.Acteur(role);
        var tableau = await sold.Database.Get<GetTableauDeBord>().Do(acteur, new TableauRequest(filtre));
        var period = filtre.Ventes(tableau.Periode.Plage);
        Assert.NotEqual(0, tableau.Total.Ca);

        await AssertListAsync(role, period, tableau.Total.Ca, tableau.Total.NbVentes);
        await AssertListAsync(role, filtre.Ventes(tableau.Periode.Precedente!.Value), tableau.Avant!.Value.Ca, tableau.Avant.Value.NbVentes);
        await AssertListAsync(role, period with { Type = TypeVente.Facture }, tableau.Total.Factures / 100m, tableau.Total.NbFactures);
        await AssertListAsync(role, period with { Type = TypeVente.Avoir }, tableau.Total.Avoirs / 100m, tableau.Total.NbAvoirs);
        // A month to come opens no list.
        foreach (var tranche in tableau.Tranches.Where(t => !t.Tranche.Plage.EstVide))
        {
            await AssertListAsync(role, filtre.Ventes(tranche.Tranche.Plage), tranche.Cumul.Ca, tranche.Cumul.NbVentes);
            await AssertListAsync(role, filtre.Ventes(tranche.Tranche.Avant), tranche.Avant.Ca, tranche.Avant.NbVentes);
        }

        foreach (var part in tableau.Commerciaux) await AssertListAsync(role, period with { Commerciaux = [part.Id] }, part.Cumul.Ca, part.Cumul.NbVentes);
        foreach (var part in tableau.Canaux) await AssertListAsync(role, period with { Canaux = [part.Id] }, part.Cumul.Ca, part.Cumul.NbVentes);
        foreach (var part in tableau.Departements) await AssertListAsync(role, period with { Departements = [part.Code] }, part.Cumul.Ca, part.Cumul.NbVentes);
        foreach (var part in tableau.Produits) await AssertListAsync(role, period with { Produits = [part.Id] }, part.Cumul.Ca);
        foreach (var client in await sold.Database.Get<ListTopClients>().Do(acteur, new ListTopClientsRequest(filtre)))
            await AssertListAsync(role, period with { Entreprises = [client.Id] }, client.Ca);
    }

    [Theory]
    [InlineData(Role.Administrateur, "")]
    [InlineData(Role.Administrateur, "commercial=aucun&canal=aucun")]
    [InlineData(Role.Responsable, "annee=2025")]
    [InlineData(Role.Commercial, "")]
    public async Task The_list_behind_clients_to_see_holds_as_many(Role role, string query)
    {
        var acteur = sold.Organisation.Acteur(role);
        var clients = await sold.Database.Get<ListClientsAVoir>().Do(acteur, new ListClientsAVoirRequest(TableauAdresse.Read(QueryState.Parse($"{TableauAdresse.Path}?{query}"))));
        var counter = sold.Database.Get<CountEntreprises>();

        foreach (var liste in (ClientsListe[])[clients.Nouveaux, clients.Ralentissent, clients.Perdus])
        {
            var read = EntrepriseAdresse.FiltreOf(QueryState.Parse(TableauAdresse.Entreprises(liste.Filtre)));
            Assert.Equal(liste.Nombre, (await counter.Do(acteur, new CountEntreprisesRequest(read, Exact: true))).Value);
            Assert.Equal(Math.Min(5, liste.Nombre), liste.Premiers.Count);
        }
    }

    [Fact]
    public async Task Clients_to_see_are_those_that_the_ledger_says()
    {
        var today = SoldOrganisation.Today;
        var factures = sold.Ventes.Where(v => v.Compte && v.Type == TypeVente.Facture && v.Date <= today).GroupBy(v => v.EntrepriseId)
            .Select(g => (Days: g.Select(v => v.Date.DayNumber).Order().ToList(), Last: g.Max(v => v.Date))).ToList();
        var year = Plage.DouzeMois(today);

        var clients = await sold.Database.Get<ListClientsAVoir>().Do(sold.Administrateur, new ListClientsAVoirRequest(new TableauFiltre()));

        Assert.Equal(factures.Count(f => f.Last < year.Du), clients.Perdus.Nombre);
        Assert.Equal(factures.Count(f => f.Days[0] >= year.Du.DayNumber), clients.Nouveaux.Nombre);
        Assert.Equal(
            factures.Count(f => f.Last >= year.Du && f.Days.Count >= 3 && f.Days[^1] > f.Days[0]
                && today.DayNumber - f.Days[^1] > 2.0 * (f.Days[^1] - f.Days[0]) / (f.Days.Count - 1)),
            clients.Ralentissent.Nombre);
    }

    [Theory]
    [InlineData(Role.Administrateur)]
    [InlineData(Role.Commercial)]
    public async Task Attainment_is_the_member_s_own_revenue_of_the_month_over_its_objective(Role role)
    {
        await using (var db = sold.Database.Contexts.Open(sold.Organisation.Id))
        {
            if (!db.Objectifs.Any())
            {
                db.AddRange(new Objectif(sold.Organisation.Id, sold.Commercial, new DateOnly(2026, 2, 1), 10_000), new Objectif(sold.Organisation.Id, sold.Responsable, new DateOnly(2026, 3, 1), 500));
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }
        }

        var atteintes = await sold.Database.Get<ListAtteintes>().Do(sold.Organisation.Acteur(role), new ListAtteintesRequest(new TableauFiltre()));

        Assert.Equal(12, atteintes.Mois.Count);
        Assert.Equal(role == Role.Administrateur ? new[] { sold.Commercial, sold.Responsable }.Order() : [sold.Commercial], atteintes.Membres.Select(m => m.MembreId).Order());
        foreach (var (membre, i) in atteintes.Membres.SelectMany(m => m.Mois.Select((_, i) => (m, i))))
            await AssertListAsync(role, new TableauFiltre { Commerciaux = [membre.MembreId] }.Ventes(atteintes.Mois[i]), membre.Mois[i].Ca);
        var february = atteintes.Membres.Single(m => m.MembreId == sold.Commercial).Mois[^2];
        Assert.Equal((10_000m, february.Ca / 10_000), (february.Objectif, february.Part));
    }

    /// <summary>Through the address, as a click goes.</summary>
    private async Task AssertListAsync(Role role, VenteFiltre filtre, decimal ca, int? nombre = null)
    {
        var address = VenteAdresse.Write(filtre);
        var total = await sold.Database.Get<TotalVentes>().Do(sold.Organisation.Acteur(role), VenteAdresse.Read(QueryState.Parse(address)));
        Assert.True(ca == total.Montant, $"{address}: {ca} is shown, the list totals {total.Montant}");
        if (nombre is not null) Assert.Equal((address, nombre.Value, nombre.Value), (address, total.Nombre, total.Comptees));
    }
}
