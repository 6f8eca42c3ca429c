using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Insee;

/// <summary>What stands in the organisation after a loading.</summary>
public sealed record NomenclatureChargee(ListeInsee Liste, int Libelles);

/// <summary>Puts a list of INSEE in the place of the one that the organisation had. The page and the sub-command share it.</summary>
public static class ChargementNomenclature
{
    /// <exception cref="UnreadableFileException">It is no such list; nothing was changed.</exception>
    public static async Task<NomenclatureChargee> RunAsync(AppDbContext db, Func<Stream> open, CancellationToken cancellationToken)
    {
        var lue = await LectureNomenclature.ReadAsync(open, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LibellesInsee.Where(l => l.Liste == lue.Liste).ExecuteDeleteAsync(cancellationToken);
        var codes = lue.Libelles.ToList();
        await using var command = new NpgsqlCommand("""
            insert into libelles_insee (tenant_id, id, liste, code, libelle, recherche)
            select $1, gen_random_uuid(), $2, l.code, l.libelle, l.recherche from unnest($3, $4, $5) l (code, libelle, recherche)
            """, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var value in (object[])[db.TenantId, lue.Liste.ToString(), codes.ConvertAll(c => c.Key), codes.ConvertAll(c => c.Value), codes.ConvertAll(c => TexteNormalise.Of(c.Value))])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NomenclatureChargee(lue.Liste, codes.Count);
    }
}
