using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <param name="Id">The alert.</param>
/// <param name="Suite">What was done; null: it waits again.</param>
public sealed record TreatAlerteRequest(Guid Id, SuiteAlerte? Suite);

/// <summary>The DPO says what was done about an alert; that a wording of sale lines is justified, or no alert, about all of them. One text that was put right leaves the others as they are.</summary>
public sealed class TreatAlerte(UseCaseServices services) : UseCase<TreatAlerteRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, TreatAlerteRequest request, CancellationToken cancellationToken)
    {
        var alerte = await db.AlertesGarde.SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (alerte is null) return Refus.Introuvable();
        var (now, decided) = (Clock.GetUtcNow(), request.Suite ?? alerte.Suite);
        if (request.Suite is { } suite) alerte.Treat(suite, acteur.MembreId, now);
        else alerte.Reopen();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (alerte.Libelle.Length > 0 && decided != SuiteAlerte.Corrige)
        {
            var treated = request.Suite is not null;
            await db.AlertesGarde.Where(a => a.Libelle == alerte.Libelle && a.Categorie == alerte.Categorie && (a.TraiteLe == null) == treated && a.Suite != SuiteAlerte.Corrige)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.Suite, alerte.Suite).SetProperty(a => a.TraiteParId, alerte.TraiteParId).SetProperty(a => a.TraiteLe, alerte.TraiteLe), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
