using System.IO.Compression;
using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>An access answers with what an erasure would take: both look with the same needles in the same places (rgpd.md 3.4).</summary>
public sealed class RechercheCommuneTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;
    private DemandesHarness demandes = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mention_that_an_erasure_would_take_stands_in_the_access_package()
    {
        var json = await AccessAsync();
        var plan = await PlanAsync();
        foreach (var group in plan.Mentions.GroupBy(m => m.Table))
        {
            var given = new[] { "mentions", "mentions_du_nom_seul", "donnees" }.Sum(part => json[part]?[group.Key]?.AsArray().Count ?? 0);
            Assert.True(given >= group.Select(m => m.Cle).Distinct().Count(), $"{group.Key}: {given} rows in the package, the erasure would touch {group.Count()}");
        }

        Assert.True(plan.Mentions.Count >= 6);
        var words = Words(json);
        // Without accents and in capitals, under a former address, in a vente line, in a saved view's address, in a refused line, in the file itself.
        Assert.All(["ZEPHYRINE  QUATREBARBES", EffacementHarness.AncienEmail, "Formation de Zéphyrine Quatrebarbes", "q=Z%C3%A9phyrine%20Quatrebarbes", "32/01/2026", "Collègue de Quatrebarbes Zéphyrine"],
            needle => Assert.Contains(needle, words, StringComparison.Ordinal));
        var files = json["fichiers_importes"]!.AsArray();
        Assert.Equal([2L, 4L, 2L], files.Select(f => f!["ligne"]!.GetValue<long>()));
        Assert.Equal("Directrice", files[2]!["contenu"]!["Fonction"]!.GetValue<string>());
        Assert.Contains("Mme Quatrebarbes part en mai", json["mentions_du_nom_seul"]!["evenements"]!.ToJsonString(Readable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_persons_record_only_the_words_about_her_leave()
    {
        await db.ScalarAsync<object>("update contacts set reperes_personnels = 'Allergique aux noix' where nom = 'Petit'");
        var json = await AccessAsync();
        var words = Words(json);
        Assert.All(["Allergique", "luc@villon.test", "Petit"], needle => Assert.DoesNotContain(needle, words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("now()")]
    public async Task A_family_name_alone_is_counted_and_not_joined_where_somebody_else_bears_it_in_the_trash_too(string supprimeLe)
    {
        var namesake = await demandes.ContactAsync("Armand", "Quatrebarbes", "armand@ronsard.test");
        await db.ScalarAsync<object>($"insert into contact_liens (tenant_id, id, contact_id, entreprise_id) select tenant_id, gen_random_uuid(), '{namesake}', entreprise_id from contact_liens where contact_id = '{harness.ContactId}' limit 1");
        await db.ScalarAsync<object>($"update contacts set supprime_le = {supprimeLe} where id = '{namesake}'");
        var json = await AccessAsync();
        Assert.Empty(json["mentions_du_nom_seul"]!.AsObject());
        Assert.Contains("une autre personne y porte ce nom", json["recherche"]!["non_joint"]!.ToJsonString(Readable), StringComparison.Ordinal);
        Assert.DoesNotContain("part en mai", Words(json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_mentions_than_a_page_holds_all_leave()
    {
        await db.ScalarAsync<object>($"""
            insert into evenements (tenant_id, id, type, survenu_le, texte) select '{harness.Organisation.Id}', gen_random_uuid(), 'Note', now(), 'mention-zq-' || i || ' : écrire à {EffacementHarness.AncienEmail}' from generate_series(1, 2300) i
            """);
        var json = await AccessAsync();
        var words = Words(json);
        Assert.All(Enumerable.Range(1, 2300), i => Assert.Contains($"mention-zq-{i} :", words, StringComparison.Ordinal));
        Assert.Empty(json["recherche"]!["non_joint"]!.AsArray());
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
        demandes = new DemandesHarness(db, harness.Organisation);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Words(JsonNode json) => json.ToJsonString(Readable);

    private async Task<PlanEffacement> PlanAsync()
    {
        await harness.PrepareAsync();
        return PlanEffacement.FromJson(await db.ScalarAsync<string>("select plan from effacements") ?? "");
    }

    private async Task<JsonNode> AccessAsync()
    {
        var demande = await demandes.InstruiteAsync(harness.ContactId, DroitDemande.Acces);
        var made = await db.Get<PrepareDossier>().RunAsync(demandes.Dpo, new PrepareDossierRequest(demande, GenreDossier.Acces), Token);
        Assert.Null(made.Refus);
        await demandes.RunJobsAsync();
        var file = await db.Get<OpenDossier>().RunAsync(demandes.Dpo, made.Value, Token);
        Assert.Null(file.Refus);
        using var output = new MemoryStream();
        await file.Value.WriteAsync(output, Token);
        using var zip = new ZipArchive(output);
        await using var json = await zip.GetEntry("donnees.json")!.OpenAsync(Token);
        return (await JsonNode.ParseAsync(json, cancellationToken: Token))!;
    }
}
