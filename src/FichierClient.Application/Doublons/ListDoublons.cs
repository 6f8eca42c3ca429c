using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <param name="Sujet">Entreprises or contacts.</param>
/// <param name="FicheId">Only pairs of this record; null: all.</param>
/// <param name="Ecartes">Those that somebody said are two, instead of those that are open.</param>
/// <param name="Taille">Pairs at most.</param>
public sealed record ListDoublonsRequest(Sujet Sujet, Guid? FicheId = null, bool Ecartes = false, int Taille = 50);

/// <summary>One of a pair, with what tells it from the other.</summary>
public sealed record FicheDoublon(Guid Id, string Nom, string? Detail, DateTimeOffset CreeLe);

/// <summary>Two records that may be one.</summary>
public sealed record DoublonRow(Guid Id, FicheDoublon Premier, FicheDoublon Second, MotifsDoublon Motifs, int Certitude);

/// <param name="Rows">The surest first.</param>
/// <param name="Total">How many there are.</param>
/// <param name="CherchesLe">When the last search ended; null: never.</param>
/// <param name="EnCours">A search is running.</param>
public sealed record DoublonsTrouves(IReadOnlyList<DoublonRow> Rows, int Total, DateTimeOffset? CherchesLe, bool EnCours);

/// <summary>Likely duplicates of which the member sees both records.</summary>
public sealed class ListDoublons(UseCaseServices services) : UseCase<ListDoublonsRequest, DoublonsTrouves>(services)
{
    private const int Maximum = 500;

    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<DoublonsTrouves>> ExecuteAsync(AppDbContext db, Acteur acteur, ListDoublonsRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var pairs = db.Doublons.AsNoTracking().Where(d => d.Sujet == request.Sujet && (d.EcarteLe != null) == request.Ecartes);
        if (request.FicheId is { } fiche) pairs = pairs.Where(d => d.PremierId == fiche || d.SecondId == fiche);
        var rows = request.Sujet == Sujet.Contact ? Contacts(db, acteur, pairs) : Entreprises(db, acteur, pairs);
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.Take(Math.Min(request.Taille, Maximum)).ToListAsync(cancellationToken);
        var jobs = db.Jobs.AsNoTracking().Where(j => j.Kind == RechercheDoublons.Name);
        return new DoublonsTrouves(page, total,
            await jobs.Where(j => j.Status == Jobs.JobStatus.Succeeded).MaxAsync(j => j.FinishedAt, cancellationToken),
            await jobs.AnyAsync(j => j.Status == Jobs.JobStatus.Waiting || j.Status == Jobs.JobStatus.Running, cancellationToken));
    }

    /// <summary>In order: the surest first.</summary>
    private static IQueryable<DoublonRow> Entreprises(AppDbContext db, Acteur acteur, IQueryable<Doublon> pairs)
    {
        var visibles = db.Entreprises.AsNoTracking().VisibleTo(acteur);
        return pairs.Join(visibles, d => d.PremierId, e => e.Id, (d, a) => new { d, a }).Join(visibles, x => x.d.SecondId, e => e.Id, (x, b) => new { x.d, x.a, b })
            .OrderByDescending(x => x.d.Certitude).ThenBy(x => x.d.Id).Select(x => new DoublonRow(
            x.d.Id,
            new FicheDoublon(x.a.Id, x.a.RaisonSociale, Detail(x.a.Facturation.CodePostal, x.a.Facturation.Commune, x.a.Siren), x.a.CreeLe),
            new FicheDoublon(x.b.Id, x.b.RaisonSociale, Detail(x.b.Facturation.CodePostal, x.b.Facturation.Commune, x.b.Siren), x.b.CreeLe),
            x.d.Motifs, x.d.Certitude));
    }

    private static IQueryable<DoublonRow> Contacts(AppDbContext db, Acteur acteur, IQueryable<Doublon> pairs)
    {
        var visibles = db.Contacts.AsNoTracking().VisibleTo(acteur, db);
        var entreprises = db.Entreprises.AsNoTracking().VisibleTo(acteur);
        return pairs.Join(visibles, d => d.PremierId, c => c.Id, (d, a) => new { d, a }).Join(visibles, x => x.d.SecondId, c => c.Id, (x, b) => new { x.d, x.a, b })
            .OrderByDescending(x => x.d.Certitude).ThenBy(x => x.d.Id).Select(x => new DoublonRow(
            x.d.Id,
            new FicheDoublon(x.a.Id, x.a.NomComplet, x.a.Emails.Select(m => m.Adresse).FirstOrDefault()
                ?? entreprises.Where(e => x.a.Liens.Any(l => l.EntrepriseId == e.Id)).Select(e => e.RaisonSociale).FirstOrDefault(), x.a.CreeLe),
            new FicheDoublon(x.b.Id, x.b.NomComplet, x.b.Emails.Select(m => m.Adresse).FirstOrDefault()
                ?? entreprises.Where(e => x.b.Liens.Any(l => l.EntrepriseId == e.Id)).Select(e => e.RaisonSociale).FirstOrDefault(), x.b.CreeLe),
            x.d.Motifs, x.d.Certitude));
    }

    private static string Detail(string? codePostal, string? commune, string? siren) =>
        string.Join(" · ", new[] { $"{codePostal} {commune}".Trim(), siren is null ? null : Domain.Common.Siren.Format(siren) }.Where(p => !string.IsNullOrEmpty(p)));
}
