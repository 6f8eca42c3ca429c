using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Engine;

/// <summary>Records made and changed of one kind.</summary>
public sealed class CompteurFiches
{
    public long Creees { get; set; }
    public long Modifiees { get; set; }
}

/// <summary>The counts of a preview or a run. Creees + Modifiees + Inchangees + SansVente + Refusees = Lignes.</summary>
public sealed class BilanImport
{
    private const int MaxRemarques = 50;

    /// <summary>Rows of the file that were worked on, blank ones left out.</summary>
    public long Lignes { get; set; }

    public long Creees { get; set; }
    public long Modifiees { get; set; }
    public long Inchangees { get; set; }

    /// <summary>Rows whose vente was set aside, and whose entreprise and contact went in.</summary>
    public long SansVente { get; set; }

    /// <summary>Those among them that made or changed a record.</summary>
    public long SansVenteEcrites { get; set; }

    public long Refusees { get; set; }

    /// <summary>Rows that make or change something.</summary>
    [JsonIgnore]
    public long Ecrites => Creees + Modifiees + SansVenteEcrites;

    /// <summary>The rows of the file of refused ones, which is without those of erased persons.</summary>
    [JsonIgnore]
    public long ARendre => Refusees - Effacees + SansVente;

    /// <summary>Rows that somebody should look at.</summary>
    public long Douteuses { get; set; }

    /// <summary>Rows refused because the person was erased at her request; among the refused ones.</summary>
    public long Effacees { get; set; }

    public CompteurFiches Entreprises { get; set; } = new();
    public CompteurFiches Contacts { get; set; } = new();
    public CompteurFiches Ventes { get; set; } = new();

    /// <summary>What was completed or left empty, and how often.</summary>
    public Dictionary<string, long> Remarques { get; set; } = [];

    /// <summary>Counts one row more; returns how many of its outcome there are now.</summary>
    public long Record(IssueLigne issue)
    {
        Lignes++;
        return issue switch
        {
            IssueLigne.Creee => ++Creees,
            IssueLigne.Modifiee => ++Modifiees,
            IssueLigne.Inchangee => ++Inchangees,
            IssueLigne.SansVente => ++SansVente,
            _ => ++Refusees,
        };
    }

    public void Remark(string text)
    {
        if (Remarques.TryGetValue(text, out var times) || Remarques.Count < MaxRemarques) Remarques[text] = times + 1;
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static BilanImport Parse(string? json) => json is null ? new() : JsonSerializer.Deserialize<BilanImport>(json, JsonSerializerOptions.Web)!;
}
