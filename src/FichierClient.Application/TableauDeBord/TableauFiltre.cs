using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Ventes;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <summary>
/// What the dashboard is limited to. The period: an exercice, else a calendar year, else one by its name, else <see cref="Du"/> to <see cref="Au"/>,
/// else the 12 months that end on <see cref="Au"/> or today. In the lists, null stands for "none".
/// </summary>
public sealed record TableauFiltre
{
    public Guid? ExerciceId { get; init; }
    public int? Annee { get; init; }

    /// <summary>One of <see cref="PlageNommee.Noms"/>.</summary>
    public string? Nommee { get; init; }
    public DateOnly? Du { get; init; }
    public DateOnly? Au { get; init; }
    public IReadOnlyList<Guid?> Commerciaux { get; init; } = [];
    public IReadOnlyList<Guid> Equipes { get; init; } = [];
    public IReadOnlyList<Guid?> Canaux { get; init; } = [];
    public IReadOnlyList<Guid> Etiquettes { get; init; } = [];

    /// <summary>Limits rows besides the period.</summary>
    public bool LimitsRows => Commerciaux.Count > 0 || Equipes.Count > 0 || Canaux.Count > 0 || Etiquettes.Count > 0;

    /// <summary>The ventes that a figure of these days counts: what its list shows.</summary>
    public VenteFiltre Ventes(Plage plage) => new()
    {
        Du = plage.Du,
        Au = plage.Au,
        Statut = StatutVente.Validee,
        Commerciaux = Commerciaux,
        Equipes = Equipes,
        Canaux = Canaux,
        Etiquettes = Etiquettes,
    };

    /// <summary>
    /// The entreprises meant. A commercial or an équipe stands here for the responsable: who stopped buying has no vente that
    /// could tell.
    /// </summary>
    public EntrepriseFiltre Entreprises() => new()
    {
        Responsables = [.. Commerciaux.OfType<Guid>()],
        SansResponsable = Commerciaux.Contains(null),
        Equipes = Equipes,
        Canaux = [.. Canaux.OfType<Guid>()],
        SansCanal = Canaux.Contains(null),
        Etiquettes = Etiquettes,
    };
}

internal static class TableauFiltrage
{
    /// <summary>The same filter with its équipes replaced by their members: what they sold is stored and indexed by each.</summary>
    public static async Task<TableauFiltre> WithMembersAsync(this AppDbContext db, TableauFiltre filtre, CancellationToken cancellationToken)
    {
        if (filtre.Equipes.Count == 0) return filtre;
        var members = await db.Membres.Where(m => filtre.Equipes.Contains(m.EquipeId!.Value)).Select(m => (Guid?)m.Id).ToListAsync(cancellationToken);
        members.RemoveAll(id => filtre.Commerciaux.Count > 0 && !filtre.Commerciaux.Contains(id));
        // Nobody's ventes, not everybody's: an id that no member has.
        return filtre with { Equipes = [], Commerciaux = members.Count > 0 ? members : [db.TenantId] };
    }
}
