using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace FichierClient.Application.Annuaire;

public static class AnnuaireRegistration
{
    private const int Queue = 20, SecondAttempts = 2, MostBytes = 2 * 1024 * 1024;

    /// <summary>A service that asks to wait longer isn't waited for: the member is told.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(3);

    /// <summary>The directory's client; off unless the host registered an address before.</summary>
    public static IServiceCollection AddAnnuaire(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReglagesAnnuaire(Adresse: null));
        services.AddSingleton<AnnuaireClient>();
        services.AddSingleton<ExecutionSirene>();
        services.AddHttpClient(AnnuaireClient.Nom)
            .ConfigureHttpClient((provider, client) =>
            {
                var reglages = provider.GetRequiredService<ReglagesAnnuaire>();
                client.BaseAddress = reglages.Adresse;
                client.DefaultRequestHeaders.UserAgent.ParseAdd(reglages.Agent);
                client.MaxResponseContentBufferSize = MostBytes;
                // The pipeline says how long.
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddResilienceHandler(AnnuaireClient.Nom, (pipeline, context) => Configure(pipeline, context.ServiceProvider.GetRequiredService<ReglagesAnnuaire>(), context.ServiceProvider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Outermost first: the whole wait, second attempts (as late as <c>Retry-After</c> says), the breaker, the limit that each attempt counts against, one attempt's wait.</summary>
    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ReglagesAnnuaire reglages, TimeProvider clock) => pipeline
        .AddTimeout(reglages.AttenteTotale)
        .AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = SecondAttempts, Delay = reglages.Reprise, BackoffType = DelayBackoffType.Exponential, UseJitter = true, ShouldRetryAfterHeader = true, ShouldHandle = args => MayRetry(args, clock) })
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { FailureRatio = 0.5, MinimumThroughput = 6, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = reglages.Coupure })
        .AddRateLimiter(new SlidingWindowRateLimiter(new SlidingWindowRateLimiterOptions
        {
            PermitLimit = reglages.ParSeconde,
            Window = TimeSpan.FromSeconds(1),
            SegmentsPerWindow = 10,
            QueueLimit = Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }))
        .AddTimeout(reglages.Attente);

    /// <summary>A passing fault is tried again, unless the service asks for a wait that nobody sits out before a form.</summary>
    private static ValueTask<bool> MayRetry(RetryPredicateArguments<HttpResponseMessage> args, TimeProvider clock) =>
        ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(args.Outcome) && !(args.Outcome.Result is { } answer && RetryAfterOf(answer, clock.GetUtcNow()) > LongestRetryAfter));

    /// <summary>How long the service asks to be left alone, by seconds or by a date; null: it doesn't say.</summary>
    internal static TimeSpan? RetryAfterOf(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date is { } date ? date - now : null) : null;
}
