using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Entreprises;

public sealed class EntrepriseSheetTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_was_typed_comes_back_on_the_sheet()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var id = await database.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie
        {
            RaisonSociale = "Menuiserie Lefèvre",
            Siret = "732 829 320 00074",
            Facturation = new AdresseSaisie { Voie = "3 rue Haute", CodePostal = "69003", Commune = "Lyon" },
            Telephones = [new TelephoneSaisie { Numero = "01 23 45 67 89", Libelle = "Standard" }],
            Etiquettes = ["BTP", "btp", "Fidèle"],
            Potentiel = 12_000.50m,
        });

        var sheet = (await database.Get<GetEntreprise>().RunAsync(organisation.Acteur(), id, Cancellation)).Value;
        var form = (await database.Get<GetEntrepriseSaisie>().RunAsync(organisation.Acteur(), id, Cancellation)).Value;

        Assert.Equal(("732829320", "73282932000074", "Lyon", StatutEntreprise.Prospect), (sheet.Siren, sheet.Siret, sheet.Facturation.Commune, sheet.Statut));
        Assert.Equal("+33123456789", Assert.Single(sheet.Telephones).E164);
        Assert.Equal(["BTP", "Fidèle"], sheet.Etiquettes);
        Assert.Equal(12_000.50m, form.Saisie.Potentiel);
    }

    [Fact]
    public async Task The_figures_say_the_last_twelve_months_and_the_twelve_before()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddEntrepriseAsync(organisation, "Durand");
        await using (var db = database.Contexts.Open(organisation.Id))
        {
            foreach (var (amount, day, avoir) in new[] { (300m, Today, false), (100m, Today.AddMonths(-2), false), (50m, Today.AddMonths(-2), true), (80m, Today.AddYears(-1), false), (999m, Today.AddYears(-2), false) })
            {
                var vente = new Vente(organisation.Id, avoir ? TypeVente.Avoir : TypeVente.Facture, id, day);
                vente.Number("", $"{amount}");
                vente.ReplaceLignes([new LigneSaisie("Prestation", 1, amount)]);
                vente.Validate();
                db.Ventes.Add(vente);
            }
            await db.SaveChangesAsync(Cancellation);
        }

        var figures = (await database.Get<GetEntreprise>().RunAsync(organisation.Acteur(), id, Cancellation)).Value.Figures;

        Assert.Equal((350m, 80m), (figures.Ca12m, figures.Ca12mPrecedents));
        Assert.Equal((2, 1), (figures.Factures12m, figures.Factures12mPrecedents));
        Assert.Equal((200m, 80m), (figures.PanierMoyen!.Value, figures.PanierMoyenPrecedent!.Value));
        Assert.Equal((300m, 50m, 80m), (figures.Mois[^1], figures.Mois[^3], figures.Mois[^13]));
        Assert.Equal((Today, 300m), (figures.DerniereVente!.Value, figures.DerniereVenteMontant));
    }

    [Fact]
    public async Task The_second_editor_is_told_and_nothing_is_overwritten()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddEntrepriseAsync(organisation, "Durand");
        var get = database.Get<GetEntrepriseSaisie>();
        var first = (await get.RunAsync(organisation.Acteur(), id, Cancellation)).Value;
        var second = (await get.RunAsync(organisation.Acteur(Role.Responsable), id, Cancellation)).Value;

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        first.Saisie.NomCommercial = "Chez Durand";
        await database.Get<UpdateEntreprise>().Do(organisation.Acteur(), new UpdateEntrepriseRequest(id, first.Lue, first.Saisie));
        second.Saisie.Site = "durand.fr";
        var refused = await database.Get<UpdateEntreprise>().RunAsync(organisation.Acteur(Role.Responsable), new UpdateEntrepriseRequest(id, second.Lue, second.Saisie), Cancellation);

        Assert.Equal(RefusKind.Conflit, refused.Refus!.Kind);
        Assert.Contains(refused.Refus.Conflits, c => c is { Champ: "NomCommercial", Actuel: "Chez Durand" });
        Assert.Equal("Chez Durand", (await get.RunAsync(organisation.Acteur(), id, Cancellation)).Value.Saisie.NomCommercial);
    }

    [Fact]
    public async Task Each_wrong_field_is_named_as_the_form_names_it()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var refused = await database.Get<CreateEntreprise>().RunAsync(organisation.Acteur(), new EntrepriseSaisie
        {
            Siren = "123",
            Email = "personne",
            Facturation = new AdresseSaisie { CodePostal = "1120" },
            Telephones = [new TelephoneSaisie()],
            Potentiel = -1,
        }, Cancellation);

        Assert.Equal(
            ["Email", "Facturation.CodePostal", "Potentiel", "RaisonSociale", "Siren", "Telephones[0].Numero"],
            refused.Refus!.Champs.Select(c => c.Champ).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_trash_takes_and_gives_back()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddEntrepriseAsync(organisation, "Durand");

        Assert.Equal(1, await database.Get<TrashEntreprises>().Do(organisation.Acteur(), [id]));
        Assert.NotNull((await database.Get<GetEntreprise>().RunAsync(organisation.Acteur(), id, Cancellation)).Value.SupprimeLe);
        Assert.Equal(1, await database.Get<RestoreEntreprises>().Do(organisation.Acteur(), [id]));
        Assert.Null((await database.Get<GetEntreprise>().RunAsync(organisation.Acteur(), id, Cancellation)).Value.SupprimeLe);
        Assert.Equal(RefusKind.Interdit, (await database.Get<TrashEntreprises>().RunAsync(organisation.Acteur(Role.Lecteur), [id], Cancellation)).Refus!.Kind);
    }

    [Fact]
    public async Task A_maison_mere_out_of_sight_stays_unnamed_is_kept_and_is_not_chosen()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var rep = organisation.Acteur(Role.Commercial);
        var filiale = await database.AddEntrepriseAsync(organisation, "Filiale", Role.Commercial);
        var mere = await database.AddEntrepriseAsync(organisation, "Holding", Role.Responsable);
        var other = await database.AddEntrepriseAsync(organisation, "Autre", Role.Responsable);
        var whole = await database.Get<GetEntrepriseSaisie>().Do(organisation.Acteur(), filiale);
        whole.Saisie.MaisonMereId = mere;
        await database.Get<UpdateEntreprise>().Do(organisation.Acteur(), new UpdateEntrepriseRequest(filiale, whole.Lue, whole.Saisie));

        var read = await database.Get<GetEntrepriseSaisie>().Do(rep, filiale);
        await database.Get<UpdateEntreprise>().Do(rep, new UpdateEntrepriseRequest(filiale, read.Lue, read.Saisie));
        var again = await database.Get<GetEntrepriseSaisie>().Do(rep, filiale);
        again.Saisie.MaisonMereId = other;
        var changed = await database.Get<UpdateEntreprise>().Refuse(rep, new UpdateEntrepriseRequest(filiale, again.Lue, again.Saisie));
        var created = await database.Get<CreateEntreprise>().Refuse(rep, new EntrepriseSaisie { RaisonSociale = "Neuve", MaisonMereId = other });

        Assert.Equal((mere, null), (read.Saisie.MaisonMereId, read.MaisonMere));
        Assert.Equal("Holding", (await database.Get<GetEntrepriseSaisie>().Do(organisation.Acteur(), filiale)).MaisonMere);
        Assert.Equal("MaisonMereId", Assert.Single(changed.Champs).Champ);
        Assert.Equal("MaisonMereId", Assert.Single(created.Champs).Champ);
    }
}
