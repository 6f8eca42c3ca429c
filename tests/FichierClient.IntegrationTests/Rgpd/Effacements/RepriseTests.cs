using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>An erasure that went wrong is taken up again and loses nothing of what proves it; files of every kind go with the person.</summary>
public sealed class RepriseTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Guid Tenant => harness.Organisation.Id;

    private Acteur Dpo => harness.Organisation.Acteur(Role.Dpo);

    [Fact]
    public async Task A_replay_that_fails_once_is_done_by_the_next_start_and_the_request_that_is_open_is_no_trace()
    {
        await AddDemandeAsync("EnExecution");
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(Failing(EtapeEffacement.Tombe, new OperationCanceledException("killed"))).RunAsync(Tenant, id, Token));

        await Assert.ThrowsAsync<InvalidOperationException>(() => With(Failing(EtapeEffacement.Tombe, new InvalidOperationException("The disk is full."))).RunAsync(Tenant, id, Token));
        Assert.DoesNotContain(Journal.Depuis(0), e => e.Nature == EntreeJournal.NatureAnnulation);
        var (_, found) = await db.Get<Rattrapage>().CatchUpAsync(await FollowedAsync(), Token);

        Assert.Empty(found);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.Equal(Journal.Tete(), await FollowedAsync());
    }

    [Fact]
    public async Task What_failed_before_anything_was_erased_is_called_off_and_done_by_another_job()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => With(Failing(EtapeEffacement.Tombe, new InvalidOperationException("The disk is full."))).RunAsync(Tenant, id, Token));
        Assert.Equal(EntreeJournal.NatureAnnulation, Journal.Depuis(0).Last().Nature);
        Assert.NotNull((await RestartAsync(id)).Refus);
        await db.ScalarAsync<object>($"update jobs set status = 'Failed' where subject_id = '{id}'");
        Assert.True((await harness.GetAsync(id)).EstArrete);

        Assert.Null((await RestartAsync(id)).Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(Tenant, await harness.IdAsync($"select job_id from effacements where id = '{id}'"), Token));

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        // The entry that was done counts, whatever became of the one before.
        var entries = Journal.Depuis(0).Where(e => e.EffacementId == id && e.Nature == EntreeJournal.NatureEffacement).ToList();
        Assert.Equal([entries[0].Seq], EntreeJournal.CalledOff(Journal.Depuis(0)));
    }

    [Fact]
    public async Task An_erasure_that_would_change_a_figure_erases_nothing_and_is_called_off()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await db.ScalarAsync<object>("create function casse() returns trigger language plpgsql as $$ begin new.serie := 'ZZ'; return new; end $$; create trigger casse before update on ventes for each row execute function casse()");

        Assert.Equal(FinEffacement.FiguresChangees, await With(new PointsDePanne()).RunAsync(Tenant, id, Token));

        Assert.Equal(EntreeJournal.NatureAnnulation, Journal.Depuis(0).Last().Nature);
        Assert.True(await db.ScalarAsync<bool>($"select exists (select from contacts where id = '{harness.ContactId}') and not exists (select from ventes where serie = 'ZZ' or contact_efface)"));
    }

    [Fact]
    public async Task What_has_destroyed_is_finished_and_never_given_up()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(Failing(EtapeEffacement.Detruit, new OperationCanceledException("killed"))).RunAsync(Tenant, id, Token));
        // A note whose data the DPO left before, and in which another column now names the person.
        await db.ScalarAsync<object>($"update evenements set texte = 'Écrire à {EffacementHarness.Email}' where entreprise_id = (select id from entreprises where reference = 'C2') and donnees is not null");
        Assert.Equal(FinEffacement.PlanChange, await With(new PointsDePanne()).RunAsync(Tenant, id, Token));

        var outcome = await db.Get<AbandonEffacement>().RunAsync(Dpo, new AbandonEffacementRequest(id), Token);

        Assert.NotNull(outcome.Refus);
        Assert.Equal(StatutEffacement.AApprouver, (await harness.GetAsync(id)).Statut);
    }

    [Fact]
    public async Task A_value_that_was_left_excuses_no_other_value_of_its_row()
    {
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        var data = details.Mentions.First(m => m is { Table: "evenements", Colonne: "donnees" });
        await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, [new CleMention(data.Table, data.Colonne, data.Cle)], DecisionMention.Laisser), Token);
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(Failing(EtapeEffacement.Detruit, new OperationCanceledException("killed"))).RunAsync(Tenant, id, Token));
        await db.ScalarAsync<object>($"update evenements set texte = 'Écrire à {EffacementHarness.Email}' where id = '{data.Cle}'");

        Assert.Equal(FinEffacement.PlanChange, await With(new PointsDePanne()).RunAsync(Tenant, id, Token));

        Assert.Contains((await harness.GetAsync(id)).Mentions, m => m.Colonne == "texte" && m.Cle == data.Cle);
    }

    [Fact]
    public async Task Another_person_of_the_same_name_is_left_whole_and_the_erasure_is_certified()
    {
        await using var context = db.Contexts.Open(Tenant);
        var other = new Contact(Tenant, null, EffacementHarness.Prenom, EffacementHarness.Nom);
        context.Add(other);
        await context.SaveChangesAsync(Token);
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        CleMention[] hers = [.. details.Mentions.Where(m => m.Cle == other.Id.ToString()).Select(m => new CleMention(m.Table, m.Colonne, m.Cle))];
        Assert.NotEmpty(hers);
        Assert.Null((await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, hers, DecisionMention.Laisser), Token)).Refus);

        Assert.True(await db.Get<JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{other.Id}' and nom = '{EffacementHarness.Nom}'"));
    }

    [Fact]
    public async Task Packages_and_exports_go_with_the_person_and_files_without_her_stay()
    {
        var demande = await AddDemandeAsync("Cloturee");
        var package = await harness.IdAsync($"insert into demande_dossiers (tenant_id, id, demande_id, genre, statut, membre_id, cree_le, taille) values ('{Tenant}', gen_random_uuid(), '{demande}', 'Acces', 'Pret', '{Dpo.MembreId}', now(), 3) returning id");
        await db.ScalarAsync<object>($"insert into demande_dossier_fragments (tenant_id, id, dossier_id, numero, octets) values ('{Tenant}', gen_random_uuid(), '{package}', 0, 'abc')");
        var imports = new ImportHarness(db, harness.Organisation);
        var other = await imports.ReceiveAsync("Code client;Nom;Ville\nC9;Garage Rutebeuf;Nantes\n", GenreImport.Entreprises);
        await imports.RunAsync(other);
        var id = await harness.PrepareAsync();
        var job = await harness.ApproveAsync(id);
        // After the approval somebody exports: it is no other plan, and its file goes.
        var running = await harness.IdAsync($"insert into exports (tenant_id, id, membre_id, liste, format, adresse, statut, taille, cree_le, non_informes) values ('{Tenant}', gen_random_uuid(), '{Dpo.MembreId}', 'Contacts', 'Csv', '', 'EnCours', 0, now(), 0) returning id");
        var ready = await harness.IdAsync($"insert into exports (tenant_id, id, membre_id, liste, format, adresse, statut, taille, cree_le, non_informes) values ('{Tenant}', gen_random_uuid(), '{Dpo.MembreId}', 'Contacts', 'Csv', '', 'Pret', 3, now(), 0) returning id");

        Assert.True(await db.Get<JobRunner>().RunAsync(Tenant, job, Token));

        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((1, 2, 1), (certificate.DossiersSupprimes, certificate.ExportsSupprimes, certificate.Verification.Fichiers));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from demande_dossier_fragments where dossier_id = '{package}'"));
        Assert.Equal("Annule", await db.ScalarAsync<string>($"select statut from exports where id = '{running}'"));
        Assert.True(await db.ScalarAsync<bool>($"select fichier_supprime_le is not null from exports where id = '{ready}'"));
        Assert.True(await db.ScalarAsync<bool>($"select fichier_supprime_le is null from imports where id = '{other}'"));
    }

    [Fact]
    public async Task Every_closed_request_of_the_person_is_sealed_not_only_the_one_that_led_to_the_erasure()
    {
        await AddDemandeAsync("Cloturee");
        await harness.EraseAsync();

        await db.Get<Scellements>().RunAsync(Tenant, Token);

        var dump = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Outside.Contains(n, StringComparison.Ordinal));
        Assert.Contains("Que savez-vous de moi", dump.Archive, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_known_by_a_family_name_alone_takes_no_file_of_others_along()
    {
        await using var context = db.Contexts.Open(Tenant);
        var contact = new Contact(Tenant, null, null, "Rutebeuf");
        context.Add(contact);
        await context.SaveChangesAsync(Token);

        var id = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, contact.Id, Fondement.Opposition), Token)).Value);

        Assert.Equal("[]", await db.ScalarAsync<string>($"select (plan -> 'importIds')::text from effacements where id = '{id}'"));
    }

    [Fact]
    public async Task What_is_proof_is_decided_by_nobody_and_numbers_go_past_9999()
    {
        await AddDemandeAsync("EnExecution");
        await db.ScalarAsync<object>($"""
            insert into effacements (tenant_id, id, reference, sujet, sujet_id, fondement, statut, etape, plan, plan_empreinte, prepare_le)
            select '{Tenant}', gen_random_uuid(), 'EFF-' || extract(year from '{db.Clock.GetUtcNow():O}'::timestamptz) || '-' || n, 'Contact', gen_random_uuid(), 'Opposition', 'Abandonne', 'Aucune', '{Empty}', '', now() from (values (9999), (10000)) x (n)
            """);
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        Assert.EndsWith("-10001", details.Reference, StringComparison.Ordinal);

        var filed = details.Mentions.First(m => m.Decision == DecisionMention.Dossier);
        var redact = await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, [new CleMention(filed.Table, filed.Colonne, filed.Cle)], DecisionMention.Caviarder), Token);
        var hide = await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Dossier), Token);

        Assert.Equal((RefusKind.Regle, RefusKind.Regle), (redact.Refus?.Kind, hide.Refus?.Kind));
        Assert.Equal(details.Empreinte, (await harness.GetAsync(id)).Empreinte);
    }

    [Fact]
    public async Task Who_asked_for_her_data_gets_them_before_they_are_erased()
    {
        var demande = await AddDemandeAsync("EnInstruction");
        await db.ScalarAsync<object>($"insert into demande_resolutions (tenant_id, id, demande_id, droit) values ('{Tenant}', gen_random_uuid(), '{demande}', 'Acces')");
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Caviarder), Token);
        var request = new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte);

        Assert.Equal(RefusKind.Regle, (await db.Get<ApproveEffacement>().RunAsync(Dpo, request, Token)).Refus?.Kind);
        await db.ScalarAsync<object>($"update demandes set statut = 'Repondue' where id = '{demande}'");

        Assert.Equal(StatutEffacement.EnCours, (await db.Get<ApproveEffacement>().RunAsync(Dpo, request, Token)).Value);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private const string Empty = """{"sujet":"Contact","ids":[],"lieux":[],"mentions":[],"importIds":[],"exportIds":[]}""";

    private JournalEffacements Journal => db.Get<JournalEffacements>();

    private async Task<long> FollowedAsync() => await db.ScalarAsync<long>("select dernier_seq from journal_etat");

    private Task<Outcome<Done>> RestartAsync(Guid id) => db.Get<RestartEffacement>().RunAsync(Dpo, new RestartEffacementRequest(id), Token);

    private ExecutionEffacement With(PointsDePanne points) => new(db.Get<ServicesEffacement>(), db.Get<PreparationEffacement>(), db.Get<EmissionCertificat>(), points);

    private static PointsDePanne Failing(EtapeEffacement at, Exception error) => new(etape => etape == at ? throw error : Task.CompletedTask);

    /// <summary>A request of hers that didn't lead to the erasure, with her words in its journal.</summary>
    private async Task<Guid> AddDemandeAsync(string statut)
    {
        var demande = await harness.IdAsync($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, email, telephone, objet, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            values ('{Tenant}', gen_random_uuid(), 2026, 3, '2026-11-02', now(), 'Courriel', 'Zéphyrine Quatrebarbes', '{EffacementHarness.Email}', '{EffacementHarness.Telephone}', 'Que savez-vous de moi, Zéphyrine Quatrebarbes', '{statut}', '2026-12-02', '2026-12-02', '2026-11-23', 0, now()) returning id
            """);
        await db.ScalarAsync<object>($"""
            insert into demande_personnes (tenant_id, id, demande_id, contact_id) values ('{Tenant}', gen_random_uuid(), '{demande}', '{harness.ContactId}');
            insert into demande_etapes (tenant_id, id, demande_id, type, fait_le, detail) values ('{Tenant}', gen_random_uuid(), '{demande}', 'Recue', now(), 'De {EffacementHarness.Email}')
            """);
        return demande;
    }
}
