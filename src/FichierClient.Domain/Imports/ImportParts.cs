using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Imports;

/// <summary>A piece of the original file: in the database, so that any node can go on with the import.</summary>
public sealed class ImportFragment : TenantEntity
{
    private ImportFragment()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="importId">The import.</param>
    /// <param name="numero">Its place in the file.</param>
    /// <param name="octets">Encrypted.</param>
    public ImportFragment(Guid tenantId, Guid importId, int numero, byte[] octets) : base(tenantId) =>
        (ImportId, Numero, Octets, EstChiffre) = (importId, numero, octets, true);

    public Guid ImportId { get; private set; }
    public int Numero { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public byte[] Octets { get; private set; } = [];

    /// <summary>False: an older version stored it as it came.</summary>
    public bool EstChiffre { get; private set; }
}

/// <summary>What became of a row.</summary>
public enum IssueLigne
{
    Creee,
    Modifiee,
    Inchangee,

    /// <summary>Its vente was set aside, its entreprise and contact went in.</summary>
    SansVente,
    Refusee,
}

/// <summary>A row that the preview or the report shows: every refused one, every one whose vente was set aside, and the first ones of each other outcome.</summary>
public sealed class ImportLigne : TenantEntity
{
    private ImportLigne()
    {
    }

    public Guid ImportId { get; private set; }

    /// <summary>True: said by the preview; false: happened in the run.</summary>
    public bool EstApercu { get; private set; }

    /// <summary>Row of the file from 0, blank ones left out.</summary>
    public long Rang { get; private set; }

    /// <summary>Physical line of the file from 1.</summary>
    public long Ligne { get; private set; }

    [NonPersonnelle("Issue")]
    public IssueLigne Issue { get; private set; }

    /// <summary>It names a person who was erased: nothing of it is said or handed out again.</summary>
    public bool EstEffacee { get; private set; }

    /// <summary>Whom or what the row is about, by which rule it was found, what changes; or why it is refused.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer, Entier = true)]
    public string Texte { get; private set; } = "";
}
