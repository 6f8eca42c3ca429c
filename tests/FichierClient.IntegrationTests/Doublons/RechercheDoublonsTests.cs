using FichierClient.Application.Contacts;
using FichierClient.Application.Doublons;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Doublons;

/// <summary>What resembles what is found, with its reasons and in the order of certainty; and nothing else.</summary>
public sealed class RechercheDoublonsTests : IAsyncLifetime
{
    private const string Entreprises = """
        Code client;Nom;SIREN;Téléphone;E-mail;Site;Code postal;Ville
        A1;Boulangerie Dupont SARL;552100554;;;;75011;Paris
        A2;Boulangerie DUPOND;;;;;75011;Paris
        B1;Garage de l’Étoile;;01 23 45 67 89;;;69001;Lyon
        B2;SARL Étoile Autos;;+33 1 23 45 67 89;;;69003;Lyon
        C1;Menuiserie Leroy;;;contact@leroy.test;;;
        C2;Leroy Agencement;;;contact@leroy.test;;;
        D1;Atelier Vert;;;;https://www.atelier-vert.test/contact;;
        D2;Vert Atelier Conseil;;;jean@atelier-vert.test;;;
        E1;Transports Martin;732829320;;;;33000;Bordeaux
        E2;Transports Martin;356000000;;;;33000;Bordeaux
        F1;Cabinet Blanc;;;blanc@gmail.com;;;
        F2;Fleurs de Mai;;;mai@gmail.com;;;

        """;

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        Assert.Equal(0, (await new ImportHarness(db, organisation).ImportAsync(Entreprises, GenreImport.Entreprises)).Refusees);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Pairs_come_with_their_reasons_in_the_order_of_certainty_and_two_siren_are_two_companies()
    {
        await SearchAsync();

        var found = await ListAsync();

        Assert.Equal(
            [
                "Leroy Agencement + Menuiserie Leroy: Email, Domaine", "Boulangerie DUPOND + Boulangerie Dupont SARL: NomProche, CodePostal",
                "Garage de l’Étoile + SARL Étoile Autos: Telephone", "Atelier Vert + Vert Atelier Conseil: Domaine, NomProche",
            ],
            found.Rows.OrderByDescending(r => r.Motifs.HasFlag(MotifsDoublon.Email)).ThenByDescending(r => r.Motifs.HasFlag(MotifsDoublon.CodePostal)).ThenByDescending(r => r.Motifs.HasFlag(MotifsDoublon.Telephone))
                .Select(r => $"{string.Join(" + ", new[] { r.Premier.Nom, r.Second.Nom }.Order(StringComparer.OrdinalIgnoreCase))}: {r.Motifs}"));
        Assert.Equal(found.Rows.Select(r => r.Certitude).OrderDescending(), found.Rows.Select(r => r.Certitude));
        Assert.NotNull(found.CherchesLe);
    }

    [Fact]
    public async Task What_somebody_said_is_two_is_never_proposed_again_and_can_be_taken_back()
    {
        await SearchAsync();
        var pair = (await ListAsync()).Rows[0];

        await db.Get<EcarterDoublon>().Do(organisation.Acteur(), new EcarterDoublonRequest(pair.Id, true));
        await SearchAsync();

        Assert.DoesNotContain((await ListAsync()).Rows, r => r.Id == pair.Id);
        Assert.Equal(pair.Id, Assert.Single((await ListAsync(ecartes: true)).Rows).Id);
        await db.Get<EcarterDoublon>().Do(organisation.Acteur(), new EcarterDoublonRequest(pair.Id, false));
        Assert.Contains((await ListAsync()).Rows, r => r.Id == pair.Id);
        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from doublons where id = '{pair.Id}'"));
    }

    [Fact]
    public async Task What_is_no_longer_alike_disappears()
    {
        await SearchAsync();
        await db.ScalarAsync<object>("update entreprises set raison_sociale = 'Autre chose' where reference = 'A2'");

        await SearchAsync();

        Assert.DoesNotContain((await ListAsync()).Rows, r => r.Premier.Nom == "Autre chose" || r.Second.Nom == "Autre chose");
    }

    [Fact]
    public async Task Contacts_with_one_address_or_one_name_in_one_entreprise_are_found()
    {
        var (a, b) = (await IdAsync("A1"), await IdAsync("B1"));
        var anne = await db.AddContactAsync(organisation, "Anne", "Martin", a);
        var twin = await db.AddContactAsync(organisation, "MARTIN", "Anne", a);
        var elsewhere = await db.AddContactAsync(organisation, "Anne", "Martin", b);
        var shared = await db.AddContactAsync(organisation, "Luc", "Petit", b);
        await db.ScalarAsync<object>($"""
            insert into contact_emails (tenant_id, id, contact_id, adresse, nature, prefere) values
                ('{organisation.Id}', gen_random_uuid(), '{elsewhere}', 'anne@martin.test', 'Nominative', false), ('{organisation.Id}', gen_random_uuid(), '{twin}', 'anne@martin.test', 'Nominative', false),
                ('{organisation.Id}', gen_random_uuid(), '{anne}', 'contact@martin.test', 'Generique', false), ('{organisation.Id}', gen_random_uuid(), '{shared}', 'contact@martin.test', 'Generique', false);
            """);

        await SearchAsync();

        var pairs = (await ListAsync(Sujet.Contact)).Rows.Select(r => new[] { r.Premier.Id, r.Second.Id }.Order().ToArray()).ToList();
        Assert.Equal(2, pairs.Count);
        Assert.Contains(pairs, p => p.Contains(anne) && p.Contains(twin));
        Assert.Contains(pairs, p => p.Contains(elsewhere) && p.Contains(twin));
    }

