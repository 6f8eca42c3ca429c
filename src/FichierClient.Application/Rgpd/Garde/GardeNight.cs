using FichierClient.Application.Common;
using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>Once a day and organisation: free texts that were written or changed since are read again.</summary>
public sealed class GardeNight(NpgsqlDataSource database, AppDbContextFactory contexts, ExamenTextes examen, TimeProvider time, ILogger<GardeNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private readonly TimeProvider clock = time;

    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using (var db = contexts.Open(tenantId))
        {
            var last = await db.ExamensGarde.MaxAsync(e => (DateTimeOffset?)e.TermineLe, cancellationToken);
            if (last is not null && clock.GetUtcNow() - last < Every) return;
        }

        await examen.RunAsync(tenantId, cancellationToken);
    }
}
