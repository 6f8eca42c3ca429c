using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Sources;

/// <summary>An origin of data, with what the DPO knows of it.</summary>
public sealed record SourceRow(Guid Id, string Nom, Partie Partie, NatureSource? Nature, FicheSource Fiche, bool EstIncomplete)
{
    /// <summary>Records that have it among their sources.</summary>
    public int Fiches { get; init; }

    /// <summary>Files that named it.</summary>
    public int Imports { get; init; }

    /// <summary>When it was named last; null: by no record.</summary>
    public DateTimeOffset? DernierLe { get; init; }

    /// <summary>When somebody changed it last.</summary>
    public DateTimeOffset? ModifieLe { get; init; }
}

/// <summary>All sources, those that are incomplete first.</summary>
public sealed class ListSources(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<SourceRow>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<SourceRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var sources = await db.Sources.AsNoTracking().ToListAsync(cancellationToken);
        var records = await db.Provenances.Where(p => p.SourceId != null).GroupBy(p => p.SourceId).Select(g => new { g.Key, Fiches = g.Select(p => p.SujetId).Distinct().Count(), Le = g.Max(p => p.ConstateLe) }).ToDictionaryAsync(g => g.Key!.Value, cancellationToken);
        var imports = await db.Imports.Where(i => i.SourceId != null).GroupBy(i => i.SourceId).Select(g => new { g.Key, Nombre = g.Count() }).ToDictionaryAsync(g => g.Key!.Value, g => g.Nombre, cancellationToken);
        return Outcome.Of<IReadOnlyList<SourceRow>>([.. sources.OrderByDescending(s => s.EstIncomplete).ThenBy(s => s.Nom, StringComparer.CurrentCulture).Select(s =>
            new SourceRow(s.Id, s.Nom, s.Partie, s.Nature, new FicheSource(s.Contrat, s.PreuveCollecte, s.PhraseMention, s.ChampsFournis), s.EstIncomplete)
            {
                Fiches = records.GetValueOrDefault(s.Id)?.Fiches ?? 0,
                Imports = imports.GetValueOrDefault(s.Id),
                DernierLe = records.GetValueOrDefault(s.Id)?.Le,
                ModifieLe = s.ModifieLe,
            })]);
    }
}

/// <summary>Names of sources, for whoever names one: the same origin is one row only under the same name.</summary>
public sealed class NamesOfSources(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<SourceConnue>>(services)
{
    /// <summary>Of the latest: a list to choose from is short.</summary>
    private const int Most = 200;

    protected override Permission Permission => Permission.ContactsEdit;

    protected override async Task<Outcome<IReadOnlyList<SourceConnue>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<SourceConnue>>(await Known(db, acteur).AsNoTracking().OrderByDescending(s => s.CreeLe).ThenBy(s => s.Id).Take(Most)
            .Select(s => new SourceConnue(s.Nom, s.Partie, s.Contrat != null || s.PreuveCollecte != null)).ToListAsync(cancellationToken));

    /// <summary>A name may tell of somebody (« Carte de visite de M. X »): whoever sees a part of the file is proposed the sources of that part.</summary>
    private static IQueryable<Source> Known(AppDbContext db, Acteur acteur)
    {
        if (acteur.SeesAll) return db.Sources;
        var (contacts, entreprises) = (db.Contacts.VisibleTo(acteur, db).Select(c => c.Id), db.Entreprises.VisibleTo(acteur).Select(e => e.Id));
        return db.Sources.Where(s => db.Provenances.Any(p => p.SourceId == s.Id && (contacts.Contains(p.SujetId) || entreprises.Contains(p.SujetId))));
    }
}

/// <param name="Nom">The exact name.</param>
/// <param name="Partie">Who it is.</param>
/// <param name="EstProuvee">A contract or a proof is known.</param>
public sealed record SourceConnue(string Nom, Partie Partie, bool EstProuvee);
