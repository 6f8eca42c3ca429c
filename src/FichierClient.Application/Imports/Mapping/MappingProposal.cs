using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Finds the field of each column from its header, and where a header means several things, from its cells.</summary>
public static class MappingProposal
{
    /// <summary>A mapping for a file of this kind; every field is proposed once, for the first column that fits it best.</summary>
    public static CorrespondanceImport Propose(FileAnalysis file, GenreImport genre)
    {
        var proposal = Claim(file, genre, Sections(genre, file));
        // A word such as « type » or « name » makes no vente: without a day and an amount there is none in this file, and the words are others'.
        if (genre == GenreImport.Mixte && !TellsVentes(file, proposal.Values)) proposal = Claim(file, genre, [.. Sections(genre, file).Where(s => s != SectionImport.Vente)]);
        return new CorrespondanceImport { Colonnes = proposal };
    }

    /// <summary>The field that a word of a hand-written mapping means: its key, or any header that would be recognised.</summary>
    public static ChampImport? Resolve(string word, GenreImport genre)
    {
        if (ChampsImport.Find(word) is { } exact) return exact;
        return Enum.GetValues<Precision>().SelectMany(p => Sections(genre, null).Select(section => Find(word, section, p).FirstOrDefault())).FirstOrDefault(c => c is not null);
    }

