using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

public sealed class DemandesTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    [Fact]
    public async Task A_request_of_an_unknown_person_is_taken_answered_and_closed_within_its_clock()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Inconnue Personne", Email = "inconnue@nulle.part", Droits = [DroitDemande.Acces] });
        Assert.Empty((await db.Get<FindPersonnes>().RunAsync(Dpo, new FindPersonnesRequest("Inconnue Personne", "inconnue@nulle.part", null), Token)).Value);

        await AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Écrit depuis l’adresse déclarée");
        await DecideAsync(id, DroitDemande.Acces, DecisionDroit.SansObjet, "Nous ne détenons aucune donnée vous concernant.");
        await AdvanceAsync(id, AvanceeDemande.Repondre);
        await AdvanceAsync(id, AvanceeDemande.Cloturer);

        var demande = await GetAsync(id);
        Assert.Equal((StatutDemande.Cloturee, $"DR-{db.Today.Year}-0001"), (demande.Statut, demande.Reference));
        Assert.Equal([TypeEtape.Cloturee, TypeEtape.Repondue, TypeEtape.DroitDecide, TypeEtape.IdentiteConfirmee, TypeEtape.Recue], demande.Etapes.Select(e => e.Type));
    }

    [Fact]
    public async Task Of_two_DPOs_at_once_one_decides_and_the_other_is_told()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var version = (await GetAsync(id)).Version;
        var steps = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(id, version, AvanceeDemande.ConfirmerIdentite, "Rappel au numéro connu"), Token))));

        Assert.Single(steps, s => s.IsSuccess);
        Assert.Equal(RefusKind.Conflit, Assert.Single(steps, s => !s.IsSuccess).Refus!.Kind);
        Assert.Single((await GetAsync(id)).Etapes, e => e.Type == TypeEtape.IdentiteConfirmee);
    }

    [Fact]
    public async Task What_was_decided_on_a_sheet_that_has_changed_meanwhile_is_refused_and_shown_again()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        await AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Rappel");
        var read = (await GetAsync(id)).Version;
        await DecideAsync(id, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        var late = await db.Get<DecideDroit>().RunAsync(Dpo, new DecideDroitRequest { Id = id, Version = read, Droit = DroitDemande.Acces, Decision = DecisionDroit.SansObjet, Texte = "Rien." }, Token);
        Assert.Equal(RefusKind.Conflit, late.Refus!.Kind);
        Assert.Equal(DecisionDroit.Accordee, Assert.Single((await GetAsync(id)).Resolutions).Decision);
    }

    [Fact]
    public async Task Nobody_changes_the_journal()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        await using var app = await db.Get<NpgsqlDataSource>().OpenTenantAsync(organisation.Id, Token);
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        foreach (var connection in new[] { app, owner })
        {
            foreach (var sql in new[] { "update demande_etapes set detail = 'x' where demande_id = $1", "delete from demande_etapes where demande_id = $1" })
            {
                await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = id } } };
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token))).SqlState);
            }
        }
    }

    [Theory]
    [InlineData("demande_etapes")]
    [InlineData("demande_courriers")]
    [InlineData("demande_exemptions")]
    [InlineData("violation_journal")]
    [InlineData("certificats")]
    [InlineData("proces_verbaux")]
    [InlineData("traitement_versions")]
    public async Task What_is_written_once_is_guarded_twice_by_its_rights_and_by_its_trigger(string table)
    {
        Assert.False(await db.ScalarAsync<bool>($"select has_table_privilege('fichier_app', '{table}', 'update') or has_table_privilege('fichier_app', '{table}', 'delete') or has_table_privilege('fichier_app', '{table}', 'truncate')"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from pg_trigger where tgrelid = '{table}'::regclass and tgfoid = 'fichier_immuable()'::regprocedure and tgenabled = 'O' and tgtype & 24 = 24"));
    }

    [Fact]
    public async Task An_objection_to_marketing_is_applied_on_receipt()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        var other = await ContactAsync("Luc", "Petit", "luc@dupont.test");

        var id = await CreateAsync(new CreateDemandeRequest { Nom = "A. Martin", Email = "Anne@Dupont.test", Droits = [DroitDemande.OppositionProspection] });

        Assert.Equal(StatutDemande.Recue, (await GetAsync(id)).Statut);
        Assert.Equal(Opposition.Email | Opposition.Telephone | Opposition.Courrier | Opposition.Profilage, await OppositionsAsync(contact));
        Assert.Equal(Opposition.None, await OppositionsAsync(other));
    }

    [Fact]
    public async Task A_member_transmits_a_note_and_the_clock_runs_from_its_day()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        var day = db.Today.AddDays(-4);
        var note = (await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = contact, Texte = "Supprimez mes données et ne me contactez plus", Jour = day }, Token)).Value;

        var sent = await db.Get<TransmitDemande>().RunAsync(organisation.Acteur(), new TransmitDemandeRequest(note, null, null), Token);
        var again = await db.Get<TransmitDemande>().RunAsync(organisation.Acteur(), new TransmitDemandeRequest(note, null, null), Token);

        Assert.Equal(new DemandeTransmise(day, false), sent.Value);
        Assert.True(again.Value.DejaTransmise);
        var row = Assert.Single((await db.Get<ListDemandes>().RunAsync(Dpo, new ListDemandesRequest(EtatDemandes.Ouvertes), Token)).Value);
        Assert.Equal((day, StatutDemande.Recue), (row.RecueLe, row.Statut));
        Assert.Equal([DroitDemande.Effacement, DroitDemande.OppositionProspection], row.Droits);
        Assert.NotEqual(Opposition.None, await OppositionsAsync(contact));
        Assert.Equal(contact, Assert.Single((await GetAsync(row.Id)).Personnes).FicheId);
    }

    [Fact]
    public async Task Nobody_but_the_DPO_sees_a_request()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
        {
            Assert.Equal(RefusKind.Interdit, (await db.Get<GetDemande>().RunAsync(organisation.Acteur(role), new GetDemandeRequest(id), Token)).Refus!.Kind);
            Assert.Equal(RefusKind.Interdit, (await db.Get<ListDemandes>().RunAsync(organisation.Acteur(role), new ListDemandesRequest(EtatDemandes.Toutes), Token)).Refus!.Kind);
        }
    }

    [Fact]
    public async Task A_copy_of_an_identity_document_is_destroyed_once_it_is_checked()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var letter = (await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(id, "courrier.pdf", false, "Bonjour"u8.ToArray()), Token)).Value;
        var copy = (await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(id, "cni.png", true, "secret-cni"u8.ToArray()), Token)).Value;
        Assert.Equal("secret-cni"u8.ToArray(), (await db.Get<OpenPiece>().RunAsync(Dpo, copy, Token)).Value.Octets);
        Assert.DoesNotContain("secret-cni", await db.ScalarAsync<string>($"select encode(octets, 'escape') from demande_pieces where id = '{copy}'"), StringComparison.Ordinal);

        await AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Carte d’identité");

        Assert.False((await db.Get<OpenPiece>().RunAsync(Dpo, copy, Token)).IsSuccess);
        Assert.True((await db.Get<OpenPiece>().RunAsync(Dpo, letter, Token)).IsSuccess);
        Assert.NotNull((await GetAsync(id)).CopieDetruiteLe);
    }

    [Fact]
    public async Task An_erasure_waits_for_the_access_of_another_request_of_the_same_person()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        var acces = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces], ContactId = contact });
        var effacement = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Effacement], ContactId = contact });
        await AdvanceAsync(effacement, AvanceeDemande.ConfirmerIdentite, "Rappel");

        Assert.Equal([(await GetAsync(acces)).Reference], (await GetAsync(effacement)).Autres.Select(a => a.Reference));
        var early = await db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(effacement, (await GetAsync(effacement)).Version, AvanceeDemande.SoumettrePlan), Token);
        Assert.Equal(RefusKind.Regle, early.Refus!.Kind);

        await AdvanceAsync(acces, AvanceeDemande.ConfirmerIdentite, "Rappel");
        await DecideAsync(acces, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        await AdvanceAsync(acces, AvanceeDemande.Repondre);
        var planless = await TakeAsync(effacement, AvanceeDemande.SoumettrePlan);
        Assert.Contains("Aucun plan", planless.Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(StatutDemande.EnInstruction, (await GetAsync(effacement)).Statut);
    }

    [Fact]
    public async Task A_copy_of_an_identity_document_is_kept_neither_when_the_request_ends_otherwise_nor_taken_when_nobody_needs_it()
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var copy = (await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(id, "cni.png", true, "secret-cni"u8.ToArray()), Token)).Value;
        Assert.Null((await db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(id, (await GetAsync(id)).Version, AvanceeDemande.Retirer, "Elle renonce", VoiesIndiquees: true), Token)).Refus);
        Assert.False((await db.Get<OpenPiece>().RunAsync(Dpo, copy, Token)).IsSuccess);
        Assert.Equal(RefusKind.Regle, (await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(id, "cni.png", true, "secret-cni"u8.ToArray()), Token)).Refus!.Kind);
        Assert.True((await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(id, "lettre.pdf", false, "lettre"u8.ToArray()), Token)).IsSuccess);
    }

    [Fact]
    public async Task Who_lies_in_the_trash_is_found_linked_and_erasable()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        await db.ScalarAsync<object>($"update contacts set supprime_le = now() where id = '{contact}'");
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        Assert.Equal(contact, Assert.Single((await db.Get<FindPersonnes>().RunAsync(Dpo, new FindPersonnesRequest("martin", null, null), Token)).Value).Id);
        Assert.Null((await db.Get<LinkPersonne>().RunAsync(Dpo, new LinkPersonneRequest(id, (await GetAsync(id)).Version, contact, null), Token)).Refus);
        Assert.Equal(contact, Assert.Single((await GetAsync(id)).Personnes).FicheId);
    }

    [Fact]
    public async Task The_search_of_a_request_and_that_of_an_erasure_are_one()
    {
        await ContactAsync("Anne", "Martin", "anne@dupont.test");
        await db.ScalarAsync<object>($"""
            insert into entreprises (tenant_id, id, raison_sociale, recherche, email, est_personne_physique, cree_le, modifie_le) values
                ('{organisation.Id}', gen_random_uuid(), 'Martin EI', 'martin ei', null, true, now(), now()), ('{organisation.Id}', gen_random_uuid(), 'Martin SA', 'martin sa', 'anne@dupont.test', false, now(), now())
            """);
        async Task<IEnumerable<string>> OfRequest(string? nom, string? email) => (await db.Get<FindPersonnes>().RunAsync(Dpo, new FindPersonnesRequest(nom, email, null), Token)).Value.Select(p => p.Nom).Order();
        async Task<IEnumerable<string>> OfErasure(string text) => (await db.Get<FindPersonnesEffacables>().RunAsync(Dpo, new FindPersonnesEffacablesRequest(text, null), Token)).Value.Select(p => p.Nom).Order();
        Assert.Equal(["Anne Martin", "Martin EI"], await OfRequest("MARTIN", null));
        Assert.Equal(await OfRequest("MARTIN", null), await OfErasure("MARTIN"));
        // A company's address may be the person's: the request shows it, an erasure can't take it.
        Assert.Equal(["Anne Martin", "Martin SA"], await OfRequest(null, "Anne@dupont.test"));
        Assert.Equal(["Anne Martin"], await OfErasure("Anne@dupont.test"));
        Assert.Empty(await OfErasure("m"));
    }

    [Fact]
    public async Task An_objection_reaches_the_shop_that_is_its_owner_and_spares_who_shares_a_switchboard()
    {
        var colleague = await ContactAsync("Luc", "Petit", "luc@dupont.test");
        await db.ScalarAsync<object>($"""
            insert into contact_telephones (tenant_id, id, contact_id, saisie, e164, nature, prefere) values ('{organisation.Id}', gen_random_uuid(), '{colleague}', '01 42 00 00 00', '+33142000000', 'Generique', false)
            """);
        var shop = await db.ScalarAsync<Guid>($"""
            with e as (insert into entreprises (tenant_id, id, raison_sociale, recherche, email, est_personne_physique, cree_le, modifie_le) values ('{organisation.Id}', gen_random_uuid(), 'Barnabé', 'barnabe', 'barnabe@boutique.test', true, now(), now()) returning id) select id from e
            """);
        await CreateAsync(new CreateDemandeRequest { Nom = "Barnabé", Telephone = "01 42 00 00 00", Droits = [DroitDemande.OppositionProspection], EntrepriseId = shop });
        Assert.Equal(Opposition.None, await OppositionsAsync(colleague));
        Assert.NotEmpty((await db.Get<CheckOpposition>().RunAsync(Dpo, new CheckOppositionRequest(GenreIdentifiant.Email, "barnabe@boutique.test"), Token)).Value);
    }

    /// <summary>Who comes back from the trash is called by nobody: the record, its addresses and the journal say so.</summary>
    [Fact]
    public async Task An_objection_reaches_who_lies_in_the_trash()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        await db.ScalarAsync<object>($"update contacts set supprime_le = now() where id = '{contact}'");

        await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.OppositionProspection], ContactId = contact });

        await db.ScalarAsync<object>($"update contacts set supprime_le = null where id = '{contact}'");
        Assert.NotEqual(Opposition.None, await OppositionsAsync(contact));
        Assert.NotEmpty((await db.Get<CheckOpposition>().RunAsync(Dpo, new CheckOppositionRequest(GenreIdentifiant.Email, "anne@dupont.test"), Token)).Value);
    }

    [Fact]
    public async Task Two_clicks_at_once_transmit_one_request()
    {
        var contact = await ContactAsync("Anne", "Martin", "anne@dupont.test");
        var note = (await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = contact, Texte = "Supprimez mes données" }, Token)).Value;
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => db.Get<TransmitDemande>().RunAsync(organisation.Acteur(), new TransmitDemandeRequest(note, null, null), Token))));
        Assert.Single(sent, s => !s.Value.DejaTransmise);
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from demandes"));
    }

    [Fact]
    public async Task Numbers_follow_each_other_when_many_arrive_at_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => CreateAsync(new CreateDemandeRequest { Nom = $"Personne {i}", Droits = [DroitDemande.Acces] }))));
        var rows = (await db.Get<ListDemandes>().RunAsync(Dpo, new ListDemandesRequest(EtatDemandes.Toutes), Token)).Value;
        Assert.Equal(Enumerable.Range(1, ids.Length), rows.Select(r => int.Parse(r.Reference[8..], null)).Order());
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private async Task<Guid> CreateAsync(CreateDemandeRequest request)
    {
        var created = await db.Get<CreateDemande>().RunAsync(Dpo, request, Token);
        Assert.Null(created.Refus);
        return created.Value;
    }

    private async Task<DemandeDetails> GetAsync(Guid id) => (await db.Get<GetDemande>().RunAsync(Dpo, new GetDemandeRequest(id), Token)).Value;

    private async Task<Outcome<Done>> TakeAsync(Guid id, AvanceeDemande avancee, string? texte = null) =>
        await db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(id, (await GetAsync(id)).Version, avancee, texte), Token);

    private async Task AdvanceAsync(Guid id, AvanceeDemande avancee, string? texte = null) =>
        Assert.Null((await db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(id, (await GetAsync(id)).Version, avancee, texte ?? (avancee is AvanceeDemande.Repondre or AvanceeDemande.Cloturer ? "Remise en main propre" : null)), Token)).Refus);

    private async Task DecideAsync(Guid id, DroitDemande droit, DecisionDroit decision, string texte) => Assert.Null((await db.Get<DecideDroit>().RunAsync(
        Dpo, new DecideDroitRequest { Id = id, Version = (await GetAsync(id)).Version, Droit = droit, Decision = decision, Texte = texte }, Token)).Refus);

    private async Task<Guid> ContactAsync(string prenom, string nom, string email) => (await db.Get<CreateContact>().RunAsync(
        organisation.Acteur(), new CreateContactRequest { Partie = Partie.Personne, Prenom = prenom, Nom = nom, Emails = [new EmailSaisi { Adresse = email }] }, Token)).Value;

    private async Task<Opposition> OppositionsAsync(Guid contact) => (Opposition)await db.ScalarAsync<int>($"select oppositions from contacts where id = '{contact}'");
}
