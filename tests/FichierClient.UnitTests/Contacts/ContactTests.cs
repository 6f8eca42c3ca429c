using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;

namespace FichierClient.UnitTests.Contacts;

public sealed class ContactTests
{
    private static Contact New() => new(Guid.NewGuid(), Civilite.Madame, "Zoé", "Lefèvre");

    [Fact]
    public void A_person_has_a_first_name_or_a_name() =>
        Assert.Equal("Contact_sans_nom", Assert.Throws<DomainException>(() => new Contact(Guid.NewGuid(), null, " ", null)).Key);

    [Fact]
    public void The_birthday_may_lack_its_year_but_not_its_month()
    {
        var contact = New();
        contact.ChangeAnniversaire(29, 2, null);
        Assert.Equal((29, 2, null), (contact.NaissanceJour, contact.NaissanceMois, contact.NaissanceAnnee));

        Assert.Throws<DomainException>(() => contact.ChangeAnniversaire(29, 2, 2023));
        Assert.Throws<DomainException>(() => contact.ChangeAnniversaire(31, 4, null));
        Assert.Throws<DomainException>(() => contact.ChangeAnniversaire(12, null, null));

        contact.ChangeAnniversaire(null, null, null);
        Assert.Null(contact.NaissanceJour);
    }

    [Fact]
    public void An_address_is_kept_in_lower_case_and_an_unchanged_one_keeps_its_row()
    {
        var contact = New();
        contact.ReplaceEmails([new AdresseEmail("Zoe@Exemple.fr")]);
        var id = contact.Emails[0].Id;

        contact.ReplaceEmails([new AdresseEmail("zoe@exemple.fr"), new AdresseEmail("contact@exemple.fr", NatureCoordonnee.Generique)]);

        Assert.Equal((id, "zoe@exemple.fr", 2), (contact.Emails[0].Id, contact.Emails[0].Adresse, contact.Emails.Count));
        Assert.Throws<DomainException>(() => contact.ReplaceEmails([new AdresseEmail("pas une adresse")]));
    }

    [Fact]
    public void A_person_is_linked_once_to_an_entreprise_and_the_link_ends_after_it_begins()
    {
        var (contact, entreprise) = (New(), Guid.NewGuid());
        contact.LinkTo(entreprise, "Acheteuse", null, new DateOnly(2020, 1, 1), null);
        contact.LinkTo(entreprise, "Directrice", "Achats", new DateOnly(2020, 1, 1), null);

        Assert.Equal("Directrice", Assert.Single(contact.Liens).Fonction);
        Assert.Throws<DomainException>(() => contact.LinkTo(entreprise, null, null, new DateOnly(2020, 1, 2), new DateOnly(2020, 1, 1)));
    }
}
