using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Entreprises;

/// <summary>Everything that is typed about an entreprise. Only the name is required.</summary>
public sealed class EntrepriseSaisie
{
    public string? RaisonSociale { get; set; }
    public string? NomCommercial { get; set; }
    public string? Reference { get; set; }
    public string? Siren { get; set; }
    public string? Siret { get; set; }
    public string? NumeroTva { get; set; }
    public string? CodeNaf { get; set; }
    public NomenclatureNaf? NomenclatureNaf { get; set; }
    public string? CategorieJuridique { get; set; }
    public string? TrancheEffectif { get; set; }
    public bool EstPersonnePhysique { get; set; }

    /// <summary>Statut de diffusion P, as Sirene or the directory said; nobody types it.</summary>
    public bool EstDiffusionPartielle { get; set; }

    /// <summary>Null: follows the ventes.</summary>
    public StatutEntreprise? StatutManuel { get; set; }

    /// <summary>The day on which it ceased.</summary>
    public DateOnly? CesseeLe { get; set; }
    public AdresseSaisie Facturation { get; set; } = new();
    public AdresseSaisie Livraison { get; set; } = new();
    public string? Email { get; set; }
    public string? Site { get; set; }
    public List<TelephoneSaisie> Telephones { get; set; } = [];
    public Guid? CanalId { get; set; }
    public Guid? ResponsableId { get; set; }
    public Guid? MaisonMereId { get; set; }
    public decimal? Potentiel { get; set; }
    public decimal? PrixMaximumAccepte { get; set; }

    /// <summary>Some of it was taken over from the directory of companies: the record says so among its sources.</summary>
    public bool DepuisAnnuaire { get; set; }

    /// <summary>Labels by name; an unknown one is made.</summary>
    public List<string> Etiquettes { get; set; } = [];

    /// <summary>A copy that shares nothing, to type in while the original tells what was read.</summary>
    public EntrepriseSaisie Copy()
    {
        var copy = (EntrepriseSaisie)MemberwiseClone();
        copy.Facturation = AdresseSaisie.Of(Facturation.ToAdresse());
        copy.Livraison = AdresseSaisie.Of(Livraison.ToAdresse());
        copy.Telephones = [.. Telephones.Select(t => new TelephoneSaisie { Numero = t.Numero, Libelle = t.Libelle })];
        copy.Etiquettes = [.. Etiquettes];
        return copy;
    }
}

public sealed class AdresseSaisie
{
    public string? Voie { get; set; }
    public string? Complement { get; set; }
    public string? CodePostal { get; set; }
    public string? Commune { get; set; }
    public string? CodeInsee { get; set; }
    public string? Cedex { get; set; }
    public string? Pays { get; set; }

    public Adresse ToAdresse() => new()
    {
        Voie = Voie,
        Complement = Complement,
        CodePostal = Domain.Common.CodePostal.Normalize(CodePostal, Pays),
        Commune = Commune,
        CodeInsee = CodeInsee,
        Cedex = Cedex,
        Pays = Pays,
    };

    public static AdresseSaisie Of(Adresse adresse) => new()
    {
        Voie = adresse.Voie,
        Complement = adresse.Complement,
        CodePostal = adresse.CodePostal,
        Commune = adresse.Commune,
        CodeInsee = adresse.CodeInsee,
        Cedex = adresse.Cedex,
        Pays = adresse.Pays,
    };
}

public sealed class TelephoneSaisie
{
    public string? Numero { get; set; }

    /// <summary>Standard, mobile, comptabilité…; free.</summary>
    public string? Libelle { get; set; }
}
