using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

public sealed record GetPassageRequest(Guid Id);

/// <summary>A person in a run.</summary>
public sealed record PassageSujetRow(Sujet Sujet, Guid Id, string? Nom, string? Entreprise, DateOnly DernierActeLe, ActePersonne Acte, bool EstGele, bool EstAuDela);

/// <summary>A run with the persons in it, those who go first first.</summary>
public sealed record PassageDetails(PassageRow Passage, IReadOnlyList<PassageSujetRow> Sujets, Guid? ProcesVerbalId);

/// <summary>Reads a run.</summary>
public sealed class GetPassage(UseCaseServices services) : UseCase<GetPassageRequest, PassageDetails>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<PassageDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetPassageRequest request, CancellationToken cancellationToken)
    {
        if (await db.PassagesConservation.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } passage) return Refus.Introuvable();
        var regle = await db.ReglesConservation.AsNoTracking().Where(r => r.Id == passage.RegleId).Select(r => r.Nom).SingleAsync(cancellationToken);
        var minutes = await db.ProcesVerbaux.AsNoTracking().Where(v => v.PassageId == request.Id).OrderByDescending(v => v.FaitLe).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(cancellationToken);
        return new PassageDetails(PassageRow.Of(passage, regle), await SujetsAsync(db, passage, cancellationToken), minutes);
    }

    /// <summary>In the order in which they are erased; beyond the ceiling they wait for the next run.</summary>
    internal static async Task<IReadOnlyList<PassageSujetRow>> SujetsAsync(AppDbContext db, PassageConservation passage, CancellationToken cancellationToken)
    {
        // A person in the trash is kept too.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var (contacts, entreprises) = (db.Contacts.IgnoreQueryFilters(trash), db.Entreprises.IgnoreQueryFilters(trash));
        var rows = await db.PassageSujets.AsNoTracking().Where(s => s.PassageId == passage.Id).OrderBy(s => s.DernierActeLe).ThenBy(s => s.SujetId)
            .Select(s => new PassageSujetRow(s.Sujet, s.SujetId,
                s.Sujet == Sujet.Contact ? contacts.Where(c => c.TenantId == s.TenantId && c.Id == s.SujetId).Select(c => c.NomComplet).FirstOrDefault()
                    : entreprises.Where(e => e.TenantId == s.TenantId && e.Id == s.SujetId).Select(e => e.RaisonSociale).FirstOrDefault(),
                contacts.Where(c => c.TenantId == s.TenantId && c.Id == s.SujetId).SelectMany(c => c.Liens).OrderBy(l => l.Jusqua != null).ThenBy(l => l.Id)
                    .Join(db.Entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => e.RaisonSociale).FirstOrDefault(),
                s.DernierActeLe, s.Acte, s.EstGele, false)).ToListAsync(cancellationToken);
        var taken = 0;
        return rows.ConvertAll(r => r with { EstAuDela = !r.EstGele && ++taken > passage.Plafond });
    }
}
