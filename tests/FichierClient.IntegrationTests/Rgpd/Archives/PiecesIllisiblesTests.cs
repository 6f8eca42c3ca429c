using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.AspNetCore.DataProtection;

namespace FichierClient.IntegrationTests.Rgpd.Archives;

/// <summary>A document of a request whose key isn't at hand when its file is sealed isn't lost: it is read once the key is back.</summary>
public sealed class PiecesIllisiblesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_that_can_not_be_opened_when_it_is_sealed_is_sealed_as_it_is_stored()
    {
        byte[] octets = [.. "%PDF-1.7 Lettre de Zéphyrine"u8, 0, 255, 1];
        await using var db = await TestDatabase.CreateAsync();
        var harness = await EffacementHarness.CreateAsync(db);
        var (dpo, tenant) = (harness.Organisation.Acteur(Role.Dpo), harness.Organisation.Id);
        var demande = await harness.IdAsync($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            values ('{tenant}', gen_random_uuid(), 2026, 1, '2026-11-02', now(), 'Courriel', 'Zéphyrine Quatrebarbes', 'EnInstruction', '2026-12-02', '2026-12-02', '2026-11-23', 0, now()) returning id
            """);
        await db.ScalarAsync<object>($"insert into demande_personnes (tenant_id, id, demande_id, contact_id) values ('{tenant}', gen_random_uuid(), '{demande}', '{harness.ContactId}')");
        Assert.Null((await db.Get<AddPiece>().RunAsync(dpo, new AddPieceRequest(demande, "lettre.pdf", false, octets), Token)).Refus);
        var erasure = await harness.EraseAsync();
        await db.ScalarAsync<object>($"update demandes set statut = 'Cloturee', terminee_le = now() where id = '{demande}'; update effacements set demande_id = '{demande}' where id = '{erasure}'");
        var away = new EphemeralDataProtectionProvider();

        await new Scellements(db.Contexts, new DemandeChiffre(away), db.Get<FichiersTenus>(), db.Clock).RunAsync(tenant, Token);

        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from demande_pieces where demande_id = '{demande}' and octets is not null"));
        var piece = (await db.Get<ListArchives>().RunAsync(dpo, new ListArchivesRequest(null, null), Token)).Value.Rows.Single(r => r.NomTable == "demande_pieces");
        var read = (await db.Get<ReadArchive>().RunAsync(dpo, new ReadArchiveRequest(piece.Id, "Litige"), Token)).Value;
        Assert.Equal(octets, FichierScelle.Read(JsonNode.Parse(read.Contenu)!)?.Octets);
        Assert.DoesNotContain(Convert.ToBase64String(octets), (await harness.DumpAsync()).Archive, StringComparison.Ordinal);
    }
}
