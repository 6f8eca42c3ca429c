using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>
/// The part of the map of personal data that connected systems read, kept for some minutes: a system that goes through the whole file asks once a person, and only a migration changes the answer.
/// It is the same for all organisations.
/// </summary>
public sealed class CarteConnecteurs(TimeProvider clock)
{
    private static readonly TimeSpan Garde = TimeSpan.FromMinutes(10);

    private volatile Lecture? last;

    internal async Task<ChampsTransmis> ReadAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (last is { } known && clock.GetUtcNow() - known.Le < Garde) return known.Champs;
        await db.Database.OpenConnectionAsync(cancellationToken);
        var read = await ChampsTransmis.ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
        last = new Lecture(read, clock.GetUtcNow());
        return read;
    }

    private sealed record Lecture(ChampsTransmis Champs, DateTimeOffset Le);
}
