using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using static FichierClient.IntegrationTests.Ventes.SaveVenteTests;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class SoldeFactureTests
{
    [Fact]
    public async Task Avoirs_credit_no_more_than_the_facture_and_keep_it_from_going_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Administrateur);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var facture = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        CreateVenteRequest Avoir(string numero, decimal prix)
        {
            var request = Facture(entreprise, numero, prix);
            (request.Type, request.FactureId) = (TypeVente.Avoir, facture);
            return request;
        }

        var first = await database.Get<CreateVente>().Do(acteur, Avoir("A-1", 60));
        var refus = await database.Get<CreateVente>().Refuse(acteur, Avoir("A-2", 40.01m));
        var second = await database.Get<CreateVente>().Do(acteur, Avoir("A-2", 40));

        Assert.Contains("40.00", refus.Message, StringComparison.Ordinal);
        async Task<ChangeStatutVenteRequest> CancelAsync(Guid id) => new(id, (await Get(database, acteur, id)).Lue, StatutVente.Annulee);
        Assert.Contains("A-1, A-2", (await database.Get<ChangeStatutVente>().Refuse(acteur, await CancelAsync(facture))).Message, StringComparison.Ordinal);
        Assert.Contains("A-1, A-2", (await database.Get<TrashVentes>().Refuse(acteur, [facture])).Message, StringComparison.Ordinal);
        await database.Get<ChangeStatutVente>().Do(acteur, await CancelAsync(second));
        await database.Get<CreateVente>().Do(acteur, Avoir("A-3", 40));
        var reopened = await database.Get<ChangeStatutVente>().Refuse(acteur, new ChangeStatutVenteRequest(second, (await Get(database, acteur, second)).Lue, StatutVente.Brouillon));
        Assert.Contains("0.00", reopened.Message, StringComparison.Ordinal);
        var all = (await Get(database, acteur, facture)).Avoirs.Select(a => a.Id).Append(facture).ToList();
        Assert.Equal(all.Count, await database.Get<TrashVentes>().Do(acteur, all));
        Assert.Contains("F-1 est à la corbeille : restaurez-la d’abord", (await database.Get<RestoreVentes>().Refuse(acteur, [first])).Message, StringComparison.Ordinal);
        await database.Get<RestoreVentes>().Do(acteur, [first, facture]);
        await database.Get<CreateVente>().Do(acteur, Avoir("A-4", 40));
        Assert.Contains("dont 100.00", (await database.Get<RestoreVentes>().Refuse(acteur, all.Except([first, facture, second]).ToList())).Message, StringComparison.Ordinal);
        var lower = await EditOf(database, acteur, facture);
        lower.Lignes[0].PrixUnitaireHt = 99;
        Assert.Contains("100.00", (await database.Get<EditVente>().Refuse(acteur, lower)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_avoirs_saved_at_the_same_moment_one_sees_the_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Administrateur);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        for (var round = 0; round < 5; round++)
        {
            var facture = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, $"F-{round}", 100));
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                var avoir = Facture(entreprise, $"A-{round}-{i}", 60);
                (avoir.Type, avoir.FactureId) = (TypeVente.Avoir, facture);
                return (await database.Get<CreateVente>().RunAsync(acteur, avoir)).IsSuccess;
            })));
            Assert.Single(outcomes, true);
        }
    }

    [Fact]
    public async Task What_an_import_credited_too_much_can_still_be_edited_as_long_as_it_gets_no_worse()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Administrateur);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var facture = new Vente(organisation.Id, TypeVente.Facture, entreprise, new DateOnly(2026, 1, 5));
        var avoir = new Vente(organisation.Id, TypeVente.Avoir, entreprise, new DateOnly(2026, 1, 6));
        facture.Number("", "F-1");
        facture.ReplaceLignes([new LigneSaisie("Pose", 1, 50)]);
        avoir.Number("", "A-1");
        avoir.ReplaceLignes([new LigneSaisie("Pose", 1, 60)]);
        avoir.Credit(facture.Id);
        facture.Validate();
        avoir.Validate();
        await using (var db = database.Contexts.Open(organisation.Id))
        {
            db.AddRange(facture, avoir);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        foreach (var (id, prix) in new[] { (avoir.Id, 60m), (facture.Id, 50m), (avoir.Id, 55m), (facture.Id, 52m) })
        {
            var edit = await EditOf(database, acteur, id);
            (edit.Lignes[0].Designation, edit.Lignes[0].PrixUnitaireHt) = ("Pose et reprise", prix);
            await database.Get<EditVente>().Do(acteur, edit);
        }

        var worse = await EditOf(database, acteur, avoir.Id);
        worse.Lignes[0].PrixUnitaireHt = 56;
        await database.Get<EditVente>().Refuse(acteur, worse);
    }

    [Fact]
    public async Task An_import_takes_the_books_as_they_are_and_names_what_is_credited_too_much()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var import = new ImportHarness(database, organisation);
        await import.ImportAsync("Client;Type;Numéro;Date;Montant HT;Statut\nDupont;Facture;F-1;05/01/2026;100;\nDupont;Facture;F-2;05/01/2026;100;\nDupont;Facture;F-3;05/01/2026;100;\n", GenreImport.Mixte);

        var bilan = await import.ImportAsync(
            "Client;Type;Numéro;Date;Montant HT;Facture d'origine\nDupont;Avoir;A-1;06/01/2026;60;F-1\nDupont;Avoir;A-2;07/01/2026;60;F-1\nDupont;Avoir;A-3;06/01/2026;100;F-2\nDupont;Avoir;A-4;06/01/2026;10;F-3\n", GenreImport.Mixte);
        var later = await import.ImportAsync("Client;Type;Numéro;Date;Montant HT;Statut\nDupont;Facture;F-3;05/01/2026;100;Annulée\n", GenreImport.Mixte);

        Assert.Equal(4, bilan.Creees);
        Assert.Contains("Facture F-1", Assert.Single(bilan.Remarques).Key, StringComparison.Ordinal);
        Assert.Contains("Facture F-3 : annulée", Assert.Single(later.Remarques).Key, StringComparison.Ordinal);
    }

    private static async Task<EditVenteRequest> EditOf(TestDatabase database, Acteur acteur, Guid id)
    {
        var vente = await Get(database, acteur, id);
        var edit = Edit(id, vente.Lue, vente.Saisie.EntrepriseId!.Value, vente.Saisie.Numero, vente.Saisie.Lignes[0].PrixUnitaireHt!.Value);
        (edit.Type, edit.FactureId, edit.Date) = (vente.Saisie.Type, vente.Saisie.FactureId, vente.Saisie.Date);
        return edit;
    }
}
