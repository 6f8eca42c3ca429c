using FichierClient.Domain.Common;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Imports.Engine;

/// <summary>An entreprise that rows of this batch may mean.</summary>
internal sealed class Candidat(Guid id)
{
    public Guid Id { get; } = id;
    public string Nom { get; set; } = "";
    public string? NomCommercial { get; set; }
    public string CleNom { get; set; } = "";
    public string? Siren { get; set; }
    public string? Siret { get; set; }
    public string? NumeroTva { get; set; }
    public string? Reference { get; set; }
    public string? CodePostal { get; set; }
    public string? Commune { get; set; }
    public string? Domaine { get; set; }

    /// <summary>Loaded, or made by this batch; null where the import only points at entreprises.</summary>
    public Entreprise? Entreprise { get; set; }

    /// <summary>The record that this one was merged into.</summary>
    public Guid? SurvivantId { get; init; }

    /// <summary>The candidate of that record: whoever means this one means it.</summary>
    public Candidat? Survivant { get; set; }

    /// <summary>Made by this batch.</summary>
    public bool EstNouveau { get; init; }
}

/// <summary>Which entreprise a row means, and by which rule; or why it can't be told.</summary>
internal readonly record struct Correspondant(Candidat? Candidat, string Regle, string? Refus)
{
    /// <summary>The number says that it is this one, and none of the names does.</summary>
    public bool NomDiffere(SourceEntreprise source) => Candidat is { } c && (Regle is EntrepriseIndex.ParSiret or EntrepriseIndex.ParSiren || EstReference)
        && NomsVoisins.Different(source.Nom, c.Nom) && !Voisins(source.Nom, c.NomCommercial) && !Voisins(source.NomCommercial, c.Nom) && !Voisins(source.NomCommercial, c.NomCommercial);

    /// <summary>Found by an own number: what programs call « réf. client » may be the number of the client's order, and is no identity then.</summary>
    public bool EstReference => Regle == Texts.Get("Regle_reference");

    private static bool Voisins(string? un, string? autre) => un is not null && autre is not null && !NomsVoisins.Different(un, autre);

    /// <summary>The row named a record that was merged into this one.</summary>
    public bool EstFusionne { get; init; }
}

/// <summary>The one order of identity (product.md): SIRET, SIREN, TVA, own reference, domain, then name with postal code.</summary>
/// <param name="memory">What the file said so far.</param>
/// <param name="domaines">Each site and address of the batch to its domain, null for those of providers.</param>
internal sealed class EntrepriseIndex(FileMemory memory, IReadOnlyDictionary<string, string?> domaines)
{
    /// <summary>A domain that more records than these have is a network's or a provider's, and tells nothing.</summary>
    public const int PeuDeFiches = 3;

    public const string ParSiret = "SIRET", ParSiren = "SIREN";

    private static string ParNom => Texts.Get("Regle_nom");

    private static string ParNomEtCodePostal => Texts.Get("Regle_nom_code_postal");

    private readonly Dictionary<string, List<Candidat>> keys = [];

    public void Add(Candidat candidat)
    {
        foreach (var key in KeysOf(candidat))
        {
            if (!keys.TryGetValue(key, out var list)) keys[key] = list = [];
            if (!list.Contains(candidat)) list.Add(candidat);
        }
    }

    /// <summary>The entreprise that a row means; of a merged one, its survivor.</summary>
    public Correspondant Find(SourceEntreprise source)
    {
        var found = Match(source);
        if (found.Candidat is not { Survivant: { } survivant } merged) return found;
        // The row has a number that its merged record hadn't, and it is another company's than the survivor.
        if (Differ(survivant.Siren, source.Siren) || Differ(survivant.NumeroTva, source.NumeroTva))
            return found.Regle == ParNom || found.Regle == ParNomEtCodePostal ? default : new(null, found.Regle, Texts.Get("Import_numero_ailleurs", found.Regle, source.Reference ?? source.NumeroTva ?? "", survivant.Nom, survivant.Siren ?? ""));
        return new(survivant, Texts.Get("Regle_fusion", found.Regle, merged.Nom), null) { EstFusionne = true };
    }

    private Correspondant Match(SourceEntreprise source)
    {
        if (source.Fiche is { } id) return new(Get("id:", id.ToString("N"))?[0], Texts.Get("Regle_contact"), null);
        if (Get("siret:", source.Siret) is [var exact, ..]) return new(exact, ParSiret, null);
        if (Get("siren:", source.Siren) is { Count: > 0 } company && SameCompany(company, source) is { } found) return new(found, ParSiren, null);
        if (Get("tva:", source.NumeroTva) is [var taxed, ..]) return Checked(taxed, source, Texts.Get("Regle_tva"), source.NumeroTva!);
        if (Get("ref:", source.Reference) is [var own, ..]) return Checked(own, source, Texts.Get("Regle_reference"), source.Reference!);
        // The very name in the very place is better than a domain.
        var isPlaced = source.Facturation.CodePostal is { } postal && Get("nom:", source.CleNom)?.Exists(c => c.CodePostal == postal) == true;
        if (!isPlaced && DomaineOf(source.Site, source.Email) is { } domaine && ByDomain(Get("domaine:", domaine), source) is { } site) return new(site, Texts.Get("Regle_domaine"), null);
        return source.CleNom.Length == 0 ? default : ByName(Get("nom:", source.CleNom), source);
    }

