using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;

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

        var rows = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value.Where(a => a.NomTable == SealContrat.Table).OrderBy(a => a.PurgeLe).ToList();
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
        Assert.Empty((await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value);
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

        var rows = (await db.Get<ListArchives>().RunAsync(Dpo, new ListArchivesRequest(id), Token)).Value;
        var piece = Assert.Single(rows, r => r.NomTable == "demande_pieces");
        Assert.Equal(("DR-2026-0007", rows.Single(r => r.NomTable == "demandes").PurgeLe), (piece.Reference, piece.PurgeLe));
        var read = (await db.Get<ReadArchive>().RunAsync(Dpo, new ReadArchiveRequest(piece.Id, "Réclamation"), Token)).Value;
        Assert.Equal(Octets, FichierScelle.Read(JsonNode.Parse(read.Contenu)!)!.Octets);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from demande_pieces where octets is not null"));
        var dump = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Outside.Contains(n, StringComparison.Ordinal));
        Assert.Equal(2, dump.Archive.Split(Convert.ToBase64String(Octets)).Length);
    }

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

    private DateOnly Today => DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime);
}
