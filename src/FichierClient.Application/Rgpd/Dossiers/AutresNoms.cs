using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Names of other persons of the file that stand in texts, those in the trash too. All names are held at once and the texts are walked through, however many there are of both.</summary>
internal static class AutresNoms
{
    /// <summary>Words of the longest name that is looked for.</summary>
    private const int MostWords = 8;

    public static async Task<List<string>> FindAsync(AppDbContext db, Personne personne, IEnumerable<BlocDonnees> blocs, CancellationToken cancellationToken)
    {
        var (hers, strong) = (personne.Ids, personne.Aiguilles.Where(a => a.EstForte).ToList());
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var name in db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Where(c => !hers.Contains(c.Id) && c.Prenom != null && c.Nom != null).Select(c => c.NomComplet).AsAsyncEnumerable().WithCancellation(cancellationToken))
            names.Add(Bare(name));
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in blocs.SelectMany(b => b.Lignes).SelectMany(TextsOf)) Find(text, names, found);
        // A namesake's name is hers too: masking it would hide her from herself.
        return [.. found.Where(n => strong.Count == 0 || !Aiguille.Finds(n, strong)).OrderByDescending(n => n.Length)];
    }

    private static void Find(string text, HashSet<string> names, HashSet<string> found)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i++)
            if (IsWord(text[i]) && (i == 0 || !IsWord(text[i - 1]))) starts.Add(i);
        for (var first = 0; first < starts.Count; first++)
        {
            for (var last = first; last < starts.Count && last < first + MostWords; last++)
            {
                var end = starts[last];
                while (end < text.Length && IsWord(text[end])) end++;
                if (lookup.TryGetValue(text.AsSpan(starts[first]..end), out var name)) found.Add(name);
            }
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);

    /// <summary>Without the signs around it: a text has its own.</summary>
    private static string Bare(string name)
    {
        var (start, end) = (0, name.Length);
        while (start < end && !IsWord(name[start])) start++;
        while (end > start && !IsWord(name[end - 1])) end--;
        return name[start..end];
    }

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => TextsOf(m.Value)),
        JsonArray items => items.SelectMany(TextsOf),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
