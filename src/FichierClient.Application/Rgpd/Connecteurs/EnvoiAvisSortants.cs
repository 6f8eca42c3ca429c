using System.Text;
using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What a notice says, ready to be posted.</summary>
/// <param name="Cle">By what the system knows the person.</param>
/// <param name="Reference">By what it answers.</param>
public sealed record ContenuAvis(Guid Cle, Guid Reference);

/// <summary>
/// Posts the notices that wait, tried again later and later as e-mails are, and given up after nearly two days. A second sender passes by what one has taken.
/// Killed between a system's answer and the commit, a notice leaves twice under one reference; never not at all.
/// </summary>
public sealed class EnvoiAvisSortants(AppDbContextFactory contexts, RemiseAvis remise, Empreintes empreintes, TimeProvider clock)
{
    /// <summary>Notices of one organisation in a row; then it is another's turn.</summary>
    private const int Tour = 20;

    /// <summary>Organisations with notices that are due.</summary>
    public async Task<Guid[]> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = contexts.DataSource.CreateCommand("select fichier_avis_dus($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <returns>How many were taken.</returns>
    public async Task<int> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (until, taken) = (clock.GetUtcNow(), 0);
        for (var tries = 0; tries < Tour; tries++)
        {
            if (await NextAsync(tenantId, until, cancellationToken) is not { } left) break;
            if (left) taken++;
        }

        return taken;
    }

