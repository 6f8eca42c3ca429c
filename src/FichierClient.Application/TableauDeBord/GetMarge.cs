using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <param name="Filtre">The dashboard's own.</param>
public sealed record MargeRequest(TableauFiltre Filtre);

/// <summary>
/// Margin of a period, over the lines whose cost is known, factures minus avoirs, in the organisation's currency
/// (product.md: marge, when costs are known).
/// </summary>
/// <param name="Marge">CA of those lines less their costs, each rounded to the cent; null when no cost is known.</param>
/// <param name="CaConnu">CA HT of those lines.</param>
/// <param name="Ca">CA HT of all lines.</param>
public sealed record MargeDetails(decimal? Marge, decimal CaConnu, decimal Ca)
{
    /// <summary>Margin on the CA whose cost is known; null without any.</summary>
    public decimal? Taux => CaConnu > 0 ? Marge / CaConnu : null;

    /// <summary>Which part of the CA this tells of; null without CA.</summary>
    public decimal? Part => Ca > 0 ? CaConnu / Ca : null;

    /// <summary>The same of the period before; null when the dashboard compares with none.</summary>
    public MargeDetails? Avant { get; init; }
}

/// <summary>
/// Reads the margin from the lines of the ventes that count: no stored sum knows costs, so it takes as long as the period has
/// lines and is a question of its own beside <see cref="GetTableauDeBord"/>.
/// </summary>
public sealed class GetMarge(UseCaseServices services, FiguresClock figures) : UseCase<MargeRequest, MargeDetails>(services)
{
    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<MargeDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, MargeRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        var periode = await db.PeriodeAsync(request.Filtre, today, cancellationToken);
        var ledger = new LedgerFigures(db, acteur, await db.WithMembersAsync(request.Filtre, cancellationToken));
        var now = await ReadAsync(db, ledger, periode.Plage, cancellationToken);
        return periode.Precedente is { } before ? now with { Avant = await ReadAsync(db, ledger, before, cancellationToken) } : now;
    }

    private static async Task<MargeDetails> ReadAsync(AppDbContext db, LedgerFigures ledger, Plage plage, CancellationToken cancellationToken)
    {
        var lines = await (
            from v in ledger.Ventes(plage)
            join l in db.Set<LigneVente>() on new { v.TenantId, v.Id } equals new { l.TenantId, Id = l.VenteId }
            group new { l.Montant, Cout = (v.Type == TypeVente.Avoir ? -1 : 1) * Math.Round(l.Quantite * l.CoutUnitaire!.Value, 2) } by l.CoutUnitaire != null into g
            select new { Connu = g.Key, Montant = g.Sum(l => l.Montant), Cout = g.Sum(l => l.Cout) }).ToListAsync(cancellationToken);
        var known = lines.Find(l => l.Connu);
        return new MargeDetails(known is null ? null : known.Montant - known.Cout, known?.Montant ?? 0, lines.Sum(l => l.Montant));
    }
}
