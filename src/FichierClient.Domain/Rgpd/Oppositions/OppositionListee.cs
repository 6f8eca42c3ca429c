using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;

namespace FichierClient.Domain.Rgpd.Oppositions;

/// <summary>
/// An identifier that the organisation must not use any more: because the person objects (RGPD art. 21), or because she was erased and
/// must not come back by a file. Only its keyed print is kept, never the address itself; it stays personal data all the same.
/// </summary>
public sealed class OppositionListee : TenantEntity
{
    public const int LongueurSource = 200;

    private OppositionListee()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="empreinte">Keyed print, and the key that made it.</param>
    /// <param name="genre">What was printed.</param>
    /// <param name="nature">Why.</param>
    /// <param name="portee">What is refused; an erasure refuses all.</param>
    /// <param name="source">How it came: no address, no number.</param>
    /// <param name="now">The instant.</param>
    public OppositionListee(Guid tenantId, (byte[] Valeur, int CleVersion) empreinte, GenreIdentifiant genre, NatureOpposition nature, Opposition portee, string source, DateTimeOffset now) : base(tenantId)
    {
        if (portee == Opposition.None) throw new DomainException("Opposition_sans_portee") { Champ = nameof(Portee) };
        if (SourceClaire(source) is not { } sure) throw new DomainException("Opposition_source_claire") { Champ = nameof(Source) };
        ((Empreinte, CleVersion), Genre, Nature, Portee, Source, CreeLe) = (empreinte, genre, nature, portee, sure, now);
        RevueLe = RevueOpposition.Apres(DateOnly.FromDateTime(now.UtcDateTime));
    }

    /// <summary>HMAC-SHA-256 under the organisation's key, which isn't in the database. Kept on purpose: it is what refuses the person's return.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.Opposition)]
    public byte[] Empreinte { get; private set; } = [];

    public int CleVersion { get; private set; }

    [NonPersonnelle("Genre d’identifiant")]
    public GenreIdentifiant Genre { get; private set; }

    [NonPersonnelle("Nature")]
    public NatureOpposition Nature { get; private set; }

    public Opposition Portee { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder, Finalites = Finalites.Opposition)]
    public string Source { get; private set; } = "";

    /// <summary>The erasure or request that it comes from.</summary>
    public Guid? OrigineId { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }

    /// <summary>Null: the system, or a replay of the journal.</summary>
    public Guid? CreeParId { get; private set; }

    /// <summary>When the DPO looks again whether it is still needed.</summary>
    public DateOnly RevueLe { get; private set; }

    public DateTimeOffset? LeveeLe { get; private set; }
    public Guid? LeveeParId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder, Finalites = Finalites.Opposition)]
    public string? MotifLevee { get; private set; }

    public OppositionListee By(Guid? membreId, Guid? origineId)
    {
        (CreeParId, OrigineId) = (membreId, origineId);
        return this;
    }

    /// <summary>What was decided when the journal's entry was written.</summary>
    public OppositionListee At(DateTimeOffset creeLe, DateOnly revueLe)
    {
        (CreeLe, RevueLe) = (creeLe, revueLe);
        return this;
    }

    /// <summary>Refuses more than before; never less.</summary>
    public void Widen(Opposition portee, DateOnly today) => (Portee, RevueLe) = (Portee | portee, RevueOpposition.Apres(today));

    /// <exception cref="DomainException">Lifted already, or no reason that says something.</exception>
    public void Lift(Guid? membreId, string motif, DateTimeOffset now)
    {
        if (LeveeLe is not null) throw new DomainException("Opposition_deja_levee");
        if (SourceClaire(motif) is not { } sure) throw new DomainException("Opposition_motif_levee") { Champ = nameof(MotifLevee) };
        (LeveeLe, LeveeParId, MotifLevee) = (now, membreId, sure);
    }

    /// <summary>A list of prints is worth nothing beside the addresses in clear: none is taken.</summary>
    private static string? SourceClaire(string? texte) =>
        Texte.Clean(texte) is { Length: <= LongueurSource } text && !text.Contains('@', StringComparison.Ordinal) && text.Count(char.IsAsciiDigit) < 9 ? text : null;
}

/// <summary>What was printed.</summary>
public enum GenreIdentifiant
{
    Email,
    Telephone,
    Url,

    /// <summary>Every address of a domain.</summary>
    Domaine,
}

/// <summary>Why an identifier is on the list.</summary>
public enum NatureOpposition
{
    /// <summary>The person objects: she may be known, not solicited.</summary>
    Opposition,

    /// <summary>The person was erased: she comes back by herself only.</summary>
    Effacement,
}
