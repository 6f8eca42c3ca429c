using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What to do with a French postal code of four digits.</summary>
public enum CodesPostauxCourts { Garder, Completer }

/// <summary>What the one amount is that all lines of an invoice have.</summary>
public enum MontantsEgaux { Ligne, Facture }

/// <summary>Whether amounts of which nothing says it contain the tax.</summary>
public enum TaxesDuMontant { Ht, Ttc }

/// <summary>What a row below zero is that bears the number of a facture.</summary>
public enum AvoirsMemeNumero { Serie, Ligne }

/// <summary>
/// Which column goes into which field, and the answers to what the file leaves open. As JSON it is what <c>--mapping</c> takes:
/// <c>{"colonnes":{"Client":"entreprise.nom","Montant":"vente.montant_ht"},"dates":"jourMois","decimales":"virgule","regles":{"entreprise.email":"completer"}}</c>.
/// </summary>
public sealed record CorrespondanceImport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Header (as <see cref="FileAnalysis.Headers"/> names it) to field key; null or absent: the column is left out.</summary>
    public IReadOnlyDictionary<string, string?> Colonnes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Field key to what its cells do to records that are there already; absent: they replace, and an empty one changes nothing.</summary>
    public IReadOnlyDictionary<string, RegleChamp>? Regles { get; init; }

    /// <summary>For the columns whose dates fit both orders.</summary>
    public OrdreDate? Dates { get; init; }

    /// <summary>For the columns whose numbers fit both separators.</summary>
    public SeparateurDecimal? Decimales { get; init; }

    public CodesPostauxCourts? CodesPostaux { get; init; }

    /// <summary>For the files in which the lines of each invoice have one amount, and nothing tells whose it is.</summary>
    public MontantsEgaux? Montants { get; init; }

    /// <summary>For the files that number avoirs as factures and tell them by their sign alone: numbered in a series of their own, or lines of the facture.</summary>
    public AvoirsMemeNumero? Avoirs { get; init; }

    /// <summary>Makes the entreprises that contacts or ventes name and that the client file doesn't have; null: for contacts yes, for ventes no.</summary>
    public bool? CreerEntreprises { get; init; }

    /// <summary>For the one amount that neither its heading nor another column tells to be with or without tax.</summary>
    public TaxesDuMontant? Taxes { get; init; }

    /// <summary>VAT rate in percent of the ventes whose file has none; used to find HT in TTC.</summary>
    public decimal? TauxTva { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="UnreadableFileException">The text isn't a mapping; the message says why.</exception>
    public static CorrespondanceImport Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<CorrespondanceImport>(json, Json) ?? new CorrespondanceImport();
        }
        catch (JsonException error)
        {
            throw new UnreadableFileException(Texts.Get("Import_correspondance_illisible", error.Message));
        }
    }
}
