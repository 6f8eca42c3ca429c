using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Entreprises;

/// <summary>Activities by code and by name.</summary>
public static class Activites
{
    /// <summary>« 43.32A Travaux de menuiserie… »: by the loaded list, else by the division that the product ships.</summary>
    public static string? Name(string? code, string? libelle) => code is null ? null : (libelle ?? Nomenclatures.DivisionDe(code, null)) is { } name ? $"{code} {name}" : code;

    /// <summary>By the beginning of the code, or by words of the name: that of a division, or of a sub-class where the organisation loaded the list.</summary>
    internal static IQueryable<Entreprise> WhereActivite(this IQueryable<Entreprise> entreprises, string? activite, AppDbContext db)
    {
        if (TexteNormalise.Of(activite) is not { Length: > 0 } said) return entreprises;
        if (char.IsAsciiDigit(said[0]))
        {
            var bare = string.Concat(said.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            var dotted = bare.Length > 2 ? $"{bare[..2]}.{bare[2..]}" : bare;
            return entreprises.Where(e => SqlFunctions.StartsWith(e.CodeNaf, dotted) || SqlFunctions.StartsWith(e.CodeNaf, bare));
        }

        string[] divisions = [.. Nomenclatures.DivisionsNaf.Where(d => TexteNormalise.Of(d.Value).Contains(said, StringComparison.Ordinal)).Select(d => d.Key)];
        return entreprises.Where(e => (divisions.Contains(e.CodeNaf!.Substring(0, 2)) && e.NomenclatureNaf != NomenclatureNaf.Naf2025)
            || db.LibellesInsee.Any(l => l.TenantId == e.TenantId && l.Liste == (e.NomenclatureNaf == NomenclatureNaf.Naf2025 ? ListeInsee.Naf2025 : ListeInsee.NafRev2) && l.Code == e.CodeNaf && l.Recherche.Contains(said)));
    }
}
