using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Limitations;

/// <param name="Id">The request.</param>
/// <param name="Version">As it was read.</param>
/// <param name="PersonneInformee">The person was told that the restriction ends (art. 18(3)).</param>
/// <param name="Moyen">How and when she was told: it stands in the journal.</param>
public sealed record LiftLimitationRequest(Guid Id, uint Version, bool PersonneInformee, string? Moyen = null);

public sealed class LiftLimitationValidator : AbstractValidator<LiftLimitationRequest>
{
    public LiftLimitationValidator() => RuleFor(l => l.Moyen).MaximumLength(CreateDemandeValidator.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", CreateDemandeValidator.LongueurMaximale));
}

/// <summary>Ends the restriction of a request's records, once the person was told; how she was is written down before anything is lifted.</summary>
public sealed class LiftLimitation(UseCaseServices services, JournalLimitations limitations) : UseCase<LiftLimitationRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, LiftLimitationRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        if (!request.PersonneInformee) return Refus.Regle(Texts.Get("Limitation_personne_informee"));
        if (string.IsNullOrWhiteSpace(request.Moyen)) return Refus.Regle(Texts.Get("Limitation_moyen"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        found.Value.Log(TypeEtape.LimitationAnnoncee, acteur.MembreId, Clock.GetUtcNow(), request.Moyen.Trim());
        var rendues = new List<FicheFusionnable>();
        foreach (var personne in found.Value.Personnes) rendues.AddRange(await db.LiftAsync(found.Value, personne, acteur.MembreId, Clock.GetUtcNow(), cancellationToken));
        await limitations.SaveAsync(db, found.Value, rendues, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
