using System.Text.Json;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Annuaire;

/// <summary>The propositions on one entreprise while a file is compared with it.</summary>
internal sealed class PropositionsEntreprise(AppDbContext db, Guid entrepriseId, IEnumerable<PropositionSirene> known)
{
    private readonly List<PropositionSirene> all = [.. known];

    /// <summary>Proposes what a row says otherwise; what waits and isn't said any more goes.</summary>
    /// <returns>How many wait because of the row.</returns>
    public int Compare(GenreSirene genre, LigneSirene ligne, Entreprise entreprise, string source, DateTimeOffset now)
    {
        var estCessee = entreprise.StatutManuel == StatutEntreprise.AncienClient || all.Exists(p => p.Nature == NatureProposition.Cessee);
        var said = DifferencesSirene.Of(genre, ligne, entreprise, estCessee).Select(d => (d.Nature, d.Actuel, Propose: JsonSerializer.Serialize(d.Valeurs))).ToList();
        var spoken = DifferencesSirene.Speaks(genre, ligne);
        foreach (var stale in all.FindAll(p => p.Decision == DecisionProposition.EnAttente && spoken.Contains(p.Nature) && !said.Exists(d => d.Nature == p.Nature && d.Propose == p.Propose)))
        {
            db.PropositionsSirene.Remove(stale);
            all.Remove(stale);
        }

        return said.Count(d => See(d.Nature, d.Actuel, d.Propose, source, now));
    }

    private bool See(NatureProposition nature, string? actuel, string propose, string source, DateTimeOffset now)
    {
        var proposition = all.Find(p => p.Nature == nature && p.Propose == propose);
        if (proposition is null)
        {
            db.PropositionsSirene.Add(proposition = new PropositionSirene(db.TenantId, entrepriseId, nature, propose));
            all.Add(proposition);
        }

        if (proposition.Decision != DecisionProposition.EnAttente) return false;
        proposition.See(actuel, source, now);
        return true;
    }
}
