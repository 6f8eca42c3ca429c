using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <param name="EntrepriseId">Whose factures.</param>
/// <param name="Texte">Part of the number, or the day; empty shows the latest.</param>
public sealed record FindFacturesRequest(Guid EntrepriseId, string? Texte);

/// <summary>Numbered factures of an entreprise, for the field of an avoir that links to one.</summary>
public sealed class FindFactures(UseCaseServices services) : UseCase<FindFacturesRequest, IReadOnlyList<PieceLiee>>(services)
{
    private const int Shown = 12;

    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<IReadOnlyList<PieceLiee>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindFacturesRequest request, CancellationToken cancellationToken)
    {
        var factures = db.Ventes.AsNoTracking().VisibleTo(acteur, db)
            .Where(v => v.EntrepriseId == request.EntrepriseId && v.Type == TypeVente.Facture && v.Numero != null);
        if (!string.IsNullOrWhiteSpace(request.Texte))
        {
            var texte = request.Texte.Trim();
            // One without a number is found by its day.
            DateOnly? jour = DateFrancaise.TryParse(texte, out var day) ? day : null;
            factures = factures.Where(v => (v.Serie != Vente.SerieSansNumero && v.Numero!.Contains(texte)) || v.Date == jour);
        }

        return Outcome.Of<IReadOnlyList<PieceLiee>>(await factures.OrderByDescending(v => v.Date).ThenByDescending(v => v.Id).Take(Shown)
            .Select(v => new PieceLiee(v.Id, v.Serie == Vente.SerieSansNumero ? null : v.Numero, v.Date, v.Statut, v.TotalHt, v.TotalTtc, v.Devise)).ToListAsync(cancellationToken));
    }
}
