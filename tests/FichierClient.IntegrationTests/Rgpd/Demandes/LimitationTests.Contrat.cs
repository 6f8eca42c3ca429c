using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Application.Recherche;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Ventes;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A running contract goes on under a restriction, and nobody lifts one in silence.</summary>
public sealed partial class LimitationTests
{
    [Fact]
    public async Task How_the_person_was_told_is_written_down_before_anything_is_lifted()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        var version = (await harness.GetAsync(id)).Version;
        Assert.Equal(RefusKind.Regle, (await db.Get<LiftLimitation>().RunAsync(harness.Dpo, new LiftLimitationRequest(id, version, true, " "), Token)).Refus!.Kind);
        Assert.Equal(1, await CountAsync(Role.Administrateur));
        Assert.Null((await LiftAsync(id, true)).Refus);
        var etapes = (await harness.GetAsync(id)).Etapes.Reverse().Select(e => e.Type).ToList();
        Assert.True(etapes.IndexOf(TypeEtape.LimitationAnnoncee) < etapes.IndexOf(TypeEtape.LimitationLevee));
        Assert.Equal("Lettre du 3 mars", (await harness.GetAsync(id)).Etapes.Single(e => e.Type == TypeEtape.LimitationAnnoncee).Detail);
    }

    /// <summary>A note and a vente of before the restriction are neither changed nor thrown away, whoever asks; new ones are written, and finished.</summary>
    private async Task What_was_there_stays_and_the_contract_goes_on_Async()
    {
        var entreprise = await db.ScalarAsync<Guid>($"insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le, limite_le, contrat_exempte_le) values ('{organisation.Id}', gen_random_uuid(), 'Petit Luc', 'petit luc', true, now(), now(), now(), now()) returning id");
        var note = await db.ScalarAsync<Guid>($"insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id, auteur_id) values ('{organisation.Id}', gen_random_uuid(), 'Note', now(), 'Avant', '{entreprise}', '{organisation.Acteur().MembreId}') returning id");
        var acteur = organisation.Acteur();
        Assert.Equal(RefusKind.Regle, (await db.Get<DeleteNote>().RunAsync(acteur, new DeleteNoteRequest(note), Token)).Refus?.Kind);
        var version = await db.ScalarAsync<long>($"select xmin::text::bigint from evenements where id = '{note}'");
        Assert.Equal(RefusKind.Regle, (await db.Get<EditNote>().RunAsync(acteur, new EditNoteRequest { Id = note, Version = (uint)version, Texte = "Autre chose" }, Token)).Refus?.Kind);
        Assert.Null((await db.Get<AddNote>().RunAsync(acteur, new AddNoteRequest { EntrepriseId = entreprise, Texte = "Livraison convenue pour mardi" }, Token)).Refus);

        db.Clock.Advance(TimeSpan.FromMinutes(1));
        var vente = (await db.Get<CreateVente>().RunAsync(acteur, new CreateVenteRequest { EntrepriseId = entreprise, Date = new DateOnly(2026, 1, 5), Numero = "C12", Devise = "EUR", Taux = 1, Lignes = [new LigneVenteSaisie { Designation = "Commande 12", PrixUnitaireHt = 100 }] }, Token)).Value;
        async Task<RefusKind?> ValidateAsync() => (await db.Get<ChangeStatutVente>().RunAsync(acteur, new ChangeStatutVenteRequest(vente, new VersionLue((uint)await db.ScalarAsync<long>($"select xmin::text::bigint from ventes where id = '{vente}'"), db.Clock.GetUtcNow()), StatutVente.Validee), Token)).Refus?.Kind;
        await db.ScalarAsync<object>($"update ventes set cree_le = now() - interval '2 years' where id = '{vente}'");
        Assert.Equal((RefusKind.Regle, RefusKind.Regle), (await ValidateAsync(), (await db.Get<TrashVentes>().RunAsync(acteur, [vente], Token)).Refus?.Kind));
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from ventes where supprime_le is not null or statut = 'Validee'"));
        await db.ScalarAsync<object>($"update ventes set cree_le = now() + interval '1 minute' where id = '{vente}'");
        Assert.Null(await ValidateAsync());

        // Without the exemption nothing new either, not even by who sees the record.
        await db.ScalarAsync<object>($"update entreprises set contrat_exempte_le = null where id = '{entreprise}'");
        Assert.NotNull((await db.Get<AddNote>().RunAsync(acteur, new AddNoteRequest { EntrepriseId = entreprise, Texte = "Encore" }, Token)).Refus);
        await db.ScalarAsync<object>($"update entreprises set limite_le = null where id = '{entreprise}'");
    }

    [Fact]
    public async Task A_running_contract_goes_on_when_the_DPO_says_why_and_the_record_is_read_and_no_more()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        async Task<Outcome<Done>> ExemptAsync(Acteur acteur, bool exempter, string? raison)
        {
            var details = await harness.GetAsync(id);
            return await db.Get<ExemptContrat>().RunAsync(acteur, new ExemptContratRequest(id, details.Version, details.Personnes[0].PersonneId, exempter, raison), Token);
        }

        Assert.Equal(RefusKind.Interdit, (await ExemptAsync(organisation.Acteur(), true, "Commande 12")).Refus!.Kind);
        Assert.Equal(RefusKind.Invalide, (await ExemptAsync(harness.Dpo, true, " ")).Refus!.Kind);
        Assert.Equal(1, await CountAsync(Role.Administrateur));

        Assert.Null((await ExemptAsync(harness.Dpo, true, "Commande 12, à livrer en mai")).Refus);
        Assert.Equal(2, await CountAsync(Role.Administrateur));
        Assert.NotNull((await db.Get<GetContact>().RunAsync(organisation.Acteur(), new GetContactRequest(anne), Token)).Value.ContratExempteLe);
        Assert.Single((await db.Get<SearchEverything>().RunAsync(organisation.Acteur(), "anne@dupont.test", Token)).Value);
        // Read, and no more.
        Assert.Equal(RefusKind.Regle, (await EditAsync(organisation.Acteur(), "Annette")).Refus!.Kind);
        await It_is_in_no_export_whoever_exports_Async(Role.Administrateur);
        Assert.Equal("Commande 12, à livrer en mai", (await harness.GetAsync(id)).Etapes.Single(e => e.Type == TypeEtape.ContratExempte).Detail);

        await What_was_there_stays_and_the_contract_goes_on_Async();

        Assert.Null((await ExemptAsync(harness.Dpo, false, "Livrée")).Refus);
        Assert.Equal(1, await CountAsync(Role.Administrateur));
        Assert.Null((await LiftAsync(id, true)).Refus);
        Assert.Equal(RefusKind.Regle, (await ExemptAsync(harness.Dpo, true, "Trop tard")).Refus!.Kind);
    }

    [Fact]
    public async Task What_is_restricted_comes_back_from_the_trash_for_nobody()
    {
        var acteur = organisation.Acteur();
        var entreprise = await db.ScalarAsync<Guid>($"insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le) values ('{organisation.Id}', gen_random_uuid(), 'Petit Luc', 'petit luc', true, now(), now()) returning id");
        async Task<(Guid Note, Guid Vente)> WriteAsync(string numero) => (
            (await db.Get<AddNote>().RunAsync(acteur, new AddNoteRequest { EntrepriseId = entreprise, Texte = "Livraison convenue" }, Token)).Value,
            (await db.Get<CreateVente>().RunAsync(acteur, new CreateVenteRequest { EntrepriseId = entreprise, Date = new DateOnly(2026, 1, 5), Numero = numero, Devise = "EUR", Taux = 1, Lignes = [new LigneVenteSaisie { Designation = "Commande", PrixUnitaireHt = 100 }] }, Token)).Value);
        var trashed = await WriteAsync("C1");
        Assert.Null((await db.Get<DeleteNote>().RunAsync(acteur, new DeleteNoteRequest(trashed.Note), Token)).Refus);
        Assert.Null((await db.Get<TrashVentes>().RunAsync(acteur, [trashed.Vente], Token)).Refus);
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await db.ScalarAsync<object>($"update entreprises set limite_le = '{db.Clock.GetUtcNow():O}', contrat_exempte_le = '{db.Clock.GetUtcNow():O}' where id = '{entreprise}'");

        Assert.Equal(RefusKind.Regle, (await db.Get<RestoreNote>().RunAsync(acteur, new RestoreNoteRequest(trashed.Note), Token)).Refus?.Kind);
        Assert.Equal(RefusKind.Regle, (await db.Get<RestoreVentes>().RunAsync(acteur, [trashed.Vente], Token)).Refus?.Kind);
    }
}