    private async Task<bool?> NextAsync(Guid tenantId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await TakeAsync(tenantId, until, cancellationToken) is not var (avis, adresse, contenu)) return null;
        var answer = contenu is null ? new ReponseRappel(false, "sans_cle", true) : await remise.PostAsync(adresse, avis, contenu, cancellationToken);
        // The system has answered: whatever asks the program to stop, that is kept.
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var now = await db.Avis.FromSql($"select * from avis where id = {avis.Id} for update").SingleAsync(CancellationToken.None);
        if (answer.EstPrise) now.Leave(answer.Reponse, clock.GetUtcNow());
        else if (now.Envoi == EnvoiAvis.AEnvoyer) now.Fail(answer.Reponse, answer.EstDefinitive, clock.GetUtcNow());
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return answer.EstPrise;
    }

    /// <summary>Takes one for as long as a post lasts. No lock is held meanwhile: a system may acknowledge before it answers.</summary>
    private async Task<(Avis Avis, string? Adresse, ContenuAvis? Contenu)?> TakeAsync(Guid tenantId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The older word on a person first: a restriction is set before it is lifted.
        var avis = await db.Avis.FromSql($"select * from avis where envoi = 'AEnvoyer' and prochain_essai_le <= {until} order by prochain_essai_le, id limit 1 for update skip locked").SingleOrDefaultAsync(cancellationToken);
        if (avis is null) return null;
        avis.Take(clock.GetUtcNow() + (3 * remise.Attente));
        var adresse = await db.SystemesConnectes.Where(s => s.Id == avis.SystemeId).Select(s => s.AdresseRappel).SingleAsync(cancellationToken);
        var contenu = await ContenuAsync(db, avis, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (avis, adresse, contenu);
    }

    /// <summary>Key and reference of a notice. Those of an erasure stand with the dead key, which nothing but the print leads to: the system's dead keys are printed until it is found.</summary>
    internal async Task<ContenuAvis?> ContenuAsync(AppDbContext db, Avis avis, CancellationToken cancellationToken)
    {
        if (avis.Cle is { } cle) return new ContenuAvis(cle, avis.Id);
        if (avis.Empreinte is not { } print) return null;
        await foreach (var dead in db.ClesMortes.AsNoTracking().Where(k => k.SystemeId == avis.SystemeId).Select(k => new { k.Cle, k.Reference }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (empreintes.PrintOf(db.TenantId, dead.Reference).AsSpan().SequenceEqual(print)) return new ContenuAvis(dead.Cle, dead.Reference);
        return null;
    }
}

/// <summary>How a post ended.</summary>
/// <param name="EstPrise">The system took it.</param>
/// <param name="Reponse">A status, or the kind of failure: no word of the other side.</param>
/// <param name="EstDefinitive">Another try would end alike.</param>
public sealed record ReponseRappel(bool EstPrise, string Reponse, bool EstDefinitive = false);

/// <summary>
/// Posts one notice, in OpenDSR's form, signed with this installation's Ed25519 key. Only to an address that may be called, without following redirects, and
/// without reading what comes back.
/// </summary>
public sealed class RemiseAvis(IHttpClientFactory http, SignatureCertificats signature, ReglagesConnecteurs reglages, TimeProvider clock, ILogger<RemiseAvis> log)
{
    internal const string Client = "avis";

    public const string EnTeteDate = "X-FichierClient-Date", EnTeteSignature = "X-FichierClient-Signature";

    /// <summary>How long a post lasts at most.</summary>
    public TimeSpan Attente => reglages.Attente;

    public async Task<ReponseRappel> PostAsync(string? adresse, Avis avis, ContenuAvis contenu, CancellationToken cancellationToken)
    {
        if (!reglages.MayCall(adresse)) return new ReponseRappel(false, "adresse_refusee", true);
        var body = Encoding.UTF8.GetBytes(Write(avis, contenu).ToJsonString());
        var date = clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, adresse) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add(EnTeteDate, date);
        request.Headers.Add(EnTeteSignature, "ed25519=" + Convert.ToBase64String(signature.Sign(Signed(date, body))));
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.CancelAfter(reglages.Attente);
        try
        {
            using var client = http.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, wait.Token);
            return new ReponseRappel(answer.IsSuccessStatusCode, $"HTTP {(int)answer.StatusCode}");
        }
        catch (HttpRequestException error)
        {
            var isPrivate = error.InnerException is AdressePriveeException;
            log.LogWarning("Notice {AvisId} was not delivered: {Error}", avis.Id, isPrivate ? "private address" : error.HttpRequestError.ToString());
            return new ReponseRappel(false, isPrivate ? "adresse_privee" : error.HttpRequestError.ToString(), isPrivate);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReponseRappel(false, "delai_depasse");
        }
    }

    /// <summary>What is signed: it says what it is, so that no signature of a certificate passes for one of a notice, and when it was posted.</summary>
    public static byte[] Signed(string date, ReadOnlySpan<byte> body) => [.. Encoding.ASCII.GetBytes($"fichierclient:avis:1\n{date}\n"), .. body];

    private JsonObject Write(Avis avis, ContenuAvis contenu) => new()
    {
        ["regulation"] = "gdpr",
        ["api_version"] = "2.0",
        ["subject_request_id"] = contenu.Reference.ToString("N"),
        ["subject_request_type"] = avis.Nature switch
        {
            NatureAvis.Effacement => "erasure",
            NatureAvis.Rectification => "rectification",
            NatureAvis.Limitation => "restriction",
            NatureAvis.LimitationLevee => "restriction_lifted",
            _ => "objection",
        },
        // The day: an instant would let two systems find out that they mean the same person.
        ["submitted_time"] = avis.EmisLe.UtcDateTime.Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["subject_identities"] = new JsonArray(new JsonObject { ["identity_type"] = "controller_customer_id", ["identity_format"] = "raw", ["identity_value"] = contenu.Cle.ToString("N") }),
        ["status_callback_urls"] = new JsonArray(JsonValue.Create(reglages.AccuseUrl(contenu.Reference))),
        ["extensions"] = new JsonObject { ["fichierclient"] = new JsonObject { ["avant"] = avis.EcheanceLe.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } },
    };
}

/// <summary>A name led to an address that isn't everybody's.</summary>
internal sealed class AdressePriveeException() : IOException("The address is private.");
