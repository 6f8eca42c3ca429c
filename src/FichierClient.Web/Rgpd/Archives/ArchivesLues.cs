using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;

namespace FichierClient.Web.Rgpd.Archives;

/// <summary>A sealed document that somebody has read with a reason, ready to be taken along.</summary>
/// <param name="Titre">Its name.</param>
/// <param name="Parties">In words.</param>
/// <param name="Contenu">As it was sealed.</param>
/// <param name="Fichier">The file that it holds.</param>
public sealed record PieceLue(string Titre, IReadOnlyList<PartieScellee> Parties, string Contenu, Application.Rgpd.Archives.FichierScelle? Fichier)
{
    /// <summary>On paper, as it is shown.</summary>
    public byte[] ToPdf()
    {
        var pdf = new PdfLetter(Titre).Titre(Titre);
        foreach (var partie in Parties.Where(p => p.Champs.Count + p.Lignes.Count > 0))
        {
            if (partie.Titre is { } titre) pdf.SousTitre(titre);
            if (partie.Champs.Count > 0) pdf.Champs(partie.Champs);
            if (partie.Lignes.Count > 0) pdf.Table(partie.Colonnes, partie.Lignes);
        }

        return pdf.ToBytes();
    }
}

/// <summary>What was just read, for a quarter of an hour and for its reader alone: taking it along is part of the reading whose reason is noted. In memory only.</summary>
public sealed class ArchivesLues(TimeProvider clock)
{
    /// <summary>Documents of a reader: one may be tens of megabytes.</summary>
    private const int AuPlus = 3;

    private static readonly TimeSpan Garde = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly List<(Guid Jeton, Guid TenantId, Guid MembreId, DateTimeOffset Le, PieceLue Piece)> kept = [];

    public Guid Keep(Acteur acteur, PieceLue piece)
    {
        var jeton = Guid.NewGuid();
        lock (gate)
        {
            kept.RemoveAll(k => k.Le + Garde < clock.GetUtcNow());
            while (kept.Count(k => k.TenantId == acteur.TenantId && k.MembreId == acteur.MembreId) >= AuPlus) kept.Remove(kept.Find(k => k.TenantId == acteur.TenantId && k.MembreId == acteur.MembreId));
            kept.Add((jeton, acteur.TenantId, acteur.MembreId, clock.GetUtcNow(), piece));
        }

        return jeton;
    }

    /// <returns>Null: another's, too late, or none.</returns>
    public PieceLue? Find(Acteur acteur, Guid jeton)
    {
        lock (gate) return kept.Find(k => k.Jeton == jeton && k.TenantId == acteur.TenantId && k.MembreId == acteur.MembreId && k.Le + Garde >= clock.GetUtcNow()).Piece;
    }
}
