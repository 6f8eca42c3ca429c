using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Countries as files write them (French, English, codes of two and three letters) to ISO 3166-1 alpha-2.</summary>
internal static class PaysIso
{
    private static readonly (string Name, string Code)[] Others =
    [
        ("uk", "GB"), ("grande bretagne", "GB"), ("angleterre", "GB"), ("england", "GB"), ("ecosse", "GB"), ("great britain", "GB"), ("usa", "US"), ("u s a", "US"), ("u s", "US"), ("u k", "GB"), ("etats unis d amerique", "US"),
        ("united states of america", "US"), ("hollande", "NL"), ("holland", "NL"), ("pays bas", "NL"), ("hong kong", "HK"), ("russia", "RU"), ("russie", "RU"), ("coree du sud", "KR"),
        ("south korea", "KR"), ("republique tcheque", "CZ"), ("tchequie", "CZ"), ("czech republic", "CZ"), ("viet nam", "VN"), ("emirats", "AE"), ("uae", "AE"), ("republique francaise", "FR"),
        ("france metropolitaine", "FR"), ("guadeloupe", "GP"), ("martinique", "MQ"), ("guyane", "GF"), ("la reunion", "RE"), ("reunion", "RE"), ("mayotte", "YT"), ("cote d ivoire", "CI"), ("turquie", "TR"), ("turkey", "TR"),
    ];

    // Behind the list that it is made from: static fields are set in the order of the text.
    private static readonly Dictionary<string, string> Known = Build();

    /// <summary>Null when the country isn't known.</summary>
    public static string? Find(string pays) => Known.GetValueOrDefault(TexteNormalise.Of(pays));

    private static Dictionary<string, string> Build()
    {
        var known = new Dictionary<string, string>();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            // RegionInfo speaks the language of the UI culture.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
            foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName.Length == 2))
            {
                foreach (var name in new[] { region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName, region.DisplayName, region.NativeName })
                    known.TryAdd(TexteNormalise.Of(name), region.TwoLetterISORegionName);
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        foreach (var (code, name) in Nomenclatures.Pays) known.TryAdd(TexteNormalise.Of(name), code);
        foreach (var (name, code) in Others) known[name] = code;
        return known;
    }
}
