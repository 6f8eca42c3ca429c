using System.Text.RegularExpressions;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.UnitTests.Rgpd.Effacements;

/// <summary>A person is found in every writing, and the quick tests let through whatever the long expression would find.</summary>
public sealed class AiguilleTests
{
    private static readonly Aiguille[] Person =
    [
        new(GenreAiguille.NomComplet, "laetitia lecoeur fosse"), new(GenreAiguille.NomComplet, "lecoeur fosse laetitia"), new(GenreAiguille.Email, "l.lecoeur@perso.test"),
        new(GenreAiguille.Telephone, "+33671829304"), new(GenreAiguille.Telephone, "+262692123456"), new(GenreAiguille.Numero, "552100554"),
    ];

    [Theory]
    [InlineData("Voir Lætitia Lecœur-Fosse demain")]
    [InlineData("LAETITIA LECOEUR FOSSE")]
    [InlineData("laetitia  lecœur fosse")]
    [InlineData("Lecœur Fosse, Lætitia")]
    [InlineData("LECŒUR FOßE LÆTITIA")]
    [InlineData("q=L%C3%A6titia%20Lec%C5%93ur+Fosse")]
    [InlineData("Lecoeur_Fosse.Laetitia.pdf")]
    [InlineData("écrire à L.LECOEUR@perso.test.")]
    [InlineData("l.lecoeur%40perso.test")]
    [InlineData("tél. 06 71 82 93 04")]
    [InlineData("0671829304")]
    [InlineData("06.71.82.93.04")]
    [InlineData("+33 (0)6-71-82-93-04")]
    [InlineData("0033671829304")]
    [InlineData("%2B33671829304")]
    [InlineData("0692 12 34 56")]
    [InlineData("+262 692 123 456")]
    [InlineData("SIREN 552 100 554")]
    public void Every_writing_is_found_and_passes_the_sieve(string writing)
    {
        Assert.True(Aiguille.Finds(writing, Person));
        Assert.True(Passes(writing));
        Assert.DoesNotContain("Fosse", Aiguille.Redact(writing, Person), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Lætitia Fosse")]
    [InlineData("06718293045")]
    [InlineData("l.lecoeur@perso.testament")]
    [InlineData("xl.lecoeur@perso.test")]
    [InlineData("Appel du client au sujet de la livraison de mardi, rappeler demain matin avant dix heures, devis 12")]
    public void Others_are_not(string writing) => Assert.False(Aiguille.Finds(writing, Person));

    [Fact]
    public void An_ordinary_note_does_not_pass_the_sieve() =>
        Assert.False(Passes("Appel du client au sujet de la livraison de mardi, rappeler demain matin avant dix heures, remise de 10 %"));

    [Theory]
    [InlineData("ian ney")]
    [InlineData("aa oe")]
    [InlineData("\u0436\u0430\u043d\u043d\u0430")]
    public void A_name_without_a_letter_to_hold_on_to_still_passes(string name) =>
        Assert.True(Passes($"Voir {name} demain", [new Aiguille(GenreAiguille.NomComplet, name)]));

    [Fact]
    public void A_number_that_a_spreadsheet_shortened_is_found_in_a_file() =>
        Assert.Matches(Aiguille.ExpressionFichier(Person), "Fosse;671829304;Lyon");

    private static bool Passes(string text, IReadOnlyList<Aiguille>? aiguilles = null)
    {
        var sieve = Crible.Of(aiguilles ?? Person);
        var lower = string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
        return sieve.Traits.Any(t => Regex.IsMatch(lower, Like(t), RegexOptions.Singleline)) && Regex.IsMatch(text, sieve.Expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>PostgreSQL's LIKE as an expression.</summary>
    private static string Like(string trait) =>
        $"^{Regex.Replace(trait, @"\\.|%|_|[^\\%_]+", m => m.Value switch { "%" => ".*", "_" => ".", ['\\', var c] => Regex.Escape(c.ToString()), var literal => Regex.Escape(literal) })}$";
}
