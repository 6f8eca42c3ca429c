using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

public enum EtatDemandes
{
    /// <summary>To be answered; those whose clock stands come last.</summary>
    Ouvertes,
    Terminees,
    Toutes,
}

/// <param name="Etat">Which.</param>
/// <param name="Droit">Only those that ask for it.</param>
public sealed record ListDemandesRequest(EtatDemandes Etat, DroitDemande? Droit = null);

/// <summary>A request in the list.</summary>
public sealed record DemandeRow(Guid Id, string Reference, string Nom, StatutDemande Statut, DateOnly RecueLe, DateOnly Echeance)
{
    public IReadOnlyList<DroitDemande> Droits { get; init; } = [];
    public DateOnly? SuspendueDepuis { get; init; }
    public bool EstProrogee { get; init; }

    /// <summary>Negative: overdue; null: suspended or answered.</summary>
    public int? JoursRestants { get; init; }
}

/// <summary>Requests by the days that are left: the overdue first, the suspended after those that run.</summary>
public sealed class ListDemandes(UseCaseServices services) : UseCase<ListDemandesRequest, IReadOnlyList<DemandeRow>>(services)
{
    private const int Shown = 500;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<DemandeRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListDemandesRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var demandes = db.Demandes.AsNoTracking().Include(d => d.Resolutions).AsQueryable();
        if (request.Etat == EtatDemandes.Ouvertes) demandes = demandes.Where(d => !DemandeAccess.Answered.Contains(d.Statut) || d.Statut == StatutDemande.Repondue);
        if (request.Etat == EtatDemandes.Terminees) demandes = demandes.Where(d => DemandeAccess.Answered.Contains(d.Statut) && d.Statut != StatutDemande.Repondue);
        if (request.Droit is { } droit) demandes = demandes.Where(d => d.Resolutions.Any(r => r.Droit == droit));
        var read = await demandes.OrderBy(d => d.Echeance).ThenBy(d => d.Id).Take(Shown).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<DemandeRow>>([.. read
            .OrderBy(d => d.EstRepondue).ThenBy(d => d.SuspendueDepuis is not null).ThenBy(d => d.Echeance).ThenBy(d => d.Reference, StringComparer.Ordinal)
            .Select(d => new DemandeRow(d.Id, d.Reference, d.Nom, d.Statut, d.RecueLe, d.Echeance)
            {
                Droits = [.. d.Resolutions.Select(r => r.Droit).Order()],
                SuspendueDepuis = d.SuspendueDepuis,
                EstProrogee = d.ProrogeeLe is not null,
                JoursRestants = d.JoursRestants(today),
            })]);
    }
}
