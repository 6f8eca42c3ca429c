using FichierClient.Domain.Entreprises;

namespace FichierClient.UnitTests.Entreprises;

public sealed class NomsVoisinsTests
{
    [Theory]
    [InlineData("Martin", "SARL Martin & Fils")]
    [InlineData("Établissements Dupont", "DUPONT")]
    [InlineData("Boulangerie du Port", "Boulangeries Portuaires")]
    [InlineData("SNCF", "Société nationale des chemins de fer")]
    [InlineData("Lefèvre", "Lefebvre")]
    [InlineData("SARL", "Martin")]
    [InlineData(null, "Martin")]
    public void Names_that_may_be_one_company_s(string? one, string? other)
    {
        Assert.False(NomsVoisins.Different(one, other));
        Assert.False(NomsVoisins.Different(other, one));
    }

    [Theory]
    [InlineData("Martin SARL", "Durand SARL")]
    [InlineData("Boulangerie Martin", "Garage Central")]
    [InlineData("Société Générale de Lyon", "Pharmacie de la Gare")]
    public void Names_with_nothing_in_common(string one, string other) => Assert.True(NomsVoisins.Different(one, other));
}
