using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Imports;

/// <summary>What the rows of a file become. <see cref="Mixte"/>: one flat file makes entreprises, contacts and ventes.</summary>
public enum GenreImport { Entreprises, Contacts, Ventes, Mixte }

/// <summary>
/// Where an import stands between the file's arrival and its report. What came in may be taken back (<see cref="EnRetrait"/>,
/// <see cref="Retire"/>) and put back (<see cref="EnRemise"/>, then as before).
/// </summary>
public enum StatutImport { Recu, Apercu, Verifie, EnCours, Termine, Echoue, Annule, EnRetrait, Retire, EnRemise }

/// <summary>A file on its way into the client file. Source, party and legal basis are known before its first row is read (RGPD art. 14).</summary>
public sealed class Import : TenantEntity
{
    /// <summary>How long the original file is kept, and what it changed can be taken back.</summary>
    public static readonly TimeSpan Conservation = TimeSpan.FromDays(30);

    private Import()
    {
    }

    /// <exception cref="DomainException">The source has no name.</exception>
    public Import(Guid tenantId, GenreImport genre, FichierRecu fichier, OrigineImport origine, Guid? membreId, DateTimeOffset now) : base(tenantId)
    {
        if (string.IsNullOrWhiteSpace(origine.Source)) throw new DomainException("Source_obligatoire") { Champ = nameof(Source) };
        (Genre, NomFichier, Taille, Empreinte) = (genre, fichier.Nom, fichier.Taille, fichier.Empreinte);
        (Source, Partie, BaseLegale, CollecteLe) = (origine.Source.Trim(), origine.Partie, origine.BaseLegale, origine.CollecteLe);
        (MembreId, CreeLe) = (membreId, now);
    }

