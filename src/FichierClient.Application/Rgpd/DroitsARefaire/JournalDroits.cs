using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.DroitsARefaire;

/// <summary>Writes into the journal outside the database that a right was granted whose effect a restore would lose, and that no program can do again.</summary>
public sealed class JournalDroits(JournalEtat journal, TimeProvider clock)
{
    /// <summary>The rights that are done by hand: a correction, the end of a consent.</summary>
    internal static readonly IReadOnlyDictionary<DroitDemande, string> Natures = new Dictionary<DroitDemande, string>
    {
        [DroitDemande.Rectification] = EntreeJournal.NatureRectification,
        [DroitDemande.RetraitConsentement] = EntreeJournal.NatureRetrait,
    };

    /// <summary>In the caller's transaction, which has saved and is to be committed next: one entry for each record of the person, one without when none is linked.</summary>
    public async Task GrantedAsync(AppDbContext db, DemandeDroit demande, DroitDemande droit, CancellationToken cancellationToken)
    {
        if (!Natures.TryGetValue(droit, out var nature)) return;
        var fiches = demande.Personnes.Select(p => p.ContactId is { } contact ? (Sujet: nameof(Sujet.Contact), Id: contact) : (Sujet: nameof(Sujet.Entreprise), Id: p.EntrepriseId!.Value)).ToList();
        if (fiches.Count == 0) fiches.Add((Sujet: "", Id: Guid.Empty));
        foreach (var (sujet, id) in fiches)
            await journal.AppendAsync(db, new EntreeJournal(0, nature, db.TenantId, demande.Id, sujet, id, id == Guid.Empty ? [] : [id], [], Cles.Empreintes.CleVersion, clock.GetUtcNow(), null, [], null), cancellationToken);
    }
}
