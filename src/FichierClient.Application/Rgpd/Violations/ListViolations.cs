using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A breach of the register.</summary>
public sealed record ViolationRow(Guid Id, string Reference, string Titre, DateTimeOffset PriseConnaissanceLe, EtapeViolation Etape, DateTimeOffset? EcheanceEtape)
{
    public GraviteViolation? Gravite { get; init; }
    public RisqueViolation? Risque { get; init; }
    public int? NombrePersonnes { get; init; }
}

/// <summary>The register of breaches: what is due first, then what is closed, latest first.</summary>
public sealed class ListViolations(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ViolationRow>>(services)
{
    protected override Permission Permission => Permission.ViolationsManage;

    protected override async Task<Outcome<IReadOnlyList<ViolationRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        // A register of breaches is short: the next step is the aggregate's to say.
        var read = await db.Violations.AsNoTracking().ToListAsync(cancellationToken);
        var rows = read.Select(v => new ViolationRow(v.Id, v.Reference, v.Titre, v.PriseConnaissanceLe, v.Etape, v.EcheanceEtape)
        {
            Gravite = v.Gravite,
            Risque = v.Risque,
            NombrePersonnes = v.NombrePersonnes,
        });
        return Outcome.Of<IReadOnlyList<ViolationRow>>([.. rows.OrderBy(v => v.Etape == EtapeViolation.Close)
            .ThenBy(v => v.EcheanceEtape ?? DateTimeOffset.MaxValue).ThenByDescending(v => v.PriseConnaissanceLe)]);
    }
}
