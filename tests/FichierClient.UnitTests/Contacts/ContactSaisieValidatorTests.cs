using FichierClient.Application.Contacts;

namespace FichierClient.UnitTests.Contacts;

public sealed class ContactSaisieValidatorTests
{
    private static readonly ContactSaisieValidator Validator = new();

    [Fact]
    public void A_name_is_enough() => Assert.Empty(Errors(new ContactSaisie { Prenom = "Anne" }));

    [Fact]
    public void Somebody_without_any_name_is_refused_at_the_name() => Assert.Equal(["Nom"], Errors(new ContactSaisie { Prenom = " " }));

    [Theory]
    [InlineData("anne@exemple.fr", true)]
    [InlineData(" anne.l'huillier+crm@sous.exemple.fr ", true)]
    [InlineData("anne@localhost", false)]
    [InlineData("Anne <anne@exemple.fr>", false)]
    [InlineData("anne", false)]
    [InlineData(null, true)]
    public void An_address_can_be_written_to(string? adresse, bool right) =>
        Assert.Equal(right ? [] : ["Emails[1].Adresse"], Errors(new ContactSaisie { Nom = "Martin", Emails = [new() { Adresse = "a@b.fr" }, new() { Adresse = adresse }] }));

    [Theory]
    [InlineData(29, 2, null, true)]
    [InlineData(29, 2, 2023, false)]
    [InlineData(31, 4, null, false)]
    [InlineData(12, null, null, false)]
    [InlineData(null, 4, null, false)]
    [InlineData(12, 13, null, false)]
    [InlineData(null, null, 1980, false)]
    [InlineData(null, null, null, true)]
    [InlineData(1, 1, 1980, true)]
    public void A_birthday_is_a_day_that_exists_its_year_being_optional(int? jour, int? mois, int? annee, bool right) =>
        Assert.Equal(right ? [] : ["NaissanceJour"], Errors(new ContactSaisie { Nom = "Martin", NaissanceJour = jour, NaissanceMois = mois, NaissanceAnnee = annee }));

    [Fact]
    public void A_line_without_entreprise_and_an_end_before_its_beginning_are_told_at_their_fields()
    {
        var errors = Errors(new ContactSaisie
        {
            Nom = "Martin",
            Liens = [new() { EntrepriseId = Guid.NewGuid(), Depuis = new(2024, 2, 1), Jusqua = new(2024, 1, 1) }, new() { Fonction = "Gérante" }, new()],
        });

        Assert.Equal(["Liens[0].Jusqua", "Liens[1].EntrepriseId"], errors);
    }

    [Fact]
    public void One_address_is_preferred_at_most() => Assert.Equal(["Emails"], Errors(new ContactSaisie
    {
        Nom = "Martin",
        Emails = [new() { Adresse = "a@b.fr", Prefere = true }, new() { Adresse = "c@d.fr", Prefere = true }],
    }));

    private static IEnumerable<string> Errors(ContactSaisie saisie) => Validator.Validate(saisie).Errors.Select(e => e.PropertyName);
}
