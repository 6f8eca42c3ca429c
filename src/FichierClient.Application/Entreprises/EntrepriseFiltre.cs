using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Figures;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>What a list of entreprises is limited to; the same for list, count and bulk changes. Amounts HT, days and ends included.</summary>
public sealed record EntrepriseFiltre
{
    private static readonly EntrepriseFiltre Aucun = new();

    /// <summary>All entreprises.</summary>
    internal bool EstVide => Statuts.Count + Responsables.Count + Equipes.Count + Canaux.Count + Etiquettes.Count + Departements.Count == 0
        && this with { Statuts = [], Responsables = [], Equipes = [], Canaux = [], Etiquettes = [], Departements = [] } == Aucun;

    /// <summary>Words of the name, the commercial name or a number, each anywhere in them; below three letters, the beginning.</summary>
    public string? Nom { get; init; }

    /// <summary>Beginning of the town, without accents.</summary>
    public string? Ville { get; init; }
    public IReadOnlyList<StatutEntreprise> Statuts { get; init; } = [];
    public IReadOnlyList<Guid> Responsables { get; init; } = [];

    /// <summary>Also, or only, those without a responsable.</summary>
    public bool SansResponsable { get; init; }

    /// <summary>Teams of the responsable.</summary>
    public IReadOnlyList<Guid> Equipes { get; init; } = [];
    public IReadOnlyList<Guid> Canaux { get; init; } = [];

    /// <summary>Also, or only, those without a canal.</summary>
    public bool SansCanal { get; init; }
    public IReadOnlyList<Guid> Etiquettes { get; init; } = [];
    public IReadOnlyList<string> Departements { get; init; } = [];

    /// <summary>Beginning of the NAF code, with or without its point, or words of the activity's name.</summary>
    public string? Activite { get; init; }

    /// <summary>Beginning of the code postal of the billing address.</summary>
    public string? CodePostal { get; init; }

    /// <summary>Expected yearly amount.</summary>
    public decimal? PotentielMin { get; init; }
    public decimal? PotentielMax { get; init; }

    /// <summary>Had an exchange, the last one before this instant.</summary>
    public DateTimeOffset? EchangeAvant { get; init; }

    /// <summary>Also, or only, those without any exchange.</summary>
    public bool SansEchange { get; init; }
    public decimal? Ca12Min { get; init; }
    public decimal? Ca12Max { get; init; }

    /// <summary>Day of the first facture.</summary>
    public DateOnly? PremiereVenteMin { get; init; }
    public DateOnly? PremiereVenteMax { get; init; }
    public DateOnly? DerniereVenteMin { get; init; }
    public DateOnly? DerniereVenteMax { get; init; }

    /// <summary>Silent for more than twice its usual gap (product.md).</summary>
    public bool Ralentit { get; init; }

    /// <summary>No facture in 12 months, had one before.</summary>
    public bool Perdu { get; init; }

    /// <summary>Made or changed by this import.</summary>
    public Guid? Import { get; init; }

    /// <summary>What is in the trash, instead of what isn't.</summary>
    public bool Supprimees { get; init; }
}

/// <summary>An entreprise beside its figures.</summary>
internal sealed class EntrepriseChiffree
{
    public required Entreprise Entreprise { get; init; }
    public required EntrepriseStats Stats { get; init; }
}

internal static class EntrepriseFiltrage
{

    /// <summary>The entreprises that the member sees and the filter lets through, with their figures of today.</summary>
    public static IQueryable<EntrepriseChiffree> EntreprisesOf(this AppDbContext db, EntrepriseFiltre filtre, Acteur acteur, DateOnly today)
    {
        // The trash is what is asked for; merged records lie in it too, and are answered for by their survivor.
        var entreprises = filtre.Supprimees
            ? db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(e => e.SupprimeLe != null && e.SurvivantId == null)
            : db.Entreprises;
        entreprises = entreprises.AsNoTracking().VisibleTo(acteur).WhereNom(filtre.Nom, db).WhereIdentite(filtre).WhereActivite(filtre.Activite, db);
        if (filtre.Equipes is { Count: > 0 } equipes)
            entreprises = entreprises.Where(e => db.Membres.Any(m => m.TenantId == e.TenantId && m.Id == e.ResponsableId && equipes.Contains(m.EquipeId!.Value)));
        if (filtre.Import is { } import)
            entreprises = entreprises.Where(e => db.Provenances.Any(p => p.TenantId == e.TenantId && p.SujetId == e.Id && p.ImportId == import && p.Sujet == Sujet.Entreprise));
        entreprises = entreprises.WhereEchange(filtre, db);
        // An explicit join: a navigation would be a left join, which reads every row of both tables.
        IQueryable<EntrepriseStats> stats = db.EntrepriseStats;
        if (filtre.Ralentit) stats = stats.Where(Definitions.Ralentit(today));
        // Said twice: the second time in the words of the partial index that holds the lost ones by their weight.
        if (filtre.Perdu) stats = stats.Where(Definitions.Perdu(today)).Where(s => s.NbFactures12m == 0);
        var chiffrees = entreprises.Join(stats, e => e.Id, s => s.Id, (e, s) => new EntrepriseChiffree { Entreprise = e, Stats = s });
        return chiffrees.WhereChiffres(filtre);
    }

