using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Contacts;

public sealed class SaveContactTests
{
    [Fact]
    public async Task Everything_that_is_typed_about_a_person_comes_back_on_the_sheet()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await database.Get<CreateContact>().Do(acteur, new CreateContactRequest
        {
            Civilite = Civilite.Madame,
            Prenom = "Zoé",
            Nom = "L'Hôte",
            Emails = [new() { Adresse = "Standard@Exemple.fr", Nature = NatureCoordonnee.Generique }, new() { Adresse = "zoe@exemple.fr", Prefere = true }],
            Telephones = [new() { Numero = "06 12 34 56 78", Libelle = "Mobile", Prefere = true }],
            Liens = [new() { EntrepriseId = entreprise, Fonction = "Gérante", Service = "Direction", Depuis = new(2020, 1, 1) }],
            NaissanceJour = 29,
            NaissanceMois = 2,
            ReperesPersonnels = "Deux filles, Lou et Ida",
            Notes = "Préfère le matin",
            Langue = "FR",
            Oppositions = Opposition.Email | Opposition.Courrier,
            Partie = Partie.Partenaire,
            Source = "Salon Sirha 2026",
            BaseLegale = BaseLegale.Consentement,
        });

        var contact = await database.Get<GetContact>().Do(organisation.Acteur(Role.Lecteur), new GetContactRequest(id));

