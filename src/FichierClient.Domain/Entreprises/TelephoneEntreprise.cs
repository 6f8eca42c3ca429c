using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Entreprises;

/// <summary>A phone number of an entreprise.</summary>
public sealed class TelephoneEntreprise : PartOrdonnee
{
    private TelephoneEntreprise()
    {
    }

    internal TelephoneEntreprise(Guid tenantId, Guid entrepriseId, NumeroTelephone numero) : base(tenantId)
    {
        EntrepriseId = entrepriseId;
        (Saisie, E164, Libelle) = (numero.Saisie, numero.E164, numero.Libelle);
    }

    public Guid EntrepriseId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string Saisie { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string? E164 { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Libelle { get; private set; }

    public override Guid RootId => EntrepriseId;

    public override string Cle => E164 ?? Saisie;

    public bool Holds(NumeroTelephone numero) => Saisie == numero.Saisie && Libelle == numero.Libelle;

    public override string ToString() => Libelle is null ? Saisie : $"{Saisie} ({Libelle})";
}

/// <summary>A label on an entreprise.</summary>
public sealed class EtiquetteEntreprise : AggregatePart
{
    private EtiquetteEntreprise()
    {
    }

    internal EtiquetteEntreprise(Guid tenantId, Guid entrepriseId, Guid etiquetteId) : base(tenantId) =>
        (EntrepriseId, EtiquetteId) = (entrepriseId, etiquetteId);

    public Guid EntrepriseId { get; private set; }
    public Guid EtiquetteId { get; private set; }

    public override Guid RootId => EntrepriseId;

    public override string ToString() => EtiquetteId.ToString();
}
