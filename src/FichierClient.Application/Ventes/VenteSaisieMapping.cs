using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>From what was typed to the aggregate.</summary>
internal static class VenteSaisieMapping
{
    public static void Apply(this Vente vente, VenteSaisie saisie)
    {
        vente.ChangeParties(saisie.EntrepriseId!.Value, saisie.ContactId, saisie.CommercialId, saisie.Date!.Value);
        // Who leaves the number empty that was never there keeps what the next import finds it by.
        if (vente.Serie != Vente.SerieSansNumero || !string.IsNullOrWhiteSpace(saisie.Numero)) vente.Number(saisie.Serie ?? "", saisie.Numero);
        vente.Credit(saisie.FactureId);
        vente.ReplaceLignes([.. saisie.Lignes.Select(l => l.ToLigne())]);
        vente.ChangeDevise(saisie.Devise!, saisie.Taux!.Value);
    }

    /// <summary>
    /// Refuses what the member doesn't see, and a facture of somebody else. What <paramref name="actuelle"/> already refers to may stay, in
    /// the trash or out of sight as it may be; null: a new vente.
    /// </summary>
    public static async Task<Refus?> RefuseReferencesAsync(this AppDbContext db, Acteur acteur, VenteSaisie saisie, Vente? actuelle, CancellationToken cancellationToken)
    {
        if (!await db.Entreprises.VisibleTo(acteur).AnyAsync(e => e.Id == saisie.EntrepriseId, cancellationToken))
            return Invalid(nameof(saisie.EntrepriseId), "Lien_entreprise_introuvable");
        if (saisie.ContactId is { } contact && contact != actuelle?.ContactId && !await db.Contacts.VisibleTo(acteur, db).AnyAsync(c => c.Id == contact, cancellationToken))
            return Invalid(nameof(saisie.ContactId), "Contact_introuvable");
        if (saisie.FactureId is { } facture && (facture != actuelle?.FactureId || saisie.EntrepriseId != actuelle.EntrepriseId)
            && !await db.Ventes.AnyAsync(v => v.Id == facture && v.Type == TypeVente.Facture && v.EntrepriseId == saisie.EntrepriseId, cancellationToken))
            return Invalid(nameof(saisie.FactureId), "Facture_d_une_autre");
        // Its avoirs would stay behind, and take from another client what they give back.
        if (actuelle is not null && saisie.EntrepriseId != actuelle.EntrepriseId
            && await db.Ventes.AnyAsync(v => v.FactureId == actuelle.Id && v.Statut != StatutVente.Annulee, cancellationToken))
            return Invalid(nameof(saisie.EntrepriseId), "Facture_a_des_avoirs");
        return null;
    }

    private static Refus Invalid(string champ, string key)
    {
        var message = Texts.Get(key);
        return new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp(champ, message)] };
    }
}
