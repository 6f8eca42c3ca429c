using System.Runtime.CompilerServices;
using FichierClient.Application.Imports;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Demandes;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>
/// The stored files of an organisation: encrypted in the database by keys of the installation, readable in the ZIP, encrypted again where it is loaded.
/// </summary>
public sealed class FichiersOrganisation(ImportOriginals imports, DemandeChiffre demandes, Empreintes empreintes)
{
    private const string Imports = "fichiers/imports/", Pieces = "fichiers/demandes/pieces/", Dossiers = "fichiers/demandes/dossiers/";

    /// <summary>Keys of the prints, which this class moves with the organisation.</summary>
    internal Empreintes Empreintes { get; } = empreintes;

    /// <summary>Writes every file, and the key of the list of objections.</summary>
    internal async Task WriteAsync(EntreesZip zip, NpgsqlConnection connection, Guid tenantId, CancellationToken cancellationToken)
    {
        await zip.AddAsync(Manifeste.Cle, Empreintes.KeyOf(tenantId), cancellationToken);
        foreach (var id in await IdsAsync(connection, "select distinct import_id from import_fragments order by 1", cancellationToken))
            await zip.AddAsync($"{Imports}{id}", ReadAsync(connection, "select octets, est_chiffre from import_fragments where import_id = $1 and numero = $2", id,
                (n, octets, chiffre) => chiffre ? imports.Unprotect(tenantId, id, n, octets) : octets, cancellationToken), cancellationToken);
        foreach (var id in await IdsAsync(connection, "select id from demande_pieces where octets is not null order by 1", cancellationToken))
            await zip.AddAsync($"{Pieces}{id}", ReadAsync(connection, "select octets, true from demande_pieces where id = $1 and $2 = 0", id,
                (_, octets, _) => demandes.For(tenantId, $"piece/{id}").Unprotect(octets), cancellationToken), cancellationToken);
        foreach (var id in await IdsAsync(connection, "select distinct dossier_id from demande_dossier_fragments order by 1", cancellationToken))
            await zip.AddAsync($"{Dossiers}{id}", ReadAsync(connection, "select octets, true from demande_dossier_fragments where dossier_id = $1 and numero = $2", id,
                (n, octets, _) => demandes.For(tenantId, $"dossier/{id}/{n}").Unprotect(octets), cancellationToken), cancellationToken);
    }

    /// <summary>Whether an entry of the ZIP is one of these files.</summary>
    internal static bool IsFile(string entree) => new[] { Imports, Pieces, Dossiers }.Any(p => entree.StartsWith(p, StringComparison.Ordinal) && Guid.TryParseExact(entree[p.Length..], "D", out _));

    /// <summary>Keeps a file of the ZIP, encrypted for its place here.</summary>
    internal async Task LoadAsync(NpgsqlConnection connection, Guid tenantId, string entree, Stream content, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(entree[^36..]);
        var numero = 0;
        await foreach (var piece in CutAsync(content, entree.StartsWith(Pieces, StringComparison.Ordinal) ? int.MaxValue : ImportFileStream.FragmentSize, cancellationToken))
        {
            var (sql, octets) = entree switch
            {
                _ when entree.StartsWith(Imports, StringComparison.Ordinal) => ("insert into import_fragments (tenant_id, id, import_id, numero, octets, est_chiffre) values ($1, gen_random_uuid(), $2, $3, $4, true)", imports.Protect(tenantId, id, numero, piece).Octets),
                _ when entree.StartsWith(Pieces, StringComparison.Ordinal) => ("update demande_pieces set octets = $4 where tenant_id = $1 and id = $2 and $3 = 0", demandes.For(tenantId, $"piece/{id}").Protect(piece)),
                _ => ("insert into demande_dossier_fragments (tenant_id, id, dossier_id, numero, octets) values ($1, gen_random_uuid(), $2, $3, $4)", demandes.For(tenantId, $"dossier/{id}/{numero}").Protect(piece)),
            };
            await connection.RunAsync(sql, cancellationToken, tenantId, id, numero++, octets);
        }
    }

    private static async IAsyncEnumerable<byte[]> CutAsync(Stream content, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var piece = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, size - piece.Length)), cancellationToken) is > 0 and var read)
        {
            piece.Write(buffer, 0, read);
            if (piece.Length < size) continue;
            yield return piece.ToArray();
            piece.SetLength(0);
        }

        if (piece.Length > 0) yield return piece.ToArray();
    }

    private static async IAsyncEnumerable<byte[]> ReadAsync(
        NpgsqlConnection connection, string sql, Guid id, Func<int, byte[], bool, byte[]> decrypt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var numero = 0; ; numero++)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in (object[])[id, numero]) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken)) yield break;
            yield return decrypt(numero, reader.GetFieldValue<byte[]>(0), reader.GetBoolean(1));
        }
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetGuid(0));
        return ids;
    }
}
