using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Asks the objection list for forms and merges: an erased person comes back by herself only, an objection is set whatever the form says.</summary>
public sealed class GardeOpposition(ListeOpposition liste, InscriptionOpposition inscription)
{
    public static IReadOnlyList<IdentifiantPersonne> IdentifiantsOf(ContactSaisie saisie) =>
        IdentifiantPersonne.Of(saisie.Emails.Select(e => e.Adresse), saisie.Telephones.Select(t => t.Numero));

    /// <summary>An entreprise that is a person has its numbers too; of another one the address alone may be a person's.</summary>
    public static IReadOnlyList<IdentifiantPersonne> IdentifiantsOf(EntrepriseSaisie saisie) =>
        IdentifiantPersonne.Of([saisie.Email], saisie.EstPersonnePhysique ? saisie.Telephones.Select(t => t.Numero) : []);

    /// <summary>Those that the contact doesn't have yet.</summary>
    public static IReadOnlyList<IdentifiantPersonne> NewTo(Contact contact, ContactSaisie saisie)
    {
        var known = IdentifiantPersonne.Of(contact.Emails.Select(e => e.Adresse), contact.Telephones.Select(t => t.Saisie)).Select(Normal).ToHashSet();
        return [.. IdentifiantsOf(saisie).Where(i => !known.Contains(Normal(i)))];
    }

    /// <summary>What the list says of all of them together.</summary>
    public async Task<Verdict> AskAsync(AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, CancellationToken cancellationToken)
    {
        if (identifiants.Count == 0) return default;
        await db.Database.OpenConnectionAsync(cancellationToken);
        return (await liste.FindAsync((NpgsqlConnection)db.Database.GetDbConnection(), db.TenantId, identifiants, cancellationToken)).Of(identifiants);
    }

    /// <summary>Refuses what an erased person had, unless she says herself that she came back: then <see cref="WelcomeBackAsync"/> is due once her record is saved.</summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="identifiants">What the form gives.</param>
    /// <param name="estRevenue">The form says that she came back by herself, and that its data come from her.</param>
    /// <param name="champ">The field that says so.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>What the list says: what she objects to is to be set on her record.</returns>
    /// <exception cref="DomainException">She was erased and didn't come back.</exception>
    public async Task<Verdict> AdmitAsync(AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, bool estRevenue, string champ, CancellationToken cancellationToken)
    {
        var verdict = await AskAsync(db, identifiants, cancellationToken);
        return verdict.EstEffacee && !estRevenue ? throw new DomainException("Personne_effacee") { Champ = champ } : verdict;
    }

    /// <summary>Lifts what refuses her return, in the caller's transaction and as the last thing in it.</summary>
    public Task WelcomeBackAsync(AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, CancellationToken cancellationToken) =>
        inscription.WelcomeBackAsync(db, identifiants, Texts.Get("Opposition_revenue"), cancellationToken);

    /// <summary>A refusal when one of the records has what an erased person had: a merge and its undo bring nobody back.</summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="sujet">The kind of record.</param>
    /// <param name="ids">Records, in the trash or not.</param>
    /// <param name="autres">What an undo would give back.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Refus?> RefuseFusionAsync(AppDbContext db, Sujet sujet, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<IdentifiantPersonne> autres, CancellationToken cancellationToken)
    {
        // Merged records lie in the trash.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var (emails, phones) = sujet == Sujet.Contact
            ? (await db.Contacts.IgnoreQueryFilters(trash).Where(c => ids.Contains(c.Id)).SelectMany(c => c.Emails).Select(e => e.Adresse).ToListAsync(cancellationToken),
                await db.Contacts.IgnoreQueryFilters(trash).Where(c => ids.Contains(c.Id)).SelectMany(c => c.Telephones).Select(t => t.Saisie).ToListAsync(cancellationToken))
            : (await db.Entreprises.IgnoreQueryFilters(trash).Where(e => ids.Contains(e.Id) && e.Email != null).Select(e => e.Email!).ToListAsync(cancellationToken),
                await db.Entreprises.IgnoreQueryFilters(trash).Where(e => ids.Contains(e.Id) && e.EstPersonnePhysique).SelectMany(e => e.Telephones).Select(t => t.Saisie).ToListAsync(cancellationToken));
        var verdict = await AskAsync(db, [.. IdentifiantPersonne.Of(emails, phones), .. autres], cancellationToken);
        return verdict.EstEffacee ? Refus.Regle(Texts.Get("Fusion_personne_effacee")) : null;
    }

    private static (string, string) Normal(IdentifiantPersonne identifiant) => (identifiant.Cle, Cles.Identifiants.Normalise(identifiant.Cle, identifiant.Valeur));
}
