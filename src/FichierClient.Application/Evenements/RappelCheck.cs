using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Evenements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Evenements;

/// <summary>A rappel stands on a member's Accueil: it is refused for one who left or doesn't see the record, where it would be lost.</summary>
internal static class RappelCheck
{
    public static async Task<Refus?> RefuseForAsync(
        this UseCaseServices services, AppDbContext db, Evenement evenement, Guid membreId, CancellationToken cancellationToken)
    {
        var pour = await services.Acteurs.OfAsync(db.TenantId, membreId, cancellationToken);
        if (pour is null) return Invalid("Rappel_membre_parti");
        if (pour.SeesAll) return null;
        var sees = evenement.EntrepriseId is { } entreprise
            ? await db.Entreprises.VisibleTo(pour).AnyAsync(e => e.Id == entreprise, cancellationToken)
            : await db.Contacts.VisibleTo(pour, db).AnyAsync(c => c.Id == evenement.ContactId, cancellationToken);
        return sees ? null : Invalid("Rappel_membre_sans_acces");
    }

    private static Refus Invalid(string key)
    {
        var message = Texts.Get(key);
        return new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp(nameof(NoteSaisie.RappelPourId), message)] };
    }
}
