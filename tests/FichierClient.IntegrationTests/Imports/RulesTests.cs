using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>What a cell does to a record that is there already: replace, fill, keep, clear; and the domain that leads to a record.</summary>
public sealed class RulesTests
{
    private static readonly Dictionary<string, string?> Colonnes = new()
    {
        ["SIREN"] = "entreprise.siren",
        ["Nom"] = "entreprise.nom",
        ["Site"] = "entreprise.site",
        ["E-mail"] = "entreprise.email",
        ["Ville"] = "entreprise.commune",
        ["Téléphone"] = "entreprise.telephone",
        ["Canal"] = "entreprise.canal",
    };

    private const string Avant = "SIREN;Nom;Site;E-mail;Ville;Téléphone;Canal\n732829320;Boulangerie Martin;www.martin.fr;contact@martin.fr;Lyon;0123456789;Salon\n";
    private const string Apres = "SIREN;Nom;Site;E-mail;Ville;Téléphone;Canal\n732829320;Boulangerie Martin et fils;www.fils.fr;;Paris;0198765432;\n";

    [Theory]
    [InlineData(RegleChamp.Remplacer, "Boulangerie Martin et fils|www.fils.fr|contact@martin.fr|Paris|2|Salon")]
    [InlineData(RegleChamp.Completer, "Boulangerie Martin et fils|www.martin.fr|contact@martin.fr|Lyon|1|Salon")]
    [InlineData(RegleChamp.Garder, "Boulangerie Martin|www.martin.fr|contact@martin.fr|Lyon|1|Salon")]
    [InlineData(RegleChamp.Vider, "Boulangerie Martin et fils|www.fils.fr||Paris|2|")]
    public async Task Each_rule_does_to_a_known_record_what_it_says(RegleChamp regle, string expected)
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        // The rules hold nothing back from a record that the file makes.
        await harness.ImportAsync(Avant, GenreImport.Entreprises, Mapping(regle));

        var bilan = await harness.ImportAsync(Apres, GenreImport.Entreprises, Mapping(regle));

