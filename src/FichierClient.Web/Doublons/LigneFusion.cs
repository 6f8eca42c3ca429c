namespace FichierClient.Web.Doublons;

/// <summary>One field of records that are compared.</summary>
/// <param name="Champ">Its name.</param>
/// <param name="Label">Its label.</param>
/// <param name="Valeurs">What each record holds, in their order, as it is shown.</param>
/// <param name="Genre">How it is decided.</param>
public sealed record LigneFusion(string Champ, string Label, IReadOnlyList<string?> Valeurs, GenreLigne Genre)
{
    public bool EstVide => Valeurs.All(string.IsNullOrEmpty);

    public bool EstIdentique => Valeurs.Distinct().Count() == 1;
}

/// <summary>How a field of merged records is decided.</summary>
public enum GenreLigne
{
    /// <summary>One of the values is chosen.</summary>
    Choix,

    /// <summary>A free text: one of them, or all.</summary>
    Texte,

    /// <summary>All of them stay.</summary>
    Tout,
}

/// <summary>A record at the head of its column.</summary>
public sealed record ColonneFusion(Guid Id, string Nom, uint Version, DateTimeOffset CreeLe, int Ventes, int Contacts, int Echanges);
