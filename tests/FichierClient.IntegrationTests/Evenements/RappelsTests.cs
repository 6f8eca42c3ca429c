using FichierClient.Application.Common;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Evenements;

public sealed class RappelsTests
{
    [Fact]
    public async Task My_rappels_are_the_open_ones_the_oldest_first()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var me = organisation.Acteur(Role.Commercial);
        var later = await NotesTests.Add(database, me, new() { EntrepriseId = entreprise, Texte = "Plus tard", RappelLe = new(2026, 5, 1) });
        var overdue = await NotesTests.Add(database, organisation.Acteur(Role.Responsable), new() { EntrepriseId = entreprise, Texte = "En retard", RappelLe = new(2026, 1, 1), RappelPourId = me.MembreId });
        await NotesTests.Add(database, me, new() { EntrepriseId = entreprise, Texte = "Pour un autre", RappelLe = new(2026, 1, 1), RappelPourId = organisation.Membres[Role.Administrateur] });

        Assert.Equal([overdue, later], (await Mine(database, me)).Select(r => r.Id));
        await database.Get<FinishRappel>().Do(me, new FinishRappelRequest(overdue));
        Assert.Equal([later], (await Mine(database, me)).Select(r => r.Id));
        await database.Get<ReopenRappel>().Do(me, new ReopenRappelRequest(overdue));
        await database.Get<MoveRappel>().Do(me, new MoveRappelRequest(overdue, new(2026, 6, 1)));
        Assert.Equal([later, overdue], (await Mine(database, me)).Select(r => r.Id));
    }

    [Fact]
    public async Task A_rappel_is_refused_for_a_member_who_does_not_see_the_record()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont", Role.Responsable);
        var request = new AddNoteRequest { EntrepriseId = entreprise, Texte = "x", RappelLe = new(2026, 1, 1), RappelPourId = organisation.Membres[Role.Commercial] };

        var refus = await database.Get<AddNote>().Refuse(organisation.Acteur(Role.Responsable), request);

        Assert.Equal(nameof(NoteSaisie.RappelPourId), Assert.Single(refus.Champs).Champ);
    }

    [Fact]
    public async Task A_rappel_about_an_entreprise_in_the_trash_waits_with_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var me = organisation.Acteur();
        await NotesTests.Add(database, me, new() { EntrepriseId = entreprise, Texte = "x", RappelLe = new(2026, 1, 1) });

        await using (var db = database.Contexts.Open(organisation.Id))
        {
            (await db.Entreprises.FindAsync([organisation.Id, entreprise], TestContext.Current.CancellationToken))!.MoveToTrash(database.Clock.GetUtcNow());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(await Mine(database, me));
    }

    private static Task<IReadOnlyList<EvenementRow>> Mine(TestDatabase database, Acteur me) =>
        database.Get<ListRappels>().Do(me, new ListRappelsRequest());
}
