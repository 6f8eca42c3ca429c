using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class SaveVenteTests
{
    [Fact]
    public async Task Everything_that_is_typed_comes_back_with_its_totals()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var contact = await database.AddContactAsync(organisation, "Anne", "Martin", entreprise);
        var acteur = organisation.Acteur(Role.Commercial);
        var request = Facture(entreprise, "F-1", 100);
        (request.ContactId, request.CommercialId, request.Serie, request.Devise, request.Taux) = (contact, acteur.MembreId, "A", "USD", 0.9m);
        request.Lignes.Add(new() { Designation = "Port", Quantite = 1, PrixUnitaireHt = 10, Remise = 10, TauxTva = 5.5m });

        var vente = await Get(database, acteur, await database.Get<CreateVente>().Do(acteur, request));

        Assert.Equal(("Dupont", "Anne Martin", "Membre Commercial", StatutVente.Validee), (vente.Saisie.Entreprise, vente.Saisie.Contact, vente.Commercial, vente.Statut));
        Assert.Equal(("A", "F-1", "USD", 0.9m), (vente.Saisie.Serie, vente.Saisie.Numero, vente.Saisie.Devise, vente.Saisie.Taux));
        Assert.Equal((109m, 20.5m, 129.5m, 98.1m), (vente.Totaux.Ht, vente.Totaux.Tva, vente.Totaux.Ttc, vente.Totaux.Montant));
        Assert.Equal(["Conseil", "Port"], vente.Saisie.Lignes.Select(l => l.Designation));
    }

    [Fact]
    public async Task A_draft_needs_no_number_and_a_valid_vente_does()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var request = Facture(entreprise, null, 100);

        var refus = await database.Get<CreateVente>().Refuse(acteur, request);
        request.Valider = false;
        var draft = await Get(database, acteur, await database.Get<CreateVente>().Do(acteur, request));
        var validate = await database.Get<ChangeStatutVente>().Refuse(acteur, new ChangeStatutVenteRequest(draft.Id, draft.Lue, StatutVente.Validee));

        Assert.Equal("Numero", Assert.Single(refus.Champs).Champ);
        Assert.Equal("Numero", Assert.Single(validate.Champs).Champ);
    }

    [Fact]
    public async Task A_number_is_unique_in_its_series_and_the_message_stands_at_the_field()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var first = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        await database.Get<TrashVentes>().Do(acteur, [first]);

        var refus = await database.Get<CreateVente>().Refuse(acteur, Facture(entreprise, "F-1", 100));
        var other = Facture(entreprise, "F-1", 100);
        other.Serie = "B";
        await database.Get<CreateVente>().Do(acteur, other);

        Assert.Equal((RefusKind.Invalide, "Numero"), (refus.Kind, Assert.Single(refus.Champs).Champ));
    }

    [Fact]
    public async Task The_last_number_is_proposed_by_its_value_and_one_in_the_trash_is_taken()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Responsable);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        foreach (var numero in new[] { "F-9", "F-10" }) await database.Get<CreateVente>().Do(acteur, Facture(entreprise, numero, 100));
        var trashed = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-11", 100));
        await database.Get<TrashVentes>().Do(acteur, [trashed]);

        var proposed = await database.Get<ProposeVente>().Do(acteur, new ProposeVenteRequest(TypeVente.Facture, entreprise));

        Assert.Equal(("F-11", "F-12"), (proposed.DernierNumero, proposed.ProchainNumero));
        Assert.Null((await database.Get<ProposeVente>().Do(acteur, new ProposeVenteRequest(TypeVente.Facture, entreprise, "AUTRE"))).ProchainNumero);
        Assert.Equal(RefusKind.Invalide, (await database.Get<CreateVente>().Refuse(acteur, Facture(entreprise, "F-11", 100))).Kind);
    }

    [Fact]
    public async Task An_avoir_credits_a_facture_of_the_same_entreprise()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var facture = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        var avoir = Facture(entreprise, "A-1", 40);
        (avoir.Type, avoir.FactureId) = (TypeVente.Avoir, facture);
        var stranger = Facture(await database.AddEntrepriseAsync(organisation, "Autre"), "A-2", 40);
        (stranger.Type, stranger.FactureId) = (TypeVente.Avoir, facture);

        var created = await Get(database, acteur, await database.Get<CreateVente>().Do(acteur, avoir));
        var refus = await database.Get<CreateVente>().Refuse(acteur, stranger);

        Assert.Equal((-40m, "F-1"), (created.Totaux.Montant, created.Saisie.Facture));
        Assert.Equal("A-1", Assert.Single((await Get(database, acteur, facture)).Avoirs).Numero);
        Assert.Equal("FactureId", Assert.Single(refus.Champs).Champ);
        // With its facture gone to another client the avoir would take from this one what it gave back.
        var moved = Edit(facture, (await Get(database, acteur, facture)).Lue, stranger.EntrepriseId!.Value, "F-1", 100);
        Assert.Equal("EntrepriseId", Assert.Single((await database.Get<EditVente>().Refuse(acteur, moved)).Champs).Champ);
        var listed = await database.Get<ListVentes>().Do(acteur, new ListVentesRequest(new VenteFiltre(), new PageRequest(ListVentes.TriParMontant, false, PageCursor.First)));
        Assert.Equal([(-40m, -48m), (100m, 120m)], listed.Rows.Select(r => (r.Montant, r.TotalTtc)));
    }

    [Fact]
    public async Task What_a_vente_refers_to_may_stay_once_it_is_in_the_trash_or_out_of_sight()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var (acteur, responsable) = (organisation.Acteur(Role.Commercial), organisation.Acteur(Role.Responsable));
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var stranger = await database.AddContactAsync(organisation, "Anne", "Ailleurs", other);
        var facture = await database.Get<CreateVente>().Do(acteur, Facture(mine, "F-1", 100));
        var avoir = Facture(mine, "A-1", 40);
        (avoir.Type, avoir.FactureId, avoir.ContactId) = (TypeVente.Avoir, facture, stranger);
        var id = await database.Get<CreateVente>().Do(responsable, avoir);
        // As an import that was taken back leaves it.
        await database.ScalarAsync<object>($"update ventes set supprime_le = now() where id = '{facture}'");
        var edit = Edit(id, (await Get(database, acteur, id)).Lue, mine, "A-1", 50);
        (edit.Type, edit.FactureId, edit.ContactId) = (TypeVente.Avoir, facture, stranger);

        await database.Get<EditVente>().Do(acteur, edit);
        edit.Lue = (await Get(database, acteur, id)).Lue;
        edit.ContactId = await database.AddContactAsync(organisation, "Zoé", "Ailleurs", other);
        var refus = await database.Get<EditVente>().Refuse(acteur, edit);

        Assert.Equal(-50m, (await Get(database, acteur, id)).Totaux.Montant);
        Assert.Equal("ContactId", Assert.Single(refus.Champs).Champ);
    }

    [Fact]
    public async Task Avoirs_of_an_entreprise_that_one_does_not_see_are_not_listed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var (acteur, all) = (organisation.Acteur(Role.Commercial), organisation.Acteur());
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var facture = await database.Get<CreateVente>().Do(all, Facture(other, "F-1", 100));
        var avoir = Facture(other, "A-1", 40);
        (avoir.Type, avoir.FactureId) = (TypeVente.Avoir, facture);
        await database.Get<CreateVente>().Do(all, avoir);
        // As an older version let it be.
        await database.ScalarAsync<object>($"update ventes set entreprise_id = '{mine}' where id = '{facture}'");

        Assert.Empty((await Get(database, acteur, facture)).Avoirs);
        Assert.Equal("A-1", Assert.Single((await Get(database, all, facture)).Avoirs).Numero);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_the_history_names_the_fields()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var id = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        var lue = (await Get(database, acteur, id)).Lue;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<EditVente>().Do(acteur, Edit(id, lue, entreprise, "F-1", 150));

        var refus = await database.Get<EditVente>().Refuse(acteur, Edit(id, lue, entreprise, "F-1", 175));

        Assert.Equal(RefusKind.Conflit, refus.Kind);
        Assert.Contains("LigneVente.PrixUnitaireHt", refus.Conflits.Select(c => c.Champ));
        Assert.Contains("TotalHt", (await database.HistoryAsync(organisation, id)).Select(h => h.Champ));
        Assert.Equal(150m, (await Get(database, acteur, id)).Totaux.Ht);
    }

    [Fact]
    public async Task Lines_can_be_added_reordered_and_removed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var request = Facture(entreprise, "F-1", 100);
        request.Lignes.Add(new() { Designation = "B", PrixUnitaireHt = 1 });
        request.Lignes.Add(new() { Designation = "C", PrixUnitaireHt = 2 });
        var id = await database.Get<CreateVente>().Do(acteur, request);
        var edit = Edit(id, (await Get(database, acteur, id)).Lue, entreprise, "F-1", 0);
        edit.Lignes = [new() { Designation = "C", PrixUnitaireHt = 2 }, new() { Designation = "A", PrixUnitaireHt = 5 }];

        await database.Get<EditVente>().Do(acteur, edit);

        var vente = await Get(database, acteur, id);
        Assert.Equal(["C", "A"], vente.Saisie.Lignes.Select(l => l.Designation));
        Assert.Equal(7m, vente.Totaux.Ht);
    }

    [Fact]
    public async Task A_cancelled_vente_is_changed_only_once_it_is_a_draft_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var id = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        await Become(database, acteur, id, StatutVente.Annulee);

        var refus = await database.Get<EditVente>().Refuse(acteur, Edit(id, (await Get(database, acteur, id)).Lue, entreprise, "F-1", 150));
        await Become(database, acteur, id, StatutVente.Brouillon);
        await database.Get<EditVente>().Do(acteur, Edit(id, (await Get(database, acteur, id)).Lue, entreprise, "F-1", 150));

        Assert.Equal(RefusKind.Regle, refus.Kind);
        Assert.Contains(("Statut", "Validee", "Annulee"), await database.HistoryAsync(organisation, id));
    }

    [Fact]
    public async Task Ventes_of_entreprises_that_one_does_not_see_do_not_exist()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var id = await database.Get<CreateVente>().Do(organisation.Acteur(), Facture(other, "F-1", 100));
        var acteur = organisation.Acteur(Role.Commercial);

        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetVente>().Refuse(acteur, id)).Kind);
        Assert.Equal(RefusKind.Introuvable, (await database.Get<EditVente>().Refuse(acteur, Edit(id, new(0, default), other, "F-1", 1))).Kind);
        Assert.Equal("EntrepriseId", Assert.Single((await database.Get<CreateVente>().Refuse(acteur, Facture(other, "F-2", 100))).Champs).Champ);
    }

    [Fact]
    public async Task Rights_are_asked_and_the_trash_gives_back_what_it_took()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var responsable = organisation.Acteur(Role.Responsable);
        var id = await database.Get<CreateVente>().Do(responsable, Facture(entreprise, "F-1", 100));

        Assert.Equal(RefusKind.Interdit, (await database.Get<CreateVente>().Refuse(organisation.Acteur(Role.Lecteur), Facture(entreprise, "F-2", 1))).Kind);
        Assert.Equal(RefusKind.Interdit, (await database.Get<TrashVentes>().Refuse(organisation.Acteur(Role.Commercial), [id])).Kind);
        Assert.Equal(1, await database.Get<TrashVentes>().Do(responsable, [id]));
        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetVente>().Refuse(responsable, id)).Kind);
        Assert.Equal(1, await database.Get<RestoreVentes>().Do(responsable, [id]));
        Assert.Equal("F-1", (await Get(database, responsable, id)).Saisie.Numero);
        Assert.Equal([Modification.Creation, Modification.Suppression, Modification.Restauration], (await database.HistoryAsync(organisation, id)).Select(h => h.Champ));
    }

    internal static async Task Become(TestDatabase database, Acteur acteur, Guid id, StatutVente statut) =>
        await database.Get<ChangeStatutVente>().Do(acteur, new ChangeStatutVenteRequest(id, (await Get(database, acteur, id)).Lue, statut));

    internal static Task<VenteDetails> Get(TestDatabase database, Acteur acteur, Guid id) => database.Get<GetVente>().Do(acteur, id);

    internal static CreateVenteRequest Facture(Guid entreprise, string? numero, decimal prix, DateOnly? date = null) => new()
    {
        EntrepriseId = entreprise,
        Numero = numero,
        Date = date ?? new(2026, 1, 15),
        Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = prix }],
        Valider = true,
    };

    internal static EditVenteRequest Edit(Guid id, VersionLue lue, Guid entreprise, string? numero, decimal prix) => new()
    {
        Id = id,
        Lue = lue,
        EntrepriseId = entreprise,
        Numero = numero,
        Date = new(2026, 1, 15),
        Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = prix }],
    };
}
