using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>
/// Data that left the file: to whom, what, when (rgpd.md 3.3). It answers who the actual recipients are (art. 15(1)(c), CJEU C-154/21)
/// and whom to tell of a rectification or an erasure (art. 19).
/// </summary>
public sealed class Communication : TenantEntity
{
    private Communication()
    {
    }

    /// <exception cref="DomainException">No recipient.</exception>
    public Communication(Guid tenantId, DonneesCommuniquees donnees, Guid? membreId, DateTimeOffset faiteLe) : base(tenantId)
    {
        Destinataire = Texte.Clean(donnees.Destinataire) ?? throw new DomainException("Destinataire_obligatoire") { Champ = nameof(Destinataire) };
        (Sujet, Nombre, Champs, BaseLegale, Personnes, ExportId) = (donnees.Sujet, donnees.Nombre, Texte.Clean(donnees.Champs) ?? "", donnees.BaseLegale, donnees.Personnes, donnees.ExportId);
        (MembreId, FaiteLe, SystemeId) = (membreId, faiteLe, donnees.SystemeId);
    }

    /// <summary>The organisation, service or person that got the data, by name.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Destinataire { get; private set; } = "";

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    /// <summary>Records in all.</summary>
    public long Nombre { get; private set; }

    /// <summary>Titles of the columns that were handed over.</summary>
    [NonPersonnelle("Noms de colonnes")]
    public string Champs { get; private set; } = "";

    [NonPersonnelle("Base légale")]
    public BaseLegale BaseLegale { get; private set; }

    /// <summary>Ids of the records; null: not known one by one, so everybody may be among them.</summary>
    [NonPersonnelle("Clés opaques")]
    public IReadOnlyList<Guid>? Personnes { get; private set; }

    public Guid? ExportId { get; private set; }

    /// <summary>The connected system that read.</summary>
    public Guid? SystemeId { get; private set; }

    /// <summary>Who handed it over; null: the program.</summary>
    public Guid? MembreId { get; private set; }

    public DateTimeOffset FaiteLe { get; private set; }

    /// <summary>A system reads person by person: those of a day stand in one line.</summary>
    public void Add(Guid personne) => (Personnes, Nombre) = ([.. Personnes ?? [], personne], Nombre + 1);
}

/// <summary>What was handed over.</summary>
public sealed record DonneesCommuniquees(string? Destinataire, Sujet Sujet, long Nombre, string? Champs, BaseLegale BaseLegale, IReadOnlyList<Guid>? Personnes, Guid? ExportId = null)
{
    /// <summary>The connected system that read.</summary>
    public Guid? SystemeId { get; init; }
}
