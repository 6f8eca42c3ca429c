using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Contacts;

public sealed class ListContactsTests
{
    [Fact]
    public async Task Names_are_in_the_French_order_and_pages_leave_nobody_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        string[] sorted = ["Abel", "Éclair", "Edmond", "Élan", "Zola"];
        foreach (var nom in sorted.Reverse()) await database.AddContactAsync(organisation, "Anne", nom);

        foreach (var descending in new[] { false, true })
        {
            var read = new List<string?>();
            var back = new List<string?>();
            var cursor = PageCursor.First;
            for (PageCursor? next = cursor; next is not null;)
            {
                var page = await List(database, organisation, new(), cursor = next, descending);
                read.AddRange(page.Rows.Select(r => r.Nom));
                next = page.Next;
            }

            for (PageCursor? previous = PageCursor.Last; previous is not null;)
            {
                var page = await List(database, organisation, new(), previous, descending);
                back.InsertRange(0, page.Rows.Select(r => r.Nom));
                previous = page.Previous;
            }

            Assert.Equal(descending ? sorted.Reverse() : sorted, read);
            Assert.Equal(read, back);
        }

        Assert.Equal(["Edmond", "Élan"], (await List(database, organisation, new(), new PageCursor(PageMove.From, "ed"))).Rows.Select(r => r.Nom));
        Assert.Equal(["Élan", "Edmond"], (await List(database, organisation, new(), new PageCursor(PageMove.From, "e"), descending: true)).Rows.Select(r => r.Nom));
    }

    [Theory]
    [InlineData("l'hote", "L'Hôte")]
    [InlineData("zoe hot", "L'Hôte")]
    [InlineData("06 12 34 56 78", "L'Hôte")]
    [InlineData("+33612345678", "L'Hôte")]
    [InlineData("ZOE@exemple", "L'Hôte")]
    [InlineData("100%", null)]
    public async Task A_person_is_found_by_a_part_of_the_name_an_address_or_a_number(string texte, string? nom)
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.AddContactAsync(organisation, "Anne", "Martin");
        await database.Get<CreateContact>().Do(organisation.Acteur(), new CreateContactRequest
        {
            Partie = Partie.Personne,
            Prenom = "Zoé",
            Nom = "L'Hôte",
            Emails = [new() { Adresse = "zoe@exemple.fr" }],
            Telephones = [new() { Numero = "0612345678" }],
        });

        var rows = (await List(database, organisation, new ContactFiltre { Texte = texte })).Rows;

        Assert.Equal(nom is null ? [] : [nom], rows.Select(r => r.Nom));
        Assert.Equal(rows.Count, (await database.Get<CountContacts>().Do(organisation.Acteur(), new CountContactsRequest(new ContactFiltre { Texte = texte }))).Value);
    }

    [Fact]
    public async Task Filters_limit_by_entreprise_function_opposition_and_silence()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var called = await database.AddContactAsync(organisation, "Anne", "Appelée", entreprise);
        await database.AddContactAsync(organisation, "Anne", "Oubliée", entreprise);
        await database.Get<CreateContact>().Do(acteur, new CreateContactRequest { Partie = Partie.Personne, Nom = "Opposée", Oppositions = Opposition.Telephone });
        await database.Get<AddNote>().Do(acteur, new AddNoteRequest { ContactId = called, Texte = "x", Type = TypeEvenement.Appel });
        var yesterday = database.Clock.GetUtcNow().AddDays(-1);

        Assert.Equal(["Appelée", "Oubliée"], await Names(database, organisation, new() { EntrepriseId = entreprise }));
        Assert.Equal(["Appelée", "Oubliée"], await Names(database, organisation, new() { Fonction = "achet" }));
        Assert.Equal(["Opposée"], await Names(database, organisation, new() { Oppositions = Opposition.Telephone | Opposition.Email }));
        Assert.Equal(["Appelée"], await Names(database, organisation, new() { EchangeDepuis = yesterday }));
        Assert.Equal(["Opposée", "Oubliée"], await Names(database, organisation, new() { SilenceDepuis = yesterday }));
        Assert.Equal(TypeEvenement.Appel, (await List(database, organisation, new() { EchangeDepuis = yesterday })).Rows[0].DernierEchange?.Type);
    }

    [Fact]
    public async Task A_member_who_sees_its_own_only_sees_the_people_of_its_entreprises()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        await database.AddContactAsync(organisation, "Anne", "Mienne", mine);
        await database.AddContactAsync(organisation, "Anne", "Autre", other);
        await database.AddContactAsync(organisation, "Anne", "Partagée", other, mine);

        var rows = (await List(database, organisation, new(), role: Role.Commercial)).Rows;

        Assert.Equal([("Mienne", "La mienne"), ("Partagée", "La mienne")], rows.Select(r => (r.Nom, r.Lien?.Entreprise)));
        Assert.Equal(2, (await database.Get<CountContacts>().Do(organisation.Acteur(Role.Commercial), new CountContactsRequest(new(), Exact: true))).Value);
    }

    [Fact]
    public async Task What_was_said_with_a_colleague_s_entreprise_stays_there()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var mine = await database.AddEntrepriseAsync(organisation, "La mienne", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "L'autre", Role.Responsable);
        var shared = await database.AddContactAsync(organisation, "Anne", "Partagée", other, mine);
        await database.Get<AddNote>().Do(organisation.Acteur(), new AddNoteRequest
        {
            EntrepriseId = other,
            ContactId = shared,
            Type = TypeEvenement.Appel,
            Texte = "Préparer la résiliation",
            RappelLe = database.Today,
        });
        var yesterday = database.Clock.GetUtcNow().AddDays(-1);

        var sheet = await database.Get<GetContact>().Do(organisation.Acteur(Role.Commercial), new GetContactRequest(shared));
        var silent = (await List(database, organisation, new() { SilenceDepuis = yesterday }, role: Role.Commercial)).Rows;
        var reached = (await List(database, organisation, new() { EchangeDepuis = yesterday }, role: Role.Commercial)).Rows;
        var whole = await database.Get<GetContact>().Do(organisation.Acteur(), new GetContactRequest(shared));

        Assert.Equal((null, null), (sheet.DernierEchange, sheet.ProchaineAction));
        Assert.Null(Assert.Single(silent).DernierEchange);
        Assert.Empty(reached);
        Assert.Equal((TypeEvenement.Appel, "Préparer la résiliation"), (whole.DernierEchange?.Type, whole.ProchaineAction?.Texte));
    }

    private static async Task<IEnumerable<string?>> Names(TestDatabase database, TestOrganisation organisation, ContactFiltre filtre) =>
        (await List(database, organisation, filtre)).Rows.Select(r => r.Nom);

    private static Task<Page<ContactRow>> List(
        TestDatabase database, TestOrganisation organisation, ContactFiltre filtre, PageCursor? cursor = null, bool descending = false, Role role = Role.Administrateur) =>
        database.Get<ListContacts>().Do(organisation.Acteur(role), new ListContactsRequest(filtre, new PageRequest(ListContacts.TriParNom, descending, cursor ?? PageCursor.First, 2)));
}
