using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Doublons;

/// <summary>Makes several entreprises one, with all that hangs on them. Refused when one of them changed since it was looked at.</summary>
public sealed class MergeEntreprises(UseCaseServices services, GardeOpposition garde) : UseCase<FusionRequest, FusionFaite>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<FusionFaite>> ExecuteAsync(AppDbContext db, Acteur acteur, FusionRequest request, CancellationToken cancellationToken) =>
        await garde.RefuseFusionAsync(db, Sujet.Entreprise, [.. request.Ids], [], cancellationToken) is { } refus ? refus
            : await new FusionEngine<Entreprise, EntrepriseSaisie>(FusionEntreprises.Instance, db, acteur, Clock.GetUtcNow()).MergeAsync(request, cancellationToken);
}
