using FichierClient.Application.Common;
using FichierClient.Application.Doublons;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Doublons;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Archives;

/// <summary>Evidence that was sealed by mistake goes by two, never once a certificate names it, and doesn't come back with a restore.</summary>
public sealed class RetraitsScellesTests : IAsyncLifetime
{
    private static readonly byte[] Octets = [.. "%PDF-1.7 Contrat"u8, 0, 255, 1];

    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Guid Tenant => harness.Organisation.Id;

    private Acteur Dpo => harness.Organisation.Acteur(Role.Dpo);

    [Fact]
    public async Task Evidence_of_a_record_that_was_merged_stays_once_the_erasure_of_the_other_is_under_way_and_its_own_plan_ends()
    {
        var petit = await harness.IdAsync($"select id from contacts where tenant_id = '{Tenant}' and nom = 'Petit'");
        var his = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, petit, Fondement.Opposition), Token)).Value);
        Assert.Null((await SealAsync(his)).Refus);
        var document = (await harness.GetAsync(his)).Contrats.Single().Id;
        Assert.Null((await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await new FusionHarness(db, harness.Organisation).RequestAsync("contacts", harness.ContactId, petit), Token)).Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var hers = await harness.PrepareAsync();
        Assert.False((await harness.GetAsync(hers)).Contrats.Single().Retenu);

        var job = await harness.ApproveAsync(hers);

        Assert.True((await harness.GetAsync(his)).Contrats.Single().Retenu);
        Assert.Equal(RefusKind.Regle, (await WithdrawAsync(Dpo, his, document)).Refus?.Kind);
        Assert.Equal(RefusKind.Regle, (await SealAsync(his)).Refus?.Kind);
        Assert.False(await TakeOutAsync(his, document, petit, harness.ContactId));
        Assert.True(await db.Get<JobRunner>().RunAsync(Tenant, job, Token));
        Assert.Equal(1, (await harness.CertificateAsync(hers)).Lieux.Where(l => l.Table == SealContrat.Table).Sum(l => l.Conserve));
        // There is nobody left to erase.
        Assert.Equal(StatutEffacement.Abandonne, (await harness.GetAsync(his)).Statut);
        await db.ScalarAsync<object>($"update effacements set statut = 'AApprouver' where id = '{his}'");
        Assert.False(await TakeOutAsync(his, document, petit, harness.ContactId));
        Assert.Equal(RefusKind.Regle, (await WithdrawAsync(Dpo, his, document)).Refus?.Kind);
        Assert.Equal(1L, await ArchivedAsync(document));
    }

    [Fact]
    public async Task A_certificate_reads_the_plan_of_somebody_who_was_one_with_her_again_whoever_writes_it_at_this_moment()
    {
        var petit = await harness.IdAsync($"select id from contacts where tenant_id = '{Tenant}' and nom = 'Petit'");
        var fusions = new FusionHarness(db, harness.Organisation);
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await fusions.RequestAsync("contacts", harness.ContactId, petit), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var hers = await harness.PrepareAsync();
        await fusions.UndoAsync(merged.Id);
        var his = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, petit, Fondement.Opposition), Token)).Value);
        var job = await harness.ApproveAsync(his);
        await using var connection = new NpgsqlConnection(db.OwnerConnection);
        await connection.OpenAsync(Token);
        await using var writing = await connection.BeginTransactionAsync(Token);
        await Catalogue.ExecuteAsync(connection, "update effacements set prepare_le = prepare_le where id = $1", Token, hers);

        var erasing = db.Get<JobRunner>().RunAsync(Tenant, job, Token);
        await db.WaitForLockAsync(erasing);
        await writing.CommitAsync(Token);

        Assert.True(await erasing);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(his)).Statut);
        Assert.Equal(StatutEffacement.EnPreparation, (await harness.GetAsync(hers)).Statut);
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from effacements where id = '{await harness.PlannedAsync(hers)}' and plan -> 'ids' ? '{petit}'"));
    }

    [Fact]
    public async Task Evidence_of_a_plan_that_was_given_up_stays_once_a_certificate_names_it_and_what_was_sealed_since_goes()
    {
        var first = await harness.PrepareAsync();
        Assert.Null((await SealAsync(first)).Refus);
        var named = (await harness.GetAsync(first)).Contrats.Single().Id;
        Assert.Null((await db.Get<AbandonEffacement>().RunAsync(Dpo, new AbandonEffacementRequest(first), Token)).Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await harness.EraseAsync();
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        // A third plan, as an entreprise individuelle could have that was emptied and not deleted.
        await db.ScalarAsync<object>($"update effacements set statut = 'AApprouver' where id = '{first}'");
        await using (var context = db.Contexts.Open(Tenant))
            await Catalogue.ExecuteAsync((NpgsqlConnection)await OpenAsync(context), "select archive.sceller($1, 'contrats', 'later', 'Plus tard', '{}', 'base', $2, $3)", Token, first, Today.AddYears(5), db.Clock.GetUtcNow());
        var later = await AdministerAsync<Guid>("select id from archive.documents where reference = 'Plus tard'");

        Assert.Equal(RefusKind.Regle, (await WithdrawAsync(Dpo, first, named)).Refus?.Kind);
        Assert.False(await TakeOutAsync(first, named, harness.ContactId));

        Assert.Equal(1, (await harness.CertificateAsync(second)).Lieux.Where(l => l.Table == SealContrat.Table).Sum(l => l.Conserve));
        Assert.Equal(SuiteRetrait.Retire, (await WithdrawAsync(Dpo, first, later)).Value);
    }

    [Fact]
    public async Task Where_there_are_two_dpos_one_asks_and_the_other_one_takes_out()
    {
        var second = await SecondAsync();
        var id = await harness.PrepareAsync();
        Assert.Null((await SealAsync(id)).Refus);
        Assert.Null((await SealAsync(id)).Refus);
        Assert.Null((await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, (await harness.GetAsync(id)).Empreinte, [], DecisionMention.Caviarder), Token)).Refus);
        var (document, kept) = ((await harness.GetAsync(id)).Contrats[0].Id, (await harness.GetAsync(id)).Contrats[1].Id);

        Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(Dpo, id, document, SuiteRetrait.Demande)).Value);
        Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(Dpo, id, document, SuiteRetrait.Demande)).Value);
        Assert.False(await TakeOutAsync(id, document, harness.ContactId));
        Assert.Equal(1L, await ArchivedAsync(document));
        // Whoever has the page of before doesn't agree by asking, nor does the plan pass over the question.
        Assert.Equal(RefusKind.Conflit, (await WithdrawAsync(second, id, document, SuiteRetrait.Demande)).Refus?.Kind);
        Assert.Equal(Texts.Get("Effacement_retrait_attendu"), (await db.Get<ApproveEffacement>().RunAsync(second, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token)).Refus?.Message);
        Assert.Equal(1L, await ArchivedAsync(document));
        Assert.Equal([(document, true)], (await harness.GetAsync(id)).RetraitsAttendus.Select(r => (r.DocumentId, r.EstDeMoi)));
        Assert.Equal(SuiteRetrait.Retire, (await WithdrawAsync(second, id, document)).Value);
        Assert.Equal((0L, 0), (await ArchivedAsync(document), (await harness.GetAsync(id)).RetraitsAttendus.Count));

        // What one asks for, another one may leave; then it is asked for anew.
        Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(Dpo, id, kept, SuiteRetrait.Demande)).Value);
        Assert.Equal(SuiteRetrait.Garde, (await db.Get<WithdrawContrat>().RunAsync(second, new WithdrawContratRequest(id, kept, null), Token)).Value);
        Assert.Equal(SuiteRetrait.Demande, (await WithdrawAsync(second, id, kept, SuiteRetrait.Demande)).Value);
        Assert.Equal(1L, await ArchivedAsync(kept));
        Assert.Equal(SuiteRetrait.Garde, (await db.Get<WithdrawContrat>().RunAsync(Dpo, new WithdrawContratRequest(id, kept, null), Token)).Value);
        Assert.Null((await db.Get<ApproveEffacement>().RunAsync(second, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token)).Refus);
    }

    [Fact]
    public async Task What_was_taken_out_after_a_backup_goes_again_with_its_restore()
    {
        var id = await harness.PrepareAsync();
        Assert.Null((await SealAsync(id)).Refus);
        Assert.Null((await SealAsync(id)).Refus);
        var document = (await harness.GetAsync(id)).Contrats[0].Id;
        // The backup: its rows, and how far it had followed the journal.
        await AdministerAsync<object>($"create table archive.sauvegarde as select * from archive.documents where id = '{document}'");
        var followed = await FollowedAsync();
        Assert.Equal(SuiteRetrait.Retire, (await WithdrawAsync(Dpo, id, document)).Value);
        Assert.Equal(followed + 1, await FollowedAsync());
        var entry = db.Get<JournalEffacements>().Depuis(followed).Single();
        Assert.Equal((EntreeJournal.NatureRetraitScelle, document, Guid.Empty, 0, 0), (entry.Nature, entry.EffacementId, entry.SujetId, entry.SujetIds.Length, entry.Empreintes.Length));
        await AdministerAsync<object>($"alter table retraits_scelles disable trigger immuable; delete from retraits_scelles; alter table retraits_scelles enable trigger immuable; insert into archive.documents select * from archive.sauvegarde; update journal_etat set dernier_seq = {followed}");

        var (replayed, found) = await db.Get<Rattrapage>().CatchUpAsync(followed, Token);
        Assert.Equal((1, 0), (replayed, found.Count));

        Assert.Equal(0L, await ArchivedAsync(document));
        var details = await harness.GetAsync(id);
        Assert.Equal([(MotifRetraitScelle.Rejeu, (string?)null)], details.Retraits.Select(r => (r.Motif, r.Membre)));
        Assert.Single(details.Contrats);
        await db.Get<Rattrapage>().CatchUpAsync(followed, Token);
        Assert.Single((await harness.GetAsync(id)).Retraits);
    }

    /// <summary>As the app's own role, past the use case.</summary>
    private async Task<bool> TakeOutAsync(Guid effacement, Guid document, params Guid[] sujets)
    {
        await using var connection = new NpgsqlConnection(db.AppConnection);
        await connection.OpenAsync(Token);
        await Catalogue.ExecuteAsync(connection, $"select set_config('app.tenant_id', '{Tenant}', false)", Token);
        return (await Catalogue.RowsAsync(connection, "select archive.retirer($1, $2, $3, 'MauvaiseFin', $4, now())", r => r.GetBoolean(0), Token, document, effacement, sujets, Dpo.MembreId))[0];
    }

    private async Task<Acteur> SecondAsync()
    {
        await db.ScalarAsync<object>($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) select tenant_id, gen_random_uuid(), gen_random_uuid(), 'Second DPO', 'second@dpo.test', 'Dpo', now() from membres where id = '{Dpo.MembreId}'");
        return (await db.Get<ActeurSource>().CurrentAsync(Tenant, await harness.IdAsync("select id from membres where email = 'second@dpo.test'"), Token))!;
    }

    private static async Task<System.Data.Common.DbConnection> OpenAsync(Application.Data.AppDbContext context)
    {
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(context.Database, Token);
        return Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(context.Database);
    }

    private Task<long> FollowedAsync() => db.ScalarAsync<long>("select dernier_seq from journal_etat");

    private Task<long> ArchivedAsync(Guid document) => AdministerAsync<long>($"select count(*) from archive.documents where id = '{document}'");

    /// <summary>The archive is closed to everybody else.</summary>
    private async Task<T> AdministerAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(db.AdministratorConnection);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Token)) is T value ? value : default!;
    }

    private Task<Outcome<SuiteRetrait>> WithdrawAsync(Acteur acteur, Guid effacement, Guid document, SuiteRetrait voulu = SuiteRetrait.Retire) => db.Get<WithdrawContrat>().RunAsync(acteur, new WithdrawContratRequest(effacement, document, MotifRetraitScelle.MauvaiseFin, voulu), Token);

    private Task<Outcome<Done>> SealAsync(Guid effacement) => db.Get<SealContrat>().RunAsync(Dpo, new SealContratRequest { EffacementId = effacement, Intitule = "Contrat de maintenance n° 12", FinLe = Today, NomFichier = "contrat.pdf", Octets = Octets }, Token);

    private DateOnly Today => db.Today;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
        await using var context = db.Contexts.Open(Tenant);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();
}
