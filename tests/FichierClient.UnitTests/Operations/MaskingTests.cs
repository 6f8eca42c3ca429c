using FichierClient.Web.Operations.Logs;

namespace FichierClient.UnitTests.Operations;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("no account for jeanne.d'arc@orleans.fr here", "no account for [e-mail] here")]
    [InlineData("phone 01 23 45 67 89, or 0612345678", "phone [phone], or [phone]")]
    [InlineData("\"+33 6 12 34 56 78\"", "\"[phone]\"")]
    [InlineData("+44 (20) 7946 0958", "[phone]")]
    [InlineData("GET /remise/AaIp67Bhdt-cEEKTIfK4ooP627_vvy4 answered 200", "GET /remise/[link] answered 200")]
    [InlineData("\"POST\" \"/remise/AaIp67Bhdt-cEEKTIfK4/dossier\"", "\"POST\" \"/remise/[link]/dossier\"")]
    public void What_looks_like_an_address_or_a_number_of_a_person_is_masked(string text, string expected) =>
        Assert.Equal(expected, MaskingFormatter.Mask(text));

    [Theory]
    [InlineData("2026-11-24T22:03:41.6821816Z")]
    [InlineData("0198c1d2-0123-7456-8901-0612345678ab")]
    [InlineData("00-7d6616e57f4e94ff327add718bce8040-1320652589ebe820-01")]
    [InlineData("SIREN 732829320, 12345 rows in 0.061 s")]
    public void Ids_times_and_counts_stay(string text) => Assert.Equal(text, MaskingFormatter.Mask(text));
}
