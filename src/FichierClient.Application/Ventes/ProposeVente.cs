using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <param name="Type">Facture or avoir: they may have series of their own.</param>
/// <param name="EntrepriseId">Whose; null when it isn't chosen yet.</param>
public sealed record ProposeVenteRequest(TypeVente Type, Guid? EntrepriseId);

/// <summary>What a new vente can start from.</summary>
/// <param name="CommercialId">Who looks after the entreprise.</param>
/// <param name="Serie">Series of the last numbered one.</param>
/// <param name="DernierNumero">Its number, to type the next after; null for who sees a part of the ventes only.</param>
public sealed record VenteProposition(Guid? CommercialId, string Serie, string? DernierNumero);

/// <summary>Reads what a new vente can start from; nothing is reserved or numbered.</summary>
public sealed class ProposeVente(UseCaseServices services) : UseCase<ProposeVenteRequest, VenteProposition>(services)
{
    protected override Permission Permission => Permission.VentesEdit;

    protected override async Task<Outcome<VenteProposition>> ExecuteAsync(AppDbContext db, Acteur acteur, ProposeVenteRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var commercial = request.EntrepriseId is not { } id ? null
            : await db.Entreprises.VisibleTo(acteur).Where(e => e.Id == id).Select(e => e.ResponsableId).SingleOrDefaultAsync(cancellationToken);
        // A part of the ventes would propose a number that is taken.
        var serie = !acteur.SeesAll ? null : await db.Ventes.Where(v => v.Type == request.Type && v.Numero != null)
            .OrderByDescending(v => v.Date).ThenByDescending(v => v.Id).Select(v => v.Serie).FirstOrDefaultAsync(cancellationToken);
        // "FA-10" follows "FA-9", and a number in the trash is taken.
        var last = serie is null ? null : await db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(v => v.Serie == serie && v.Numero != null)
            .OrderByDescending(v => v.Numero!.Length).ThenByDescending(v => v.Numero).Select(v => v.Numero).FirstOrDefaultAsync(cancellationToken);
        return new VenteProposition(commercial ?? (acteur.Role == Role.Commercial ? acteur.MembreId : null), serie ?? "", last);
    }
}
