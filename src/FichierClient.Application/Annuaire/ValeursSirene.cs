using FichierClient.Application.Common;

namespace FichierClient.Application.Annuaire;

/// <summary>What Sirene says of an entreprise: the fields that a proposition would write.</summary>
public sealed record ValeursSirene
{
    public string? Siren { get; init; }
    public string? Siret { get; init; }
    public string? CodeNaf { get; init; }
    public string? Voie { get; init; }
    public string? Complement { get; init; }
    public string? CodePostal { get; init; }
    public string? Commune { get; init; }
    public string? CodeInsee { get; init; }

    /// <summary>Since when, as the file says.</summary>
    public string? Depuis { get; init; }

    /// <summary>As it is read.</summary>
    public string Lisible() => string.Join(' ', new[] { Siren, Siret is null ? null : Domain.Common.Siret.Format(Siret), CodeNaf, Complement, Voie, CodePostal, Commune, Since() }.Where(v => v is not null));

    private string? Since() => DateOnly.TryParseExact(Depuis, "yyyy-MM-dd", out var day) ? Texts.Get("Sirene_depuis", day.ToString("d", System.Globalization.CultureInfo.CurrentCulture)) : null;
}
