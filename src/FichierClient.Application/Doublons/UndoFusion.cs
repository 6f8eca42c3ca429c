using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>
/// Undoes a merge within 30 days: the records stand for themselves again, what was moved goes back, the survivor's fields return. What was
/// changed or added since stays with the survivor: <see cref="GetFusion"/> lists it first.
/// </summary>
public sealed class UndoFusion(UseCaseServices services, GardeOpposition garde) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (await db.Fusions.SingleOrDefaultAsync(f => f.Id == request, cancellationToken) is not { } fusion) return Refus.Introuvable();
        if (await RefuseAsync(db, fusion, cancellationToken) is { } refus) return refus;
        return fusion.Sujet == Sujet.Entreprise
            ? await new FusionEngine<Entreprise, EntrepriseSaisie>(FusionEntreprises.Instance, db, acteur, Clock.GetUtcNow()).UndoAsync(fusion, cancellationToken)
            : await new FusionEngine<Contact, ContactSaisie>(FusionContacts.Instance, db, acteur, Clock.GetUtcNow()).UndoAsync(fusion, cancellationToken);
    }

    /// <summary>What the records had and would have again.</summary>
    private async Task<Refus?> RefuseAsync(AppDbContext db, Fusion fusion, CancellationToken cancellationToken)
    {
        if (fusion.Avant is null) return null;
        var ids = await db.FusionFiches.Where(f => f.FusionId == fusion.Id).Select(f => f.FicheId).ToListAsync(cancellationToken);
        var before = fusion.Sujet == Sujet.Contact
            ? GardeOpposition.IdentifiantsOf(GenreFusion<Contact, ContactSaisie>.Parse(fusion.Avant))
            : GardeOpposition.IdentifiantsOf(GenreFusion<Entreprise, EntrepriseSaisie>.Parse(fusion.Avant));
        return await garde.RefuseFusionAsync(db, fusion.Sujet, ids, before, cancellationToken);
    }
}
