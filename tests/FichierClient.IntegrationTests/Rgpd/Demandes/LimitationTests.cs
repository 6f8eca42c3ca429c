using FichierClient.Application.Accueil;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Doublons;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Application.Exports;
using FichierClient.Application.Recherche;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Application.TableauDeBord;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using System.Text;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A record under restriction (RGPD art. 18) is kept and not used: every door is tried.</summary>
public sealed partial class LimitationTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DroitDemande.Limitation)]
    [InlineData(DroitDemande.Effacement)]
    [InlineData(DroitDemande.Rectification)]
    [InlineData(DroitDemande.OppositionAutre)]
    public async Task The_record_is_restricted_once_the_request_is_examined(DroitDemande droit)
    {
        Assert.Equal(2, await CountAsync(Role.Administrateur));
        await harness.InstruiteAsync(anne, droit);
        Assert.Equal((1, 2), (await CountAsync(Role.Administrateur), await CountAsync(Role.Dpo)));
    }

    [Fact]
    public async Task An_access_restricts_nothing()
    {
        await harness.InstruiteAsync(anne, DroitDemande.Acces);
        Assert.Equal(2, await CountAsync(Role.Administrateur));
    }

    [Fact]
    public async Task It_is_in_no_list_search_sheet_or_time_line_of_a_rep()
    {
        var note = await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = anne, Texte = "Confidentiel" }, Token);
        Assert.True(note.IsSuccess);
        await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        foreach (var acteur in new[] { Role.Commercial, Role.Responsable, Role.Administrateur }.Select(r => organisation.Acteur(r)))
        {
            var list = (await db.Get<ListContacts>().RunAsync(acteur, new ListContactsRequest(new ContactFiltre(), new PageRequest(ListContacts.TriParNom, false, PageCursor.First)), Token)).Value;
            Assert.DoesNotContain(list.Rows, r => r.Id == anne);
            Assert.Empty((await db.Get<SearchEverything>().RunAsync(acteur, "anne@dupont.test", Token)).Value);
            Assert.Empty((await db.Get<ListTimeline>().RunAsync(acteur, new ListTimelineRequest(null, anne), Token)).Value.Page.Rows);
        }

        var sheet = await db.Get<GetContact>().RunAsync(organisation.Acteur(), new GetContactRequest(anne), Token);
        Assert.Equal(RefusKind.Regle, sheet.Refus!.Kind);
        Assert.DoesNotContain("Martin", sheet.Refus.Message, StringComparison.Ordinal);
        Assert.NotNull((await db.Get<GetContact>().RunAsync(harness.Dpo, new GetContactRequest(anne), Token)).Value.LimiteLe);
        Assert.Single((await db.Get<SearchEverything>().RunAsync(harness.Dpo, "anne@dupont.test", Token)).Value);
    }

    [Theory]
    [InlineData(Role.Administrateur)]
    [InlineData(Role.Dpo)]
    public async Task It_is_in_no_export_whoever_exports(Role role)
    {
        await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        await It_is_in_no_export_whoever_exports_Async(role);
    }

    private async Task It_is_in_no_export_whoever_exports_Async(Role role)
    {
        var started = await db.Get<StartExport>().RunAsync(organisation.Acteur(role), new DemandeExport(ListeExport.Contacts, FormatExport.Reimport, "/contacts") { Tri = ListContacts.TriParNom, Contacts = new ContactFiltre() }, Token);
        var file = (await db.Get<OpenExport>().RunAsync(organisation.Acteur(role), started.Value.Id, Token)).Value;
        using var output = new MemoryStream();
        await file.WriteAsync(output, Token);
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("luc@dupont.test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anne@dupont.test", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_changes_it_but_the_DPO_who_rectifies()
    {
        var limitation = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        Assert.Equal(RefusKind.Introuvable, (await EditAsync(organisation.Acteur(), "Annette")).Refus!.Kind);
        Assert.Equal(RefusKind.Regle, (await EditAsync(harness.Dpo, "Annette")).Refus!.Kind);
        Assert.Equal(0, (await db.Get<TrashContacts>().RunAsync(harness.Dpo, [anne], Token)).Value);
        Assert.False((await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = anne, Texte = "Note" }, Token)).IsSuccess);
        await harness.InstruiteAsync(anne, DroitDemande.Rectification);
        Assert.Null((await EditAsync(harness.Dpo, "Annette")).Refus);
        Assert.NotEqual(Guid.Empty, limitation);
    }

    [Fact]
    public async Task An_import_refuses_the_row_with_a_reason_and_leaves_the_record_alone()
    {
        await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        var bilan = await new ImportHarness(db, organisation).ImportAsync("Prénom contact;Nom contact;E-mail contact;Notes\nAnne;Autrement;anne@dupont.test;vu\nLuc;Petit;luc@dupont.test;vu\n", GenreImport.Contacts);
        Assert.Equal(1, bilan.Refusees);
        Assert.Equal("Martin", await db.ScalarAsync<string>($"select nom from contacts where id = '{anne}'"));
        Assert.Contains("limité", await db.ScalarAsync<string>("select string_agg(message, ' ') from (select to_jsonb(l)::text message from import_lignes l) x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_lifted_once_the_person_was_told_unless_another_request_holds_it()
    {
        var first = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        var second = await harness.InstruiteAsync(anne, DroitDemande.OppositionAutre);
        Assert.Equal(RefusKind.Regle, (await LiftAsync(first, false)).Refus!.Kind);
        Assert.Null((await LiftAsync(first, true)).Refus);
        Assert.Equal(1, await CountAsync(Role.Administrateur));
        await harness.DecideAsync(second, DroitDemande.OppositionAutre, DecisionDroit.SansObjet, "Aucun autre traitement.");
        await harness.AdvanceAsync(second, Application.Rgpd.Demandes.AvanceeDemande.Repondre);
        await harness.AdvanceAsync(second, Application.Rgpd.Demandes.AvanceeDemande.Cloturer);
        Assert.Null((await LiftAsync(first, true)).Refus);
        Assert.Equal(2, await CountAsync(Role.Administrateur));
        Assert.Contains((await harness.GetAsync(first)).Etapes, e => e.Type == TypeEtape.LimitationLevee);
    }

    [Fact]
    public async Task What_the_journal_says_is_done_again_in_a_restored_database()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        var twin = await harness.InstruiteAsync(await ShopAsync(), DroitDemande.Limitation);
        Assert.Null((await LiftAsync(twin, true)).Refus);
        var entries = db.Get<JournalEffacements>().Depuis(0).ToList();
        Assert.Equal([EntreeJournal.NatureLimitation, EntreeJournal.NatureLimitation, EntreeJournal.NatureLevee], entries.Select(e => e.Nature));
        // As the backup had it: the one not yet restricted, the other not yet released.
        await db.ScalarAsync<object>("update contacts set limite_le = null; update entreprises set limite_le = now() where est_personne_physique");
        foreach (var entry in entries.Concat(entries))
            foreach (var rejeu in db.Get<IEnumerable<Rejeu>>().Where(r => r.Natures.Contains(entry.Nature))) await rejeu.ReplayAsync(entry, Token);

        Assert.Equal(1, await CountAsync(Role.Administrateur));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from entreprises where limite_le is not null"));
        Assert.Null((await LiftAsync(id, true)).Refus);
        Assert.Equal(db.Get<JournalEffacements>().Tete(), await db.ScalarAsync<long>("select dernier_seq from journal_etat"));
    }

    [Fact]
    public async Task A_step_that_is_refused_leaves_nothing_in_the_journal()
    {
        var id = await harness.CreateAsync(new Application.Rgpd.Demandes.CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Limitation], ContactId = anne });
        await using var late = db.Contexts.Open(organisation.Id);
        await using var transaction = await late.Database.BeginTransactionAsync(Token);
        var (demande, fiche) = (await late.Demandes.SingleAsync(d => d.Id == id, Token), await late.Contacts.SingleAsync(c => c.Id == anne, Token));
        await harness.AdvanceAsync(id, Application.Rgpd.Demandes.AvanceeDemande.DemanderIdentite, "Votre numéro de client ?");
        // Later: at the very same instant as the creation the request itself would have nothing to save, and nothing to conflict.
        var later = db.Clock.GetUtcNow().AddMinutes(1);
        fiche.Restrict(later);
        demande.Log(TypeEtape.LimitationPosee, null, later);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.Get<JournalLimitations>().SaveAsync(late, demande, [fiche], Token));
        Assert.Empty(db.Get<JournalEffacements>().Depuis(0));
    }

    [Fact]
    public async Task Neither_its_companys_sheet_nor_a_comparison_shows_or_counts_it_to_a_rep()
    {
        var company = await CompanyAsync();
        await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        foreach (var (acteur, seen) in new[] { (organisation.Acteur(), 1), (harness.Dpo, 2) })
        {
            var sheet = (await db.Get<GetEntreprise>().RunAsync(acteur, company, Token)).Value;
            Assert.Equal((seen, seen), (sheet.NbContacts, sheet.Contacts.Count));
        }

        Assert.Equal(1, (await db.Get<CompareEntreprises>().RunAsync(organisation.Acteur(), [company], Token)).Value[0].Contacts);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_its_birthday()
    {
        await CompanyAsync();
        Assert.Equal(2, (await db.Get<GetAccueil>().RunAsync(organisation.Acteur(), new NoRequest(), Token)).Value.Anniversaires.Count);
        await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        Assert.Equal("Luc Petit", Assert.Single((await db.Get<GetAccueil>().RunAsync(organisation.Acteur(), new NoRequest(), Token)).Value.Anniversaires).Nom);
    }

    [Fact]
    public async Task An_entreprise_that_is_a_person_is_hidden_from_lists_counts_and_segments_and_keeps_the_revenue()
    {
        var shop = await ShopAsync();
        await db.ScalarAsync<object>($"""
            insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le) values
                ('{organisation.Id}', gen_random_uuid(), 'Facture', 'Validee', '', 'F1', '{db.Today:yyyy-MM-dd}', '{shop}', 'EUR', 1, 100, 20, 120, 100, now(), now())
            """);
        var before = await SegmentsAsync(organisation.Acteur());
        Assert.Equal((1, 1, 1, 100m), before);
        await harness.InstruiteAsync(shop, DroitDemande.Limitation);
        Assert.Equal((0, 0, 0, 100m), await SegmentsAsync(organisation.Acteur()));
        Assert.Equal(before, await SegmentsAsync(harness.Dpo));
        Assert.Equal(RefusKind.Regle, (await db.Get<GetEntreprise>().RunAsync(organisation.Acteur(), shop, Token)).Refus!.Kind);
        Assert.Empty((await db.Get<SearchEverything>().RunAsync(organisation.Acteur(), "Barnabé", Token)).Value);
        var started = await db.Get<StartExport>().RunAsync(harness.Dpo, new DemandeExport(ListeExport.Entreprises, FormatExport.Reimport, "/entreprises") { Tri = "nom", Entreprises = new EntrepriseFiltre() }, Token);
        using var output = new MemoryStream();
        await (await db.Get<OpenExport>().RunAsync(harness.Dpo, started.Value.Id, Token)).Value.WriteAsync(output, Token);
        Assert.DoesNotContain("Barnabé", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        anne = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test");
        await harness.ContactAsync("Luc", "Petit", "luc@dupont.test");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    /// <summary>Where both persons work; it is their birthday.</summary>
    private async Task<Guid> CompanyAsync()
    {
        var company = await db.ScalarAsync<Guid>($"""
            with e as (insert into entreprises (tenant_id, id, raison_sociale, recherche, responsable_id, est_personne_physique, cree_le, modifie_le) values
                ('{organisation.Id}', gen_random_uuid(), 'Dupont SA', 'dupont sa', '{organisation.Membres[Role.Administrateur]}', false, now(), now()) returning id)
            select id from e
            """);
        await db.ScalarAsync<object>($"""
            insert into contact_liens (tenant_id, id, contact_id, entreprise_id) select tenant_id, gen_random_uuid(), id, '{company}' from contacts;
            update contacts set naissance_jour = {db.Today.Day}, naissance_mois = {db.Today.Month}
            """);
        return company;
    }

    /// <summary>A shop that is its owner.</summary>
    private Task<Guid> ShopAsync() => db.ScalarAsync<Guid>($"""
        with e as (insert into entreprises (tenant_id, id, raison_sociale, recherche, responsable_id, est_personne_physique, cree_le, modifie_le) values
            ('{organisation.Id}', gen_random_uuid(), 'Barnabé Courteheuse', 'barnabe courteheuse', '{organisation.Membres[Role.Administrateur]}', true, now(), now()) returning id)
        select id from e
        """);

    /// <summary>Entreprises in the list, ventes in the list, new clients on the dashboard, and its revenue.</summary>
    private async Task<(int Entreprises, int Ventes, int Nouveaux, decimal Ca)> SegmentsAsync(Acteur acteur) => (
        (await db.Get<CountEntreprises>().RunAsync(acteur, new CountEntreprisesRequest(new EntrepriseFiltre()), Token)).Value.Value,
        (await db.Get<CountVentes>().RunAsync(acteur, new CountVentesRequest(new VenteFiltre()), Token)).Value.Value,
        (await db.Get<ListClientsAVoir>().RunAsync(acteur, new ListClientsAVoirRequest(new TableauFiltre()), Token)).Value.Nouveaux.Nombre,
        (await db.Get<GetTableauDeBord>().RunAsync(acteur, new TableauRequest(new TableauFiltre()), Token)).Value.Total.Ca);

    private async Task<int> CountAsync(Role role) => (await db.Get<SelectContacts>().RunAsync(organisation.Acteur(role), new ContactFiltre(), Token)).Value.Count;

    private async Task<Outcome<Done>> LiftAsync(Guid id, bool told) => await db.Get<LiftLimitation>().RunAsync(harness.Dpo, new LiftLimitationRequest(id, (await harness.GetAsync(id)).Version, told, "Lettre du 3 mars"), Token);

    private async Task<Outcome<Done>> EditAsync(Acteur acteur, string prenom)
    {
        var lue = new VersionLue(await db.ScalarAsync<uint>($"select xmin from contacts where id = '{anne}'"), db.Clock.GetUtcNow());
        return await db.Get<EditContact>().RunAsync(acteur, new EditContactRequest { Id = anne, Lue = lue, Prenom = prenom, Nom = "Martin" }, Token);
    }
}
