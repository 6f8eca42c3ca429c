using FichierClient.Application.Common;

namespace FichierClient.Web.Common.Forms;

public static class RefusFields
{
    /// <summary>The messages of a refusal by path of field, as a form takes them; one about nothing in particular has an empty path.</summary>
    /// <param name="refus">What the use case said.</param>
    /// <param name="prefix">What the use case puts before the form's own paths, such as <c>Saisie.</c>.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> ByField(this Refus refus, string prefix = "") =>
        refus.Champs.Count == 0
            ? [KeyValuePair.Create("", refus.Message)]
            : [.. refus.Champs.Select(c => KeyValuePair.Create(c.Champ.StartsWith(prefix, StringComparison.Ordinal) ? c.Champ[prefix.Length..] : c.Champ, c.Message))];
}
