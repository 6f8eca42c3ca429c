using System.Globalization;

namespace FichierClient.Domain.Ventes;

/// <summary>A number of a series that can be counted on: <c>FA-2026-0042</c> is <c>FA-2026-</c> and 42 in four digits.</summary>
/// <param name="Prefixe">What stands before the last digits.</param>
/// <param name="Rang">Its last digits.</param>
/// <param name="Largeur">How many digits it is written in at least.</param>
public readonly record struct NumeroVente(string Prefixe, long Rang, int Largeur)
{
    /// <summary>More digits aren't a rank.</summary>
    private const int MaxLargeur = 15;

    /// <summary>Null when it doesn't end with a rank.</summary>
    public static NumeroVente? Parse(string? numero)
    {
        if (numero is null) return null;
        var prefixe = numero.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var digits = numero[prefixe.Length..];
        return digits.Length is > 0 and <= MaxLargeur ? new NumeroVente(prefixe, long.Parse(digits, CultureInfo.InvariantCulture), digits.Length) : null;
    }

    /// <summary>The one after it.</summary>
    public NumeroVente Suivant => this with { Rang = Rang + 1 };

    /// <summary>Before the first of the next year where the numbers name their year; itself where they don't.</summary>
    /// <param name="de">The year in which it was given.</param>
    /// <param name="a">The year that begins.</param>
    public NumeroVente DansAnnee(int de, int a)
    {
        var (old, year) = (de.ToString(CultureInfo.InvariantCulture), a.ToString(CultureInfo.InvariantCulture));
        return de < a && Prefixe.Contains(old, StringComparison.Ordinal) ? this with { Prefixe = Prefixe.Replace(old, year, StringComparison.Ordinal), Rang = 0 } : this;
    }

    public override string ToString() => Prefixe + Rang.ToString(CultureInfo.InvariantCulture).PadLeft(Largeur, '0');
}
