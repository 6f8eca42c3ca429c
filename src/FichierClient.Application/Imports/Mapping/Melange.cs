using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What the headers of a file say together about whose names, numbers and addresses it has.</summary>
internal static class Melange
{
    /// <summary>Headings that name a person, and no company's contact.</summary>
    private static readonly string[] NomsEntiers = ["nometprenom", "nometprenoms", "nomprenom", "prenomnom", "prenometnom", "nomcomplet", "fullname"];

    /// <summary>Companies and people share the headings: a column says what each row is, or names the company of those that are people.</summary>
    public static bool Is(FileAnalysis file, GenreImport genre)
    {
        if (genre == GenreImport.Ventes) return false;
        for (var i = 0; i < file.Headers.Count; i++)
        {
            var champ = Entreprise(file.Headers[i], precise: true).Concat(Entreprise(file.Headers[i], precise: false)).FirstOrDefault(c => c.Cle is "entreprise.nature" or "entreprise.societe_liee" or "entreprise.reference_liee");
            if (champ is not null && !ColumnContent.Denies(file, i, champ)) return true;
        }

        return genre != GenreImport.Contacts && SharesNames(file) && (genre == GenreImport.Entreprises || file.Headers.Any(h => Entreprise(h, precise: true).Any()));
    }

    /// <summary>One column for the names of all, beside it the first names of those that are people.</summary>
    private static bool SharesNames(FileAnalysis file) =>
        !Trusted(file).Any(h => Entreprise(h, precise: true).Any(c => c.Cle == "entreprise.nom"))
        && file.Headers.Any(h => Entreprise(h, precise: false).Any(c => c.Cle == "entreprise.nom"))
        && file.Headers.Any(h => Contact(h, precise: true).Any(c => c.Cle == "contact.prenom"))
        && !file.Headers.Any(h => Contact(h, precise: true).Any(c => c.Cle is "contact.nom" or "contact.nom_complet"));

    /// <summary>The rows are people, and other columns say of which company; or of none, where no column knows companies.</summary>
    public static bool NamesPeople(FileAnalysis file)
    {
        var first = file.Headers.Any(h => Contact(h, precise: true).Any(c => c.Cle is "contact.prenom" or "contact.nom") || Array.IndexOf(NomsEntiers, ChampsImport.KeyOf(h)) >= 0);
        if (Trusted(file).Any(h => Entreprise(h, precise: true).Any(c => c.Cle == "entreprise.nom")))
            return first || file.Headers.Any(h => Contact(h, precise: false).Any(c => c.Cle is "contact.nom" or "contact.nom_complet"));
        return first && (!file.Headers.Any(h => Entreprise(h, precise: true).Any()) || !(SharesNames(file) || NamesCompaniesLoosely(file)));
    }

    /// <summary>« Nom » beside a SIREN, while the people have a column that says whose name it is.</summary>
    private static bool NamesCompaniesLoosely(FileAnalysis file) =>
        file.Headers.Any(h => Entreprise(h, precise: false).Any(c => c.Cle == "entreprise.nom") && !Contact(h, precise: true).Any(c => c.Cle is "contact.nom" or "contact.nom_complet"));

    /// <summary>The headers that mean what they say.</summary>
    private static IEnumerable<string> Trusted(FileAnalysis file)
    {
        var misleading = MisleadingColumns.Of(file.Headers);
        return file.Headers.Where((_, i) => !misleading.ContainsKey(i));
    }

    private static IEnumerable<ChampImport> Entreprise(string header, bool precise) => MappingProposal.Find(header, SectionImport.Entreprise, precise ? Precision.Precis : Precision.Seul);

    private static IEnumerable<ChampImport> Contact(string header, bool precise) => MappingProposal.Find(header, SectionImport.Contact, precise ? Precision.Precis : Precision.Seul);
}
