using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <param name="Id">The vente.</param>
/// <param name="Lue">The state that the member saw.</param>
/// <param name="Statut">What it becomes.</param>
public sealed record ChangeStatutVenteRequest(Guid Id, VersionLue Lue, StatutVente Statut);

/// <summary>Validates, cancels, or takes a vente back to draft. Only valid ones count in figures.</summary>
public sealed class ChangeStatutVente(UseCaseServices services) : UseCase<ChangeStatutVenteRequest, Done>(services)
{
    protected override Permission Permission => Permission.VentesEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChangeStatutVenteRequest request, CancellationToken cancellationToken)
    {
        var vente = await db.Ventes.VisibleTo(acteur, db).Include(v => v.Lignes).SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken);
        if (vente is null) return await db.GoneAsync(db.Ventes.VisibleTo(acteur, db), request.Id, cancellationToken);
        if (await db.ConflictAsync(vente, request.Lue, cancellationToken) is { } conflict) return conflict;
        if (await db.RefuseEcritLimiteAsync(acteur, (vente.EntrepriseId, null), vente.CreeLe, cancellationToken) is { } limite) return limite;
        // A facture that goes and an avoir that comes back depend on the others of now.
        await using var held = request.Statut == StatutVente.Annulee || vente.Statut == StatutVente.Annulee ? await db.HoldSoldesAsync(null, cancellationToken) : null;
        if (request.Statut == StatutVente.Annulee && await db.RefuseAvoirsSeulsAsync([vente.Id], [], cancellationToken) is { } avoirs) return avoirs;
        if (vente.Statut == StatutVente.Annulee && await db.RefuseTropCrediteeAsync(vente, cancellationToken) is { } credit) return credit;
        switch (request.Statut)
        {
            case StatutVente.Validee: vente.Validate(); break;
            case StatutVente.Annulee: vente.Cancel(); break;
            default: vente.Reopen(); break;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (held is not null) await held.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
