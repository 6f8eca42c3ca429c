using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Finds the field of each column from its header.</summary>
public static class MappingProposal
{
    /// <summary>A mapping for a file of this kind; every field is proposed once, for the first column that fits it best.</summary>
    public static CorrespondanceImport Propose(FileAnalysis file, GenreImport genre)
    {
        var people = new PeopleColumns(file.Headers);
        var misleading = MisleadingColumns.Of(file.Headers);
        var colonnes = new Dictionary<string, string?>();
        var taken = new HashSet<ChampImport>();
        foreach (var precise in new[] { true, false })
        {
            foreach (var section in Sections(genre, file))
            {
                for (var i = 0; i < file.Headers.Count; i++)
                {
                    var header = file.Headers[i];
                    if (colonnes.ContainsKey(header) || people.IsStaff(i) || misleading.Contains(i)) continue;
                    if (Find(header, section, precise) is not { } champ || (!precise && IsForeign(champ, genre)) || !taken.Add(champ)) continue;
                    colonnes[header] = champ.Cle;
                }
            }
        }

        // A word such as « type » makes no vente: without a day and an amount there is none in this file.
        if (genre == GenreImport.Mixte && !(taken.Any(c => c.Cle == "vente.date") && taken.Any(c => c.Cle is "vente.montant_ht" or "vente.montant_ttc" or "vente.prix_unitaire")))
        {
            foreach (var header in colonnes.Where(c => c.Value!.StartsWith("vente.", StringComparison.Ordinal)).Select(c => c.Key).ToList()) colonnes.Remove(header);
        }

        return new CorrespondanceImport { Colonnes = colonnes };
    }

    /// <summary>The field that a word of a hand-written mapping means: its key, or any header that would be recognised.</summary>
    public static ChampImport? Resolve(string word, GenreImport genre)
    {
        if (ChampsImport.Find(word) is { } exact) return exact;
        return new[] { true, false }.SelectMany(precise => Sections(genre, null).Select(section => Find(word, section, precise))).FirstOrDefault(c => c is not null);
    }

    private static ChampImport? Find(string header, SectionImport section, bool precise)
    {
        // The key itself, such as « contact.email »: the columns of a lossless export.
        if (ChampsImport.Find(header) is { } exact) return exact.Section == section ? exact : null;
        foreach (var key in ChampsImport.KeysOf(header))
        {
            var champ = ChampsImport.Tous.FirstOrDefault(c => c.Section == section && Array.IndexOf(precise ? c.Noms : c.NomsSeuls, key) >= 0);
            if (champ is not null) return champ;
        }

        return null;
    }

    /// <summary>In a file of contacts or ventes « id » and « name » are not the company's; its address may be.</summary>
    private static bool IsForeign(ChampImport champ, GenreImport genre) => genre != GenreImport.Entreprises && champ.Section == SectionImport.Entreprise
        && champ.Cle switch
        {
            "entreprise.reference" => true,
            "entreprise.nom" => genre == GenreImport.Contacts,
            "entreprise.email" or "entreprise.telephone" or "entreprise.telephone2" or "entreprise.responsable" => genre is GenreImport.Contacts or GenreImport.Ventes,
            _ => false,
        };

    /// <summary>In which order records claim the columns. In a flat file « Nom » is the person's when another column names the company.</summary>
    private static SectionImport[] Sections(GenreImport genre, FileAnalysis? file) => genre switch
    {
        GenreImport.Entreprises => [SectionImport.Entreprise],
        GenreImport.Contacts => [SectionImport.Contact, SectionImport.Entreprise],
        GenreImport.Ventes => [SectionImport.Vente, SectionImport.Entreprise],
        _ when file is not null && NamesPeople(file) => [SectionImport.Vente, SectionImport.Contact, SectionImport.Entreprise],
        _ => [SectionImport.Vente, SectionImport.Entreprise, SectionImport.Contact],
    };

    private static bool NamesPeople(FileAnalysis file) =>
        file.Headers.Any(h => Find(h, SectionImport.Entreprise, precise: true)?.Cle == "entreprise.nom")
        && file.Headers.Any(h => Find(h, SectionImport.Contact, precise: true)?.Cle is "contact.prenom" or "contact.nom");
}
