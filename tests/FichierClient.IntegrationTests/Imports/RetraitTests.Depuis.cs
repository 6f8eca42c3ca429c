using FichierClient.Application.Doublons;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Doublons;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Taking an import back respects what became of the records since: merges, the trash, objections.</summary>
public sealed partial class RetraitTests
{
    private const string Place = "select string_agg(concat_ws(' ', e.reference, l.fonction), ', ' order by e.reference) from contact_liens l join contacts c on c.id = l.contact_id join entreprises e on e.id = l.entreprise_id where c.prenom = 'Anne'";

    [Fact]
    public async Task A_contacts_place_in_an_entreprise_that_was_merged_since_is_at_its_survivor_and_at_its_own_when_the_merge_is_undone()
    {
        var id = await ImportAsync(File);
        var fusion = await MergeIntoDurandAsync();

        await RetirerAsync(id);

        Assert.Equal("C2", await db.ScalarAsync<string>(Place));
        await new FusionHarness(db, organisation).UndoAsync(fusion);
        Assert.Equal("C1", await db.ScalarAsync<string>(Place));
    }

    [Fact]
    public async Task Of_two_places_that_became_one_by_a_merge_the_one_that_tells_most_returns()
    {
        await ImportAsync("Code client;Nom;Prénom contact;Nom contact;E-mail contact;Fonction\nC2;Durand;Anne;Martin;anne@martin.test;Gérante\n");
        var id = await ImportAsync("Prénom contact;Nom contact;E-mail contact;Langue\nAnne;Martin;anne@martin.test;de\n", GenreImport.Contacts);
        var fusion = await MergeIntoDurandAsync();

        await RetirerAsync(id);

        Assert.Equal("C2 Gérante", await db.ScalarAsync<string>(Place));
        await new FusionHarness(db, organisation).UndoAsync(fusion);
        Assert.Equal("C1, C2 Gérante", await db.ScalarAsync<string>(Place));
    }

    [Fact]
    public async Task A_contacts_place_in_an_entreprise_that_lies_in_the_trash_is_there_when_it_is_restored()
    {
        var id = await ImportAsync(File);
        await db.ScalarAsync<object>("update entreprises set supprime_le = now() where reference = 'C1'");

        await RetirerAsync(id);

        Assert.Equal("C1", await db.ScalarAsync<string>(Place));
    }

    [Fact]
    public async Task A_vente_of_an_entreprise_that_was_merged_since_has_its_old_total_at_the_survivor()
    {
        var id = await ImportAsync(File);
        await MergeIntoDurandAsync();

        await RetirerAsync(id, tout: true);

        Assert.Equal("C2 100.00", await db.ScalarAsync<string>("select e.reference || ' ' || v.montant from ventes v join entreprises e on e.id = v.entreprise_id where v.numero = 'F1'"));
        await AssertFiguresAsync();
    }

    [Fact]
    public async Task All_returns_of_an_entreprise_that_went_to_the_trash_with_its_ventes()
    {
        var before = await PictureAsync();
        var id = await ImportAsync(File);
        await db.ScalarAsync<object>("update entreprises set supprime_le = now() where reference = 'C1'");

        await RetirerAsync(id, tout: true);

        Assert.Equal(before, await PictureAsync());
        await AssertFiguresAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_objection_that_was_registered_since_stays_whatever_was_chosen_and_the_imports_own_goes(bool objects)
    {
        var id = await ImportAsync("Prénom contact;Nom contact;E-mail contact;Langue;Désabonné\nAnne;Martin;anne@martin.test;de;oui\n", GenreImport.Contacts);
        Assert.Equal(Opposition.Email, await OppositionsAsync());
        if (objects)
        {
            var request = new AddOppositionRequest { Genre = GenreIdentifiant.Email, Valeur = "anne@martin.test", Source = "Courrier" };
            Assert.Null((await db.Get<AddOpposition>().RunAsync(organisation.Acteur(Role.Dpo), request, Token)).Refus);
            db.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await RetirerAsync(id, tout: true);

        Assert.Equal(objects ? InscriptionOpposition.Tous : Opposition.None, await OppositionsAsync());
        Assert.Null(await db.ScalarAsync<string>("select langue from contacts where prenom = 'Anne'"));
    }

    private async Task<Opposition> OppositionsAsync() => (Opposition)await db.ScalarAsync<int>("select oppositions from contacts where prenom = 'Anne'");

    /// <summary>C1 becomes a part of C2.</summary>
    private async Task<Guid> MergeIntoDurandAsync()
    {
        var fusions = new FusionHarness(db, organisation);
        var outcome = await db.Get<MergeEntreprises>().RunAsync(organisation.Acteur(), await fusions.RequestAsync("entreprises", await fusions.EntrepriseAsync("C2"), await fusions.EntrepriseAsync("C1")), Token);
        Assert.Null(outcome.Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return outcome.Value.Id;
    }
}
