namespace FichierClient.Application.Doublons;

/// <summary>A record and the version of it that was looked at.</summary>
public sealed record FicheLue(Guid Id, uint Version);

/// <summary>A field by name (as in the form) and the record that it is taken from.</summary>
public sealed record ChoixChamp(string Champ, Guid FicheId);

/// <summary>Records to become one.</summary>
/// <param name="SurvivantId">The one that stays.</param>
/// <param name="Fiches">All of them, the survivor too.</param>
/// <param name="Choix">What was chosen. Of the other fields: the survivor's, or else the first that has something.</param>
public sealed record FusionRequest(Guid SurvivantId, IReadOnlyList<FicheLue> Fiches, IReadOnlyList<ChoixChamp> Choix)
{
    /// <summary>More are not compared side by side.</summary>
    public const int Maximum = 10;

    public IReadOnlyList<Guid> Ids => [.. Fiches.Select(f => f.Id)];

    public bool Chose(string champ) => Choix.Any(c => c.Champ == champ);
}

/// <summary>A merge that was done.</summary>
/// <param name="Id">By which it can be undone.</param>
/// <param name="SurvivantId">The record that stays.</param>
public sealed record FusionFaite(Guid Id, Guid SurvivantId);
