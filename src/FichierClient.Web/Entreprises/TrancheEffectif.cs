namespace FichierClient.Web.Entreprises;

/// <summary>INSEE's staff bands: code and what it means. Their texts are <c>Effectif_CODE</c>.</summary>
internal static class TrancheEffectif
{
    public static readonly IReadOnlyList<string> Codes =
        ["00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53"];
}
