using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Garde;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Garde;

public sealed class GardeNotesTests
{
    private const string Nir = "2 69 05 49 588 157 80", Malade = "Paul est en arrêt maladie jusqu'au 15";

    [Fact]
    public async Task A_social_security_number_reaches_neither_the_database_nor_the_message()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var (commercial, before) = (organisation.Acteur(Role.Commercial), await DumpAsync(database, organisation));

        var refus = await database.Get<AddNote>().Refuse(commercial, new AddNoteRequest { EntrepriseId = entreprise, Texte = $"badge {Nir}", MotifGarde = "demandé par le client" });
        var contact = await database.Get<CreateContact>().Refuse(commercial, new CreateContactRequest { Partie = Partie.Personne, Nom = "Roux", Notes = "RIB FR7630006000011234567890189" });
        var reperes = await database.Get<CreateContact>().Refuse(commercial, new CreateContactRequest { Partie = Partie.Personne, Nom = "Roux", ReperesPersonnels = "CB 4111 1111 1111 1111" });

        Assert.All([refus, contact, reperes], r => Assert.Equal(RefusKind.Invalide, r.Kind));
        Assert.Equal("Texte", Assert.Single(refus.Champs).Champ);
        Assert.DoesNotContain("588", refus.Champs[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync(database, organisation));
    }

    [Fact]
    public async Task A_sensitive_passage_needs_a_reason_which_the_DPO_reads_without_the_text()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var commercial = organisation.Acteur(Role.Commercial);

        var refus = await database.Get<AddNote>().Refuse(commercial, new AddNoteRequest { EntrepriseId = entreprise, Texte = Malade });
        await database.Get<AddNote>().Refuse(commercial, new AddNoteRequest { EntrepriseId = entreprise, Texte = Malade, MotifGarde = "ok" });
        await database.Get<AddNote>().Do(commercial, new AddNoteRequest { EntrepriseId = entreprise, Texte = Malade, MotifGarde = "Il nous a demandé de prévenir son équipe" });

