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

    /// <summary>Members who sell: by their role, or because they look after an entreprise.</summary>
    public IReadOnlyList<Reference> Commerciaux { get; init; } = [];

    /// <summary>All others who are or were members: a saved view may still name them.</summary>
    public IReadOnlyList<Reference> AutresMembres { get; init; } = [];
}

/// <summary>Reads the organisation's lists that entreprises refer to.</summary>
public sealed class ListReferences(UseCaseServices services) : UseCase<NoRequest, EntrepriseReferences>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<EntrepriseReferences>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        // One round trip for all of them: every sheet and list asks.
        var rows = await db.Membres.Where(m => m.RetireLe == null).Select(m => new { Liste = 0, m.Id, m.Nom })
            .Concat(db.Canaux.Select(c => new { Liste = 1, c.Id, c.Nom }))
            .Concat(db.Etiquettes.Select(e => new { Liste = 2, e.Id, e.Nom }))
            .Concat(db.Equipes.Select(e => new { Liste = 3, e.Id, e.Nom }))
            // By role: asking who has clients reads every entreprise, on each sheet.
            .Concat(db.Membres.Where(m => m.RetireLe == null && m.Role != Role.Dpo && m.Role != Role.Lecteur).Select(m => new { Liste = 4, m.Id, m.Nom }))
            .Concat(db.Membres.Where(m => m.RetireLe != null || m.Role == Role.Dpo || m.Role == Role.Lecteur).Select(m => new { Liste = 5, m.Id, m.Nom }))
            .OrderBy(r => r.Nom).Prepared().ToListAsync(cancellationToken);
        IReadOnlyList<Reference> Of(int liste) => [.. rows.Where(r => r.Liste == liste).Select(r => new Reference(r.Id, r.Nom))];
        return new EntrepriseReferences(Of(0), Of(1), Of(2)) { Equipes = Of(3), Commerciaux = Of(4), AutresMembres = Of(5) };
    }
}
