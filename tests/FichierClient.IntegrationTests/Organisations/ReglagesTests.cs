using FichierClient.Application.Common;
using FichierClient.Application.Figures;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Organisations;

public sealed class ReglagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_fiscal_years_never_share_a_day()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var save = db.Get<SaveExercice>();
        Assert.True((await save.RunAsync(organisation.Acteur(), new SaveExerciceRequest(null, "2025-2026", new(2025, 3, 1), new(2026, 12, 31)), Stop)).IsSuccess);

        var overlapping = await save.RunAsync(organisation.Acteur(), new SaveExerciceRequest(null, "2026", new(2026, 12, 31), new(2027, 6, 30)), Stop);
        var following = await save.RunAsync(organisation.Acteur(), new SaveExerciceRequest(null, "2027", new(2027, 1, 1), new(2027, 12, 31)), Stop);

        Assert.Equal(RefusKind.Regle, overlapping.Refus!.Kind);
        Assert.True(following.IsSuccess);
        var listed = (await db.Get<ListExercices>().RunAsync(organisation.Acteur(Role.Lecteur), new ListExercicesRequest(), Stop)).Value;
        Assert.Equal(["2027", "2025-2026"], listed.Select(e => e.Nom));
    }

    [Fact]
    public async Task A_name_is_taken_once_in_an_organisation_and_free_in_another()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (first, second) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var save = db.Get<SaveCanal>();
        Assert.True((await save.RunAsync(first.Acteur(), new SaveCanalRequest(null, "Salon"), Stop)).IsSuccess);

        Assert.Equal(RefusKind.Regle, (await save.RunAsync(first.Acteur(), new SaveCanalRequest(null, "Salon"), Stop)).Refus!.Kind);
        Assert.True((await save.RunAsync(second.Acteur(), new SaveCanalRequest(null, "Salon"), Stop)).IsSuccess);
    }

    [Fact]
    public async Task A_team_with_members_is_not_deleted()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var equipe = (await db.Get<SaveEquipe>().RunAsync(organisation.Acteur(), new SaveEquipeRequest(null, "Nord"), Stop)).Value;
        var membre = organisation.Membres[Role.Commercial];
        await db.Get<ChangeMembre>().RunAsync(organisation.Acteur(), new ChangeMembreRequest(membre, Role.Commercial, equipe), Stop);

        Assert.Equal(RefusKind.Regle, (await db.Get<DeleteEquipe>().RunAsync(organisation.Acteur(), new DeleteEquipeRequest(equipe), Stop)).Refus!.Kind);
        await db.Get<ChangeMembre>().RunAsync(organisation.Acteur(), new ChangeMembreRequest(membre, Role.Commercial, null), Stop);
        Assert.True((await db.Get<DeleteEquipe>().RunAsync(organisation.Acteur(), new DeleteEquipeRequest(equipe), Stop)).IsSuccess);
    }

    [Fact]
    public async Task A_team_of_another_organisation_can_not_be_joined()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (mine, other) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var foreign = (await db.Get<SaveEquipe>().RunAsync(other.Acteur(), new SaveEquipeRequest(null, "Ailleurs"), Stop)).Value;

        var outcome = await db.Get<ChangeMembre>().RunAsync(mine.Acteur(), new ChangeMembreRequest(mine.Membres[Role.Lecteur], Role.Lecteur, foreign), Stop);

        Assert.Equal(RefusKind.Regle, outcome.Refus!.Kind);
    }

    [Fact]
    public async Task Objectives_of_a_year_are_set_changed_and_emptied_together()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var membre = organisation.Membres[Role.Commercial];
        var months = new decimal?[12];
        (months[0], months[11]) = (1000, 2500.50m);
        await db.Get<SaveObjectifs>().RunAsync(organisation.Acteur(Role.Responsable), new SaveObjectifsRequest(membre, 2026, months), Stop);
        (months[0], months[1]) = (null, 300);

        await db.Get<SaveObjectifs>().RunAsync(organisation.Acteur(Role.Responsable), new SaveObjectifsRequest(membre, 2026, months), Stop);

        var rows = (await db.Get<ListObjectifs>().RunAsync(organisation.Acteur(Role.Responsable), new ListObjectifsRequest(2026), Stop)).Value;
        Assert.Equal(months, rows.Single(r => r.MembreId == membre).Mois);
        Assert.DoesNotContain(rows, r => r.MembreId == organisation.Membres[Role.Lecteur]);
        Assert.All((await db.Get<ListObjectifs>().RunAsync(organisation.Acteur(), new ListObjectifsRequest(2027), Stop)).Value, r => Assert.All(r.Mois, m => Assert.Null(m)));
    }

    [Fact]
    public async Task An_objective_is_never_negative()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var months = new decimal?[12];
        months[3] = -1;

        var outcome = await db.Get<SaveObjectifs>().RunAsync(organisation.Acteur(), new SaveObjectifsRequest(organisation.Membres[Role.Commercial], 2026, months), Stop);

        Assert.Equal(RefusKind.Invalide, outcome.Refus!.Kind);
    }

    [Fact]
    public async Task The_organisation_gets_a_name_a_zone_and_a_currency()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var change = db.Get<ChangeOrganisation>();

        Assert.True((await change.RunAsync(organisation.Acteur(), new ChangeOrganisationRequest("Neuve", "Indian/Reunion", "chf"), Stop)).IsSuccess);
        var unknown = await change.RunAsync(organisation.Acteur(), new ChangeOrganisationRequest("Neuve", "Lune/Mer", "CHF"), Stop);
        var notAllowed = await change.RunAsync(organisation.Acteur(Role.Responsable), new ChangeOrganisationRequest("Autre", "Europe/Paris", "EUR"), Stop);

        var read = (await db.Get<GetOrganisation>().RunAsync(organisation.Acteur(), new GetOrganisationRequest(), Stop)).Value;
        Assert.Equal(("Neuve", "Indian/Reunion", "CHF"), (read.Nom, read.Fuseau, read.Devise));
        Assert.Contains(unknown.Refus!.Champs, c => c.Champ == nameof(ChangeOrganisationRequest.Fuseau));
        Assert.Equal(RefusKind.Interdit, notAllowed.Refus!.Kind);
    }

    [Fact]
    public async Task The_figures_move_to_the_new_zone_s_day_at_once()
    {
        // Half past midnight in Paris is still the day before in Cayenne.
        await using var db = await TestDatabase.CreateAsync(new DateTimeOffset(2026, 3, 9, 23, 30, 0, TimeSpan.Zero));
        var organisation = await db.AddOrganisationAsync();
        var figures = db.Get<FiguresClock>();
        Assert.Equal(new DateOnly(2026, 3, 10), await figures.TodayAsync(organisation.Id, Stop));

        await db.Get<ChangeOrganisation>().RunAsync(organisation.Acteur(), new ChangeOrganisationRequest("Neuve", "America/Cayenne", "EUR"), Stop);

        Assert.Equal(new DateOnly(2026, 3, 9), await figures.TodayAsync(organisation.Id, Stop));
    }
}