    private static Dictionary<string, string?> Claim(FileAnalysis file, GenreImport genre, SectionImport[] sections)
    {
        var people = new PeopleColumns(file.Headers);
        var misleading = MisleadingColumns.Of(file.Headers);
        var mixes = Melange.Is(file, genre);
        var colonnes = new Dictionary<string, string?>();
        var taken = new HashSet<ChampImport>();
        foreach (var (column, cle) in misleading)
        {
            if (cle is not null && ChampsImport.Find(cle) is { } real && sections.Contains(real.Section) && taken.Add(real)) colonnes[file.Headers[column]] = cle;
        }

        var block = SecondBlock(file);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var section in sections)
            {
                var open = Enumerable.Range(0, block).Where(i => !colonnes.ContainsKey(file.Headers[i]) && !people.IsStaff(i) && !misleading.ContainsKey(i)).ToList();
                Share(open, i => Find(file.Headers[i], section, precision)
                    .Where(c => (precision != Precision.Seul || !IsForeign(c, genre, mixes)) && !ColumnContent.Denies(file, i, c) && !Acheteurs.Denies(file, i, c) && !TitresDeLignes.Denies(file, i, c)).ToList(), i => file.Headers[i], precision, taken, colonnes);
            }
        }

        TotalAvecTaxe.Settle(file, colonnes);
        if (sections.Contains(SectionImport.Vente)) EtatsDAffaires.Propose(file, colonnes);
        if (sections.Contains(SectionImport.Contact)) Consentements.Propose(file, colonnes);
        return colonnes;
    }

    /// <summary>Where a second table stands beside the first (its heading of names comes again): its phones are other companies'. Else behind the last column.</summary>
    internal static int SecondBlock(FileAnalysis file)
    {
        for (var i = 1; i < file.Headers.Count; i++)
        {
            if (file.Headers[i].EndsWith(" (2)", StringComparison.Ordinal) && file.Headers[i][..^4] is var first && first == file.Headers[0]
                && Find(first, SectionImport.Entreprise, Precision.Precis).Concat(Find(first, SectionImport.Entreprise, Precision.Seul)).Any(c => c.Cle == "entreprise.nom")) return i;
        }

        return file.Headers.Count;
    }

    /// <summary>Each column gets the first of its fields that is free, unless a later column means that field better: then this one looks on.</summary>
    private static void Share(List<int> columns, Func<int, List<ChampImport>> fieldsOf, Func<int, string> header, Precision precision, HashSet<ChampImport> taken, Dictionary<string, string?> colonnes)
    {
        var fields = columns.ToDictionary(i => i, fieldsOf);
        ChampImport? Free(int i) => fields[i].Find(c => !taken.Contains(c));
        int Rang(int i, ChampImport champ) => ChampsImport.KeysOf(header(i)).Select(k => champ.Rang(k, precision)).Where(r => r >= 0).DefaultIfEmpty(0).Min();
        foreach (var i in columns)
        {
            while (!colonnes.ContainsKey(header(i)) && Free(i) is { } champ)
            {
                var best = columns.Where(o => !colonnes.ContainsKey(header(o)) && Free(o) == champ).MinBy(o => (Rang(o, champ), o));
                taken.Add(champ);
                colonnes[header(best)] = champ.Cle;
            }
        }
    }

    /// <summary>A day and an amount, or columns that name invoices: what is missing then is asked for, and no sale is dropped in silence.</summary>
    private static bool TellsVentes(FileAnalysis file, ICollection<string?> champs)
    {
        bool Precisely(params string[] cles) => file.Headers.Any(h => Find(h, SectionImport.Vente, Precision.Precis).Any(c => cles.Contains(c.Cle)));
        var (date, amount) = (champs.Contains("vente.date"), champs.Any(c => c is "vente.montant_ht" or "vente.montant_ttc" or "vente.prix_unitaire"));
        return (date && amount) || (Precisely("vente.numero") && (date || amount) && Precisely("vente.montant_ht", "vente.montant_ttc", "vente.date", "vente.prix_unitaire"));
    }

    /// <summary>The fields that a header means, the likeliest writing first.</summary>
    internal static IEnumerable<ChampImport> Find(string header, SectionImport section, Precision precision)
    {
        // The key itself, such as « contact.email »: the columns of a lossless export.
        if (ChampsImport.Find(header) is { } exact) return exact.Section == section ? [exact] : [];
        if (ChampsImport.SectionDite(header) is { } said && said != section) return [];
        return ChampsImport.KeysOf(header).SelectMany(key => ChampsImport.Tous.Where(c => c.Section == section && c.Rang(key, precision) >= 0));
    }

    /// <summary>In a file of contacts or ventes « id » and « name » are not the company's; its address may be.</summary>
    private static bool IsForeign(ChampImport champ, GenreImport genre, bool mixes) => champ.Cle switch
    {
        "entreprise.nom_autre" or "entreprise.prenom_personne" or "entreprise.nom_usage" => mixes || genre != GenreImport.Entreprises,
        "entreprise.nature" => genre == GenreImport.Ventes,
        _ when mixes || genre == GenreImport.Entreprises => false,
        "entreprise.reference" => true,
        "entreprise.nom" => genre == GenreImport.Contacts,
        "entreprise.email" or "entreprise.telephone" or "entreprise.telephone2" or "entreprise.responsable" => genre is GenreImport.Contacts or GenreImport.Ventes,
        _ => false,
    };

    /// <summary>In which order records claim the columns. In a flat file « Nom » is the person's when another column names the company.</summary>
    private static SectionImport[] Sections(GenreImport genre, FileAnalysis? file) => genre switch
    {
        GenreImport.Ventes => [SectionImport.Vente, SectionImport.Entreprise],
        GenreImport.Mixte when file is not null && Melange.Is(file, genre) => [SectionImport.Vente, SectionImport.Entreprise, SectionImport.Contact],
        _ when file is not null && Melange.Is(file, genre) => [SectionImport.Entreprise, SectionImport.Contact],
        GenreImport.Entreprises => [SectionImport.Entreprise],
        GenreImport.Contacts => [SectionImport.Contact, SectionImport.Entreprise],
        _ when file is not null && Melange.NamesPeople(file) => [SectionImport.Vente, SectionImport.Contact, SectionImport.Entreprise],
        _ => [SectionImport.Vente, SectionImport.Entreprise, SectionImport.Contact],
    };
}
