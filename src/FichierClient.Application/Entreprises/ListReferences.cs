using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>A row of one of the organisation's own lists.</summary>
public sealed record Reference(Guid Id, string Nom);

/// <summary>What selects and filters of entreprises offer. Withdrawn members are left out.</summary>
public sealed record EntrepriseReferences(IReadOnlyList<Reference> Membres, IReadOnlyList<Reference> Canaux, IReadOnlyList<Reference> Etiquettes)
{
    public IReadOnlyList<Reference> Equipes { get; init; } = [];
}

/// <summary>Reads the organisation's lists that entreprises refer to.</summary>
public sealed class ListReferences(UseCaseServices services) : UseCase<NoRequest, EntrepriseReferences>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<EntrepriseReferences>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new EntrepriseReferences(
            await db.Membres.Where(m => m.RetireLe == null).OrderBy(m => m.Nom).Select(m => new Reference(m.Id, m.Nom)).ToListAsync(cancellationToken),
            await db.Canaux.OrderBy(c => c.Nom).Select(c => new Reference(c.Id, c.Nom)).ToListAsync(cancellationToken),
            await db.Etiquettes.OrderBy(e => e.Nom).Select(e => new Reference(e.Id, e.Nom)).ToListAsync(cancellationToken))
        {
            Equipes = await db.Equipes.OrderBy(e => e.Nom).Select(e => new Reference(e.Id, e.Nom)).ToListAsync(cancellationToken),
        };
    }
}
