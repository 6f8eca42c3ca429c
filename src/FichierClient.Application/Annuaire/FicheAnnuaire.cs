using System.Text.Json.Serialization;

namespace FichierClient.Application.Annuaire;

/// <summary>A company as the public directory knows it; what isn't public is null.</summary>
public sealed record FicheAnnuaire(string Siren, string Nom)
{
    /// <summary>SIRET of the head office.</summary>
    public string? Siret { get; init; }
    public string? CodeNaf { get; init; }
    public string? CategorieJuridique { get; init; }
    public string? TrancheEffectif { get; init; }
    public bool EstPersonnePhysique { get; init; }

    /// <summary>It ceased.</summary>
    public bool EstCessee { get; init; }

    /// <summary>Statut de diffusion P: whoever it is objects to being solicited (code de commerce R. 123-320).</summary>
    public bool EstDiffusionPartielle { get; init; }
    public string? Voie { get; init; }
    public string? Complement { get; init; }
    public string? CodePostal { get; init; }
    public string? Commune { get; init; }
    public string? CodeInsee { get; init; }
    public string? Cedex { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Fiches">The first ones.</param>
/// <param name="Total">How many there are.</param>
public sealed record ReponseAnnuaire(IReadOnlyList<FicheAnnuaire> Fiches, long Total);

/// <summary>The answer as recherche-entreprises writes it: the fields that are used.</summary>
internal sealed record PageAnnuaire(
    [property: JsonPropertyName("results")] IReadOnlyList<ResultatAnnuaire?>? Results, [property: JsonPropertyName("total_results")] long TotalResults)
{
    public ReponseAnnuaire? Read() => Results is null ? null : new ReponseAnnuaire([.. Results.Select(r => r?.Read()).OfType<FicheAnnuaire>()], TotalResults);
}

internal sealed record ResultatAnnuaire
{
    /// <summary>What INSEE writes in place of what isn't public.</summary>
    private const string NonDiffuse = "[ND]";

    [JsonPropertyName("siren")] public string? Siren { get; init; }
    [JsonPropertyName("nom_raison_sociale")] public string? RaisonSociale { get; init; }
    [JsonPropertyName("nom_complet")] public string? NomComplet { get; init; }
    [JsonPropertyName("activite_principale")] public string? Activite { get; init; }
    [JsonPropertyName("nature_juridique")] public string? NatureJuridique { get; init; }
    [JsonPropertyName("tranche_effectif_salarie")] public string? Effectif { get; init; }
    [JsonPropertyName("etat_administratif")] public string? Etat { get; init; }
    [JsonPropertyName("statut_diffusion")] public string? Diffusion { get; init; }
    [JsonPropertyName("siege")] public SiegeAnnuaire? Siege { get; init; }

    /// <summary>Null: without a number that could be one.</summary>
    public FicheAnnuaire? Read()
    {
        if (!Domain.Common.Siren.TryParse(Siren, out var siren, out _)) return null;
        var nature = Said(NatureJuridique);
        return new FicheAnnuaire(siren, Said(RaisonSociale) ?? Said(NomComplet) ?? siren)
        {
            Siret = Domain.Common.Siret.Problem(Siege?.Siret) is null ? Said(Siege?.Siret) : null,
            CodeNaf = Said(Activite),
            CategorieJuridique = nature,
            TrancheEffectif = Said(Effectif),
            EstPersonnePhysique = nature == "1000",
            EstCessee = Etat == "C",
            EstDiffusionPartielle = Diffusion is "P" or "N",
            Voie = Said(string.Join(' ', new[] { Said(Siege?.Numero), Said(Siege?.Indice), Said(Siege?.TypeVoie), Said(Siege?.LibelleVoie) }.OfType<string>())),
            Complement = Said(Siege?.Complement),
            CodePostal = Said(Siege?.CodePostal),
            Commune = Said(Siege?.Commune),
            CodeInsee = Said(Siege?.CodeCommune),
            Cedex = Said(Siege?.Cedex),
        };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) || text.Contains(NonDiffuse, StringComparison.Ordinal) ? null : Domain.Common.Texte.Clean(text);
}

internal sealed record SiegeAnnuaire
{
    [JsonPropertyName("siret")] public string? Siret { get; init; }
    [JsonPropertyName("numero_voie")] public string? Numero { get; init; }
    [JsonPropertyName("indice_repetition")] public string? Indice { get; init; }
    [JsonPropertyName("type_voie")] public string? TypeVoie { get; init; }
    [JsonPropertyName("libelle_voie")] public string? LibelleVoie { get; init; }
    [JsonPropertyName("complement_adresse")] public string? Complement { get; init; }
    [JsonPropertyName("code_postal")] public string? CodePostal { get; init; }
    [JsonPropertyName("libelle_commune")] public string? Commune { get; init; }
    [JsonPropertyName("commune")] public string? CodeCommune { get; init; }
    [JsonPropertyName("cedex")] public string? Cedex { get; init; }
}
