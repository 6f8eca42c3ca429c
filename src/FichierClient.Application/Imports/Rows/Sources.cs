using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Rows;

/// <summary>What a row says about an entreprise, read and checked; null: the row says nothing, which never erases.</summary>
public sealed record SourceEntreprise
{
    public string? Nom { get; init; }
    public string? NomCommercial { get; init; }
    public string? Reference { get; init; }
    public string? Siren { get; init; }
    public string? Siret { get; init; }
    public string? NumeroTva { get; init; }
    public string? CodeNaf { get; init; }
    public string? CategorieJuridique { get; init; }
    public string? TrancheEffectif { get; init; }
    public bool? EstPersonnePhysique { get; init; }
    public StatutEntreprise? Statut { get; init; }
    public DateOnly? CesseeLe { get; init; }
    public string? Email { get; init; }
    public string? Site { get; init; }
    public IReadOnlyList<NumeroTelephone> Telephones { get; init; } = [];
    public string? Canal { get; init; }
    public string? Responsable { get; init; }
    public decimal? Potentiel { get; init; }
    public decimal? PrixMaximum { get; init; }
    public IReadOnlyList<string> Etiquettes { get; init; } = [];
    public Adresse Facturation { get; init; } = Adresse.Vide;
    public Adresse Livraison { get; init; } = Adresse.Vide;

    /// <summary>The name as it is compared; empty without a name.</summary>
    public string CleNom { get; init; } = "";

    /// <summary>The name was made from the site: it never replaces a real one, and is looked for nowhere.</summary>
    public bool NomDeduit { get; init; }

    /// <summary>The name serves to find it: one that is there keeps its own writing.</summary>
    public bool NomPourTrouver { get; init; }

    /// <summary>The record itself, where something else than names and numbers told which it is.</summary>
    public Guid? Fiche { get; init; }

    /// <summary>Nothing names it, but a site or an address may lead to one that is known.</summary>
    public bool HasDomaine => Site is not null || Email is not null;

    /// <summary>Nothing but a name is known of it.</summary>
    public bool EstNomSeul => this is { Siren: null, Siret: null, Reference: null, NumeroTva: null, Email: null, Site: null, Telephones.Count: 0, Facturation: { CodePostal: null, Commune: null } };

    /// <summary>True when the row can point at an entreprise at all.</summary>
    public bool IsPresent => Nom is not null || Siren is not null || Siret is not null || NumeroTva is not null || Reference is not null || Fiche is not null;
}

/// <summary>What a row says about a person.</summary>
public sealed record SourceContact
{
    public Civilite? Civilite { get; init; }
    public string? Prenom { get; init; }
    public string? Nom { get; init; }
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<NumeroTelephone> Telephones { get; init; } = [];
    public string? Fonction { get; init; }
    public string? Service { get; init; }
    public (int Jour, int Mois, int? Annee)? Anniversaire { get; init; }
    public string? Notes { get; init; }
    public string? Langue { get; init; }
    public Opposition Oppositions { get; init; }
    public DateOnly? Depuis { get; init; }
    public DateOnly? Jusqua { get; init; }

    /// <summary>The name was made from the address: it never replaces a real one.</summary>
    public bool NomDeduit { get; init; }

    /// <summary>The name as it is compared.</summary>
    public string CleNom { get; init; } = "";
}

/// <summary>What a row says about a sale; amounts of the document, in its own currency, positive for an avoir too.</summary>
public sealed record SourceVente
{
    public required TypeVente Type { get; init; }
    public required DateOnly Date { get; init; }
    public string Serie { get; init; } = "";

    /// <summary>Null: the file has none, and one is made from the row.</summary>
    public string? Numero { get; init; }
    public required LigneSaisie Ligne { get; init; }

    /// <summary>The lines of an order as a whole, discount and postage, which stand last whatever lines its other rows tell.</summary>
    public IReadOnlyList<LigneSaisie> DeCommande { get; init; } = [];

    /// <summary>What a shop took off the whole order, before tax; 0: nothing.</summary>
    public decimal RemiseDeCommande { get; init; }

    /// <summary>What those lines are called.</summary>
    internal const string DesignationPort = "Port", DesignationRemise = "Remise";

    /// <summary>The amount has a minus: an avoir, or a discount among the lines of a facture.</summary>
    public bool EstNegative { get; init; }

    /// <summary>The line as quantity and price make it, whatever the amount says; null without a price.</summary>
    public LigneSaisie? AuPrix { get; init; }
    public bool PrixNegatif { get; init; }
    public string? Sku { get; init; }

