using FichierClient.Domain.Common;

namespace FichierClient.UnitTests.Common;

public sealed class TexteTests
{
    [Theory]
    [InlineData("Durand\u202Enommel", "Durandnommel")]
    [InlineData("\u2066Anne\u2069 Martin", "Anne Martin")]
    [InlineData("Jean\u200B-Luc\uFEFF", "Jean-Luc")]
    [InlineData("a\0b\u0007c", "abc")]
    [InlineData("première\r\n\tseconde", "première\r\n\tseconde")]
    [InlineData("عبد الله", "عبد الله")]
    [InlineData("👩\u200D🔧 réparée", "👩\u200D🔧 réparée")]
    [InlineData("1\u202F234 €", "1\u202F234 €")]
    public void Signs_that_nobody_sees_are_taken_out(string typed, string kept) => Assert.Equal(kept, Texte.Clean(typed));

    [Fact]
    public void What_has_nothing_else_is_empty() => Assert.Null(Texte.Clean(" \u202E\u2066 "));
}
