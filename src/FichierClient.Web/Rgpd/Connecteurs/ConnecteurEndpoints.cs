using System.Net;
using System.Text.Json;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;
using FichierClient.Web.Door;

namespace FichierClient.Web.Rgpd.Connecteurs;

/// <summary>What connected systems ask (rgpd.md 3.7), each with its own key as a bearer token: no account, no cookie, no form.</summary>
public static class ConnecteurEndpoints
{
    public const string Path = "/v1";

    private const string Lettres = "/rgpd/systemes/lettres";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static WebApplication MapConnecteurs(this WebApplication app)
    {
        // No account: the access key in each request is the door, and no browser's cookie is read.
        var v1 = app.MapGroup(Path).AllowAnonymous().RequireRateLimiting(DoorLimits.Connecteur).DisableAntiforgery();
        v1.MapGet("/personnes", ListAsync);
        v1.MapGet("/personnes/{cle}", GetAsync);
        v1.MapPost("/demandes/{reference}/accuse", AcknowledgeAsync);
        v1.MapGet("/cle-publique", (SignatureCertificats signature) => Answer(HttpStatusCode.OK, new { Algorithme = "Ed25519", ClePublique = Convert.ToBase64String(signature.ClePublique) }));
        app.MapGet(Lettres + "/{id:guid}", LettreAsync).RequireAuthorization(Droits.NameOf(Permission.DemandesManage));
        return app;
    }

    public static string LettreOf(Guid avis) => $"{Lettres}/{avis}";

    private static async Task<IResult> LettreAsync(HttpContext http, Guid id, SessionMembre session, OpenLettreAvis open, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur || (await open.RunAsync(acteur, id, cancellationToken)).ValueOrDefault is not { } lettre) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(lettre.Pdf, "application/pdf", lettre.Nom);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string? curseur, EntreeConnecteurs entree, PersonnesConnecteur personnes, CancellationToken cancellationToken)
    {
        if (await entree.EnterAsync(http, cancellationToken) is not { } systeme) return entree.Refuse(http);
        if (!string.IsNullOrEmpty(curseur) && !TryKey(curseur, out _)) return Answer(HttpStatusCode.BadRequest, new { Erreur = "curseur" });
        var page = await personnes.ListAsync(systeme, string.IsNullOrEmpty(curseur) ? null : Guid.ParseExact(curseur, "N"), cancellationToken);
        return Answer(HttpStatusCode.OK, new { Personnes = page.Cles.Select(c => new { Cle = Write(c) }), Suivant = page.Suivant is { } next ? Write(next) : null });
    }

    private static async Task<IResult> GetAsync(HttpContext http, string cle, EntreeConnecteurs entree, PersonnesConnecteur personnes, CancellationToken cancellationToken)
    {
        if (await entree.EnterAsync(http, cancellationToken) is not { } systeme) return entree.Refuse(http);
        if (!TryKey(cle, out var key)) return Answer(HttpStatusCode.NotFound, new { Erreur = "inconnue" });
        var read = await personnes.GetAsync(systeme, key, cancellationToken);
        return read.Etat switch
        {
            EtatPersonne.Presente => Answer(HttpStatusCode.OK, new { Cle = Write(key), Sujet = read.Sujet.ToString()!.ToLowerInvariant(), read.Oppositions, read.Donnees }),
            EtatPersonne.Limitee => Answer(HttpStatusCode.Locked, new { Erreur = "limitee" }),
            EtatPersonne.Effacee => Answer(HttpStatusCode.Gone, new { read.EffaceeLe, Demande = Write(read.Reference!.Value), AccuseUrl = entree.AccuseUrl(read.Reference.Value) }),
            _ => Answer(HttpStatusCode.NotFound, new { Erreur = "inconnue" }),
        };
    }

    private static async Task<IResult> AcknowledgeAsync(HttpContext http, string reference, EntreeConnecteurs entree, AccusesConnecteur accuses, CancellationToken cancellationToken)
    {
        if (await entree.EnterForAccuseAsync(http, cancellationToken) is not { } systeme) return entree.Refuse(http);
        if (await AccuseRecu.ReadAsync(http.Request.Body, Json, cancellationToken) is not { } accuse) return Answer(HttpStatusCode.BadRequest, new { Erreur = "accuse" });
        if (!TryKey(reference, out var key)) return Answer(HttpStatusCode.NotFound, new { Erreur = "inconnue" });
        var (prise, etat) = await accuses.AcknowledgeAsync(systeme, key, accuse, cancellationToken);
        return prise switch
        {
            PriseAccuse.Prise => Answer(HttpStatusCode.OK, new { Demande = Write(key), Etat = AccuseRecu.WordOf(etat!.Value) }),
            PriseAccuse.Refusee => Answer(HttpStatusCode.Conflict, new { Erreur = "etat", Etat = AccuseRecu.WordOf(etat!.Value) }),
            _ => Answer(HttpStatusCode.NotFound, new { Erreur = "inconnue" }),
        };
    }

    internal static IResult Answer<T>(HttpStatusCode status, T body) => Results.Json(body, Json, statusCode: (int)status);

    internal static string Write(Guid key) => key.ToString("N");

    private static bool TryKey(string text, out Guid key) => Guid.TryParseExact(text, "N", out key);
}

/// <summary>Recognises a system by its bearer key, and counts its requests.</summary>
public sealed class EntreeConnecteurs(PorteConnecteurs porte, AccountLimits limits, ReglagesConnecteurs reglages)
{
    private const string Scheme = "Bearer ";

    /// <returns>Null: <see cref="Refuse"/> says why.</returns>
    public Task<SystemeReconnu?> EnterAsync(HttpContext http, CancellationToken cancellationToken) => EnterAsync(http, porte.FindAsync, cancellationToken);

    /// <summary>As <see cref="EnterAsync(HttpContext, CancellationToken)"/>; a revoked system answers too.</summary>
    public Task<SystemeReconnu?> EnterForAccuseAsync(HttpContext http, CancellationToken cancellationToken) => EnterAsync(http, porte.FindForAccuseAsync, cancellationToken);

    private async Task<SystemeReconnu?> EnterAsync(HttpContext http, Func<string?, CancellationToken, Task<SystemeReconnu?>> find, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || await find(header[Scheme.Length..].Trim(), cancellationToken) is not { } systeme) return null;
        http.Response.StatusCode = limits.MayRead(systeme.SystemeId) ? StatusCodes.Status200OK : StatusCodes.Status429TooManyRequests;
        return http.Response.StatusCode == StatusCodes.Status200OK ? systeme : null;
    }

    public IResult Refuse(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status429TooManyRequests) http.Response.Headers.RetryAfter = "60";
        else http.Response.Headers.WWWAuthenticate = "Bearer";
        return ConnecteurEndpoints.Answer((HttpStatusCode)http.Response.StatusCode, new { Erreur = http.Response.StatusCode == StatusCodes.Status429TooManyRequests ? "trop_de_requetes" : "cle_d_acces" });
    }

    public string AccuseUrl(Guid reference) => reglages.AccuseUrl(reference);
}
