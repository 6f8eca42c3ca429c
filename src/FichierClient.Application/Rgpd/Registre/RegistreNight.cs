using FichierClient.Application.Common;
using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>Gives organisations from before the register theirs; once they have it, a look each hour.</summary>
public sealed class RegistreNight(NpgsqlDataSource database, AppDbContextFactory contexts, TimeProvider time, ILogger<RegistreNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    private readonly TimeProvider clock = time;

    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        try
        {
            await RegistreInitial.EnsureAsync(db, clock.GetUtcNow(), cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            log.LogInformation("Another program gave an organisation its register");
        }
    }
}
