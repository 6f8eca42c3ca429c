using System.Globalization;
using System.Resources;

namespace FichierClient.Application.Common;

/// <summary>Sentences of the use cases and their validators, in <c>Texts.resx</c> (French) and <c>Texts.en.resx</c>.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new("FichierClient.Application.Common.Texts", typeof(Texts).Assembly);

    /// <summary>The sentence of a key, with its arguments put in. An unknown key is a bug and throws.</summary>
    public static string Get(string key, params object[] args)
    {
        var text = Resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new InvalidOperationException($"No text has the key '{key}'.");
        return args.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, args);
    }
}
