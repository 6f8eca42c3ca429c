using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Registre;

/// <summary>A filled register in the CNIL's layout is taken in: its sheets as drafts, its contact blocks where ours are empty.</summary>
public sealed class ImportRegistreTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation ours = default!;
    private byte[] file = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        var theirs = await db.AddOrganisationAsync("autre");
        ours = await db.AddOrganisationAsync("essai");
        var dpo = theirs.Acteur(Role.Dpo);
        await db.Get<SaveActeurs>().Do(dpo, new([
            new() { Role = RoleActeur.Responsable, Prenom = "Anne", Nom = "Durand", Coordonnees = new() { Ville = "Lyon", Email = "anne@exemple.test" } }, new() { Role = RoleActeur.Dpo, Nom = "Petit" }]));
        await db.Get<SaveTraitement>().Do(dpo, new() { Fiche = new() { Nom = "Enquêtes", Reference = "T-30", FinalitePrincipale = "Mesurer" } });
        using var output = new MemoryStream();
        await (await db.Get<ExportRegistre>().Do(dpo, new(FormatRegistre.Ods, GenreRegistre.Responsable))).WriteAsync(output, Token);
        file = output.ToArray();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Sheets_become_drafts_and_empty_contact_blocks_are_filled()
    {
        var read = Assert.Single(await db.Get<ImportRegistre>().Do(ours.Acteur(Role.Dpo), new(file)));

        Assert.Equal(("Enquêtes", false), (read.Nom, read.ExisteDeja));
        Assert.Empty(read.NonLues);
        Assert.Equal("T-30", Assert.Single(await db.Get<ListTraitements>().Do(ours.Acteur(Role.Dpo), default)).Reference);
        var acteurs = await db.Get<ListActeurs>().Do(ours.Acteur(Role.Dpo), default);
        Assert.Equal(["Anne Durand", null, "Petit", null], acteurs.Select(a => a.Nom));
        Assert.Equal(("Lyon", "anne@exemple.test"), (acteurs[0].Coordonnees.Ville, acteurs[0].Coordonnees.Email));
    }

    [Fact]
    public async Task A_file_is_read_before_anything_is_written_and_only_what_is_chosen_becomes_a_draft()
    {
        var dpo = ours.Acteur(Role.Dpo);
        var read = Assert.Single(await db.Get<ImportRegistre>().Do(dpo, new(file, Apercu: true)));
        Assert.Equal(("Enquêtes", null), (read.Nom, read.TraitementId));
        Assert.Empty(await db.Get<ListTraitements>().Do(dpo, default));
        Assert.All(await db.Get<ListActeurs>().Do(dpo, default), a => Assert.Null(a.Nom));

        Assert.NotNull(await db.Get<ImportRegistre>().Refuse(dpo, new(file, Feuilles: ["Une autre"])));
        Assert.NotNull(Assert.Single(await db.Get<ImportRegistre>().Do(dpo, new(file, Feuilles: [read.Feuille]))).TraitementId);
        Assert.True(Assert.Single(await db.Get<ImportRegistre>().Do(dpo, new(file, Apercu: true))).ExisteDeja);
    }

    [Fact]
    public async Task A_contact_block_that_says_otherwise_stays_and_that_is_told()
    {
        var dpo = ours.Acteur(Role.Dpo);
        await db.Get<SaveActeurs>().Do(dpo, new([new() { Role = RoleActeur.Responsable, Nom = "Martin" }]));

        var read = Assert.Single(await db.Get<ImportRegistre>().Do(dpo, new(file)));

        Assert.Contains("Anne Durand", Assert.Single(read.NonLues), StringComparison.Ordinal);
        Assert.Equal(["Martin", null, "Petit", null], (await db.Get<ListActeurs>().Do(dpo, default)).Select(a => a.Nom));
    }
}
