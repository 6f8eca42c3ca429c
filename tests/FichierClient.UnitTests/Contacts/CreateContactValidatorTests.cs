using FichierClient.Application.Contacts;
using FichierClient.Domain.Rgpd;

namespace FichierClient.UnitTests.Contacts;

public sealed class CreateContactValidatorTests
{
    [Theory]
    [InlineData(Partie.Personne, null, true)]
    [InlineData(Partie.Nous, null, true)]
    [InlineData(Partie.Partenaire, null, false)]
    [InlineData(Partie.Tiers, " ", false)]
    [InlineData(Partie.Tiers, "Salon Sirha 2026", true)]
    public void Data_from_somebody_else_name_their_source(Partie partie, string? source, bool right)
    {
        var result = new CreateContactValidator().Validate(new CreateContactRequest { Nom = "Martin", Partie = partie, Source = source });

        Assert.Equal(right ? [] : ["Source"], result.Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public void Who_gave_the_data_is_said_and_never_supposed() =>
        Assert.Equal(["Partie"], new CreateContactValidator().Validate(new CreateContactRequest { Nom = "Martin" }).Errors.Select(e => e.PropertyName));
}
