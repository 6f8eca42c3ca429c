using System.Text.RegularExpressions;

namespace FichierClient.Web.Operations;

/// <summary>
/// Settings given as <c>--KEY=value</c> (<c>--FICHIER_DEMO=false</c>, <c>--environment=Development</c>,
/// <c>--Section:Key=value</c>) belong to the host; everything else is the command line's, where a typing error is refused.
/// </summary>
internal static partial class HostArguments
{
    public static (string[] Host, string[] Command) Split(IEnumerable<string> arguments)
    {
        var parts = arguments.ToLookup(argument => Setting().IsMatch(argument));
        return ([.. parts[true]], [.. parts[false]]);
    }

    [GeneratedRegex("^--(environment|contentRoot|applicationName|urls|FICHIER_[A-Z_]+|[A-Za-z]\\w*:[\\w:.]+|[A-Z]\\w+)=", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
