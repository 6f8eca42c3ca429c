using FichierClient.Domain.Entreprises;

namespace FichierClient.UnitTests.Entreprises;

public sealed class CodeNafTests
{
    [Theory]
    [InlineData("4332A", "43.32A")]
    [InlineData("43.32a", "43.32A")]
    [InlineData(" 43 32 A ", "43.32A")]
    [InlineData("01.11Y", "01.11Y")]
    [InlineData("Menuiserie", "MENUISERIE")]
    [InlineData("", null)]
    public void A_code_has_one_writing(string typed, string? code) => Assert.Equal(code, CodeNaf.Normalize(typed));
}
