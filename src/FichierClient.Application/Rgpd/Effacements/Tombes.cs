using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What an erasure leaves outside the database: its entry in the journal, and the prints that refuse the person's return by a file.</summary>
public sealed class Tombes(JournalEffacements journal, JournalEtat etat, InscriptionOpposition oppositions)
{
    /// <summary>The journal's entry, on the disk before the first row goes, in the caller's transaction. One that an interrupted attempt left is this erasure's too.</summary>
    /// <returns>Its number, and whether it is new: one that was there before is never called off, for a restored database has to follow it.</returns>
    public async Task<(long Seq, bool EstNouvelle)> BuryAsync(AppDbContext db, Effacement effacement, Personne personne, string[] prints, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var followed = await JournalEtat.LockAsync(db, cancellationToken);
        if (journal.Depuis(followed).LastOrDefault(e => e.EffacementId == effacement.Id && e.Nature != EntreeJournal.NatureOpposition) is { Nature: EntreeJournal.NatureEffacement } left)
        {
            if (left.Seq == followed + 1) await db.Database.ExecuteSqlAsync($"update journal_etat set dernier_seq = {left.Seq}, maj_le = now()", cancellationToken);
            return (left.Seq, false);
        }

        var plan = PlanEffacement.FromJson(effacement.Plan);
        LieuCaviarde[] Of(DecisionMention decision) =>
            [.. plan.Mentions.Where(m => m.Decision == decision && Guid.TryParse(m.Cle, out _)).Select(m => new LieuCaviarde(m.Table, m.Colonne, Guid.Parse(m.Cle)))];
        var entry = await etat.AppendAsync(db, Entry(effacement, EntreeJournal.NatureEffacement, now) with
        {
            SujetIds = personne.Ids,
            Empreintes = prints,
            PlanHash = effacement.PlanEmpreinte,
            Lieux = Of(DecisionMention.Caviarder),
            Gardes = Of(DecisionMention.Laisser),
            Cles = await db.ClesOfAsync(personne, cancellationToken),
        }, cancellationToken);
        return (entry.Seq, true);
    }

    /// <summary>An erasure that came to nothing: a later start must not do it.</summary>
    public Task CallOffAsync(Effacement effacement, DateTimeOffset now) => journal.AppendAsync(Entry(effacement, EntreeJournal.NatureAnnulation, now), CancellationToken.None);

    /// <summary>Files that still hold the person are refused from now on; in the caller's transaction.</summary>
    public Task RefuseReturnAsync(AppDbContext db, Effacement effacement, Personne personne, CancellationToken cancellationToken)
    {
        var ways = IdentifiantPersonne.Of(
            personne.Aiguilles.Where(a => a.Genre == GenreAiguille.Email).Select(a => a.Valeur), personne.Aiguilles.Where(a => a.Genre == GenreAiguille.Telephone).Select(a => a.Valeur));
        return oppositions.AddAsync(db, ways, InscriptionOpposition.Tous, NatureOpposition.Effacement, nameof(Effacement), cancellationToken, effacement.Id);
    }

    private static EntreeJournal Entry(Effacement effacement, string nature, DateTimeOffset now) =>
        new(0, nature, effacement.TenantId, effacement.Id, effacement.Sujet.ToString(), effacement.SujetId, [], [], Cles.Empreintes.CleVersion, now, null, [], null);
}
