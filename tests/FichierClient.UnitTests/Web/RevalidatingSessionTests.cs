using System.Security.Claims;
using FichierClient.Web.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FichierClient.UnitTests.Web;

public sealed class RevalidatingSessionTests
{
    [Fact]
    public async Task Nobody_is_sent_away_while_the_database_does_not_answer()
    {
        using var session = Session(new InvalidOperationException("likely transient", new NpgsqlException("pool", new TimeoutException())));
        Assert.True(await session.MayStayAsync(new ClaimsPrincipal(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_failure_is_no_reason_to_stay()
    {
        using var session = Session(new InvalidOperationException("a bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.MayStayAsync(new ClaimsPrincipal(), TestContext.Current.CancellationToken));
    }

    private static RevalidatingSession Session(Exception failure) =>
        new(NullLoggerFactory.Instance, new Failing(failure), null!, Options.Create(new IdentityOptions()), Options.Create(new SecurityStampValidatorOptions()));

    private sealed class Failing(Exception failure) : IServiceScopeFactory
    {
        public IServiceScope CreateScope() => throw failure;
    }
}
