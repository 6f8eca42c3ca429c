namespace FichierClient.Domain.Entreprises;

/// <summary>Follows the ventes unless it is set by hand: no facture, a facture in the last 12 months, an older one only.</summary>
public enum StatutEntreprise
{
    Prospect,
    Client,
    AncienClient,
}

/// <summary>The nomenclature of activities that a NAF code is written in (INSEE); NAF 2025 applies from 2027-01-01.</summary>
public enum NomenclatureNaf
{
    NafRev2,
    Naf2025,
}
