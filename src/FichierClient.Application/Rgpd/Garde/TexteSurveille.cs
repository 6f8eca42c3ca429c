using FichierClient.Application.Common;
using FichierClient.Domain.Rgpd.Garde;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>An input with free texts: what the guard refuses in it is kept nowhere, in a draft neither.</summary>
public interface ITextesLibres
{
    IEnumerable<string?> TextesLibres { get; }

    /// <summary>Why a sensitive passage is kept all the same; asked when the guard finds one.</summary>
    string? MotifGarde { get; set; }
}

/// <summary>What a use case asks of the guard before it writes a text.</summary>
/// <param name="Lieu">Which text.</param>
/// <param name="Texte">As it will be kept.</param>
/// <param name="Avant">What stands now: its passages aren't asked about again.</param>
/// <param name="Contexte">The linked entreprise.</param>
internal sealed record TexteSurveille(LieuTexte Lieu, string? Texte, string? Avant, ContexteNote Contexte)
{
    public const int MotifMinimal = 10;

    public IReadOnlyList<Signalement> Passages { get; } = GardeTexte.Examine(Texte, Contexte);

    /// <summary>Null when the texts may be kept: without new sensitive passages, or with a reason.</summary>
    public static Refus? Refuse(string? motif, string champ, params IReadOnlyList<TexteSurveille> textes)
    {
        var added = textes.SelectMany(t => GardeTexte.Added(t.Texte, t.Avant, t.Contexte)).Where(s => !s.EstBloquant).ToList();
        if (added.Count == 0 || motif?.Trim().Length >= MotifMinimal) return null;
        var message = Texts.Get("Garde_motif", Names(added));
        return new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp(champ, message)] };
    }

    /// <summary>What a text that is refused outright holds, as a sentence; null when it may be kept.</summary>
    public static string? Problem(string? texte)
    {
        var found = GardeTexte.Numbers(texte);
        return found.Count == 0 ? null : Texts.Get("Garde_numero", Names(found));
    }

    private static string Names(IEnumerable<Signalement> found) =>
        string.Join(", ", found.Select(s => s.Categorie).Distinct().Order().Select(c => Texts.Get($"Garde_{c}")));
}
