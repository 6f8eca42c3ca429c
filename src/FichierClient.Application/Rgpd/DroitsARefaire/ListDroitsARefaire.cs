using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.DroitsARefaire;

/// <param name="Id">The line.</param>
/// <param name="Droit">What had been granted.</param>
/// <param name="DecideLe">When.</param>
/// <param name="Sujet">The kind of record; null: none was linked.</param>
/// <param name="FicheId">The record, if this database has it.</param>
/// <param name="Fiche">Its name; null: this database doesn't have it.</param>
/// <param name="DemandeId">The request, if this database has it.</param>
/// <param name="Demande">Its reference.</param>
public sealed record DroitARefaireRow(Guid Id, DroitDemande Droit, DateTimeOffset DecideLe, Sujet? Sujet, Guid? FicheId, string? Fiche, Guid? DemandeId, string? Demande);

/// <summary>What a restore has lost and a person must do again (RGPD art. 16 and 7(3)), oldest first.</summary>
public sealed class ListDroitsARefaire(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<DroitARefaireRow>>(services)
{
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<DroitARefaireRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var open = await db.DroitsARefaire.AsNoTracking().Where(d => d.FaitLe == null).OrderBy(d => d.DecideLe).ThenBy(d => d.JournalSeq).ToListAsync(cancellationToken);
        if (open.Count == 0) return Outcome.Of<IReadOnlyList<DroitARefaireRow>>([]);
        var (fiches, demandes) = (open.Select(d => d.SujetId).ToList(), open.Select(d => d.DemandeId).ToList());
        // Who asked stands in the list even with a record in the trash: the right is on what is held.
        var contacts = await db.Contacts.AsNoTracking().IgnoreQueryFilters(Trash).Where(c => fiches.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.NomComplet, cancellationToken);
        var entreprises = await db.Entreprises.AsNoTracking().IgnoreQueryFilters(Trash).Where(e => fiches.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.RaisonSociale, cancellationToken);
        var references = await db.Demandes.Where(d => demandes.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Reference, cancellationToken);
        return Outcome.Of<IReadOnlyList<DroitARefaireRow>>(open.ConvertAll(d =>
        {
            var nom = d.SujetId is { } id ? contacts.GetValueOrDefault(id) ?? entreprises.GetValueOrDefault(id) : null;
            var reference = references.GetValueOrDefault(d.DemandeId);
            return new DroitARefaireRow(d.Id, d.Droit, d.DecideLe, d.Sujet, nom is null ? null : d.SujetId, nom, reference is null ? null : d.DemandeId, reference);
        }));
    }
}

/// <summary>Says that it was done again.</summary>
public sealed class FinishDroitARefaire(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (await db.DroitsARefaire.SingleOrDefaultAsync(d => d.Id == request, cancellationToken) is not { } found) return Refus.Introuvable();
        found.Finish(acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
