using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Cartographie;

/// <summary>The map of personal data, for whoever reads the register.</summary>
public sealed class ListCartographie(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ColonnePersonnelle>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<ColonnePersonnelle>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return Outcome.Of((await Cartographie.ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken)).Colonnes);
    }
}
