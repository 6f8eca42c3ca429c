using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Garde;

namespace FichierClient.Application.Contacts;

/// <summary>The guard over a contact's free texts, before they are written.</summary>
internal static class ContactGarde
{
    /// <summary>Null when they may be kept; what they hold is then signalled in the same save.</summary>
    /// <param name="db">The operation's context.</param>
    /// <param name="acteur">Who writes.</param>
    /// <param name="contact">As it stands, before the input is applied.</param>
    /// <param name="saisie">What was typed.</param>
    /// <param name="now">The instant of the save.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task<Refus?> GuardAsync(this AppDbContext db, Acteur acteur, Contact contact, ContactSaisie saisie, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(saisie.Notes) && string.IsNullOrWhiteSpace(saisie.ReperesPersonnels) && contact.Notes is null && contact.ReperesPersonnels is null) return null;
        var contexte = await db.ContexteGardeAsync(acteur, [.. saisie.Liens.Select(l => l.EntrepriseId).OfType<Guid>()], null, cancellationToken);
        TexteSurveille[] textes =
        [
            new(LieuTexte.ContactNotes, saisie.Notes, contact.Notes, contexte),
            new(LieuTexte.ContactReperes, saisie.ReperesPersonnels, contact.ReperesPersonnels, contexte),
        ];
        if (TexteSurveille.Refuse(saisie.MotifGarde, nameof(saisie.MotifGarde), textes) is { } refus) return refus;
        await db.SignalAsync(contact.Id, new Releve(OrigineAlerte.Saisie, acteur.MembreId, now, saisie.MotifGarde), textes, cancellationToken);
        return null;
    }
}
