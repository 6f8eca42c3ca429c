using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Limitations;

/// <param name="Id">The request.</param>
/// <param name="Version">As it was read.</param>
/// <param name="PersonneId">The record's line in the request.</param>
/// <param name="Exempter">True: the running contract goes on; false: no more.</param>
/// <param name="Raison">Which contract, and why.</param>
public sealed record ExemptContratRequest(Guid Id, uint Version, Guid PersonneId, bool Exempter, string? Raison);

public sealed class ExemptContratValidator : AbstractValidator<ExemptContratRequest>
{
    public ExemptContratValidator() => RuleFor(e => e.Raison).NotEmpty().WithMessage(_ => Texts.Get("Limitation_raison")).MaximumLength(CreateDemandeValidator.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", CreateDemandeValidator.LongueurMaximale));
}

/// <summary>
/// The DPO lets a running contract go on under a restriction (RGPD art. 18(2): for the contract's sake, with the person's consent or for a claim): whoever carries it out reads the
/// record again; it is still neither changed nor exported, and nobody prospects with it. Recorded with its reason.
/// </summary>
public sealed class ExemptContrat(UseCaseServices services) : UseCase<ExemptContratRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ExemptContratRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        if (found.Value.Personnes.FirstOrDefault(p => p.Id == request.PersonneId) is not { } personne) return Refus.Introuvable();
        var now = Clock.GetUtcNow();
        if (await Limitations.FichesAsync(db, [personne], cancellationToken) is not [var fiche]) return Refus.Introuvable();
        if (request.Exempter) fiche.ExemptContrat(now);
        else fiche.EndExemption();
        found.Value.Log(request.Exempter ? TypeEtape.ContratExempte : TypeEtape.ContratRestreint, acteur.MembreId, now, request.Raison!.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