        Assert.Equal(regle == RegleChamp.Garder ? 0 : 1, bilan.Entreprises.Modifiees);
        Assert.Equal(expected, await db.ScalarAsync<string>($"""
            select concat_ws('|', e.raison_sociale, e.site, coalesce(e.email, ''), e.facturation_commune,
                (select count(*) from entreprise_telephones t where t.entreprise_id = e.id), coalesce((select c.nom from canaux c where c.id = e.canal_id), ''))
            from entreprises e where e.tenant_id = '{organisation.Id}'
            """));
    }

    [Fact]
    public async Task A_cell_that_a_short_row_lacks_erases_nothing()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Avant, GenreImport.Entreprises, Mapping(RegleChamp.Vider));

        await harness.ImportAsync("SIREN;Nom;Site;E-mail;Ville;Téléphone;Canal\n732829320;Boulangerie Martin;\n", GenreImport.Entreprises, Mapping(RegleChamp.Vider));

        Assert.Equal(1, await harness.CountAsync("entreprises", "site is null and email = 'contact@martin.fr' and facturation_commune = 'Lyon'"));
    }

    [Fact]
    public async Task The_rules_of_people_keep_a_name_fill_a_role_and_clear_a_note()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var mapping = new CorrespondanceImport
        {
            Colonnes = new Dictionary<string, string?> { ["Nom"] = "contact.nom", ["Prénom"] = "contact.prenom", ["E-mail"] = "contact.email", ["Société"] = "entreprise.nom", ["Fonction"] = "contact.fonction", ["Notes"] = "contact.notes" },
            Regles = new Dictionary<string, RegleChamp> { ["contact.prenom"] = RegleChamp.Garder, ["contact.fonction"] = RegleChamp.Completer, ["contact.notes"] = RegleChamp.Vider },
        };
        await harness.ImportAsync("Nom;Prénom;E-mail;Société;Fonction;Notes\nMartin;Anne;anne@exemple.fr;Alpha;Acheteuse;Rappeler lundi\n", GenreImport.Contacts, mapping);

        var bilan = await harness.ImportAsync("Nom;Prénom;E-mail;Société;Fonction;Notes\nMARTIN;ANNE;anne@exemple.fr;Alpha;Directrice;\n", GenreImport.Contacts, mapping);

        Assert.Equal(1, bilan.Contacts.Modifiees);
        Assert.Equal(1, await harness.CountAsync("contacts", "nom = 'Martin' and prenom = 'Anne' and notes is null"));
        Assert.Equal(1, await harness.CountAsync("contact_liens", "fonction = 'Acheteuse'"));
        Assert.Equal(0, await harness.CountAsync("modifications", "champ in ('Nom', 'Prenom', 'Fonction')"));
    }

    [Theory]
    [InlineData("entreprise.siren", RegleChamp.Vider)]
    [InlineData("contact.refus_email", RegleChamp.Garder)]
    [InlineData("vente.montant_ht", RegleChamp.Garder)]
    public async Task A_rule_that_a_field_cannot_have_is_refused(string champ, RegleChamp regle)
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var import = await new ImportHarness(db, organisation).ReceiveAsync("Nom\nAlpha\n", GenreImport.Mixte);
        var mapping = new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["Nom"] = "entreprise.nom" }, Regles = new Dictionary<string, RegleChamp> { [champ] = regle } };

        var refus = (await db.Get<MapImport>().RunAsync(organisation.Acteur(), new MapImportRequest(import, GenreImport.Mixte, mapping), TestContext.Current.CancellationToken)).Refus;

        Assert.Contains("ne peut pas avoir la règle", refus!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_with_rules_reads_and_writes_its_json()
    {
        var mapping = CorrespondanceImport.Parse("""{"colonnes":{"Mail":"entreprise.email"},"regles":{"entreprise.email":"completer"}}""");

        Assert.Equal(RegleChamp.Completer, mapping.Regles!["entreprise.email"]);
        Assert.Equal(RegleChamp.Completer, CorrespondanceImport.Parse(mapping.ToJson()).Regles!["entreprise.email"]);
        Assert.Throws<UnreadableFileException>(() => CorrespondanceImport.Parse("""{"regles":{"entreprise.email":"ecraser"}}"""));
    }

    [Fact]
    public async Task A_domain_leads_to_the_one_company_whose_name_and_place_do_not_say_otherwise()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Nom;Site;CP\nBoulangerie Martin;https://www.martin-pain.fr/accueil;69001\nCarrefour Lyon;carrefour.fr;69002\nAtelier Gmail;gmail.com;75001\n", GenreImport.Entreprises);

        // By domain: a longer name, and another address of the same domain. Not by domain: another place, another name, a provider of mailboxes.
        var bilan = await harness.ImportAsync(
            "Nom;Site;CP\nBoulangerie Martin Pain;martin-pain.fr;69001\nCarrefour Paris;www.carrefour.fr;75001\nImprimerie Durand;martin-pain.fr;69001\nAtelier Gmel;gmail.com;75001\n", GenreImport.Entreprises);

        Assert.Equal((3, 1), (bilan.Entreprises.Creees, bilan.Entreprises.Modifiees));
        Assert.Equal(2, await harness.CountAsync("import_lignes", "texte like '%Boulangerie Martin%domaine%'"));
        Assert.Equal(1, await harness.CountAsync("entreprises", "raison_sociale = 'Boulangerie Martin Pain' and domaine = 'martin-pain.fr'"));
    }

    [Theory]
    // Agencies of a network: one name in two places, other names without a place, one word in common, more than a few.
    [InlineData("Orpi;orpi-reseau.fr;69001\nOrpi;orpi-reseau.fr;75001\n", 2)]
    [InlineData("Orpi Bellecour;orpi-reseau.fr;\nOrpi Croix-Rousse;orpi-reseau.fr;\n", 2)]
    [InlineData("Étude Martin;etudes-reseau.fr;69001\nÉtude Durand;etudes-reseau.fr;69001\n", 2)]
    [InlineData("A;reseau.fr;1\nB;reseau.fr;1\nC;reseau.fr;1\nD;reseau.fr;1\nD et fils;reseau.fr;1\n", 5)]
    // One company: the same name without a place, a longer name in the same place.
    [InlineData("Martin;martin-pain.fr;69001\nMartin;www.martin-pain.fr;\n", 1)]
    [InlineData("Martin;martin-pain.fr;69001\nMartin Pain SARL;contact@martin-pain.fr;69001\n", 1)]
    public async Task A_domain_that_several_share_makes_no_one_company_of_them(string rows, int companies)
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());

        await harness.ImportAsync("Nom;Site;CP\n" + rows.Replace(";1\n", ";69001\n", StringComparison.Ordinal), GenreImport.Entreprises);

        Assert.Equal(companies, await harness.CountAsync("entreprises"));
    }

    [Fact]
    public async Task An_address_is_filled_as_one_and_no_mixture_of_two_places()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        const string head = "SIREN;Nom;Adresse;Complément;CP;Ville\n";
        await harness.ImportAsync(head + "732829320;Alpha;12 rue X;;75001;Paris\n552100554;Beta;;;69001;\n", GenreImport.Entreprises);
        string[] parts = ["entreprise.adresse", "entreprise.complement", "entreprise.code_postal", "entreprise.commune"];

        await harness.ImportAsync(head + "732829320;Alpha;5 av. Y;Bât. B;69383;Lyon\n552100554;Beta;1 place Z;Hall C;69001;Lyon\n", GenreImport.Entreprises, new CorrespondanceImport
        {
            Colonnes = new Dictionary<string, string?> { ["SIREN"] = "entreprise.siren", ["Nom"] = "entreprise.nom", ["Adresse"] = parts[0], ["Complément"] = parts[1], ["CP"] = parts[2], ["Ville"] = parts[3] },
            Regles = parts.ToDictionary(p => p, _ => RegleChamp.Completer),
        });

        Assert.Equal(1, await harness.CountAsync("entreprises", "facturation_voie = '12 rue X' and facturation_complement is null and facturation_commune = 'Paris'"));
        Assert.Equal(1, await harness.CountAsync("entreprises", "facturation_voie = '1 place Z' and facturation_complement = 'Hall C' and facturation_commune = 'Lyon'"));
    }

    [Fact]
    public async Task A_name_that_is_deduced_from_an_address_never_completes_one_that_is_known()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Prénom;E-mail\nAnne;anne.m@exemple.fr\n", GenreImport.Contacts);

        await harness.ImportAsync("E-mail\nanne.m@exemple.fr\n", GenreImport.Contacts);

        Assert.Equal(1, await harness.CountAsync("contacts", "prenom = 'Anne' and nom is null"));
    }

    [Fact]
    public async Task People_whose_file_names_only_the_companys_site_join_it_and_others_stay_without()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Nom;Site\nAlpha Conseil;alpha-conseil.fr\n", GenreImport.Entreprises);
        var mapping = new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["Nom"] = "contact.nom", ["E-mail"] = "contact.email", ["Domaine"] = "entreprise.site" } };

        var bilan = await harness.ImportAsync("Nom;E-mail;Domaine\nMartin;a@alpha-conseil.fr;alpha-conseil.fr\nDurand;d@inconnu.fr;inconnu.fr\n", GenreImport.Contacts, mapping);

        Assert.Equal((2, 0), (bilan.Contacts.Creees, bilan.Entreprises.Creees));
        Assert.Equal(1, await harness.CountAsync("contact_liens"));
    }

    private static CorrespondanceImport Mapping(RegleChamp regle) => new()
    {
        Colonnes = Colonnes,
        Regles = Colonnes.Values.Where(c => ChampsImport.Find(c!)!.Regles.Contains(regle)).ToDictionary(c => c!, _ => regle),
    };
}
