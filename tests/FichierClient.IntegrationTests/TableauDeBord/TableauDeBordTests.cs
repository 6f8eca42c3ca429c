using FichierClient.Application.TableauDeBord;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.TableauDeBord;

/// <summary>Every figure, for every kind of reader, period and filter, against sums made here from the rows themselves.</summary>
public sealed class TableauDeBordTests(SoldOrganisation sold) : IClassFixture<SoldOrganisation>
{
    public static TheoryData<Role, string, string> Cases
    {
        get
        {
            string[] periodes = ["12 mois", "12 mois au 2025-06-30", "12 mois au 2025-09-10", "annee 2025", "annee 2026", "exercice", "libre", "longue"];
            string[] filtres = ["aucun", "commercial", "sans commercial", "equipe", "equipe et commercial", "canal", "sans canal", "deux canaux", "etiquette", "commercial et canal"];
            var cases = new TheoryData<Role, string, string>();
            foreach (var role in (Role[])[Role.Administrateur, Role.Responsable, Role.Commercial])
            {
                foreach (var periode in periodes) cases.Add(role, periode, "aucun");
                foreach (var filtre in filtres[1..]) cases.Add(role, "12 mois", filtre);
                cases.Add(role, "libre", "commercial");
                cases.Add(role, "libre", "canal");
                cases.Add(role, "annee 2026", "equipe");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_figure_is_the_sum_of_the_rows_that_its_reader_may_open(Role role, string periode, string filtre)
    {
        var asked = With(FiltreOf(filtre), periode);
        var rows = sold.SeenBy(role).Where(v => v.Compte && v.Date <= SoldOrganisation.Today && Matches(v, filtre)).ToList();

        var tableau = await sold.Database.Get<GetTableauDeBord>().Do(sold.Organisation.Acteur(role), new TableauRequest(asked));

        var current = Within(rows, tableau.Periode.Plage);
        Assert.Equal(Sum(current), tableau.Total);
        Assert.Equal(tableau.Periode.Precedente is { } avant ? Sum(Within(rows, avant)) : null, tableau.Avant);
        Assert.NotEmpty(tableau.Tranches);
        Assert.All(tableau.Tranches, t =>
        {
            Assert.Equal(Sum(Within(rows, t.Tranche.Plage)), t.Cumul);
            Assert.Equal(Sum(Within(rows, t.Tranche.Avant)), t.Avant);
        });
        AssertParts(current, v => new Cle(v.CommercialId, null), tableau.Commerciaux);
        AssertParts(current, v => new Cle(sold.EntrepriseOf(v).CanalId, null), tableau.Canaux);
        AssertParts(current, v => new Cle(null, sold.EntrepriseOf(v).Departement), tableau.Departements);
        var produits = current.SelectMany(v => v.Lignes).GroupBy(l => l.ProduitId).ToDictionary(g => g.Key ?? Guid.Empty, g => g.Sum(l => l.Montant));
        Assert.Equal(produits.OrderBy(p => p.Key), tableau.Produits.ToDictionary(p => p.Id ?? Guid.Empty, p => p.Cumul.Ca).OrderBy(p => p.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_margin_is_that_of_the_lines_whose_cost_is_known(Role role, string periode, string filtre)
    {
        var asked = With(FiltreOf(filtre), periode);
        var acteur = sold.Organisation.Acteur(role);
        var shown = (await sold.Database.Get<GetTableauDeBord>().Do(acteur, new TableauRequest(asked))).Periode;
        var rows = sold.SeenBy(role).Where(v => v.Compte && v.Date <= SoldOrganisation.Today && Matches(v, filtre)).ToList();

        var marge = await sold.Database.Get<GetMarge>().Do(acteur, new MargeRequest(asked));

        Assert.Equal(MargeOf(Within(rows, shown.Plage)), marge with { Avant = null });
        Assert.Equal(shown.Precedente is { } before ? MargeOf(Within(rows, before)) : null, marge.Avant);
    }

    private static MargeDetails MargeOf(IEnumerable<Vente> ventes)
    {
        var lines = ventes.SelectMany(v => v.Lignes.Select(l => (Ligne: l, Signe: v.Type == TypeVente.Avoir ? -1 : 1))).ToList();
        var known = lines.Where(l => l.Ligne.CoutUnitaire is not null).ToList();
        var marge = known.Sum(l => l.Ligne.Montant - l.Signe * Math.Round(l.Ligne.Quantite * l.Ligne.CoutUnitaire!.Value, 2, MidpointRounding.AwayFromZero));
        return new MargeDetails(known.Count == 0 ? null : marge, known.Sum(l => l.Ligne.Montant), lines.Sum(l => l.Ligne.Montant));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Top_clients_are_those_with_the_largest_sums(Role role, string periode, string filtre)
    {
        var asked = With(FiltreOf(filtre), periode);
        var rows = sold.SeenBy(role).Where(v => v.Compte && v.Date <= SoldOrganisation.Today && Matches(v, filtre)).ToList();
        var tableau = await sold.Database.Get<GetTableauDeBord>().Do(sold.Organisation.Acteur(role), new TableauRequest(asked));

        var top = await sold.Database.Get<ListTopClients>().Do(sold.Organisation.Acteur(role), new ListTopClientsRequest(asked));

        var expected = Within(rows, tableau.Periode.Plage).GroupBy(v => v.EntrepriseId).Select(g => (g.Key, Ca: g.Sum(v => v.Montant))).Where(s => s.Ca > 0).OrderByDescending(s => s.Ca).Take(10).ToList();
        Assert.Equal(expected, top.Select(t => (t.Id, t.Ca)));
        Assert.All(top, t =>
        {
            if (tableau.Periode.Precedente is { } avant) Assert.Equal(Within(rows, avant).Where(v => v.EntrepriseId == t.Id).Sum(v => v.Montant), t.Avant);
            Assert.Equal(12, t.Mois.Count);
            // Of a month, only who had never bought before is new.
            var premiere = sold.SeenBy(Role.Administrateur).Where(v => v.EntrepriseId == t.Id && v is { Compte: true, Type: TypeVente.Facture } && v.Date <= SoldOrganisation.Today).Select(v => (DateOnly?)v.Date).Min();
            Assert.Equal(!tableau.Periode.EstCourte || premiere >= tableau.Periode.Plage.Du, t.EstNouveau);
            Assert.Equal(Within(rows, Plage.MoisDe(tableau.Periode.Plage.Au)).Where(v => v.EntrepriseId == t.Id).Sum(v => v.Montant), t.Mois[^1]);
        });
    }

    [Fact]
    public async Task A_team_sees_less_than_the_whole_and_more_than_one_of_its_members()
    {
        async Task<decimal> CaAsync(Role role) =>
            (await sold.Database.Get<GetTableauDeBord>().Do(sold.Organisation.Acteur(role), new TableauRequest(new TableauFiltre()))).Total.Ca;

        Assert.True(await CaAsync(Role.Administrateur) > await CaAsync(Role.Responsable));
        Assert.True(await CaAsync(Role.Responsable) > await CaAsync(Role.Commercial));
    }

    [Fact]
    public async Task An_empty_organisation_has_zeros_and_twelve_months()
    {
        var empty = await sold.Database.AddOrganisationAsync("vide");

        var tableau = await sold.Database.Get<GetTableauDeBord>().Do(empty.Acteur(), new TableauRequest(new TableauFiltre()));

        Assert.Equal((default, default(Cumul), 12), (tableau.Total, tableau.Avant, tableau.Tranches.Count));
        Assert.Empty(tableau.Commerciaux);
        Assert.Empty(await sold.Database.Get<ListTopClients>().Do(empty.Acteur(), new ListTopClientsRequest(new TableauFiltre())));
        var clients = await sold.Database.Get<ListClientsAVoir>().Do(empty.Acteur(), new ListClientsAVoirRequest(new TableauFiltre()));
        Assert.Equal((0, 0, 0), (clients.Nouveaux.Nombre, clients.Ralentissent.Nombre, clients.Perdus.Nombre));
    }

    private TableauFiltre FiltreOf(string filtre) => filtre switch
    {
        "commercial" => new TableauFiltre { Commerciaux = [sold.Commercial] },
        "sans commercial" => new TableauFiltre { Commerciaux = [null] },
        "equipe" => new TableauFiltre { Equipes = [sold.Nord.Id] },
        "equipe et commercial" => new TableauFiltre { Equipes = [sold.Nord.Id], Commerciaux = [sold.Responsable] },
        "canal" => new TableauFiltre { Canaux = [sold.Canaux[0].Id] },
        "sans canal" => new TableauFiltre { Canaux = [null] },
        "deux canaux" => new TableauFiltre { Canaux = [sold.Canaux[0].Id, sold.Canaux[1].Id] },
        "etiquette" => new TableauFiltre { Etiquettes = [sold.Etiquettes[0].Id] },
        "commercial et canal" => new TableauFiltre { Commerciaux = [sold.Commercial], Canaux = [sold.Canaux[0].Id] },
        _ => new TableauFiltre(),
    };

    private bool Matches(Vente vente, string filtre) => filtre switch
    {
        "commercial" => vente.CommercialId == sold.Commercial,
        "sans commercial" => vente.CommercialId is null,
        "equipe" => vente.CommercialId == sold.Commercial || vente.CommercialId == sold.Responsable,
        "equipe et commercial" => vente.CommercialId == sold.Responsable,
        "canal" => sold.EntrepriseOf(vente).CanalId == sold.Canaux[0].Id,
        "sans canal" => sold.EntrepriseOf(vente).CanalId is null,
        "deux canaux" => sold.EntrepriseOf(vente).CanalId is { } id && (id == sold.Canaux[0].Id || id == sold.Canaux[1].Id),
        "etiquette" => sold.EntrepriseOf(vente).Etiquettes.Any(e => e.EtiquetteId == sold.Etiquettes[0].Id),
        "commercial et canal" => vente.CommercialId == sold.Commercial && sold.EntrepriseOf(vente).CanalId == sold.Canaux[0].Id,
        _ => true,
    };

    private TableauFiltre With(TableauFiltre filtre, string periode) => periode switch
    {
        "12 mois au 2025-06-30" => filtre with { Au = new DateOnly(2025, 6, 30) },
        "12 mois au 2025-09-10" => filtre with { Au = new DateOnly(2025, 9, 10) },
        "annee 2025" => filtre with { Annee = 2025 },
        "annee 2026" => filtre with { Annee = 2026 },
        "exercice" => filtre with { ExerciceId = sold.Exercices[1].Id },
        "libre" => filtre with { Du = new DateOnly(2025, 2, 10), Au = new DateOnly(2025, 11, 22) },
        "longue" => filtre with { Du = new DateOnly(2023, 8, 5), Au = new DateOnly(2026, 12, 31) },
        _ => filtre,
    };

    private static List<Vente> Within(IEnumerable<Vente> rows, Plage plage) => [.. rows.Where(v => v.Date >= plage.Du && v.Date <= plage.Au)];

    private static Cumul Sum(IEnumerable<Vente> rows) => rows.Aggregate(default(Cumul), (sum, v) => sum + (v.Type == TypeVente.Facture
        ? new Cumul((long)(v.Montant * 100), 0, 1, 0)
        : new Cumul(0, (long)(v.Montant * 100), 0, 1)));

    private static void AssertParts(List<Vente> rows, Func<Vente, Cle> key, IReadOnlyList<PartRow> parts)
    {
        var expected = rows.GroupBy(key).ToDictionary(g => g.Key, g => Sum(g));
        Assert.Equal(expected.OrderBy(p => p.Key.ToString()), parts.ToDictionary(p => new Cle(p.Id, p.Code), p => p.Cumul).OrderBy(p => p.Key.ToString()));
        Assert.Equal(parts.OrderByDescending(p => p.Cumul.Ca).Select(p => p.Cumul.Ca), parts.Select(p => p.Cumul.Ca));
    }

    private readonly record struct Cle(Guid? Id, string? Code);
}