        Assert.Equal("MotifGarde", Assert.Single(refus.Champs).Champ);
        var alerte = Assert.Single((await AlertesAsync(database, organisation)).Rows);
        Assert.Equal((CategorieSensible.Sante, OrigineAlerte.Saisie, "Membre Commercial", "Dupont"), (alerte.Categorie, alerte.Origine, alerte.Auteur, alerte.Fiche!.Nom));
        Assert.Equal("en arrêt maladie", Malade.Substring(alerte.Debut, alerte.Longueur));
        Assert.Equal("Il nous a demandé de prévenir son équipe", alerte.Motif);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from alertes_garde a where a::text ilike '%maladie%'"));
    }

    [Fact]
    public async Task A_contacts_own_texts_are_guarded_like_a_note()
    {
        await using var database = await TestDatabase.CreateAsync();
        var commercial = (await database.AddOrganisationAsync()).Acteur(Role.Commercial);
        var id = await database.Get<CreateContact>().Do(commercial, new CreateContactRequest { Partie = Partie.Personne, Nom = "Roux" });
        async Task<EditContactRequest> EditedAsync(string? motif) => new() { Id = id, Lue = (await database.Get<GetContact>().Do(commercial, new(id))).Lue, Nom = "Roux", Notes = Malade, MotifGarde = motif };

        Assert.Equal("MotifGarde", Assert.Single((await database.Get<EditContact>().Refuse(commercial, await EditedAsync(null))).Champs).Champ);
        Assert.Equal("MotifGarde", Assert.Single((await database.Get<CreateContact>().Refuse(commercial, new CreateContactRequest { Partie = Partie.Personne, Nom = "Petit", ReperesPersonnels = Malade })).Champs).Champ);
        await database.Get<EditContact>().Do(commercial, await EditedAsync("Il nous a demandé de prévenir son équipe"));

        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from alertes_garde where lieu = 'ContactNotes'"));
    }

    [Fact]
    public async Task What_stood_in_a_note_isn_t_asked_about_again_and_a_corrected_note_has_no_alert()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await database.Get<AddNote>().Do(acteur, new AddNoteRequest { EntrepriseId = entreprise, Texte = Malade, MotifGarde = "À la demande de la personne" });

        await EditAsync(database, organisation, id, Malade + ", rappeler le 16");
        var religion = await RefuseEditAsync(database, organisation, id, Malade + ", il est musulman pratiquant");
        var before = (await AlertesAsync(database, organisation)).Total;
        await EditAsync(database, organisation, id, "Paul est absent jusqu'au 15");

        Assert.Equal("MotifGarde", Assert.Single(religion.Champs).Champ);
        Assert.Equal(1, before);
        Assert.Equal(0, (await AlertesAsync(database, organisation)).Total);
    }

    [Fact]
    public async Task The_linked_entreprise_decides_whether_a_word_is_a_trade()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var clinique = await database.AddEntrepriseAsync(organisation, "Clinique des Alpes");

        await database.Get<AddNote>().Do(organisation.Acteur(Role.Commercial), new AddNoteRequest { EntrepriseId = clinique, Texte = "Devis de 12 lits pour le service de cancérologie" });

        Assert.Equal(0, (await AlertesAsync(database, organisation)).Total);
    }

    [Fact]
    public async Task Only_the_DPO_sees_alerts_and_what_he_decided_stays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        await database.Get<AddNote>().Do(organisation.Acteur(Role.Commercial), new AddNoteRequest { EntrepriseId = entreprise, Texte = Malade, MotifGarde = "À la demande de la personne" });
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
            Assert.Equal(RefusKind.Interdit, (await database.Get<ListAlertes>().Refuse(organisation.Acteur(role), new ListAlertesRequest())).Kind);
        var alerte = Assert.Single((await AlertesAsync(database, organisation)).Rows);

        await database.Get<TreatAlerte>().Do(organisation.Acteur(Role.Dpo), new TreatAlerteRequest(alerte.Id, SuiteAlerte.Conserve));
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await AlertesAsync(database, organisation)).Total);
        var traitee = Assert.Single((await database.Get<ListAlertes>().Do(organisation.Acteur(Role.Dpo), new ListAlertesRequest(Traitees: true))).Rows);
        Assert.Equal((SuiteAlerte.Conserve, "Membre Dpo"), (traitee.Suite, traitee.TraitePar));
    }

    internal static Task<AlertesTrouvees> AlertesAsync(TestDatabase database, TestOrganisation organisation) =>
        database.Get<ListAlertes>().Do(organisation.Acteur(Role.Dpo), new ListAlertesRequest());

    private static async Task EditAsync(TestDatabase database, TestOrganisation organisation, Guid id, string texte) =>
        await database.Get<EditNote>().Do(organisation.Acteur(Role.Commercial), await RequestAsync(database, organisation, id, texte));

    private static async Task<Refus> RefuseEditAsync(TestDatabase database, TestOrganisation organisation, Guid id, string texte) =>
        await database.Get<EditNote>().Refuse(organisation.Acteur(Role.Commercial), await RequestAsync(database, organisation, id, texte));

    private static async Task<EditNoteRequest> RequestAsync(TestDatabase database, TestOrganisation organisation, Guid id, string texte)
    {
        await using var db = database.Contexts.Open(organisation.Id);
        return new EditNoteRequest { Id = id, Texte = texte, Version = await db.Evenements.Where(e => e.Id == id).Select(e => e.Version).SingleAsync() };
    }

    private static async Task<(long, long, long)> DumpAsync(TestDatabase database, TestOrganisation organisation) =>
    (
        await database.ScalarAsync<long>($"select count(*) from evenements where tenant_id = '{organisation.Id}'"),
        await database.ScalarAsync<long>($"select count(*) from contacts where tenant_id = '{organisation.Id}'"),
        await database.ScalarAsync<long>($"select count(*) from alertes_garde where tenant_id = '{organisation.Id}'"));
}
