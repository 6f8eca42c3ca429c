using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <param name="Id">The entreprise.</param>
/// <param name="Lue">Its state when the form was opened.</param>
/// <param name="Saisie">Everything as it must be now.</param>
public sealed record UpdateEntrepriseRequest(Guid Id, VersionLue Lue, EntrepriseSaisie Saisie);

public sealed class UpdateEntrepriseValidator : AbstractValidator<UpdateEntrepriseRequest>
{
    public UpdateEntrepriseValidator() => RuleFor(r => r.Saisie).SetValidator(new EntrepriseSaisieValidator());
}

/// <summary>Saves an edited entreprise; a conflict when somebody else saved since it was read.</summary>
public sealed class UpdateEntreprise(UseCaseServices services, GardeOpposition garde) : UseCase<UpdateEntrepriseRequest, Done>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, UpdateEntrepriseRequest request, CancellationToken cancellationToken)
    {
        var entreprise = await db.Entreprises.VisibleTo(acteur).Include(e => e.Telephones).Include(e => e.Etiquettes)
            .AsSplitQuery().SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken);
        if (entreprise is null) return await db.GoneAsync(db.Entreprises.VisibleTo(acteur), request.Id, cancellationToken);
        if (await db.RefuseLimiteeAsync(acteur, Sujet.Entreprise, entreprise, cancellationToken) is { } limitee) return limitee;
        if (await db.ConflictAsync(entreprise, request.Lue, cancellationToken) is { } conflict) return conflict;
        if (await db.RefuseMaisonMereAsync(acteur, request.Saisie, entreprise.MaisonMereId, cancellationToken) is { } refus) return refus;
        if (request.Saisie.RefuseTelephones(entreprise, $"{nameof(request.Saisie)}.") is { } numero) return numero;
        var known = IdentifiantPersonne.Of([entreprise.Email], entreprise.Telephones.Select(t => t.Saisie));
        await garde.AdmitAsync(db, [.. GardeOpposition.IdentifiantsOf(request.Saisie).Except(known)], estRevenue: false, $"{nameof(request.Saisie)}.{nameof(request.Saisie.Email)}", cancellationToken);
        await db.ApplyAsync(entreprise, request.Saisie, acteur, cancellationToken);
        db.NoteAnnuaire(entreprise, request.Saisie, acteur, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        // Said of this saving: the form that stays open says it again when it takes more over.
        request.Saisie.DepuisAnnuaire = false;
        return Done.Value;
    }
}