    [Fact]
    public async Task While_typing_the_like_is_named_to_who_may_see_it()
    {
        async Task<string> LikeAsync(EntrepriseSaisie saisie, Role role = Role.Administrateur, Guid? sauf = null) => string.Join(", ",
            (await db.Get<FindEntreprisesRessemblantes>().Do(organisation.Acteur(role), new EntrepriseRessemblanceRequest(saisie, sauf))).Select(r => $"{r.Titre} ({r.Motifs})"));

        Assert.Equal("Boulangerie DUPOND (NomProche), Boulangerie Dupont SARL (NomProche)", await LikeAsync(new() { RaisonSociale = "S.A.R.L. Boulangerie Dupon" }));
        Assert.Equal("Garage de l’Étoile (Nom)", await LikeAsync(new() { RaisonSociale = "GARAGE DE L'ETOILE SAS" }));
        Assert.Equal("Boulangerie Dupont SARL (Siren)", await LikeAsync(new() { RaisonSociale = "Tout autre nom", Siren = "552 100 554" }));
        Assert.Equal("Garage de l’Étoile (Telephone), SARL Étoile Autos (Telephone)", await LikeAsync(new() { Telephones = [new() { Numero = "0123456789" }] }));
        Assert.Equal("Menuiserie Leroy (Email)", await LikeAsync(new() { Email = "Contact@leroy.test" }, sauf: await IdAsync("C2")));
        Assert.Equal("", await LikeAsync(new() { RaisonSociale = "Sans rapport aucun", Siren = "pas un numéro", Email = "" }));
        await db.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        Assert.Equal("", await LikeAsync(new() { RaisonSociale = "Boulangerie Dupont", Siren = "552100554", Email = "contact@leroy.test", Telephones = [new() { Numero = "0123456789" }] }, Role.Commercial));
    }

    [Fact]
    public async Task While_typing_a_contact_the_like_is_named_to_who_may_see_it()
    {
        var anne = await db.AddContactAsync(organisation, "Anne", "Martin", await IdAsync("A1"));
        await db.ScalarAsync<object>($"insert into contact_emails (tenant_id, id, contact_id, adresse, nature, prefere) values ('{organisation.Id}', gen_random_uuid(), '{anne}', 'anne@martin.test', 'Nominative', false)");
        async Task<string> LikeAsync(ContactSaisie saisie, Role role = Role.Administrateur) => string.Join(", ",
            (await db.Get<FindContactsRessemblants>().Do(organisation.Acteur(role), new ContactRessemblanceRequest(saisie))).Select(r => $"{r.Titre}, {r.Detail} ({r.Motifs})"));

        Assert.Equal("Anne Martin, Acheteuse · Boulangerie Dupont SARL (Nom)", await LikeAsync(new() { Prenom = "Anne", Nom = "MARTIN" }));
        Assert.Equal("Anne Martin, Acheteuse · Boulangerie Dupont SARL (Email)", await LikeAsync(new() { Nom = "Autre", Emails = [new() { Adresse = "Anne@martin.test" }] }));
        Assert.Equal("", await LikeAsync(new() { Prenom = "Anna", Nom = "Martine" }));
        Assert.Equal("Anne Martin, Acheteuse · Boulangerie Dupont SARL (NomProche, Entreprise)", await LikeAsync(new() { Prenom = "Ann", Nom = "Martin", Liens = [new() { EntrepriseId = await IdAsync("A1") }] }));
        await db.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        Assert.Equal("", await LikeAsync(new() { Prenom = "Anne", Nom = "Martin", Emails = [new() { Adresse = "anne@martin.test" }] }, Role.Commercial));
    }

    [Fact]
    public async Task Another_organisation_has_no_part_in_it()
    {
        var other = await db.AddOrganisationAsync("autre");
        Assert.Equal(0, (await new ImportHarness(db, other).ImportAsync(Entreprises, GenreImport.Entreprises)).Refusees);

        await SearchAsync();

        Assert.Equal(4, (await ListAsync()).Total);
        Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from doublons where tenant_id = '{other.Id}'"));
        var like = await db.Get<FindEntreprisesRessemblantes>().Do(other.Acteur(), new EntrepriseRessemblanceRequest(new() { Siren = "552100554" }));
        Assert.Equal(other.Id, await db.ScalarAsync<Guid>($"select tenant_id from entreprises where id = '{Assert.Single(like).Id}'"));
    }

    private async Task SearchAsync()
    {
        var job = await db.Get<SearchDoublons>().Do(organisation.Acteur(), Application.Common.Done.Value);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job, Token));
    }

    private Task<DoublonsTrouves> ListAsync(Sujet sujet = Sujet.Entreprise, bool ecartes = false) => db.Get<ListDoublons>().Do(organisation.Acteur(), new ListDoublonsRequest(sujet, Ecartes: ecartes));

    private Task<Guid> IdAsync(string reference) => db.ScalarAsync<Guid>($"select id from entreprises where tenant_id = '{organisation.Id}' and reference = '{reference}'");
}
