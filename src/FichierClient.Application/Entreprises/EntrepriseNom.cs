using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

internal static class EntrepriseNom
{
    /// <summary>A trigram index knows nothing of shorter words: those find by the beginning.</summary>
    private const int Trigram = 3;

    /// <summary>Those whose name or number contains each of the words, without accents; all of them when there are none.</summary>
    public static IQueryable<Entreprise> WhereNom(this IQueryable<Entreprise> entreprises, string? texte, AppDbContext db)
    {
        var debut = TexteNormalise.Of(texte);
        if (debut.Length == 0) return entreprises;
        var mots = debut.Split(' ', StringSplitOptions.RemoveEmptyEntries).OrderByDescending(m => m.Length).ToList();
        if (mots[0].Length < Trigram) return entreprises.Where(e => e.Recherche.CompareTo(debut) >= 0 && e.Recherche.CompareTo(debut + SqlText.Highest) < 0);
        string[] parts = [.. mots.Select(m => $"%{SqlText.Literal(m)}%")];
        var ids = db.Database.SqlQuery<Guid>($"""select id as "Value" from fichier_entreprises_contenant({parts})""");
        return entreprises.Where(e => ids.Contains(e.Id));
    }
}
