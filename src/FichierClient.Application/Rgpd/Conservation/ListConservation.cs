using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>A rule as it stands, with its last run.</summary>
public sealed record RegleDetails(Guid Id, string Code, RegleSaisie Saisie, uint Version)
{
    public DateOnly Depuis { get; init; }

    /// <summary>The program erases persons by it.</summary>
    public bool EstExecutee { get; init; }

    /// <summary>The program carries it out by itself, each day.</summary>
    public bool EstProgrammee { get; init; }

    /// <summary>The day from which the program acts hasn't come.</summary>
    public bool EstEnAttente { get; init; }

    /// <summary>Somebody has to apply it by hand.</summary>
    public bool EstAppliquee { get; init; }
    public PurgeRow? Purge { get; init; }
    public PassageRow? Passage { get; init; }
}

/// <summary>When the program last purged by a rule, and how much.</summary>
public sealed record PurgeRow(DateTimeOffset FaiteLe, int Nombre);

/// <summary>A run in the list of them.</summary>
public sealed record PassageRow(Guid Id, string Code, StatutPassage Statut, DateTimeOffset CalculeLe)
{
    public string? Regle { get; init; }
    public uint Version { get; init; }
    public DateOnly Limite { get; init; }
    public int Nombre { get; init; }
    public int Geles { get; init; }
    public int Plafond { get; init; }
    public int Entrants { get; init; }
    public int Sortants { get; init; }
    public DateOnly? ExecutableLe { get; init; }
    public DateTimeOffset? ExecuteLe { get; init; }
    public int Effaces { get; init; }
    public int Epargnes { get; init; }
    public int Echecs { get; init; }

    /// <summary>Who is erased once it is carried out.</summary>
    public int Retenus => Math.Min(Nombre - Geles, Plafond);

    internal static PassageRow Of(PassageConservation p, string? regle) => new(p.Id, p.Code, p.Statut, p.CalculeLe)
    {
        Regle = regle,
        Version = p.Version,
        Limite = p.Limite,
        Nombre = p.Nombre,
        Geles = p.Geles,
        Plafond = p.Plafond,
        Entrants = p.Entrants,
        Sortants = p.Sortants,
        ExecutableLe = p.ExecutableLe,
        ExecuteLe = p.ExecuteLe,
        Effaces = p.Effaces,
        Epargnes = p.Epargnes,
        Echecs = p.Echecs,
    };
}

/// <summary>A hold and what it is on.</summary>
public sealed record GelRow(Guid Id, ObjetGele Objet, Guid ObjetId, string? Nom, MotifGel Motif, string Raison, DateTimeOffset PoseLe, string? PosePar, DateTimeOffset? LeveLe);

public sealed record ConservationDetails(IReadOnlyList<RegleDetails> Regles, IReadOnlyList<PassageRow> Passages, IReadOnlyList<GelRow> Gels);

/// <summary>The rules with their runs, past runs, and holds.</summary>
public sealed class ListConservation(UseCaseServices services) : UseCase<NoRequest, ConservationDetails>(services)
{
    private const int Shown = 30;

    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<ConservationDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null).ToListAsync(cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        var names = regles.ToDictionary(r => r.Code, r => r.Nom);
        var passages = await db.PassagesConservation.AsNoTracking().Where(p => p.Statut != StatutPassage.Remplace).OrderByDescending(p => p.CalculeLe).Take(Shown).ToListAsync(cancellationToken);
        var rows = passages.ConvertAll(p => PassageRow.Of(p, names.GetValueOrDefault(p.Code)));
        var purges = (await db.PurgesProgrammees.AsNoTracking().OrderByDescending(p => p.FaiteLe).Take(Shown).ToListAsync(cancellationToken)).DistinctBy(p => p.Code).ToDictionary(p => p.Code, p => new PurgeRow(p.FaiteLe, p.Nombre));
        return new ConservationDetails(
            [.. regles.OrderByDescending(r => r.EstExecutee).ThenByDescending(r => r.EstAppliquee).ThenBy(r => r.Nom, StringComparer.CurrentCulture)
                .Select(r => Of(r, rows.Find(p => p.Code == r.Code && p.Statut is StatutPassage.Calcule or StatutPassage.Approuve)) with { EstEnAttente = r.AgitDes > today, Purge = purges.GetValueOrDefault(r.Code) })],
            [.. rows.Where(p => p.Statut is StatutPassage.Execute or StatutPassage.Abandonne)],
            await GelsAsync(db, cancellationToken));
    }

    private static RegleDetails Of(RegleConservation r, PassageRow? passage) => new(r.Id, r.Code, new RegleSaisie
    {
        Nom = r.Nom,
        Population = r.Population,
        Evenement = r.Evenement,
        DureeMois = r.DureeMois,
        Phase = r.Phase,
        Action = r.Action,
        PreavisJours = r.PreavisJours,
        Plafond = r.Plafond,
        Active = r.Active,
        Source = r.Source,
        AgitDes = r.AgitDes,
    }, r.Version)
    { Depuis = r.Depuis, EstExecutee = r.EstExecutee, EstProgrammee = r.EstProgrammee, EstAppliquee = r.EstAppliquee, Passage = passage };

    private static Task<List<GelRow>> GelsAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        // What is on hold may lie in the trash.
        string[] trash = [AppDbContext.CorbeilleFilter];
        return db.Gels.AsNoTracking().OrderBy(g => g.LeveLe != null).ThenByDescending(g => g.PoseLe).Select(g => new GelRow(g.Id, g.Objet, g.ObjetId,
            g.Objet == ObjetGele.Entreprise
                ? db.Entreprises.IgnoreQueryFilters(trash).Where(e => e.TenantId == g.TenantId && e.Id == g.ObjetId).Select(e => e.RaisonSociale).FirstOrDefault()
                : g.Objet == ObjetGele.Vente
                ? db.Ventes.IgnoreQueryFilters(trash).Where(v => v.TenantId == g.TenantId && v.Id == g.ObjetId).Select(v => v.Numero).FirstOrDefault()
                : db.Violations.Where(v => v.TenantId == g.TenantId && v.Id == g.ObjetId).Select(v => v.Reference).FirstOrDefault(),
            g.Motif, g.Raison, g.PoseLe, db.Membres.Where(m => m.TenantId == g.TenantId && m.Id == g.PoseParId).Select(m => m.Nom).FirstOrDefault(), g.LeveLe)).ToListAsync(cancellationToken);
    }
}
