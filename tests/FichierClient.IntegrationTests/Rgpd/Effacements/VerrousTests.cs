using FichierClient.Application.Common;
using FichierClient.Application.Doublons;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Doublons;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>What is decided of erasures is decided in turn: whoever doesn't wait for the lock of the organisation decides on what another one is changing.</summary>
public sealed class VerrousTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Guid Tenant => harness.Organisation.Id;

    private Acteur Dpo => harness.Organisation.Acteur(Role.Dpo);

    [Theory]
    [InlineData("prepare")]
    [InlineData("plan")]
    [InlineData("approve")]
    [InlineData("abandon")]
    [InlineData("seal")]
    [InlineData("withdraw")]
    [InlineData("archive.retirer")]
    [InlineData("certify")]
    public async Task Each_of_them_waits_for_the_organisations_lock(string what)
    {
        var act = await ActAsync(what);
        await using var held = await HeldLock.OfAsync(db, "effacements", Tenant);

        var work = Task.Run(act, Token);
        await held.AwaitAsync(work);

        await held.DisposeAsync();
        await work;
    }

    [Fact]
    public async Task Requests_that_arrive_at_once_are_numbered_one_behind_the_other()
    {
        await using var held = await HeldLock.OfAsync(db, "demandes", Tenant);
        var both = Enumerable.Range(0, 2).Select(i => Task.Run(() => db.Get<CreateDemande>().RunAsync(Dpo, new CreateDemandeRequest { Nom = $"Personne {i}", Droits = [DroitDemande.Acces] }, Token))).ToArray();
        await held.AwaitAsync(both);
        await held.DisposeAsync();

        Assert.DoesNotContain(await Task.WhenAll(both), b => b.Refus is not null);
        Assert.Equal("1,2", await db.ScalarAsync<string>("select string_agg(numero::text, ',' order by numero) from demandes where nom like 'Personne%'"));
    }

    [Fact]
    public async Task Of_plans_that_are_asked_for_at_once_one_person_has_one_and_two_persons_have_two_numbers()
    {
        var (petit, second) = (await PetitAsync(), await SecondAsync());
        await using var held = await HeldLock.OfAsync(db, "effacements", Tenant);
        var asked = ((Acteur, Guid)[])[(Dpo, harness.ContactId), (second, harness.ContactId), (second, petit)];
        var all = asked.Select(a => Task.Run(() => db.Get<PrepareEffacement>().RunAsync(a.Item1, new PrepareEffacementRequest(Sujet.Contact, a.Item2, Fondement.Opposition), Token))).ToArray();
        await held.AwaitAsync(all);
        await held.DisposeAsync();

        var ids = (await Task.WhenAll(all)).Select(o => o.Value).ToArray();

        Assert.Equal((ids[0], true), (ids[1], ids[2] != ids[0]));
        Assert.Equal("EFF-2026-0001,EFF-2026-0002", await db.ScalarAsync<string>("select string_agg(reference, ',' order by reference) from effacements"));
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from jobs where kind = 'effacements.plan'"));
    }

    [Fact]
    public async Task Of_two_dpos_who_ask_at_once_to_take_evidence_out_none_has_agreed_by_it_and_of_two_who_agree_one_does_it()
    {
        var id = await harness.PrepareAsync();
        var (document, second) = (await SealedAsync(id), await SecondAsync());
        async Task<Outcome<SuiteRetrait>[]> BothAsync(SuiteRetrait wanted, params Acteur[] who)
        {
            await using var held = await HeldLock.OfAsync(db, "effacements", Tenant);
            var both = who.Select(w => Task.Run(() => WithdrawAsync(w, id, document, wanted))).ToArray();
            await held.AwaitAsync(both);
            await held.DisposeAsync();
            return await Task.WhenAll(both);
        }

        var asked = await BothAsync(SuiteRetrait.Demande, Dpo, second);

        Assert.Equal((SuiteRetrait.Demande, RefusKind.Conflit), (asked.Single(a => a.Refus is null).Value, asked.Single(a => a.Refus is not null).Refus!.Kind));
        Assert.Single((await harness.GetAsync(id)).Contrats);
        var other = asked[0].Refus is null ? second : Dpo;

        var taken = await BothAsync(SuiteRetrait.Retire, other, other);

        Assert.Equal((SuiteRetrait.Retire, RefusKind.Introuvable), (taken.Single(a => a.Refus is null).Value, taken.Single(a => a.Refus is not null).Refus!.Kind));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from retraits_scelles"));
    }

    [Fact]
    public async Task Evidence_that_is_taken_out_while_another_dpo_approves_is_in_no_certificate_and_what_was_approved_stays()
    {
        var id = await harness.PrepareAsync();
        var (document, second) = (await SealedAsync(id), await SecondAsync());
        Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(Dpo, id, document, SuiteRetrait.Demande)).Value);
        await DecideAllAsync(id);
        await using var held = await HeldLock.OfAsync(db, "effacements", Tenant);
        var takeOut = Task.Run(() => WithdrawAsync(second, id, document, SuiteRetrait.Retire));
        var approve = Task.Run(async () => await db.Get<ApproveEffacement>().RunAsync(Dpo, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token));
        await held.AwaitAsync(takeOut, approve);
        await held.DisposeAsync();

        var (gone, approved) = (await takeOut, await approve);

        // Whichever came first: an open question lets nobody approve, and what two approved holds no evidence that is gone.
        var details = await harness.GetAsync(id);
        Assert.Equal(SuiteRetrait.Retire, gone.Value);
        Assert.Empty(details.Contrats);
        Assert.Equal(approved.Refus is null ? 1 : 0, details.Approbations.Count);
        Assert.NotEqual(StatutEffacement.EnCours, details.Statut);
    }

    [Fact]
    public async Task An_erasure_that_meets_a_merge_of_the_same_person_waits_for_it_and_erases_nothing_that_was_not_approved()
    {
        var petit = await PetitAsync();
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await using var held = await HeldLock.TakeAsync(db, $"select from contacts where id = '{petit}' for update");
        var merge = Task.Run(async () => await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await new FusionHarness(db, harness.Organisation).RequestAsync("contacts", harness.ContactId, petit), Token));
        await held.AwaitAsync(merge);
        var erase = Task.Run(() => Execution(new PointsDePanne()).RunAsync(Tenant, id, Token));
        await held.AwaitAsync(merge, erase);
        await held.DisposeAsync();

        Assert.Null((await merge).Refus);
        Assert.Equal(FinEffacement.PlanChange, await erase);
        Assert.Equal((StatutEffacement.AApprouver, 1L), ((await harness.GetAsync(id)).Statut, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{harness.ContactId}'")));
    }

    [Fact]
    public async Task A_merge_that_meets_an_erasure_of_the_same_person_waits_for_it_and_finds_nobody()
    {
        var petit = await PetitAsync();
        var request = await new FusionHarness(db, harness.Organisation).RequestAsync("contacts", petit, harness.ContactId);
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        Task<Outcome<FusionFaite>> merge = null!;

        var end = await Execution(new PointsDePanne(async e =>
        {
            if (e != EtapeEffacement.Tombe) return;
            merge = Task.Run(() => db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), request, Token));
            await db.WaitForLockAsync(merge);
            Assert.False(merge.IsCompleted);
        })).RunAsync(Tenant, id, Token);

        Assert.Equal(FinEffacement.Termine, end);
        Assert.Equal(RefusKind.Regle, (await merge).Refus?.Kind);
        var dump = (await harness.DumpAsync()).Outside;
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Contains(n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_written_of_her_while_she_is_destroyed_waits_and_then_finds_nobody()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        Task<long> note = null!;

        var end = await Execution(new PointsDePanne(async e =>
        {
            if (e != EtapeEffacement.Tombe) return;
            note = Task.Run(() => db.ScalarAsync<long>($"with e as (insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{Tenant}', gen_random_uuid(), 'Note', now(), 'Elle rappelle', '{harness.ContactId}') returning 1) select count(*) from e"));
            await db.WaitForLockAsync(note);
            Assert.False(note.IsCompleted);
        })).RunAsync(Tenant, id, Token);

        Assert.Equal(FinEffacement.Termine, end);
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, (await Assert.ThrowsAsync<PostgresException>(() => note)).SqlState);
    }

    [Fact]
    public async Task An_approval_of_a_plan_whose_data_change_before_its_destruction_destroys_nothing()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        // Between the last look outside the transaction and the one inside it: somebody holds the figures and writes a note about her.
        await using var held = await HeldLock.TakeAsync(db, $"select from figures_au where tenant_id = '{Tenant}' for update");
        var erase = Task.Run(() => Execution(new PointsDePanne()).RunAsync(Tenant, id, Token));
        await held.AwaitAsync(erase);
        await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{Tenant}', gen_random_uuid(), 'Note', now(), 'Elle rappelle', '{harness.ContactId}')");
        await held.DisposeAsync();

        Assert.Equal(FinEffacement.PlanChange, await erase);

        Assert.Equal((StatutEffacement.AApprouver, 0), ((await harness.GetAsync(id)).Statut, (await harness.GetAsync(id)).Approbations.Count));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{harness.ContactId}'"));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
        await using var context = db.Contexts.Open(Tenant);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    private async Task<Acteur> SecondAsync()
    {
        var id = await harness.IdAsync($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) values ('{Tenant}', gen_random_uuid(), gen_random_uuid(), 'Second DPO', 'second@dpo.test', 'Dpo', now()) returning id");
        return (await db.Get<ActeurSource>().CurrentAsync(Tenant, id, Token))!;
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    /// <summary>Everything that comes before, so that the act itself is all that waits.</summary>
    private async Task<Func<Task>> ActAsync(string what)
    {
        if (what == "prepare") return async () => Assert.Null((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, harness.ContactId, Fondement.Opposition), Token)).Refus);
        if (what == "plan")
        {
            var asked = (await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, harness.ContactId, Fondement.Opposition), Token)).Value;
            return () => harness.PlannedAsync(asked);
        }

        var id = await harness.PrepareAsync();
        switch (what)
        {
            case "approve":
                await DecideAllAsync(id);
                return async () => Assert.Null((await db.Get<ApproveEffacement>().RunAsync(Dpo, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token)).Refus);
            case "abandon":
                return async () => Assert.Null((await db.Get<AbandonEffacement>().RunAsync(Dpo, new AbandonEffacementRequest(id), Token)).Refus);
            case "seal":
                return async () => await SealedAsync(id);
            case "withdraw":
                var document = await SealedAsync(id);
                await SecondAsync();
                return async () => Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(Dpo, id, document, SuiteRetrait.Demande)).Value);
            case "archive.retirer":
                var evidence = await SealedAsync(id);
                return async () =>
                {
                    await using var context = db.Contexts.Open(Tenant, Dpo.MembreId);
                    await context.Database.SqlQuery<bool>($"select archive.retirer({evidence}, {id}, {new[] { harness.ContactId }}, 'PasUnePreuve', {Dpo.MembreId}, {db.Clock.GetUtcNow()}) as \"Value\"").ToListAsync(Token);
                };
            default:
                await harness.ApproveAsync(id);
                await Assert.ThrowsAsync<OperationCanceledException>(() => Execution(new(e => e == EtapeEffacement.Verifie ? throw new OperationCanceledException("killed") : Task.CompletedTask)).RunAsync(Tenant, id, Token));
                return async () => Assert.Equal(FinEffacement.Termine, await Execution(new()).RunAsync(Tenant, id, Token));
        }
    }

    private ExecutionEffacement Execution(PointsDePanne points) => new(db.Get<ServicesEffacement>(), db.Get<PreparationEffacement>(), db.Get<EmissionCertificat>(), points);

    private Task<Guid> PetitAsync() => harness.IdAsync($"select id from contacts where tenant_id = '{Tenant}' and nom = 'Petit'");

    private async Task DecideAllAsync(Guid id) => await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, (await harness.GetAsync(id)).Empreinte, [], DecisionMention.Caviarder), Token);

    private async Task<Guid> SealedAsync(Guid id)
    {
        Assert.Null((await db.Get<SealContrat>().RunAsync(Dpo, new SealContratRequest { EffacementId = id, Intitule = "Contrat n° 12", FinLe = db.Today, NomFichier = "contrat.pdf", Octets = [1] }, Token)).Refus);
        return (await harness.GetAsync(id)).Contrats.Single().Id;
    }

    private Task<Outcome<SuiteRetrait>> WithdrawAsync(Acteur who, Guid id, Guid document, SuiteRetrait wanted) =>
        db.Get<WithdrawContrat>().RunAsync(who, new WithdrawContratRequest(id, document, MotifRetraitScelle.PasUnePreuve, wanted), Token);
}
