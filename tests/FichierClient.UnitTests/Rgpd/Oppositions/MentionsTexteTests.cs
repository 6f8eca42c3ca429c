using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Oppositions;

namespace FichierClient.UnitTests.Rgpd.Oppositions;

/// <summary>An address within a text is seen whole, with the apostrophe that it has and without the one before it.</summary>
public sealed class MentionsTexteTests
{
    [Theory]
    [InlineData("voir sean.o'brien@x.test, merci", "sean.o'brien@x.test")]
    [InlineData("'sean.o'brien@x.test'", "sean.o'brien@x.test")]
    [InlineData("l'adresse d'anne@x.test", "anne@x.test")]
    [InlineData("anne@x.test.Merci", "anne@x.test")]
    [InlineData("Anne <anne@x.test>", "anne@x.test")]
    public void Addresses_are_seen_as_they_are(string texte, string adresse) =>
        Assert.Contains(IdentifiantPersonne.Email(adresse), MentionsTexte.Of(texte));

    [Theory]
    [InlineData("écrire à sean.o'brien@x.test, merci", "écrire à [tiers], merci")]
    [InlineData("l'adresse d'anne@x.test et 'anne@x.test'", "l'adresse d'anne@x.test et 'anne@x.test'")]
    public void Anothers_address_leaves_no_part_in_a_package_and_hers_stays(string texte, string expected) =>
        Assert.Equal(expected, new Tiers(["anne@x.test"], []).Redact(texte));
}
