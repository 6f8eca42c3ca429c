using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.IntegrationTests.Account;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Connecteurs;

/// <summary>The whole program, with the keys and the journal of its database.</summary>
public class ConnecteurProgram : AccountProgram
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["FICHIER_SECRETS"] = Database.Dossiers.Secrets, ["FICHIER_JOURNAL"] = Database.Dossiers.Journal };
}

/// <summary>Connected systems of an organisation, as their DPO registers them and as they ask.</summary>
internal sealed class ConnecteurHarness(TestDatabase db, TestOrganisation organisation)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Application.Common.Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async Task<(Guid Id, string Cle)> RegisterAsync(string nom, string? rappel = null, params CategoriesTransmises[] categories)
    {
        var outcome = await db.Get<SaveSysteme>().RunAsync(Dpo, new SaveSystemeRequest
        {
            TraitementId = await TraitementAsync(),
            Nom = nom,
            ContactEmail = "dpo@outil.test",
            AdresseRappel = rappel,
            Categories = categories.Length > 0 ? [.. categories] : [CategoriesTransmises.Identite, CategoriesTransmises.Coordonnees],
        }, Token);
        Assert.Null(outcome.Refus);
        return (outcome.Value.Id, outcome.Value.Cle!);
    }

    public async Task<Guid> TraitementAsync()
    {
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
        return await context.Traitements.Where(t => t.Code == "clients").Select(t => t.Id).FirstOrDefaultAsync(Token) is { } id && id != Guid.Empty ? id : await context.Traitements.Select(t => t.Id).FirstAsync(Token);
    }

    /// <summary>A connected system that knows one person, straight into a database.</summary>
    public static async Task<CleJournal> ConnectAsync(AppDbContext db, Guid contact)
    {
        var now = TimeProvider.System.GetUtcNow();
        await RegistreInitial.EnsureAsync(db, now, Token);
        var membre = new Membre(db.TenantId, Guid.CreateVersion7(), "Dominique", "dpo@essai.test", Role.Dpo, now);
        var systeme = new SystemeConnecte(db.TenantId, await db.Traitements.Select(t => t.Id).FirstAsync(Token), new DescriptionSysteme("Emailing", null, true, "dpo@outil.test", null, null, CategoriesTransmises.Identite), membre.Id, now);
        systeme.ChangeCle([1], now);
        var cle = new ClePseudonyme(db.TenantId, systeme.Id, contact, null, now);
        db.AddRange(membre, systeme, cle);
        await db.SaveChangesAsync(Token);
        return new CleJournal(systeme.Id, cle.Cle);
    }

    /// <summary>What a system with this key gets at an address.</summary>
    public static async Task<(HttpStatusCode Status, JsonObject? Body, HttpResponseMessage Answer)> GetAsync(HttpClient client, string? cle, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cle is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cle);
        var answer = await client.SendAsync(request, Token);
        var body = await answer.Content.ReadAsStringAsync(Token);
        return (answer.StatusCode, body.Length > 0 && answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(body)!.AsObject() : null, answer);
    }

    public static async Task<HttpStatusCode> PostAsync(HttpClient client, string cle, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cle);
        using var answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }

    /// <summary>The keys of a system's persons.</summary>
    public static async Task<List<string>> KeysAsync(HttpClient client, string cle)
    {
        var (status, body, _) = await GetAsync(client, cle, "/v1/personnes");
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body!["personnes"]!.AsArray().Select(p => p!["cle"]!.GetValue<string>())];
    }
}
