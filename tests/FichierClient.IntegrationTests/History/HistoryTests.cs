using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.History;

public sealed class HistoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_changed_field_is_kept_with_its_author_its_instant_and_both_values()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);

        await ChangeAsync(database, tenant, author, id, entreprise =>
        {
            entreprise.Rename("Durand SARL", null);
            entreprise.ChangeAdresses(new Adresse { CodePostal = "69003", Commune = "Lyon" }, Adresse.Vide);
        });

        var lines = await LinesAsync(database, tenant, id);
        Assert.Equal([Modification.Creation], lines.Where(l => l.Nouveau is null).Select(l => l.Champ));
        Assert.Contains(lines, l => l is { Champ: "RaisonSociale", Ancien: "Durand", Nouveau: "Durand SARL" } && l.MembreId == author && database.Clock.GetUtcNow() - l.FaitLe < TimeSpan.FromMilliseconds(1));
        Assert.Contains(lines, l => l is { Champ: "Facturation.CodePostal", Ancien: null, Nouveau: "69003" });
        Assert.DoesNotContain(lines, l => l.Champ is "Recherche" or "ModifieLe");
    }

    [Fact]
    public async Task Saving_the_same_values_writes_no_history()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);

        await ChangeAsync(database, tenant, author, id, entreprise => entreprise.Rename("Durand", null));

        Assert.Single(await LinesAsync(database, tenant, id));
    }

    [Fact]
    public async Task A_phone_number_added_to_a_sheet_is_in_its_history_and_moves_its_version()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);
        var before = await VersionAsync(database, tenant, id);

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(database, tenant, author, id, e => e.ReplaceTelephones([new NumeroTelephone("01 23 45 67 89", "+33123456789")]));

        Assert.Contains(await LinesAsync(database, tenant, id), l => l is { Champ: "TelephoneEntreprise", Ancien: null, Nouveau: "01 23 45 67 89" });
        Assert.NotEqual(before.Version, (await VersionAsync(database, tenant, id)).Version);
    }

    [Fact]
    public async Task The_trash_and_the_way_back_are_in_the_history()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);

        await ChangeAsync(database, tenant, author, id, e => e.MoveToTrash(database.Clock.GetUtcNow()));
        await ChangeAsync(database, tenant, author, id, e => e.Restore());

        var champs = (await LinesAsync(database, tenant, id)).Select(l => l.Champ).ToHashSet();
        Assert.Equal([Modification.Creation, Modification.Suppression, Modification.Restauration], champs);
    }

    [Fact]
    public async Task The_second_editor_is_told_each_field_that_the_first_one_changed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);
        var read = await VersionAsync(database, tenant, id);

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(database, tenant, author, id, e => e.Rename("Durand et Associés", null));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync(database, tenant, author, id, e => e.Rename("Durand & Co", "DCO"));

        await using var db = database.Contexts.Open(tenant, author);
        var conflict = await db.ConflictAsync(await db.Entreprises.SingleAsync(e => e.Id == id, Cancellation), read, Cancellation);
        Assert.Equal(RefusKind.Conflit, conflict!.Kind);
        Assert.Equal(
            [new ConflitChamp("NomCommercial", null, "DCO", null), new ConflitChamp("RaisonSociale", "Durand", "Durand & Co", null)],
            conflict.Conflits.OrderBy(c => c.Champ));
    }

    [Fact]
    public async Task A_save_that_came_in_between_fails_instead_of_overwriting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tenant, author, id) = await ArrangeAsync(database);
        var read = await VersionAsync(database, tenant, id);
        await using var db = database.Contexts.Open(tenant, author);
        var entreprise = await db.Entreprises.SingleAsync(e => e.Id == id, Cancellation);
        Assert.Null(await db.ConflictAsync(entreprise, read, Cancellation));

        await ChangeAsync(database, tenant, author, id, e => e.Rename("Plus rapide", null));
        entreprise.Rename("Trop tard", null);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancellation));
        Assert.DoesNotContain(await LinesAsync(database, tenant, id), l => l.Nouveau == "Trop tard");
    }

    private static async Task<(Guid Tenant, Guid Author, Guid Id)> ArrangeAsync(TestDatabase database)
    {
        var organisation = await database.AddOrganisationAsync();
        var author = organisation.Membres[Role.Commercial];
        await using var db = database.Contexts.Open(organisation.Id, author);
        var entreprise = new Entreprise(organisation.Id, "Durand");
        db.Add(entreprise);
        await db.SaveChangesAsync(Cancellation);
        return (organisation.Id, author, entreprise.Id);
    }

    private static async Task ChangeAsync(TestDatabase database, Guid tenant, Guid author, Guid id, Action<Entreprise> change)
    {
        await using var db = database.Contexts.Open(tenant, author);
        var entreprise = await db.Entreprises.IgnoreQueryFilters(["Corbeille"])
            .Include(e => e.Telephones).SingleAsync(e => e.Id == id, Cancellation);
        change(entreprise);
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<VersionLue> VersionAsync(TestDatabase database, Guid tenant, Guid id)
    {
        await using var db = database.Contexts.Open(tenant);
        return await db.Entreprises.Where(e => e.Id == id).Select(e => new VersionLue(e.Version, e.ModifieLe)).SingleAsync(Cancellation);
    }

    private static async Task<List<Modification>> LinesAsync(TestDatabase database, Guid tenant, Guid id)
    {
        await using var db = database.Contexts.Open(tenant);
        return await db.Modifications.Where(m => m.SujetId == id).ToListAsync(Cancellation);
    }
}