        Assert.Equal("Zoé L'Hôte", contact.NomComplet);
        Assert.Equal([("zoe@exemple.fr", true), ("standard@exemple.fr", false)], contact.Emails.Select(e => (e.Adresse, e.Prefere)));
        Assert.Equal(("+33612345678", "06 12 34 56 78"), (contact.Telephones[0].E164, contact.Telephones[0].Texte));
        Assert.Equal(("Fromagerie Bon", "Gérante"), (contact.Liens[0].Entreprise, contact.Liens[0].Fonction));
        Assert.Equal((29, 2, (int?)null, "fr"), (contact.NaissanceJour, contact.NaissanceMois, contact.NaissanceAnnee, contact.Langue));
        Assert.Equal(Opposition.Email | Opposition.Courrier, contact.Oppositions);
        var provenance = Assert.Single(contact.Provenances);
        Assert.Equal(("Salon Sirha 2026", Partie.Partenaire, BaseLegale.Consentement, "Membre Commercial"), (provenance.Source, provenance.Partie, provenance.BaseLegale, provenance.Auteur));
    }

    [Fact]
    public async Task A_phone_that_cannot_be_one_is_refused_at_its_field_and_one_that_stands_already_may_stay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var request = new CreateContactRequest { Nom = "Roux", Partie = Partie.Personne, Telephones = [new() { Numero = "01 23 45 67 89" }, new() { Numero = "06.12.34.56" }] };

        var refus = await database.Get<CreateContact>().Refuse(acteur, request);
        request.Telephones.RemoveAt(1);
        var id = await database.Get<CreateContact>().Do(acteur, request);
        await database.ScalarAsync<object>($"update contact_telephones set saisie = '06.12.34.56', e164 = null where contact_id = '{id}'");
        var lue = (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).Lue;
        var edit = new EditContactRequest { Id = id, Lue = lue, Nom = "Leroux", Telephones = [new() { Numero = "06.12.34.56" }, new() { Numero = "06.99" }] };
        await database.Get<EditContact>().Do(acteur, edit);
        edit.Lue = (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).Lue;
        edit.Telephones.Add(new() { Numero = "06.12.34.57" });

        Assert.Equal("Telephones[1].Numero", Assert.Single(refus.Champs).Champ);
        Assert.Equal("Telephones[2].Numero", Assert.Single((await database.Get<EditContact>().Refuse(acteur, edit)).Champs).Champ);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_which_fields_changed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await database.AddContactAsync(organisation, "Anne", "Martin");
        var lue = (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).Lue;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<EditContact>().Do(acteur, new EditContactRequest { Id = id, Lue = lue, Prenom = "Anne", Nom = "Durand", Emails = [new() { Adresse = "a@b.fr" }] });

        var refus = await database.Get<EditContact>().Refuse(acteur, new EditContactRequest { Id = id, Lue = lue, Prenom = "Anna", Nom = "Martin" });

        Assert.Equal(RefusKind.Conflit, refus.Kind);
        Assert.Equal(["EmailContact", "Nom"], refus.Conflits.Select(c => c.Champ).Order());
        Assert.Equal("Anne Durand", (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).NomComplet);
    }

    [Fact]
    public async Task Changing_only_an_address_is_a_change_of_the_contact_for_the_other_editor_too()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await database.AddContactAsync(organisation, "Anne", "Martin");
        var lue = (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).Lue;
        await database.Get<EditContact>().Do(acteur, new EditContactRequest { Id = id, Lue = lue, Prenom = "Anne", Nom = "Martin", Emails = [new() { Adresse = "a@b.fr" }] });

        var refus = await database.Get<EditContact>().Refuse(acteur, new EditContactRequest { Id = id, Lue = lue, Prenom = "Anne", Nom = "Martin" });

        Assert.Equal(RefusKind.Conflit, refus.Kind);
    }

    [Fact]
    public async Task The_history_tells_each_field_from_what_to_what()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await database.Get<CreateContact>().Do(acteur, new CreateContactRequest { Partie = Partie.Personne, Prenom = "Anne", Nom = "Martin", Emails = [new() { Adresse = "a@b.fr" }] });
        var lue = (await database.Get<GetContact>().Do(acteur, new GetContactRequest(id))).Lue;
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        await database.Get<EditContact>().Do(acteur, new EditContactRequest { Id = id, Lue = lue, Prenom = "Anne", Nom = "Durand", Emails = [new() { Adresse = "c@d.fr" }] });

        var history = await database.HistoryAsync(organisation, id);
        Assert.Contains((Modification.Creation, null, null), history);
        Assert.Contains(("Nom", "Martin", "Durand"), history);
        Assert.Contains(("EmailContact", "a@b.fr", null), history);
        Assert.Contains(("EmailContact", null, "c@d.fr"), history);
    }

    [Fact]
    public async Task A_link_to_an_entreprise_that_the_editor_does_not_see_survives_the_edit()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var id = await database.AddContactAsync(organisation, "Anne", "Martin", mine, other);
        var acteur = organisation.Acteur(Role.Commercial);
        var seen = await database.Get<GetContact>().Do(acteur, new GetContactRequest(id));

        await database.Get<EditContact>().Do(acteur, new EditContactRequest { Id = id, Lue = seen.Lue, Prenom = "Anne", Nom = "Martin", Liens = [new() { EntrepriseId = mine, Fonction = "Directrice" }] });
        var refus = await database.Get<CreateContact>().Refuse(acteur, new CreateContactRequest { Partie = Partie.Personne, Nom = "X", Liens = [new() { EntrepriseId = other }] });

        Assert.Equal(("La mienne", 1), (Assert.Single(seen.Liens).Entreprise, seen.LiensCaches));
        Assert.Equal(2, (await database.Get<GetContact>().Do(organisation.Acteur(), new GetContactRequest(id))).Liens.Count);
        Assert.Equal("Liens[0].EntrepriseId", Assert.Single(refus.Champs).Champ);
    }

    [Fact]
    public async Task A_contact_that_one_does_not_see_does_not_exist()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var id = await database.AddContactAsync(organisation, "Anne", "Martin", other);
        var acteur = organisation.Acteur(Role.Commercial);

        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetContact>().Refuse(acteur, new GetContactRequest(id))).Kind);
        Assert.Equal(RefusKind.Introuvable, (await database.Get<EditContact>().Refuse(acteur, new EditContactRequest { Id = id, Nom = "X" })).Kind);
    }

    [Theory]
    [InlineData(Role.Lecteur)]
    public async Task A_reader_may_neither_create_nor_edit(Role role)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddContactAsync(organisation, "Anne", "Martin");

        Assert.Equal(RefusKind.Interdit, (await database.Get<CreateContact>().Refuse(organisation.Acteur(role), new CreateContactRequest { Partie = Partie.Personne, Nom = "X" })).Kind);
        Assert.Equal(RefusKind.Interdit, (await database.Get<EditContact>().Refuse(organisation.Acteur(role), new EditContactRequest { Id = id, Nom = "X" })).Kind);
    }

    [Fact]
    public async Task Deleting_is_for_those_who_may_and_can_be_undone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddContactAsync(organisation, "Anne", "Martin");
        var responsable = organisation.Acteur(Role.Responsable);

        Assert.Equal(RefusKind.Interdit, (await database.Get<TrashContacts>().Refuse(organisation.Acteur(Role.Commercial), [id])).Kind);
        Assert.Equal(1, await database.Get<TrashContacts>().Do(responsable, [id]));
        Assert.Equal(RefusKind.Introuvable, (await database.Get<GetContact>().Refuse(responsable, new GetContactRequest(id))).Kind);
        Assert.Equal(1, await database.Get<RestoreContacts>().Do(responsable, [id]));

        Assert.Equal("Anne Martin", (await database.Get<GetContact>().Do(responsable, new GetContactRequest(id))).NomComplet);
        Assert.Equal([Modification.Creation, Modification.Suppression, Modification.Restauration], (await database.HistoryAsync(organisation, id)).Select(h => h.Champ));
    }
}
