namespace FichierClient.Application.Common;

/// <summary>What a use case gives back: a value, or a refusal to show. Anything else is a bug and throws.</summary>
public sealed record Outcome<T>
{
    private Outcome(T? value, Refus? refus) => (ValueOrDefault, Refus) = (value, refus);

    public T? ValueOrDefault { get; }
    public Refus? Refus { get; }

    public bool IsSuccess => Refus is null;

    /// <summary>The value of a success.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refus is null ? ValueOrDefault! : throw new InvalidOperationException($"Refused: {Refus.Kind}.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refus refus) => new(default, refus);

    internal static Outcome<T> Success(T value) => new(value, null);
}

/// <summary>For values whose type is an interface, which has no implicit conversion.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => Outcome<T>.Success(value);
}

/// <summary>Why a use case refused.</summary>
public enum RefusKind
{
    /// <summary>A field is wrong: see <see cref="Refus.Champs"/>.</summary>
    Invalide,
    Interdit,
    Introuvable,

    /// <summary>Somebody else changed the record: see <see cref="Refus.Conflits"/>.</summary>
    Conflit,
    Regle,
}

/// <param name="Kind">The kind of refusal.</param>
/// <param name="Message">A sentence for the user: what happened, what was kept, what to do.</param>
public sealed record Refus(RefusKind Kind, string Message)
{
    public IReadOnlyList<ErreurChamp> Champs { get; init; } = [];
    public IReadOnlyList<ConflitChamp> Conflits { get; init; } = [];

    /// <summary>Who changed the record meanwhile; null when that isn't known.</summary>
    public ConflitAuteurs? Auteurs { get; init; }

    public static Refus Interdit() => new(RefusKind.Interdit, Texts.Get("Interdit"));

    public static Refus Introuvable() => new(RefusKind.Introuvable, Texts.Get("Introuvable"));

    public static Refus Regle(string message) => new(RefusKind.Regle, message);
}

/// <summary>An error that belongs to one field (its property path, such as <c>Lignes[2].Quantite</c>).</summary>
public sealed record ErreurChamp(string Champ, string Message);

/// <summary>A field on which two editors differ: what the second one read, what stands now, what was being saved.</summary>
public sealed record ConflitChamp(string Champ, string? Lu, string? Actuel, string? Saisi);

/// <param name="EstSoi">It was the reader alone, in another tab or on another device.</param>
/// <param name="Noms">The others by name; null when there is none.</param>
public sealed record ConflitAuteurs(bool EstSoi, string? Noms);

/// <summary>For use cases that give nothing back.</summary>
public sealed record Done
{
    public static Done Value { get; } = new();
}
