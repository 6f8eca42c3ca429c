using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace FichierClient.Web.Operations.Logs;

/// <summary>
/// The last net: what looks like an e-mail or a phone number is masked on its way out, wherever it came from (a message
/// of an exception that quotes its input, for example). Code still never logs them. So is the secret of a link to somebody's data, which is a part of its path.
/// </summary>
internal sealed partial class MaskingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        inner.Format(logEvent, text);
        output.Write(Mask(text.ToString()));
    }

    public static string Mask(string text) => Phone().Replace(Email().Replace(Link().Replace(text, "[link]"), "[e-mail]"), "[phone]");

    [GeneratedRegex(@"(?<=/remise/|/v1/personnes/|/v1/demandes/)[\w-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"[\w.+%'-]+@[\w-]+(\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // A French or international writing, not part of an id or a longer number.
    [GeneratedRegex(@"(?<![\w.:-])(0[1-9]([ .-]?\d{2}){4}|(\+|00)[1-9]\d{0,2}([ .-]?\(?\d{1,4}\)?){3,6})(?![\w:-])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
