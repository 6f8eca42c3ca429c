using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Rgpd.Limitations;

/// <param name="Id">The request.</param>
/// <param name="Version">As it was read.</param>
/// <param name="PersonneInformee">The person was told that the restriction ends (art. 18(3)).</param>
public sealed record LiftLimitationRequest(Guid Id, uint Version, bool PersonneInformee);

/// <summary>Ends the restriction of a request's records, once the person was told.</summary>
public sealed class LiftLimitation(UseCaseServices services, JournalLimitations limitations) : UseCase<LiftLimitationRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, LiftLimitationRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        if (!request.PersonneInformee) return Refus.Regle(Texts.Get("Limitation_personne_informee"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rendues = new List<FicheFusionnable>();
        foreach (var personne in found.Value.Personnes) rendues.AddRange(await db.LiftAsync(found.Value, personne, acteur.MembreId, Clock.GetUtcNow(), cancellationToken));
        await limitations.SaveAsync(db, found.Value, rendues, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
