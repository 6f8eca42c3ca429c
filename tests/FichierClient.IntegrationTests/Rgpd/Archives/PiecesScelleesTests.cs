using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Archives;

/// <summary>What is evidence outlives an erasure with its bytes: a contract that the DPO seals, the documents of the request.</summary>
public sealed class PiecesScelleesTests : IAsyncLifetime
{
    private static readonly byte[] Octets = [.. "%PDF-1.7 Contrat de Zéphyrine Quatrebarbes"u8, 0, 255, 1];

    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => harness.Organisation.Acteur(Role.Dpo);

    [Fact]
    public async Task A_contract_is_sealed_until_its_end_and_five_years_and_the_certificate_says_so()
    {
        var id = await harness.PrepareAsync();
        var end = Today;

        Assert.Null((await SealAsync(Request(id, end))).Refus);
        Assert.Null((await SealAsync(Request(id, end.AddMonths(-1)))).Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token));

        var rows = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value.Rows.Where(a => a.NomTable == SealContrat.Table).OrderBy(a => a.PurgeLe).ToList();
        Assert.Equal([end.AddMonths(59), end.AddMonths(60)], rows.Select(r => r.PurgeLe));
        Assert.Equal([(1, end.AddMonths(-1).AddMonths(60)), (1, end.AddMonths(60))],
            (await harness.CertificateAsync(id)).Lieux.Where(l => l is { Table: SealContrat.Table, Action: ActionEffacement.Sceller, Base: SealContrat.Base }).Select(l => (l.Conserve, l.PurgeLe!.Value)));
        var read = (await db.Get<ReadArchive>().RunAsync(Dpo, new ReadArchiveRequest(rows[1].Id, "Litige"), Token)).Value;
        var file = FichierScelle.Read(JsonNode.Parse(read.Contenu)!)!;
        Assert.Equal("contrat.pdf", file.Nom);
        Assert.Equal(Octets, file.Octets);
        Assert.Equal(["Litige"], read.Lectures.Select(l => l.Motif));
        Assert.NotNull(read.Lectures[0].Membre);
        // Words of it stand in the archive alone.
        var dump = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Outside.Contains(n, StringComparison.Ordinal));
        Assert.Equal(RefusKind.Regle, (await SealAsync(Request(id, end))).Refus?.Kind);
    }

    [Fact]
    public async Task Nobody_but_a_dpo_of_the_organisation_seals_and_only_by_a_rule_that_applies()
    {
        var id = await harness.PrepareAsync();
        var today = Today;
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
            Assert.Equal(RefusKind.Interdit, (await db.Get<SealContrat>().RunAsync(harness.Organisation.Acteur(role), Request(id, today), Token)).Refus?.Kind);
        var other = await db.AddOrganisationAsync("autre");
        Assert.Equal(RefusKind.Introuvable, (await db.Get<SealContrat>().RunAsync(other.Acteur(Role.Dpo), Request(id, today), Token)).Refus?.Kind);
        // A year that nobody meant.
        Assert.Equal(RefusKind.Regle, (await SealAsync(Request(id, Durees.FinContrat(today).AddDays(1)))).Refus?.Kind);
        // Over for more than the rule's years.
        Assert.Equal(RefusKind.Regle, (await SealAsync(Request(id, today.AddMonths(-60)))).Refus?.Kind);
        foreach (var change in (Action<SealContratRequest>[])[r => r.Intitule = " ", r => r.FinLe = null, r => r.Octets = [], r => r.NomFichier = null])
        {
            var request = Request(id, today);
            change(request);
            Assert.Equal(RefusKind.Invalide, (await SealAsync(request)).Refus?.Kind);
        }

        await db.ScalarAsync<object>("update regles_conservation set active = false where population = 'Contrats'");
        Assert.Equal(RefusKind.Regle, (await SealAsync(Request(id, today))).Refus?.Kind);
        Assert.Empty((await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value.Rows);
    }

    [Fact]
    public async Task The_documents_of_a_request_are_sealed_with_their_bytes_and_a_copy_of_an_identity_document_never()
    {
        var tenant = harness.Organisation.Id;
        var demande = await harness.IdAsync($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            values ('{tenant}', gen_random_uuid(), 2026, 7, '2026-11-02', now(), 'Courriel', 'Zéphyrine Quatrebarbes', 'EnInstruction', '2026-12-02', '2026-12-02', '2026-11-23', 0, now()) returning id
            """);
        await db.ScalarAsync<object>($"insert into demande_personnes (tenant_id, id, demande_id, contact_id) values ('{tenant}', gen_random_uuid(), '{demande}', '{harness.ContactId}')");
        foreach (var (nom, identite) in ((string, bool)[])[("lettre de Zéphyrine Quatrebarbes.pdf", false), ("carte.jpg", true)])
            Assert.Null((await db.Get<AddPiece>().RunAsync(Dpo, new AddPieceRequest(demande, nom, identite, Octets), Token)).Refus);
        var id = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, harness.ContactId, Fondement.Opposition, demande), Token)).Value);
        await db.Get<JobRunner>().RunAsync(tenant, await harness.ApproveAsync(id), Token);
        await db.ScalarAsync<object>($"update demandes set statut = 'Cloturee' where id = '{demande}'");

        await db.Get<Scellements>().RunAsync(tenant, Token);
        await db.Get<Scellements>().RunAsync(tenant, Token);

        var rows = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value.Rows;
        var piece = Assert.Single(rows, r => r.NomTable == "demande_pieces");
        Assert.Equal(("DR-2026-0007", rows.Single(r => r.NomTable == "demandes").PurgeLe), (piece.Reference, piece.PurgeLe));
        var read = (await db.Get<ReadArchive>().RunAsync(Dpo, new ReadArchiveRequest(piece.Id, "Réclamation"), Token)).Value;
        Assert.Equal(Octets, FichierScelle.Read(JsonNode.Parse(read.Contenu)!)!.Octets);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from demande_pieces where octets is not null"));
        var dump = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Outside.Contains(n, StringComparison.Ordinal));
        Assert.Equal(2, dump.Archive.Split(Convert.ToBase64String(Octets)).Length);
    }

    [Fact]
    public async Task The_certificate_names_what_was_sealed_under_a_plan_that_was_given_up_and_past_five_hundred_documents()
    {
        var (tenant, end) = (harness.Organisation.Id, Today);
        var first = await harness.PrepareAsync();
        Assert.Null((await SealAsync(Request(first, end))).Refus);
        Assert.Null((await db.Get<AbandonEffacement>().RunAsync(Dpo, new AbandonEffacementRequest(first), Token)).Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = await harness.PrepareAsync();
        Assert.NotEqual(first, id);
        Assert.Null((await SealAsync(Request(id, end.AddDays(1)))).Refus);
        // An entreprise individuelle with more invoices than a page shows, all of them younger.
        await using (var context = db.Contexts.Open(tenant))
            await context.Database.ExecuteSqlAsync($"select archive.sceller({id}, 'ventes', gen_random_uuid()::text, 'F-' || i, '{{}}'::jsonb, 'base', {end.AddYears(9)}, {db.Clock.GetUtcNow().AddMinutes(1)}) from generate_series(1, 600) i", Token);

        Assert.Equal([first, id], (await harness.GetAsync(id)).Contrats.Select(c => c.EffacementId));
        Assert.True(await db.Get<JobRunner>().RunAsync(tenant, await harness.ApproveAsync(id), Token));

        Assert.Equal([(1, end.AddMonths(60)), (1, end.AddDays(1).AddMonths(60))], (await harness.CertificateAsync(id)).Lieux.Where(l => l.Table == SealContrat.Table).Select(l => (l.Conserve, l.PurgeLe!.Value)));
        var page = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(), Token)).Value;
        Assert.Equal((500, 603L), (page.Rows.Count, page.Total));
        Assert.DoesNotContain(page.Rows, r => r.NomTable == SealContrat.Table);
        var found = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(Cherche: "12  MAINTENANCE"), Token)).Value;
        Assert.Equal((2L, "Contrat de maintenance n° 12"), (found.Total, found.Rows[0].Numero));
        Assert.Equal(2L, (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(Table: SealContrat.Table), Token)).Value.Total);
        Assert.Equal(0L, (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(Cherche: "maintenance 13"), Token)).Value.Total);
    }

    [Fact]
    public async Task Evidence_that_was_sealed_by_mistake_is_taken_out_while_the_erasure_is_open_and_a_row_stays()
    {
        var id = await harness.PrepareAsync();
        Assert.Null((await SealAsync(Request(id, Today))).Refus);
        var contrat = Assert.Single((await harness.GetAsync(id)).Contrats);
        var twice = Request(id, Today.AddDays(1));
        Assert.Null((await SealAsync(twice)).Refus);
        Assert.Null((await SealAsync(twice)).Refus);
        Assert.Equal(2, (await harness.GetAsync(id)).Contrats.Count);
        await AssertOnlyTheDpoTakesOutAsync(id, contrat.Id);

        Assert.Null((await WithdrawAsync(id, contrat.Id)).Refus);

        Assert.Equal(RefusKind.Introuvable, (await WithdrawAsync(id, contrat.Id)).Refus?.Kind);
        var details = await harness.GetAsync(id);
        Assert.DoesNotContain(details.Contrats, c => c.Id == contrat.Id);
        Assert.Equal((MotifRetraitScelle.MauvaiseFin, "Membre Dpo"), details.Retraits.Select(r => (r.Motif, r.Membre)).Single());
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from retraits_scelles where document_id = '{contrat.Id}' and purge_le = '{contrat.PurgeLe:O}'"));
        // What it was stands nowhere any more: of two copies of the bytes one is left.
        Assert.Equal(2, (await harness.DumpAsync()).Archive.Split(Convert.ToBase64String(Octets)).Length);
        foreach (var connection in (string[])[db.OwnerConnection, db.AppConnection])
            foreach (var change in (string[])["update retraits_scelles set motif = ''", "delete from retraits_scelles"])
            {
                await using var source = new NpgsqlConnection(connection);
                await source.OpenAsync(Token);
                await using var command = new NpgsqlCommand($"select set_config('app.tenant_id', '{harness.Organisation.Id}', false); {change}", source);
                await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
            }

        // Once it is over nothing is taken out any more.
        Assert.True(await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token));
        var left = Assert.Single((await harness.GetAsync(id)).Contrats);
        Assert.Equal(RefusKind.Regle, (await WithdrawAsync(id, left.Id)).Refus?.Kind);
        Assert.Equal(1, (await harness.CertificateAsync(id)).Lieux.Where(l => l.Table == SealContrat.Table).Sum(l => l.Conserve));
        await AssertNothingStandsBeforeTheTablesAsync(id, left.Id);
    }

    /// <summary>Statements of the app's own role, as whoever got hold of it would write them.</summary>
    private async Task AssertNothingStandsBeforeTheTablesAsync(Guid id, Guid document)
    {
        await using var source = new NpgsqlConnection(db.AppConnection);
        await source.OpenAsync(Token);
        Task<object?> RunAsync(string sql) => new NpgsqlCommand(sql, source).ExecuteScalarAsync(Token);
        await RunAsync($"select set_config('app.tenant_id', '{harness.Organisation.Id}', false)");
        var forged = await Assert.ThrowsAsync<PostgresException>(() => RunAsync($"insert into retraits_scelles (tenant_id, id, document_id, effacement_id, scelle_le, purge_le, motif, membre_id, retire_le) values ('{harness.Organisation.Id}', gen_random_uuid(), '{document}', '{id}', now(), current_date, 'MauvaiseFin', '{Dpo.MembreId}', now())"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, forged.SqlState);
        await RunAsync($"""
            create temp table effacements as select tenant_id, id, sujet_id, 'AApprouver'::text as statut from public.effacements;
            create temp table retraits_scelles as select * from public.retraits_scelles;
            grant all on effacements, retraits_scelles to public;
            """);
        Assert.Equal(false, await RunAsync($"select archive.retirer('{document}', '{id}', array['{harness.ContactId}']::uuid[], 'MauvaiseFin', '{Dpo.MembreId}', now())"));
    }

    private async Task AssertOnlyTheDpoTakesOutAsync(Guid id, Guid document)
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
            Assert.Equal(RefusKind.Interdit, (await db.Get<WithdrawContrat>().RunAsync(harness.Organisation.Acteur(role), new WithdrawContratRequest(id, document, MotifRetraitScelle.MauvaiseFin), Token)).Refus?.Kind);
        var other = await EffacementHarness.CreateAsync(db, "autre");
        var theirs = await other.PrepareAsync();
        Assert.Equal(RefusKind.Introuvable, (await db.Get<WithdrawContrat>().RunAsync(other.Organisation.Acteur(Role.Dpo), new WithdrawContratRequest(theirs, document, MotifRetraitScelle.MauvaiseFin), Token)).Refus?.Kind);
        // Nor on the plan of somebody else's erasure.
        var petit = await harness.IdAsync($"select id from contacts where tenant_id = '{harness.Organisation.Id}' and nom = 'Petit'");
        var his = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(Dpo, new PrepareEffacementRequest(Sujet.Contact, petit, Fondement.Opposition), Token)).Value);
        Assert.Equal(RefusKind.Introuvable, (await WithdrawAsync(his, document)).Refus?.Kind);
    }

    [Fact]
    public async Task Sealed_evidence_is_approved_by_two_and_changing_it_voids_an_approval()
    {
        // Without her invoice nothing else asks for two.
        await db.ScalarAsync<object>("update ventes set contact_id = null");
        await db.ScalarAsync<object>($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) select tenant_id, gen_random_uuid(), gen_random_uuid(), 'Second DPO', 'second@dpo.test', 'Dpo', now() from membres where id = '{Dpo.MembreId}'");
        var second = (await db.Get<ActeurSource>().CurrentAsync(harness.Organisation.Id, await harness.IdAsync("select id from membres where email = 'second@dpo.test'"), Token))!;
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        Assert.False(details.ExigeDeux);
        if (!details.EstDecide) Assert.Null((await db.Get<DecideMentions>().RunAsync(Dpo, new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Caviarder), Token)).Refus);

        Assert.Null((await SealAsync(Request(id, Today))).Refus);
        Assert.True((await harness.GetAsync(id)).ExigeDeux);
        Assert.Equal(StatutEffacement.AApprouver, await ApproveAsync(Dpo, id));
        Assert.Single((await harness.GetAsync(id)).Approbations);
        Assert.Null((await SealAsync(Request(id, Today.AddDays(1)))).Refus);
        Assert.Empty((await harness.GetAsync(id)).Approbations);

        Assert.Equal(StatutEffacement.AApprouver, await ApproveAsync(second, id));
        Assert.Equal(StatutEffacement.EnCours, await ApproveAsync(Dpo, id));
        Assert.Equal(RefusKind.Regle, (await SealAsync(Request(id, Today.AddDays(2)))).Refus?.Kind);
    }

    private async Task<StatutEffacement> ApproveAsync(Acteur acteur, Guid id) =>
        (await db.Get<ApproveEffacement>().RunAsync(acteur, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token)).Value;

    private Task<Outcome<SuiteRetrait>> WithdrawAsync(Guid effacement, Guid document) => db.Get<WithdrawContrat>().RunAsync(Dpo, new WithdrawContratRequest(effacement, document, MotifRetraitScelle.MauvaiseFin, SuiteRetrait.Retire), Token);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
        await using var context = db.Contexts.Open(harness.Organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private static SealContratRequest Request(Guid effacement, DateOnly fin) => new() { EffacementId = effacement, Intitule = "Contrat de maintenance n° 12", FinLe = fin, NomFichier = "contrat.pdf", Octets = Octets };

    private Task<Outcome<Done>> SealAsync(SealContratRequest request) => db.Get<SealContrat>().RunAsync(Dpo, request, Token);

    private DateOnly Today => db.Today;
}