    /// <summary>False: the file tells no VAT, and one that is known already stays.</summary>
    public bool TauxTvaConnu { get; init; }

    /// <summary>False: the line's text is the program's own.</summary>
    public bool DesignationConnue { get; init; }

    /// <summary>Null: the organisation's.</summary>
    public string? Devise { get; init; }
    public decimal? Taux { get; init; }
    public string? Commercial { get; init; }
    public bool EstAnnulee { get; init; }
    public bool EstBrouillon { get; init; }
    public string? FactureLiee { get; init; }

    /// <summary>The file names the kind of its documents; otherwise their sign alone tells it.</summary>
    public bool TypeDit { get; init; }

    /// <summary>What the file says that the whole invoice of this line makes before tax; null: it doesn't.</summary>
    public decimal? TotalDePiece { get; init; }
}

/// <summary>A row of the file, read: what it says, or why it is refused.</summary>
public sealed class LigneImportee(long rang, long ligne)
{
    public long Rang { get; } = rang;

    /// <summary>Physical line of the file.</summary>
    public long Ligne { get; } = ligne;

    /// <summary>Sentences; null: nothing is wrong so far.</summary>
    public string? Refus { get; private set; }

    /// <summary>Why the row's vente is set aside, while its entreprise and contact go in; null: it isn't.</summary>
    public string? VenteEcartee { get; private set; }

    /// <summary>Who sold, as the row says, also of a vente that is set aside.</summary>
    public string? Commercial { get; set; }

    public SourceEntreprise? Entreprise { get; set; }
    public SourceContact? Contact { get; set; }
    public SourceVente? Vente { get; set; }

    /// <summary>Who trades in their own name, as the row tells of them; they are the row's entreprise.</summary>
    public SourceContact? Personne { get; set; }

    /// <summary>No company stands in the row that has a sale: its buyer is taken for the client.</summary>
    public bool EstAcheteurSeul { get; set; }

    /// <summary>It tells of money or of a purchase: it says nothing of the invoice whose number it bears.</summary>
    public bool EstAutrePiece { get; set; }

    /// <summary>Series and number of the vente, also of a refused row.</summary>
    public (string Serie, string Numero)? Piece { get; set; }

    /// <summary>A column, a code or the number itself calls it an avoir, whatever its sign; also of a refused row.</summary>
    public bool EstAvoirDit { get; set; }

    /// <summary>The accounting journal of a FEC's entry; null: another file.</summary>
    public string? Journal { get; set; }

    /// <summary>Which row of its invoice it is, from 0, where a file has a row a line; null: the row is a vente by itself.</summary>
    public int? RangDansPiece { get; set; }

    /// <summary>It names an erased person.</summary>
    public bool EstEffacee { get; private set; }

    /// <summary>It was taken as it stands, and somebody should look at it.</summary>
    public bool EstDouteuse { get; set; }

    /// <summary>Things left empty or completed, to be counted in the report.</summary>
    public List<string> Remarques { get; } = [];

    /// <summary>Fields whose empty cell erases what the record has.</summary>
    public IReadOnlySet<string> Vides { get; set; } = new HashSet<string>();

    /// <summary>Fingerprint of the mapped cells: the number of a vente that has none.</summary>
    public string Empreinte { get; set; } = "";

    /// <summary>Refuses the row of an erased person for this reason alone: nothing of what it says is left.</summary>
    public void RefuseErased(string reason)
    {
        (Refus, EstEffacee) = (reason, true);
        (Entreprise, Contact, Personne, Vente, Piece, VenteEcartee, EstDouteuse) = (null, null, null, null, null, null, false);
        Remarques.Clear();
    }

    /// <summary>What was wrong so far is wrong with the vente alone: it stays outside, the rest of the row goes in.</summary>
    public void SetVenteAside() => (VenteEcartee, Refus, Vente) = (Refus, null, null);

    /// <summary>Refuses the row for this reason alone, which is behind the others.</summary>
    public void RefuseAs(string reason) => Refus = reason;

    public void Refuse(string reason)
    {
        // Nothing of the row goes in after all: what is wrong with its vente is among the reasons.
        if (VenteEcartee is { } vente) (Refus, VenteEcartee) = (vente, null);
        if (Refus?.Contains(reason, StringComparison.Ordinal) != true) Refus = Refus is null ? reason : $"{Refus} {reason}";
    }
}
