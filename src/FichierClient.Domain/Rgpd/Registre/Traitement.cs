using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Registre;

/// <summary>
/// An activity of the register (RGPD art. 30). What is written here is a draft; each validation makes a version that nobody changes any more.
/// </summary>
public sealed class Traitement : TenantEntity
{
    /// <summary>The fields of a refusal are those of the sheet.</summary>
    private const string Prefix = nameof(Fiche) + ".";

    private Traitement()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="registre">Which of the two registers.</param>
    /// <param name="fiche">What it says.</param>
    /// <param name="membreId">Who writes it; null: the program.</param>
    /// <param name="now">The instant.</param>
    /// <param name="code">Names one that the program brings along; null for one's own.</param>
    public Traitement(Guid tenantId, GenreRegistre registre, FicheTraitement fiche, Guid? membreId, DateTimeOffset now, string? code = null) : base(tenantId)
    {
        (Registre, Code, CreeLe) = (registre, code, now);
        Write(fiche, membreId, now);
    }

    [NonPersonnelle("Lequel des deux registres")]
    public GenreRegistre Registre { get; private set; }

    [NonPersonnelle("Nom technique")]
    public string? Code { get; private set; }

    [NonPersonnelle("État")]
    public StatutTraitement Statut { get; private set; }

    /// <summary>The draft, a <see cref="FicheTraitement"/>.</summary>
    [NonPersonnelle("Registre de l'art. 30 : décrit des catégories, aucune personne du fichier")]
    public string Contenu { get; private set; } = "";

    /// <summary>The last version; 0: none was validated yet.</summary>
    public int Numero { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }
    public DateTimeOffset ModifieLe { get; private set; }
    public Guid? ModifieParId { get; private set; }
    public uint Version { get; private set; }

    public FicheTraitement Fiche => FicheJson.Read(Contenu);

    /// <summary>Writes the draft; what was validated stands until the draft is validated.</summary>
    /// <exception cref="DomainException">No name, too many purposes, or archived.</exception>
    public void Write(FicheTraitement fiche, Guid? membreId, DateTimeOffset now)
    {
        if (Statut == StatutTraitement.Archive) throw new DomainException("Traitement_archive");
        if (string.IsNullOrWhiteSpace(fiche.Nom)) throw new DomainException("Nom_obligatoire") { Champ = Prefix + nameof(FicheTraitement.Nom) };
        fiche.SousFinalites.RemoveAll(string.IsNullOrWhiteSpace);
        if (fiche.SousFinalites.Count > FicheTraitement.SousFinalitesMax)
            throw new DomainException("Traitement_sous_finalites", FicheTraitement.SousFinalitesMax) { Champ = Prefix + nameof(FicheTraitement.SousFinalites) };
        fiche.Acteurs = [];
        Contenu = FicheJson.Write(fiche);
        (Statut, ModifieLe, ModifieParId) = (StatutTraitement.Brouillon, now, membreId);
    }

    /// <summary>Proposes the draft for validation.</summary>
    /// <exception cref="DomainException">Not a draft, or what art. 30 asks for is missing.</exception>
    public void Submit()
    {
        Expect(StatutTraitement.Brouillon);
        var fiche = Fiche;
        if (string.IsNullOrWhiteSpace(fiche.FinalitePrincipale)) throw new DomainException("Traitement_sans_finalite") { Champ = Prefix + nameof(FicheTraitement.FinalitePrincipale) };
        if (fiche.BaseLegale is null && Registre == GenreRegistre.Responsable) throw new DomainException("Traitement_sans_base") { Champ = Prefix + nameof(FicheTraitement.BaseLegale) };
        if (string.IsNullOrWhiteSpace(fiche.PourLeCompteDe) && Registre == GenreRegistre.SousTraitant) throw new DomainException("Traitement_sans_client") { Champ = Prefix + nameof(FicheTraitement.PourLeCompteDe) };
        Statut = StatutTraitement.AValider;
    }

    /// <summary>Back to drafting.</summary>
    public void SendBack()
    {
        Expect(StatutTraitement.AValider);
        Statut = StatutTraitement.Brouillon;
    }

    /// <summary>Writes into the text that is about to become a version who answers for it now: later ones don't change what was validated.</summary>
    public void Freeze(IEnumerable<ActeurFige> acteurs)
    {
        var fiche = Fiche;
        fiche.Acteurs = [.. acteurs];
        Contenu = FicheJson.Write(fiche);
    }

    /// <summary>Makes the version that stands from now on.</summary>
    /// <param name="before">The text of the last version, null when there is none: a new information notice gets the next number.</param>
    /// <param name="membreId">Who validates.</param>
    /// <param name="now">The instant.</param>
    public TraitementVersion Validate(FicheTraitement? before, Guid membreId, DateTimeOffset now)
    {
        Expect(StatutTraitement.AValider);
        var fiche = Fiche;
        var same = before is not null && Texte.Clean(before.MentionInformation) == Texte.Clean(fiche.MentionInformation);
        fiche.MentionVersion = (before?.MentionVersion ?? 0) + (same || string.IsNullOrWhiteSpace(fiche.MentionInformation) ? 0 : 1);
        Contenu = FicheJson.Write(fiche);
        Statut = StatutTraitement.Valide;
        return new TraitementVersion(this, ++Numero, membreId, now);
    }

    /// <summary>The activity has ended: it stays readable, and the archive is itself a version.</summary>
    /// <exception cref="DomainException">Archived already, or never validated.</exception>
    public TraitementVersion Archive(Guid membreId, DateTimeOffset now)
    {
        if (Statut == StatutTraitement.Archive) throw new DomainException("Traitement_archive");
        if (Numero == 0) throw new DomainException("Traitement_jamais_valide");
        Statut = StatutTraitement.Archive;
        return new TraitementVersion(this, ++Numero, membreId, now);
    }

    /// <summary>Takes an archived activity up again, as a draft.</summary>
    public void Reopen()
    {
        Expect(StatutTraitement.Archive);
        Statut = StatutTraitement.Brouillon;
    }

    private void Expect(StatutTraitement statut)
    {
        if (Statut != statut) throw new DomainException("Traitement_etape");
    }
}

/// <summary>A sheet as it was validated: never changed, never deleted; the database refuses both.</summary>
public sealed class TraitementVersion : TenantEntity
{
    private TraitementVersion()
    {
    }

    internal TraitementVersion(Traitement traitement, int numero, Guid membreId, DateTimeOffset now) : base(traitement.TenantId) =>
        (TraitementId, Numero, Statut, Contenu, MembreId, FaiteLe) = (traitement.Id, numero, traitement.Statut, traitement.Contenu, membreId, now);

    public Guid TraitementId { get; private set; }
    public int Numero { get; private set; }

    [NonPersonnelle("État")]
    public StatutTraitement Statut { get; private set; }

    [NonPersonnelle("Registre de l'art. 30 : décrit des catégories, aucune personne du fichier")]
    public string Contenu { get; private set; } = "";

    public Guid MembreId { get; private set; }
    public DateTimeOffset FaiteLe { get; private set; }

    public FicheTraitement Fiche => FicheJson.Read(Contenu);
}
