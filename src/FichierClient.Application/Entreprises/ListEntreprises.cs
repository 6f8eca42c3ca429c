using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <param name="Filtre">What the list is limited to.</param>
/// <param name="Page">Sorted by one of the constants of <see cref="ListEntreprises"/>.</param>
public sealed record ListEntreprisesRequest(EntrepriseFiltre Filtre, PageRequest Page);

/// <summary>An entreprise in a list. Amounts in centimes HT.</summary>
public sealed record EntrepriseRow(Guid Id, string Nom, string Recherche)
{
    public string? NomCommercial { get; init; }
    public string? Ville { get; init; }
    public string? Siren { get; init; }
    public StatutEntreprise Statut { get; init; }
    public DateOnly? CesseeLe { get; init; }

    /// <summary>What the list is sorted by with <see cref="ListEntreprises.ParVille"/>.</summary>
    internal string VilleNormalisee { get; init; } = "";

    /// <summary>What the list is sorted by with <see cref="ListEntreprises.ParEvolution"/>.</summary>
    internal long EvolutionTri { get; init; }
    public Guid? ResponsableId { get; init; }
    public string? Responsable { get; init; }
    internal Guid? CanalId { get; init; }
    public string? Canal { get; init; }
    public string? CodeNaf { get; init; }

    /// <summary>Where the name of its activity stands.</summary>
    internal ListeInsee ListeNaf { get; init; }

    /// <summary>The activity by INSEE's name, where the organisation loaded the list.</summary>
    public string? LibelleNaf { get; init; }
    public string? Email { get; init; }

    /// <summary>The first one.</summary>
    public TelephoneRow? Telephone { get; init; }
    public decimal? Potentiel { get; init; }

    /// <summary>INSEE's code.</summary>
    public string? Departement { get; init; }

    /// <summary>The last one that the reader may see.</summary>
    public DernierEchange? DernierEchange { get; init; }
    public IReadOnlyList<string> Etiquettes { get; init; } = [];
    public long Ca12m { get; init; }
    public long Ca12mPrecedents { get; init; }

    /// <summary>Null: no facture yet.</summary>
    public DateOnly? DerniereVente { get; init; }
    public DateTimeOffset? SupprimeLe { get; init; }

    /// <summary>CA of the last twelve calendar months, the current one last.</summary>
    public IReadOnlyList<decimal> Mois { get; init; } = [];

    /// <summary>As they are kept, with the last of them: <see cref="Mois"/> comes of it.</summary>
    internal long[] MoisGardes { get; init; } = [];
    internal int DernierMois { get; init; }
}

/// <param name="Page">The rows.</param>
/// <param name="Today">The day for which the figures are true.</param>
public sealed record EntrepriseList(Page<EntrepriseRow> Page, DateOnly Today);

/// <summary>A page of entreprises with their figures.</summary>
public sealed class ListEntreprises(UseCaseServices services, FiguresClock figures) : UseCase<ListEntreprisesRequest, EntrepriseList>(services)
{
    public const string ParNom = "nom", ParVille = "ville", ParCa = "ca12", ParDerniereVente = "vente",
        ParEvolution = "evolution", ParCommercial = "commercial", ParStatut = "statut";

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<EntrepriseList>> ExecuteAsync(AppDbContext db, Acteur acteur, ListEntreprisesRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var rows = await db.EntreprisesOf(request.Filtre, acteur, today).Turn(request.Page, db).Take(request.Page.Size + 1)
            .ToRows().PreparedIf(request.Filtre.EstVide && acteur.SeesAll).ToListAsync(cancellationToken);
        var complete = await EntrepriseBeside.CompleteAsync(db, rows, acteur, today, cancellationToken);
        return new EntrepriseList(Page.Of([.. complete], request.Page, row => (KeyOf(row, request.Page.Sort), row.Id)), today);
    }

    private static string KeyOf(EntrepriseRow row, string sort) => sort switch
    {
        ParVille => row.VilleNormalisee,
        ParCa => row.Ca12m.ToString(CultureInfo.InvariantCulture),
        ParDerniereVente => (row.DerniereVente ?? EntrepriseStats.Jamais).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ParEvolution => row.EvolutionTri.ToString(CultureInfo.InvariantCulture),
        ParCommercial => EntrepriseTurning.CleOf(row.Responsable ?? "", row.Recherche),
        ParStatut => EntrepriseTurning.CleOf(row.Statut.ToString(), row.Recherche),
        _ => row.Recherche,
    };
}
