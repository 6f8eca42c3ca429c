using System.Globalization;
using System.Threading.RateLimiting;

namespace FichierClient.Web.Door;

/// <summary>How often the same address of the network, and the same account, may try. In tries a minute unless said; section <c>Limites</c>.</summary>
public sealed class DoorLimitOptions
{
    /// <summary>Posts of the sign-in pages from one network address (an office has one for all its people).</summary>
    public int ConnexionsParMinute { get; set; } = 60;

    /// <summary>Posts of the reset and confirmation pages from one network address.</summary>
    public int CourrielsParMinute { get; set; } = 10;

    /// <summary>Invitation links opened or accepted from one network address.</summary>
    public int InvitationsParMinute { get; set; } = 20;

    /// <summary>Requests of connected systems from one network address: a host may run many.</summary>
    public int ConnecteursParMinute { get; set; } = 1200;

    /// <summary>Requests of one connected system.</summary>
    public int LecturesParSysteme { get; set; } = 600;

    /// <summary>Tries for one account in five minutes, whether it exists or not, wherever they come from.</summary>
    public int EssaisParCompte { get; set; } = 10;

    /// <summary>E-mails to one address in an hour; further ones are silently not sent.</summary>
    public int CourrielsParAdresse { get; set; } = 5;

    /// <summary>Invitations that one member sends in an hour.</summary>
    public int InvitationsParMembre { get; set; } = 50;
}

/// <summary>Names of the limits by network address, for <c>[EnableRateLimiting]</c> on the account pages.</summary>
public static class DoorLimits
{
    public const string Connexion = "connexion", Courriel = "courriel", Invitation = "invitation", Connecteur = "connecteur";

    internal static IServiceCollection AddDoorLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Limites").Get<DoorLimitOptions>() ?? new DoorLimitOptions();
        services.AddSingleton(new AccountLimits(options));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = PlainPage.TooManyAsync;
            limiter.AddPolicy(Connexion, http => ByAddress(http, options.ConnexionsParMinute, postsOnly: true));
            limiter.AddPolicy(Courriel, http => ByAddress(http, options.CourrielsParMinute, postsOnly: true));
            limiter.AddPolicy(Connecteur, http => ByAddress(http, options.ConnecteursParMinute, postsOnly: false));
            limiter.AddPolicy(Invitation, http => ByAddress(http, options.InvitationsParMinute, postsOnly: false));
        });
        return services;
    }

    private static RateLimitPartition<string> ByAddress(HttpContext http, int perMinute, bool postsOnly)
    {
        if (postsOnly && !HttpMethods.IsPost(http.Request.Method)) return RateLimitPartition.GetNoLimiter("read");
        var address = http.Connection.RemoteIpAddress is { } ip ? Network(ip) : "";
        return RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        });
    }

    // Whoever has one IPv6 address has the 2^64 of its network.
    private static string Network(System.Net.IPAddress ip) =>
        ip is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8))
            : ip.MapToIPv4().ToString();
}

/// <summary>Limits by account or member, asked by the pages once they know whom a request is about.</summary>
public sealed class AccountLimits(DoorLimitOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> signIns = Create(options.EssaisParCompte, TimeSpan.FromMinutes(5));
    private readonly PartitionedRateLimiter<string> mails = Create(options.CourrielsParAdresse, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string> invitations = Create(options.InvitationsParMembre, TimeSpan.FromHours(1));

    private readonly PartitionedRateLimiter<string> systems = Create(options.LecturesParSysteme, TimeSpan.FromMinutes(1));

    /// <summary>False when this account was tried too often; asked alike for accounts that don't exist.</summary>
    public bool MaySignIn(string email) => Take(signIns, Key(email));

    /// <summary>False when this address got its share of e-mails; the answer on screen stays the same.</summary>
    public bool MaySendMail(string email) => Take(mails, Key(email));

    /// <summary>False when this connected system asked too often.</summary>
    public bool MayRead(Guid systemeId) => Take(systems, systemeId.ToString());

    public bool MayInvite(Guid membreId) => Take(invitations, membreId.ToString());

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static string Key(string email) => email.Trim().ToUpper(CultureInfo.InvariantCulture);

    private static PartitionedRateLimiter<string> Create(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = window,
            SegmentsPerWindow = 5,
        }));

    public void Dispose()
    {
        signIns.Dispose();
        mails.Dispose();
        invitations.Dispose();
        systems.Dispose();
    }
}
