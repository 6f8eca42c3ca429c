using System.Globalization;
using System.Resources;

namespace FichierClient.Domain.Common;

/// <summary>Sentences of the rules, in <c>Messages.resx</c> (French) and <c>Messages.en.resx</c>, by the current UI culture.</summary>
public static class Messages
{
    private static readonly ResourceManager Resources = new("FichierClient.Domain.Common.Messages", typeof(Messages).Assembly);

    /// <summary>The sentence of a key, with its arguments put in. An unknown key is a bug and throws.</summary>
    public static string Get(string key, params object[] args)
    {
        // Numbers and days follow the sentence: a job and a command know the language alone.
        var language = CultureInfo.CurrentUICulture;
        var text = Resources.GetString(key, language)
            ?? throw new InvalidOperationException($"No message has the key '{key}'.");
        return args.Length == 0 ? text : string.Format(language, text, args);
    }
}
