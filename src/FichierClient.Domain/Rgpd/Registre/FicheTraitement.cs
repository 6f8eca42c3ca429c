namespace FichierClient.Domain.Rgpd.Registre;

/// <summary>
/// What a traitement's sheet says: the CNIL's fields and our complements. A form fills it; saved as one JSON text, whose versions are kept
/// as they were.
/// </summary>
public sealed class FicheTraitement
{
    /// <summary>The lines that the CNIL's sheet has room for.</summary>
    public const int SousFinalitesMax = 5;

    public string? Nom { get; set; }

    /// <summary>N° / RÉF.</summary>
    public string? Reference { get; set; }

    public DateOnly? CreeLe { get; set; }
    public RoleTraitement Role { get; set; }
    public List<ActeurFiche> Conjoints { get; set; } = [];

    /// <summary>Who answered when a version was validated; the aggregate sets it, a draft has none.</summary>
    public List<ActeurFige> Acteurs { get; set; } = [];

    /// <summary>Processor's register: for whom, with how they are reached (RGPD art. 30(2)(a)).</summary>
    public string? PourLeCompteDe { get; set; }

    public string? FinalitePrincipale { get; set; }
    public List<string> SousFinalites { get; set; } = [];

    /// <summary>The purpose of the map whose tables and fields belong to this traitement.</summary>
    public Finalites Finalite { get; set; }

    public List<DonneeFiche> Donnees { get; set; } = [.. Enum.GetValues<CategorieCnil>().Select(c => new DonneeFiche { Categorie = c })];
    public List<Precise<CategoriePersonnes>> Personnes { get; set; } = [];
    public List<Precise<TypeDestinataire>> Destinataires { get; set; } = [];
    public List<Precise<TypeMesure>> Mesures { get; set; } = [];
    public List<TransfertFiche> Transferts { get; set; } = [];
    public BaseLegale? BaseLegale { get; set; }
    public string? MiseEnBalance { get; set; }
    public string? SourceDonnees { get; set; }
    public string? MentionInformation { get; set; }

    /// <summary>Counts the texts that persons were shown; the aggregate sets it.</summary>
    public int MentionVersion { get; set; }

    public string? DecisionAutomatisee { get; set; }
    public List<CritereAipd> CriteresAipd { get; set; } = [];
    public string? LienAipd { get; set; }
    public DateOnly? ProchaineRevue { get; set; }

    /// <summary>This sheet, with what another one says where this one is empty: a file has no room for all of it.</summary>
    public FicheTraitement Or(FicheTraitement other)
    {
        (Nom, Reference, CreeLe) = (Nom ?? other.Nom, Reference ?? other.Reference, CreeLe ?? other.CreeLe);
        (PourLeCompteDe, FinalitePrincipale, BaseLegale) = (PourLeCompteDe ?? other.PourLeCompteDe, FinalitePrincipale ?? other.FinalitePrincipale, BaseLegale ?? other.BaseLegale);
        (MiseEnBalance, SourceDonnees) = (MiseEnBalance ?? other.MiseEnBalance, SourceDonnees ?? other.SourceDonnees);
        (MentionInformation, MentionVersion) = (MentionInformation ?? other.MentionInformation, other.MentionVersion);
        (DecisionAutomatisee, LienAipd, ProchaineRevue) = (DecisionAutomatisee ?? other.DecisionAutomatisee, LienAipd ?? other.LienAipd, ProchaineRevue ?? other.ProchaineRevue);
        if (Finalite == Finalites.None) Finalite = other.Finalite;
        (Conjoints, SousFinalites, CriteresAipd) = (Either(Conjoints, other.Conjoints), Either(SousFinalites, other.SousFinalites), Either(CriteresAipd, other.CriteresAipd));
        (Personnes, Destinataires) = (Either(Personnes, other.Personnes), Either(Destinataires, other.Destinataires));
        (Mesures, Transferts) = (Either(Mesures, other.Mesures), Either(Transferts, other.Transferts));
        foreach (var known in other.Donnees)
        {
            var donnee = Donnee(known.Categorie);
            if (!donnee.EstRemplie) (donnee.Description, donnee.Duree) = (known.Description, known.Duree);
            donnee.Regle ??= known.Regle;
        }

        return this;
    }

    private static List<T> Either<T>(List<T> own, List<T> other) => own.Count > 0 ? own : other;

    public bool ASensibles => Donnees.Any(d => d.EstSensible && d.EstRemplie);

    /// <summary>The line of a category; a text from before it was added has none yet.</summary>
    public DonneeFiche Donnee(CategorieCnil categorie)
    {
        var found = Donnees.Find(d => d.Categorie == categorie);
        if (found is null) Donnees.Add(found = new DonneeFiche { Categorie = categorie });
        return found;
    }
}

/// <summary>Someone named on a sheet, as the CNIL's lines have it.</summary>
public sealed class ActeurFiche
{
    public string? Nom { get; set; }
    public string? Adresse { get; set; }
    public string? CodePostal { get; set; }
    public string? Ville { get; set; }
    public string? Pays { get; set; }
    public string? Telephone { get; set; }
    public string? Email { get; set; }
}

/// <summary>A contact block of the organisation, as it stood.</summary>
public sealed class ActeurFige
{
    public RoleActeur Role { get; set; }
    public string? Nom { get; set; }
    public string? Prenom { get; set; }
    public string? Societe { get; set; }
    public ActeurFiche Coordonnees { get; set; } = new();
}

/// <summary>A category of data with how long it is kept.</summary>
public sealed class DonneeFiche
{
    public CategorieCnil Categorie { get; set; }
    public string? Description { get; set; }

    /// <summary>As the reader of the register reads it.</summary>
    public string? Duree { get; set; }

    /// <summary>Code of the rule of conservation that enforces it.</summary>
    public string? Regle { get; set; }

    /// <summary>RGPD art. 9 and 10.</summary>
    public bool EstSensible => Categorie is >= CategorieCnil.OrigineRaciale and <= CategorieCnil.Condamnations;

    public bool EstRemplie => !string.IsNullOrWhiteSpace(Description) || !string.IsNullOrWhiteSpace(Duree);
}

/// <summary>A value of one of the CNIL's lists, made precise.</summary>
public sealed class Precise<T> where T : struct, Enum
{
    public T Type { get; set; }
    public string? Precisions { get; set; }
}

/// <summary>A transfer out of the European Union (RGPD chapter V).</summary>
public sealed class TransfertFiche
{
    public string? Destinataire { get; set; }
    public string? Pays { get; set; }
    public TypeGarantie? Garantie { get; set; }
    public string? Lien { get; set; }
}
