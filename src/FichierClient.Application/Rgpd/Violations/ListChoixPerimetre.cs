using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

public sealed record MembreChoisi(Guid Id, string Nom);

public sealed record ExportChoisi(Guid Id, ListeExport Liste, string? Membre, DateTimeOffset CreeLe, long Enregistrements);

/// <summary>What the scope of a breach can be about: members, those who left too, and the last exports.</summary>
public sealed record ChoixPerimetre(IReadOnlyList<MembreChoisi> Membres, IReadOnlyList<ExportChoisi> Exports);

/// <summary>Reads what a scope can be calculated of.</summary>
public sealed class ListChoixPerimetre(UseCaseServices services) : UseCase<NoRequest, ChoixPerimetre>(services)
{
    private const int Shown = 200;

    protected override Permission Permission => Permission.ViolationsManage;

    protected override async Task<Outcome<ChoixPerimetre>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var exports = db.Exports.AsNoTracking().Where(e => e.Enregistrements != null).OrderByDescending(e => e.CreeLe).Take(Shown);
        return new ChoixPerimetre(
            await db.Membres.AsNoTracking().OrderBy(m => m.Nom).Select(m => new MembreChoisi(m.Id, m.Nom)).ToListAsync(cancellationToken),
            await exports.Select(e => new ExportChoisi(e.Id, e.Liste, db.Membres.Where(m => m.Id == e.MembreId).Select(m => m.Nom).FirstOrDefault(), e.CreeLe, e.Enregistrements!.Value)).ToListAsync(cancellationToken));
    }
}
