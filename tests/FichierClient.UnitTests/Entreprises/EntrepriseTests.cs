using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.UnitTests.Entreprises;

public sealed class EntrepriseTests
{
    private static Entreprise New(string nom = "Dupont & Fils") => new(Guid.NewGuid(), nom);

    [Fact]
    public void Everything_may_be_missing_except_the_name()
    {
        var entreprise = New();
        entreprise.Identify(new IdentiteLegale());

        Assert.Null(entreprise.Siren);
        Assert.Equal("Nom_obligatoire", Assert.Throws<DomainException>(() => New(" ")).Key);
    }

    [Fact]
    public void Numbers_keep_the_order_in_which_they_are_typed()
    {
        static NumeroTelephone[] Numbers(params string[] numbers) => [.. numbers.Select(n => new NumeroTelephone(n, null, null))];
        static IEnumerable<string> InOrder(Entreprise e) => e.Telephones.OrderBy(t => t.Position).Select(t => t.Saisie);
        var entreprise = New();
        string[] typed = [.. Enumerable.Range(0, 30).Select(i => $"{(i * 7) % 30:00}")];

        entreprise.ReplaceTelephones(Numbers(typed));
        Assert.Equal(typed, InOrder(entreprise));
        var kept = entreprise.Telephones.ToDictionary(t => t.Saisie, t => t.Id);

        entreprise.ReplaceTelephones(Numbers([.. typed.Where(t => t != "14"), "31"]));
        Assert.Equal([.. typed.Where(t => t != "14"), "31"], InOrder(entreprise));

        entreprise.ReplaceTelephones(Numbers("31", "07", "00"));
        Assert.Equal(["31", "07", "00"], InOrder(entreprise));
        Assert.Equal(kept["07"], entreprise.Telephones.Single(t => t.Saisie == "07").Id);
    }

    [Fact]
    public void A_siret_brings_its_siren_and_both_are_written_without_spaces()
    {
        var entreprise = New();

        entreprise.Identify(new IdentiteLegale { Siret = "732 829 320 00074" });

        Assert.Equal(("732829320", "73282932000074"), (entreprise.Siren, entreprise.Siret));
        Assert.Contains("73282932000074", entreprise.Recherche, StringComparison.Ordinal);
    }

    [Fact]
    public void A_siret_of_another_siren_is_refused_at_its_field()
    {
        var refusal = Assert.Throws<DomainException>(() => New().Identify(new IdentiteLegale { Siren = "552 100 554", Siret = "73282932000074" }));

        Assert.Equal(("Siret_autre_siren", nameof(Entreprise.Siret)), (refusal.Key, refusal.Champ));
    }

    [Fact]
    public void A_siren_with_a_wrong_key_is_refused_at_its_field() =>
        Assert.Equal(nameof(Entreprise.Siren), Assert.Throws<DomainException>(() => New().Identify(new IdentiteLegale { Siren = "732829321" })).Champ);

    [Fact]
    public void Search_ignores_accents_case_and_punctuation() =>
        Assert.StartsWith("l etoile du nord", New("L'Étoile du Nord").Recherche, StringComparison.Ordinal);

    [Theory]
    [InlineData("75011", null, null, "75")]
    [InlineData("20000", null, "FR", "2A")]
    [InlineData("20200", null, "FR", "2B")]
    [InlineData("97400", null, null, "974")]
    [InlineData("01200", "2A004", "FR", "2A")]
    [InlineData("1000", null, "BE", null)]
    [InlineData("ABC", null, null, null)]
    public void The_departement_comes_from_the_billing_address(string postcode, string? insee, string? pays, string? expected)
    {
        var entreprise = New();

        entreprise.ChangeAdresses(new Adresse { CodePostal = postcode, CodeInsee = insee, Pays = pays }, Adresse.Vide);

        Assert.Equal(expected, entreprise.Departement);
    }

    [Fact]
    public void Replacing_phones_and_labels_keeps_the_rows_that_stay()
    {
        var entreprise = New();
        var label = Guid.NewGuid();
        entreprise.ReplaceTelephones([new NumeroTelephone("01 23 45 67 89", "+33123456789")]);
        entreprise.ReplaceEtiquettes([label]);
        var (phone, tag) = (entreprise.Telephones[0].Id, entreprise.Etiquettes[0].Id);

        entreprise.ReplaceTelephones([new NumeroTelephone("01 23 45 67 89", "+33123456789"), new NumeroTelephone("06 00", null, "mobile")]);
        entreprise.ReplaceEtiquettes([label, label, Guid.NewGuid()]);

        Assert.Equal((phone, 2), (entreprise.Telephones[0].Id, entreprise.Telephones.Count));
        Assert.Equal((tag, 2), (entreprise.Etiquettes[0].Id, entreprise.Etiquettes.Count));
    }

    [Fact]
    public void It_can_not_be_its_own_parent()
    {
        var entreprise = New();

        Assert.Throws<DomainException>(() => entreprise.AttachTo(entreprise.Id));
    }
}