    [NonPersonnelle("Type d'import")]
    public GenreImport Genre { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string NomFichier { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Taille { get; private set; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    [NonPersonnelle("Empreinte du fichier")]
    public string Empreinte { get; private set; } = "";

    /// <summary>Fingerprint of the headers: a later file with the same columns gets the same mapping.</summary>
    [NonPersonnelle("Empreinte des en-têtes")]
    public string? EnTetes { get; private set; }

    /// <summary>What the reader found: dialect, headers, profile of each column, first rows.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Analyse { get; private set; }

    /// <summary>Which column goes into which field, as JSON.</summary>
    [NonPersonnelle("Noms de colonnes et de champs")]
    public string? Correspondance { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string Source { get; private set; } = "";

    /// <summary>The row of the source; the database finds it by name and party, or makes it.</summary>
    public Guid? SourceId { get; private set; }

    [NonPersonnelle("Partie")]
    public Partie Partie { get; private set; }

    [NonPersonnelle("Base légale")]
    public BaseLegale BaseLegale { get; private set; }

    /// <summary>When the source collected the data, as far as it is known; never guessed.</summary>
    public DateOnly? CollecteLe { get; private set; }

    [NonPersonnelle("État de l'import")]
    public StatutImport Statut { get; private set; }

    /// <summary>Rows of the file that are in: written in the transaction that writes them.</summary>
    public long Rang { get; private set; }

    /// <summary>Counts of the preview and of the run, as JSON.</summary>
    [NonPersonnelle("Compteurs")]
    public string? BilanApercu { get; private set; }

    [NonPersonnelle("Compteurs")]
    public string? Bilan { get; private set; }

    [NonPersonnelle("Phrase du programme, sans donnée du fichier")]
    public string? Erreur { get; private set; }

    /// <summary>How far the import was taken back or put back, as JSON; null: never begun.</summary>
    [NonPersonnelle("Compteurs")]
    public string? Retrait { get; private set; }

    public Guid? MembreId { get; private set; }
    public Guid? JobId { get; private set; }
    public DateTimeOffset CreeLe { get; private set; }
    public DateTimeOffset? TermineLe { get; private set; }
    public DateTimeOffset? FichierSupprimeLe { get; private set; }

    /// <summary>Since then the stored file is no longer the original, which named an erased person, but its refused rows without hers.</summary>
    public DateTimeOffset? FichierReduitLe { get; private set; }

    public bool EstTermine => Statut is StatutImport.Termine or StatutImport.Annule or StatutImport.Retire;

    /// <summary>True until its rows began to be written.</summary>
    public bool EstModifiable => Rang == 0 && Statut is StatutImport.Recu or StatutImport.Verifie or StatutImport.Echoue;

    public void Analyser(string analyse, string enTetes) => (Analyse, EnTetes) = (analyse, enTetes);

    /// <exception cref="DomainException">Rows are already in.</exception>
    public void Map(GenreImport genre, string correspondance)
    {
        if (!EstModifiable) throw new DomainException("Import_deja_lance");
        (Genre, Correspondance) = (genre, correspondance);
        if (Statut == StatutImport.Verifie) Statut = StatutImport.Recu;
    }

    /// <exception cref="DomainException">Rows are already in, or it is being worked on.</exception>
    public void StartApercu(Guid jobId)
    {
        if (!EstModifiable) throw new DomainException("Import_deja_lance");
        (Statut, JobId, BilanApercu, Erreur) = (StatutImport.Apercu, jobId, null, null);
    }

    /// <summary>Starts, or goes on behind the rows that are in after a failure.</summary>
    /// <exception cref="DomainException">It has no mapping, is being worked on, or is over.</exception>
    public void Start(Guid jobId)
    {
        if (Correspondance is null || Statut is not (StatutImport.Recu or StatutImport.Verifie or StatutImport.Echoue)) throw new DomainException("Import_deja_lance");
        (Statut, JobId, Erreur) = (StatutImport.EnCours, jobId, null);
    }

    /// <summary>Whether what it wrote can still be taken back at an instant: it ended with rows in, not longer ago than its traces are kept.</summary>
    public bool PeutEtreRetire(DateTimeOffset now) => Rang > 0 && now < CreeLe + Conservation
        && Statut is StatutImport.Termine or StatutImport.Annule or StatutImport.Echoue or StatutImport.EnRetrait or StatutImport.EnRemise;

    /// <summary>Whether what was taken back can be put back at an instant.</summary>
    public bool PeutEtreRemis(DateTimeOffset now) => now < CreeLe + Conservation && Statut is StatutImport.Retire or StatutImport.EnRetrait or StatutImport.EnRemise;

    /// <summary>Begins to take back what the import wrote, or goes on with it.</summary>
    /// <exception cref="DomainException">Nothing is in, it is too long ago, or it is being worked on.</exception>
    public void StartRetrait(Guid jobId, string retrait, DateTimeOffset now)
    {
        if (!PeutEtreRetire(now)) throw new DomainException("Import_retrait_impossible");
        (Statut, JobId, Retrait, Erreur) = (StatutImport.EnRetrait, jobId, retrait, null);
    }

    /// <summary>Begins to put back what was taken back, or goes on with it.</summary>
    /// <exception cref="DomainException">Nothing was taken back, or it is too long ago.</exception>
    public void StartRemise(Guid jobId, string retrait, DateTimeOffset now)
    {
        if (!PeutEtreRemis(now)) throw new DomainException("Import_remise_impossible");
        (Statut, JobId, Retrait, Erreur) = (StatutImport.EnRemise, jobId, retrait, null);
    }

    /// <summary>Stops with a sentence for its member; rows that are in stay in.</summary>
    public void Fail(string erreur) => (Statut, Erreur) = (StatutImport.Echoue, erreur);

    /// <summary>A preview is dropped; an import ends where it stands; one that is taken or put back waits there, to go on or turn back.</summary>
    /// <exception cref="DomainException">It is over.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (EstTermine) throw new DomainException("Import_deja_lance");
        if (Statut == StatutImport.Apercu) Statut = StatutImport.Recu;
        else if (Statut is not (StatutImport.EnRetrait or StatutImport.EnRemise)) (Statut, TermineLe) = (StatutImport.Annule, now);
    }
}

/// <summary>The file as it came in.</summary>
public sealed record FichierRecu(string Nom, long Taille, string Empreinte);

/// <summary>Where the data comes from and on which legal basis it may be kept; asked before the first row.</summary>
public sealed record OrigineImport(string Source, Partie Partie, BaseLegale BaseLegale, DateOnly? CollecteLe = null)
{
    /// <summary>What proves that data of others were collected lawfully; needed once for each source.</summary>
    public string? Preuve { get; init; }
}
