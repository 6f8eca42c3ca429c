using System.Globalization;
using System.Resources;

namespace FichierClient.Application.Common;

/// <summary>Sentences of the use cases and their validators, in <c>Texts.resx</c> (French) and <c>Texts.en.resx</c>.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new("FichierClient.Application.Common.Texts", typeof(Texts).Assembly);

    /// <summary>The text of a key that may not exist.</summary>
    public static string? Find(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>The sentence of a key, with its arguments put in. An unknown key is a bug and throws.</summary>
    public static string Get(string key, params object[] args)
    {
        // Numbers and days follow the sentence: a job and a command know the language alone.
        var language = CultureInfo.CurrentUICulture;
        var text = Resources.GetString(key, language)
            ?? throw new InvalidOperationException($"No text has the key '{key}'.");
        return args.Length == 0 ? text : string.Format(language, text, args);
    }
}
