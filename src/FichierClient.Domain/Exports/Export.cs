using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Exports;

/// <summary>What is exported: a list, or the <see cref="Organisation"/> whole.</summary>
public enum ListeExport { Entreprises, Contacts, Ventes, Organisation }

/// <summary>
/// What it is written as. <see cref="Reimport"/>: lossless, with the columns that an import recognises. <see cref="Zip"/>: every table of the
/// organisation and its files, which another installation loads.
/// </summary>
public enum FormatExport { Xlsx, CsvExcel, Csv, JsonLignes, VCard, Fec, Reimport, Zip }

public enum StatutExport { EnCours, Pret, Echoue, Annule }

/// <summary>
/// An extraction of a list, and its entry in the log of exports: who took what, when, by which filters, how many records.
/// The entry stays; the file is deleted after <see cref="Conservation"/>.
/// </summary>
public sealed class Export : TenantEntity
{
    /// <summary>How long the file can be downloaded.</summary>
    public static readonly TimeSpan Conservation = TimeSpan.FromDays(7);

    private Export()
    {
    }

    public Export(Guid tenantId, Guid membreId, ContenuExport contenu, DateTimeOffset now) : base(tenantId)
    {
        (MembreId, CreeLe) = (membreId, now);
        (Liste, Format, Adresse, Demande) = (contenu.Liste, contenu.Format, contenu.Adresse, contenu.Demande);
    }

    /// <summary>Who asked: nobody else may download it.</summary>
    public Guid MembreId { get; private set; }

    /// <summary>Members whose entreprises its member saw as the file was written; null: all.</summary>
    [NonPersonnelle("Clés de membres")]
    public IReadOnlyList<Guid>? Responsables { get; private set; }

    [NonPersonnelle("Type d'export")]
    public ListeExport Liste { get; private set; }

    [NonPersonnelle("Format du fichier")]
    public FormatExport Format { get; private set; }

    /// <summary>Address of the list: its filters and its order, as the member saw them.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string Adresse { get; private set; } = "";

    /// <summary>What the run needs, as JSON; null once it is over.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Demande { get; private set; }

    [NonPersonnelle("État de l'export")]
    public StatutExport Statut { get; private set; }

    /// <summary>Records in the file; null until it is written.</summary>
    public long? Enregistrements { get; private set; }

    /// <summary>Contacts of the list that the file leaves out: nobody told them yet where their data come from (RGPD art. 14).</summary>
    public int NonInformes { get; private set; }

    /// <summary>Records of the list that the file leaves out: people whose statut de diffusion is P.</summary>
    public int Partielles { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Taille { get; private set; }

    [NonPersonnelle("Phrase du programme, sans donnée du fichier")]
    public string? Erreur { get; private set; }

    public Guid? JobId { get; private set; }
    public DateTimeOffset CreeLe { get; private set; }
    public DateTimeOffset? TermineLe { get; private set; }
    public DateTimeOffset? FichierSupprimeLe { get; private set; }

    /// <summary>The DPO who let the file of a whole organisation go: it holds the files of requests and breaches, which only a DPO opens.</summary>
    public Guid? AutoriseParId { get; private set; }

    public DateTimeOffset? AutoriseLe { get; private set; }

    /// <summary>There was a DPO when the whole organisation was asked for: the file waits for one, even when that one is withdrawn meanwhile.</summary>
    public bool ExigeDpo { get; private set; }

    /// <summary>An import makes the same records of it.</summary>
    public bool EstSansPerte => Format == FormatExport.Reimport;

    /// <summary>Remembers how many the file leaves out, and why.</summary>
    public void LeaveOut(int nonInformes, int partielles) => (NonInformes, Partielles) = (nonInformes, partielles);

    public void RequireDpo(bool exige) => ExigeDpo = exige;

    /// <summary>Hands it to the background.</summary>
    public void Queue(Guid jobId) => JobId = jobId;

    /// <param name="enregistrements">Records in the file.</param>
    /// <param name="taille">Its bytes.</param>
    /// <param name="responsables">What its member saw as it was written; null: everything.</param>
    /// <param name="now">When.</param>
    public void Finish(long enregistrements, long taille, IReadOnlyList<Guid>? responsables, DateTimeOffset now) =>
        (Statut, Enregistrements, Taille, Responsables, TermineLe, Demande) = (StatutExport.Pret, enregistrements, taille, responsables, now, null);

    /// <summary>Whether who sees the entreprises of these members (null: all) sees what its member saw as the file was written.</summary>
    public bool EstVuDe(IReadOnlyList<Guid>? responsables) => responsables is null || Responsables?.All(responsables.Contains) == true;

    /// <summary>Lets the file of a whole organisation go.</summary>
    /// <exception cref="DomainException">It is another export, or there is no file.</exception>
    public void Authorize(Guid membreId, DateTimeOffset now)
    {
        if (Liste != ListeExport.Organisation || Statut != StatutExport.Pret || FichierSupprimeLe is not null) throw new DomainException("Export_termine");
        if (AutoriseLe is null) (AutoriseParId, AutoriseLe) = (membreId, now);
    }

    /// <summary>Ends without a file, with a sentence for its member.</summary>
    public void Fail(string erreur, DateTimeOffset now) => (Statut, Erreur, TermineLe, Demande) = (StatutExport.Echoue, erreur, now, null);

    /// <exception cref="DomainException">It is over.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (Statut != StatutExport.EnCours) throw new DomainException("Export_termine");
        (Statut, TermineLe, Demande) = (StatutExport.Annule, now, null);
    }
}

/// <summary>What is exported: which list, as what, by which address; the same again as JSON for the run.</summary>
public sealed record ContenuExport(ListeExport Liste, FormatExport Format, string Adresse, string Demande);

/// <summary>A piece of an export's file, encrypted; in the database, so that any node can hand it out.</summary>
public sealed class ExportFragment : TenantEntity
{
    private ExportFragment()
    {
    }

    public ExportFragment(Guid tenantId, Guid exportId, int numero, byte[] octets) : base(tenantId) =>
        (ExportId, Numero, Octets) = (exportId, numero, octets);

    public Guid ExportId { get; private set; }
    public int Numero { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public byte[] Octets { get; private set; } = [];
}
