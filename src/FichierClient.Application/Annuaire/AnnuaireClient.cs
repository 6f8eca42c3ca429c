using System.Net;
using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using Microsoft.Extensions.Caching.Memory;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace FichierClient.Application.Annuaire;

/// <summary>Asks the directory of companies: what was typed goes out and nothing else. An answer is remembered for an hour; what goes wrong is a sentence.</summary>
public sealed class AnnuaireClient(IHttpClientFactory http, ReglagesAnnuaire reglages, IMemoryCache cache, TimeProvider clock)
{
    internal const string Nom = "annuaire";

    private const int ParPage = 10;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private long silentUntil;

    /// <summary>The operator gave an address.</summary>
    public bool EstDisponible => reglages.Adresse is not null;

    /// <summary>Who is asked.</summary>
    public string? Hote => reglages.Adresse?.Host;

    /// <param name="texte">A name or a SIREN.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Outcome<ReponseAnnuaire>> SearchAsync(string texte, CancellationToken cancellationToken)
    {
        if (!EstDisponible) return Refus.Regle(Texts.Get("Annuaire_ferme"));
        var question = string.Join(' ', (Siren.TryParse(texte, out var siren, out _) ? siren : texte).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        if (cache.TryGetValue((typeof(AnnuaireClient), question), out ReponseAnnuaire? known)) return Outcome.Of(known!);
        if (clock.GetUtcNow().UtcTicks < Interlocked.Read(ref silentUntil)) return Refus.Regle(Texts.Get("Annuaire_attendre"));
        try
        {
            return await AskAsync(question, cancellationToken);
        }
        catch (Exception error) when (error is BrokenCircuitException or RateLimiterRejectedException)
        {
            return Refus.Regle(Texts.Get("Annuaire_attendre"));
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutRejectedException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Refus.Regle(Texts.Get("Annuaire_muet"));
        }
        catch (JsonException)
        {
            return Refus.Regle(Texts.Get("Annuaire_illisible"));
        }
    }

    /// <summary>As long as the service says, within bounds: one mistaken answer doesn't close the directory for everybody.</summary>
    private TimeSpan WaitOf(HttpResponseMessage answer)
    {
        var said = AnnuaireRegistration.RetryAfterOf(answer, clock.GetUtcNow()) ?? TimeSpan.Zero;
        return said < Shortest ? Shortest : said > reglages.PlusLongueAttente ? reglages.PlusLongueAttente : said;
    }

    private async Task<Outcome<ReponseAnnuaire>> AskAsync(string question, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(Nom);
        using var answer = await client.GetAsync(new Uri($"search?q={Uri.EscapeDataString(question)}&page=1&per_page={ParPage}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            Interlocked.Exchange(ref silentUntil, (clock.GetUtcNow() + WaitOf(answer)).UtcTicks);
            return Refus.Regle(Texts.Get("Annuaire_attendre"));
        }

        if (!answer.IsSuccessStatusCode) return Refus.Regle(Texts.Get("Annuaire_muet"));
        var read = JsonSerializer.Deserialize<PageAnnuaire>(await answer.Content.ReadAsByteArrayAsync(cancellationToken))?.Read();
        if (read is null) return Refus.Regle(Texts.Get("Annuaire_illisible"));
        cache.Set((typeof(AnnuaireClient), question), read, reglages.Memoire);
        return Outcome.Of(read);
    }
}