    /// <summary>The domain of a site or else of an address, as the records have it; <paramref name="known"/> where the file says nothing of them.</summary>
    public string? DomaineOf(string? site, string? email, string? known = null)
    {
        if ((site is not null && !domaines.ContainsKey(site)) || (email is not null && !domaines.ContainsKey(email))) return known;
        return (site is null ? null : domaines[site]) ?? (email is null ? null : domaines[email]);
    }

    /// <summary>
    /// A domain alone proves little: the agencies of a network share one, and some name the same. It leads to a company only while few have it,
    /// of the same name where no postal code differs, or of the same place where the words of one name all stand in the other.
    /// </summary>
    private static Candidat? ByDomain(List<Candidat>? same, SourceEntreprise source)
    {
        if (same is null || same.Count > PeuDeFiches) return null;
        var postal = source.Facturation.CodePostal;
        var possible = same.FindAll(c => IsOpen(c, source) && (source.Nom is null || source.NomDeduit
            || (c.CleNom == source.CleNom && !Differ(c.CodePostal, postal))
            || (postal is not null && c.CodePostal == postal && (NomsVoisins.Inclus(source.Nom, c.Nom) || NomsVoisins.Inclus(source.Nom, c.NomCommercial)))));
        return possible.DistinctBy(c => c.Survivant?.Id ?? c.Id).ToList() is [var only] ? only : null;
    }

    /// <summary>None of its numbers says that it is another company.</summary>
    private static bool IsOpen(Candidat c, SourceEntreprise source) =>
        !Differ(c.Siren, source.Siren) && !Differ(c.Siret, source.Siret) && !Differ(c.Reference, source.Reference) && !Differ(c.NumeroTva, source.NumeroTva);

    /// <summary>
    /// Another SIRET of a company is its moved head office, unless this very file has both: then they are two establishments.
    /// </summary>
    private Candidat? SameCompany(List<Candidat> company, SourceEntreprise source) =>
        company.Find(c => source.Siret is null || c.Siret is null || c.Siret == source.Siret) ?? company.Find(c => !memory.SawSiret(c.Siret!));

    /// <summary>A number that belongs to another legal company isn't taken over: a person must look.</summary>
    private static Correspondant Checked(Candidat candidat, SourceEntreprise source, string regle, string value) =>
        Differ(candidat.Siren, source.Siren)
            ? new(null, regle, Texts.Get("Import_numero_ailleurs", regle, value, candidat.Nom, candidat.Siren!))
            : new(candidat, regle, null);

    private static Correspondant ByName(List<Candidat>? same, SourceEntreprise source)
    {
        // Without a postal code on both sides, another town is another company.
        var possible = same?.FindAll(c => IsOpen(c, source) && ((c.CodePostal is not null && source.Facturation.CodePostal is not null) || !OtherTown(c.Commune, source.Facturation.Commune)));
        if (possible is not { Count: > 0 }) return default;
        var postal = source.Facturation.CodePostal;
        // Without a postcode in the row the name alone found it.
        if (possible.Find(c => c.CodePostal == postal) is { } exact) return new(exact, Texts.Get(postal is null ? "Regle_nom" : "Regle_nom_code_postal"), null);
        // A record and one that was merged into it are one.
        var open = possible.FindAll(c => c.CodePostal is null || postal is null).DistinctBy(c => c.Survivant?.Id ?? c.Id).ToList();
        return open.Count switch
        {
            0 => default,
            1 => new(open[0], Texts.Get("Regle_nom"), null),
            _ => new(null, Texts.Get("Regle_nom"), Texts.Get("Import_homonymes", open.Count, source.Nom!)),
        };
    }

    private List<Candidat>? Get(string prefix, string? value) => value is not null && keys.TryGetValue(prefix + value, out var list) ? list : null;

    /// <summary>« Paris » and « Paris Cedex 08 », « St-Malo » and « Saint-Malo » are one.</summary>
    private static bool OtherTown(string? known, string? given) => Words(known) is { Count: > 0 } a && Words(given) is { Count: > 0 } b && !a.IsSubsetOf(b) && !b.IsSubsetOf(a);

    private static HashSet<string> Words(string? town) => [.. TexteNormalise.Of(town).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w switch { "st" => "saint", "ste" => "sainte", _ => w })];

    private static bool Differ(string? known, string? given) => known is not null && given is not null && known != given;

    private static IEnumerable<string> KeysOf(Candidat c)
    {
        yield return "id:" + c.Id.ToString("N");
        if (c.Siret is not null) yield return "siret:" + c.Siret;
        if (c.Siren is not null) yield return "siren:" + c.Siren;
        if (c.NumeroTva is not null) yield return "tva:" + c.NumeroTva;
        if (c.Reference is not null) yield return "ref:" + c.Reference;
        if (c.Domaine is not null) yield return "domaine:" + c.Domaine;
        if (c.CleNom.Length > 0) yield return "nom:" + c.CleNom;
    }
}
