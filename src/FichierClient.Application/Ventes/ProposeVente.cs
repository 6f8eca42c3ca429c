using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <param name="Type">Facture or avoir: they may have series of their own.</param>
/// <param name="EntrepriseId">Whose; null when it isn't chosen yet.</param>
/// <param name="Serie">The series that was chosen; null: that of the last numbered one.</param>
public sealed record ProposeVenteRequest(TypeVente Type, Guid? EntrepriseId, string? Serie = null);

/// <summary>What a new vente can start from.</summary>
/// <param name="CommercialId">Who looks after the entreprise.</param>
/// <param name="Serie">Series of the last numbered one.</param>
/// <param name="DernierNumero">Its number; null for who sees a part of the ventes only.</param>
/// <param name="ProchainNumero">The one after it: a proposal. Null when the last one can't be counted on.</param>
public sealed record VenteProposition(Guid? CommercialId, string Serie, string? DernierNumero, string? ProchainNumero);

/// <summary>Reads what a new vente can start from; nothing is reserved or numbered: a number that is taken is refused at the save.</summary>
public sealed class ProposeVente(UseCaseServices services) : UseCase<ProposeVenteRequest, VenteProposition>(services)
{
    /// <summary>Numbers of one prefix that are looked through for the highest: few aren't counted on, such as <c>FA-12 bis 1</c>.</summary>
    private const int Looked = 50;

    protected override Permission Permission => Permission.VentesEdit;

    protected override async Task<Outcome<VenteProposition>> ExecuteAsync(AppDbContext db, Acteur acteur, ProposeVenteRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var commercial = request.EntrepriseId is not { } id ? null
            : await db.Entreprises.VisibleTo(acteur).Where(e => e.Id == id).Select(e => e.ResponsableId).SingleOrDefaultAsync(cancellationToken);
        commercial ??= acteur.Role == Role.Commercial ? acteur.MembreId : null;
        // A part of the ventes would propose a number that is taken.
        var latest = !acteur.SeesAll ? null : await db.Ventes
            .Where(v => v.Type == request.Type && v.Numero != null && v.Serie != Vente.SerieSansNumero && (request.Serie == null || v.Serie == request.Serie))
            .OrderByDescending(v => v.Date).ThenByDescending(v => v.Id).Select(v => new { v.Serie, v.Numero, v.Date }).FirstOrDefaultAsync(cancellationToken);
        if (latest is null) return new VenteProposition(commercial, request.Serie ?? "", null, null);
        if (NumeroVente.Parse(latest.Numero) is not { } numero) return new VenteProposition(commercial, latest.Serie, latest.Numero, null);
        var today = await db.TodayAsync(Clock, cancellationToken);
        var last = await HighestAsync(db, latest.Serie, numero, cancellationToken) ?? numero;
        var next = numero.DansAnnee(latest.Date.Year, today.Year);
        if (next.Prefixe != numero.Prefixe) next = await HighestAsync(db, latest.Serie, next, cancellationToken) ?? next;
        else next = last;
        return new VenteProposition(commercial, latest.Serie, last.ToString(), next.Suivant.ToString());
    }

    /// <summary>"FA-10" follows "FA-9", and a number in the trash is taken.</summary>
    private static async Task<NumeroVente?> HighestAsync(AppDbContext db, string serie, NumeroVente like, CancellationToken cancellationToken)
    {
        var debut = like.Prefixe.ToUpperInvariant();
        // A number in the trash is taken: it comes back with its vente.
        var numbers = await db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter])
            .Where(v => v.Serie == serie && v.Numero != null && SqlFunctions.StartsWith(SqlFunctions.Upper(v.Numero), debut))
            .OrderByDescending(v => v.Numero!.Length).ThenByDescending(v => v.Numero).Select(v => v.Numero).Take(Looked).ToListAsync(cancellationToken);
        return numbers.Select(NumeroVente.Parse).Where(n => string.Equals(n?.Prefixe, like.Prefixe, StringComparison.OrdinalIgnoreCase)).MaxBy(n => n!.Value.Rang);
    }
}
