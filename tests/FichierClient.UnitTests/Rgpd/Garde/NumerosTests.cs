using FichierClient.Domain.Rgpd.Garde;

namespace FichierClient.UnitTests.Rgpd.Garde;

public sealed class NumerosTests
{
    [Theory]
    [InlineData("2 69 05 49 588 157 80")]
    [InlineData("269054958815780")]
    [InlineData("2.69.05.49.588.157.80")]
    [InlineData("2\u00a069\u202f05 49 588 157 80")]
    [InlineData("2 84 11 2A 004 031 49")]
    [InlineData("2 84 11 2a 004 031 49")]
    public void A_social_security_number_is_known_by_its_key(string nir)
    {
        Assert.True(Nir.IsValid(nir));
        var found = Assert.Single(GardeTexte.Examine($"badge : {nir}, merci"));
        Assert.Equal((CategorieSensible.Nir, 8, nir.Length, true), (found.Categorie, found.Debut, found.Longueur, found.EstBloquant));
    }

    [Theory]
    [InlineData("1 85 05 78 006 084 36")]
    [InlineData("2 84 11 2B 004 031 49")]
    [InlineData("réf. X269054958815780")]
    [InlineData("269054958815780123")]
    public void Another_number_is_not_one(string text) => Assert.DoesNotContain(GardeTexte.Examine(text), s => s.Categorie == CategorieSensible.Nir);

    [Theory]
    [InlineData("FR76 3000 6000 0112 3456 7890 189")]
    [InlineData("fr1420041010050500013m02606")]
    [InlineData("BE68 5390 0754 7034")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("NO93 8601 1117 947")]
    public void A_bank_account_is_known_by_its_length_and_key(string iban)
    {
        Assert.True(Iban.IsValid(iban));
        var found = Assert.Single(GardeTexte.Examine($"Virement vers {iban} svp"));
        Assert.Equal((CategorieSensible.Iban, 14, iban.Length), (found.Categorie, found.Debut, found.Longueur));
    }

    [Theory]
    [InlineData("FR76 3000 6000 0112 3456 7890 188")]
    [InlineData("FR76 3000 6000 0112 3456 7890 18")]
    [InlineData("FR 44 732829320")]
    public void A_wrong_one_is_none(string text) => Assert.Empty(GardeTexte.Examine("compte " + text));

    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("5555-5555-5555-4444")]
    [InlineData("378282246310005")]
    [InlineData("6011 1111 1111 1117")]
    public void A_card_is_known_by_its_network_and_key(string card) =>
        Assert.Equal(CategorieSensible.Carte, Assert.Single(GardeTexte.Examine($"il a dicté {card} au téléphone")).Categorie);

    [Theory]
    [InlineData("SIRET 732 829 320 00074")]
    [InlineData("siret : 38012986646850")]
    [InlineData("facture 4111111111111111 réglée")]
    [InlineData("colis n° 4111111111111111")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("06 12 34 56 78 / 01 45 67 89 10")]
    [InlineData("9111 1111 1111 1111")]
    public void A_siret_a_facture_a_parcel_and_phones_are_no_cards(string text) => Assert.Empty(GardeTexte.Examine(text));

    [Fact]
    public void Between_other_digits_on_several_lines_each_is_found_at_its_place()
    {
        const string text = "Appel du 12/03.\nRIB FR7630006000011234567890189\nCB 4111 1111 1111 1111 exp 12/27";
        Assert.Equal(
            [(CategorieSensible.Iban, "FR7630006000011234567890189"), (CategorieSensible.Carte, "4111 1111 1111 1111")],
            GardeTexte.Examine(text).Select(s => (s.Categorie, text.Substring(s.Debut, s.Longueur))));
    }
}