    private static IQueryable<Entreprise> WhereIdentite(this IQueryable<Entreprise> entreprises, EntrepriseFiltre filtre)
    {
        if (TexteNormalise.Of(filtre.Ville) is { Length: > 0 } ville)
            entreprises = entreprises.Where(e => e.Ville.CompareTo(ville) >= 0 && e.Ville.CompareTo(ville + SqlText.Highest) < 0);
        if (filtre.SansResponsable) entreprises = entreprises.Where(e => e.ResponsableId == null || filtre.Responsables.Contains(e.ResponsableId.Value));
        else if (filtre.Responsables.Count > 0) entreprises = entreprises.Where(e => filtre.Responsables.Contains(e.ResponsableId!.Value));
        if (filtre.SansCanal) entreprises = entreprises.Where(e => e.CanalId == null || filtre.Canaux.Contains(e.CanalId.Value));
        else if (filtre.Canaux.Count > 0) entreprises = entreprises.Where(e => filtre.Canaux.Contains(e.CanalId!.Value));
        if (filtre.Departements.Count > 0) entreprises = entreprises.Where(e => filtre.Departements.Contains(e.Departement!));
        if (filtre.CodePostal?.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } code)
            entreprises = entreprises.Where(e => SqlFunctions.StartsWith(e.Facturation.CodePostal, code));
        if (filtre.PotentielMin is { } min && Centimes(min) is var low) entreprises = entreprises.Where(e => EF.Property<long?>(e, EntrepriseConfiguration.PotentielCentimes) >= low);
        if (filtre.PotentielMax is { } max && Centimes(max) is var high) entreprises = entreprises.Where(e => EF.Property<long?>(e, EntrepriseConfiguration.PotentielCentimes) <= high);
        if (filtre.Etiquettes.Count > 0) entreprises = entreprises.Where(e => e.Etiquettes.Any(t => filtre.Etiquettes.Contains(t.EtiquetteId)));
        return entreprises;
    }

    private static IQueryable<Entreprise> WhereEchange(this IQueryable<Entreprise> entreprises, EntrepriseFiltre filtre, AppDbContext db)
    {
        var echanges = db.Evenements.LesEchanges();
        return (filtre.EchangeAvant, filtre.SansEchange) switch
        {
            ({ } avant, true) => entreprises.Where(e => !echanges.Any(x => x.TenantId == e.TenantId && x.EntrepriseId == e.Id && x.SurvenuLe >= avant)),
            ({ } avant, false) => entreprises.Where(e => echanges.Any(x => x.TenantId == e.TenantId && x.EntrepriseId == e.Id)
                && !echanges.Any(x => x.TenantId == e.TenantId && x.EntrepriseId == e.Id && x.SurvenuLe >= avant)),
            (null, true) => entreprises.Where(e => !echanges.Any(x => x.TenantId == e.TenantId && x.EntrepriseId == e.Id)),
            _ => entreprises,
        };
    }

    /// <summary>Beyond what the column can hold, its ends.</summary>
    private static long Centimes(decimal amount) => (long)(Math.Clamp(amount, -1e15m, 1e15m) * 100);

    private static IQueryable<EntrepriseChiffree> WhereChiffres(this IQueryable<EntrepriseChiffree> rows, EntrepriseFiltre filtre)
    {
        if (filtre.Ca12Min is { } min && Centimes(min) is var low) rows = rows.Where(r => r.Stats.Ca12m >= low);
        if (filtre.Ca12Max is { } max && Centimes(max) is var high) rows = rows.Where(r => r.Stats.Ca12m <= high);
        if (filtre.PremiereVenteMin is { } since) rows = rows.Where(r => r.Stats.PremiereVente >= since);
        if (filtre.PremiereVenteMax is { } until) rows = rows.Where(r => r.Stats.PremiereVente <= until && r.Stats.PremiereVente > EntrepriseStats.Jamais);
        if (filtre.DerniereVenteMin is { } from) rows = rows.Where(r => r.Stats.DerniereVente >= from);
        if (filtre.DerniereVenteMax is { } to) rows = rows.Where(r => r.Stats.DerniereVente <= to && r.Stats.DerniereVente > EntrepriseStats.Jamais);
        if (filtre.Statuts.Count > 0)
        {
            var client = filtre.Statuts.Contains(StatutEntreprise.Client);
            var prospect = filtre.Statuts.Contains(StatutEntreprise.Prospect);
            var ancien = filtre.Statuts.Contains(StatutEntreprise.AncienClient);
            rows = rows.Where(r => r.Entreprise.StatutManuel != null
                ? filtre.Statuts.Contains(r.Entreprise.StatutManuel.Value)
                : (client && r.Stats.NbFactures12m > 0) || (prospect && r.Stats.NbFactures == 0) || (ancien && r.Stats.NbFactures12m == 0 && r.Stats.NbFactures > 0));
        }

        return rows;
    }
}
