using FichierClient.Application.Imports.Reading.Workbooks;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Application.Rgpd.Registre.Formats;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.UnitTests.Rgpd.Registre;

/// <summary>The register leaves in the CNIL's layout and comes back from it; the files are read with the program's own readers.</summary>
public sealed class GrilleRegistreTests
{
    private static readonly ModeleCnil Modele = ModeleCnil.Actuel;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Formats => [true, false];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_label_of_the_template_stands_in_its_cell(bool ods)
    {
        var sheets = await ReadAsync(await FileAsync(ods, Full()));

        Assert.Equal([Modele.FeuilleListe, "3_-_Fiche_T-09"], sheets.Select(s => s.Nom));
        foreach (var (cells, labels) in new[] { (sheets[0].Cells, Modele.Liste), (sheets[1].Cells, Modele.Fiche) })
            Assert.All(labels, label => Assert.Equal(label.Texte, cells.GetValueOrDefault((label.Ligne, label.Colonne))));
    }

    /// <summary>
    /// Copied from registre-traitement-simplifie.ods by hand, not from the program's own model: a label that is wrong there is wrong here. « adress » is the authority's.
    /// </summary>
    [Fact]
    public void The_labels_are_those_of_the_authority_s_file()
    {
        var grilles = GrilleRegistre.Of([Full()], Acteurs());

        Labels(grilles[1], 3, "Nom du traitement", "N° / RÉF", "Date de création du traitement", "Mise à jour du traitement");
        Labels(grilles[1], 8, "Acteurs", "Responsable du traitement", "Délégué à la protection des données", "Société du DPO (si celui-ci est externe)", "Représentant", "Responsable(s) conjoint(s)");
        Assert.Equal(["Nom", "Adresse", "Code Postal", "Ville", "Pays", "Téléphone", "Adresse mél"], Enumerable.Range(1, 7).Select(c => grilles[1][8, c]));
        Labels(grilles[1], 16, "Finalité principale", "Sous-finalité 1", "Sous-finalité 2", "Sous-finalité 3", "Sous-finalité 4", "Sous-finalité 5");
        Labels(grilles[1], 24, "État civil, identité, données d'identification, images…", "Vie personnelle (habitudes de vie, situation familiale, etc.)",
            "Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)", "Données de connexion (adress IP, logs, etc.)",
            "Données de localisation (déplacements, données GPS, GSM, etc.)", "Numéro de Sécurité Sociale (ou NIR)");
        Labels(grilles[1], 32, "Données révélant l'origine raciale ou ethnique", "Données révélant les opinions politiques", "Données révélant les convictions religieuses ou philosophiques\u00a0",
            "Données révélant l'appartenance syndicale", "Données génétiques", "Données biométriques aux fins d'identifier une personne physique de manière unique", "Données concernant la santé",
            "Données concernant la vie sexuelle ou l'orientation sexuelle", "Données relatives à des condamnations pénales ou infractions");
        Labels(grilles[1], 43, "Catégorie de personnes 1", "Catégorie de personnes 2");
        Labels(grilles[1], 47, "Destinataire 1", "Destinataire 2", "Destinataire 3", "Destinataire 4");
        Labels(grilles[1], 53, "Mesure de sécurité 1", "Mesure de sécurité 2", "Mesure de sécurité 3");
        Labels(grilles[1], 57, "Transferts hors UE", "Organisme destinataire 1", "Organisme destinataire 2", "Organisme destinataire 3", "Organisme destinataire 4");
        Assert.Equal(["Nom du traitement", "N° / RÉF", "Date de création de la fiche", "Dernière mise à jour de la fiche"], Enumerable.Range(0, 4).Select(c => grilles[0][7, c]));
        // The three blocks of contacts: the last one has a line more, for the DPO's company.
        int[] places = [1, 3, 5, 7];
        foreach (var first in new[] { 0, 2 })
        {
            Assert.Equal(["Nom :", "Prénom :", "Adresse :", "Adresse mél :"], places.Select(c => grilles[0][first, c]));
            Assert.Equal(["Code postal :", "Ville :", "Téléphone :"], places[..3].Select(c => grilles[0][first + 1, c]));
        }

        Assert.Equal(["Nom :", "Prénom :", "Société (si DPO externe) :", "Adresse :"], places.Select(c => grilles[0][4, c]));
        Assert.Equal(["Code postal :", "Ville :", "Téléphone :", "Adresse mél :"], places.Select(c => grilles[0][5, c]));
        Assert.Equal(("Finalité du traitement", "Données sensibles ?", "Oui/non", "Société (si DPO externe) :"), (grilles[0][6, 4], grilles[0][6, 7], grilles[0][7, 7], grilles[0][4, 5]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_value_stands_where_the_template_has_its_place(bool ods)
    {
        var sheets = await ReadAsync(await FileAsync(ods, Full()));
        var (liste, fiche) = (sheets[0].Cells, sheets[1].Cells);

        foreach (var (row, column, text) in new (int, int, string)[]
        {
            (0, 2, "Durand"), (0, 4, "Anne"), (0, 6, "1 rue de Rivoli"), (0, 8, "anne@exemple.fr"), (1, 2, "75001"), (1, 4, "Paris"), (1, 6, "01 42 00 00 00"), (4, 2, "Petit"), (4, 6, "DPO & Cie"),
            (8, 0, "Enquêtes"), (8, 1, "T-09"), (8, 2, "05/01/2026"), (8, 3, "29/11/2026"), (8, 4, "Mesurer, Sous 1, Sous 2, Sous 3, Sous 4, Sous 5"), (8, 7, "Oui"),
        }) Assert.Equal(text, liste.GetValueOrDefault((row, column)));
        foreach (var (row, column, text) in new (int, int, string)[]
        {
            (3, 1, "Enquêtes"), (4, 1, "T-09"), (5, 1, "05/01/2026"), (6, 1, "29/11/2026"), (9, 1, "Anne Durand"), (9, 3, "75001"), (10, 1, "Petit"), (11, 1, "DPO & Cie"), (13, 1, "Société sœur"),
            (16, 1, "Mesurer"), (17, 1, "Sous 1"), (21, 1, "Sous 5"), (24, 1, "Noms"), (24, 4, "3 ans"), (29, 1, "NIR"), (38, 1, "Arrêts"), (38, 4, "1 an"), (43, 1, "Clients"), (44, 1, "Prospects"),
            (47, 1, "Service interne qui traite les données"), (47, 4, "Ventes"), (50, 1, "Autre (Préciser)"), (55, 1, "Chiffrement des données"), (58, 1, "Hébergeur"), (58, 2, "Canada"), (58, 3, "Pays adéquat"), (58, 5, "https://exemple.fr"),
        }) Assert.Equal(text, fiche.GetValueOrDefault((row, column)));
        Assert.Equal("Compléments (hors modèle CNIL)", fiche[(64, 0)]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_left_comes_back_whole(bool ods)
    {
        var sortie = Full();
        var sheet = (await ReadAsync(await FileAsync(ods, sortie)))[1];

        var lue = FicheLue.Read(sheet.Rows)!;

        Assert.Equal(FicheJson.Write(sortie.Fiche), FicheJson.Write(lue.Fiche));
        Assert.Equal((sortie.Registre, sortie.MisAJourLe), (lue.Registre, lue.MisAJourLe));
        Assert.Equal(["Lieux externes | Clients.xlsx | Serveur, Paul, e-mail"], lue.NonLues.Select(n => n.Texte));
        Assert.Equal("Anne Durand", lue.Acteurs[RoleActeur.Responsable].Nom);
    }

    [Fact]
    public void Spaces_case_and_accents_don_t_matter_and_what_isn_t_understood_is_told()
    {
        var lue = FicheLue.Read(
        [
            (1, ["Modèle de fiche de registre à compléter", "", "", "", "", "", "", "ref-001"]),
            (4, ["  NOM DU  TRAITEMENT ", "Paie"]), (9, ["finalite principale", "Payer"]), (10, ["Mise à jour du traitement", "2019-05-13T00:00:00"]),
            (44, ["Catégorie de personnes 1", "salaries", "", "", "Tous"]), (45, ["Catégorie de personnes 2", Modele.Invite]),
            (48, ["Destinataire 1", "Banque", "", "", "Virements"]), (59, ["Organisme destinataire 1", "Outil", "Etats-Unis", "Privacy shield"]), (70, ["Remarque", "À revoir"]),
        ])!;

        Assert.Equal(("Paie", "Payer", new DateOnly(2019, 5, 13)), (lue.Fiche.Nom, lue.Fiche.FinalitePrincipale, lue.MisAJourLe));
        Assert.Equal((CategoriePersonnes.Salaries, "Tous"), (Assert.Single(lue.Fiche.Personnes).Type, lue.Fiche.Personnes[0].Precisions));
        Assert.Equal((TypeDestinataire.Autre, "Banque, Virements"), (lue.Fiche.Destinataires[0].Type, lue.Fiche.Destinataires[0].Precisions));
        Assert.Null(Assert.Single(lue.Fiche.Transferts).Garantie);
        Assert.Equal([(59L, "Privacy shield"), (70L, "Remarque | À revoir")], lue.NonLues);
        Assert.Null(FicheLue.Read([(1, ["Exemple de fiche de registre"]), (4, ["Nom du traitement", "Gestion de la paie"]), (14, ["Finalité principale", "Payer"])]));
        Assert.Null(FicheLue.Read([(4, ["Nom du traitement"]), (17, ["Finalité principale"])]));
    }

    [Fact]
    public void Sheets_of_equal_references_have_names_of_their_own()
    {
        var twice = new[] { Full(), Full() };

        Assert.Equal([Modele.FeuilleListe, "3_-_Fiche_T-09", "3_-_Fiche_T-09~2"], GrilleRegistre.Of(twice, Acteurs()).Select(g => g.Nom));
    }

    private static void Labels(Grille grille, int first, params string[] labels) => Assert.Equal(labels, labels.Select((_, i) => grille[first + i, 0]));

    private static async Task<MemoryStream> FileAsync(bool ods, FicheSortie sortie)
    {
        var file = new MemoryStream();
        if (ods) OdsWriter.Write(file, GrilleRegistre.Of([sortie], Acteurs()));
        else await ClasseurXlsx.WriteAsync(file, GrilleRegistre.Of([sortie], Acteurs()), Token);
        file.Position = 0;
        return file;
    }

    private static async Task<List<(string Nom, Dictionary<(int, int), string> Cells, List<(long, string[])> Rows)>> ReadAsync(Stream file)
    {
        using var workbook = await SheetSource.OpenWorkbookAsync(file, Token);
        var sheets = new List<(string, Dictionary<(int, int), string>, List<(long, string[])>)>();
        foreach (var feuille in workbook.Feuilles)
        {
            using var rows = await workbook.OpenAsync(feuille, Token);
            var (cells, read) = (new Dictionary<(int, int), string>(), new List<(long, string[])>());
            while (await rows.ReadAsync(Token) is { } record)
            {
                read.Add((record.Line, record.Cells));
                foreach (var (column, text) in record.Cells.Index().Where(c => c.Item.Length > 0)) cells[((int)record.Line - 1, column)] = text;
            }

            sheets.Add((feuille.Nom, cells, read));
        }

        return sheets;
    }

    private static ActeurSaisie[] Acteurs() =>
    [
        new() { Role = RoleActeur.Responsable, Nom = "Durand", Prenom = "Anne", Coordonnees = new() { Adresse = "1 rue de Rivoli", CodePostal = "75001", Ville = "Paris", Pays = "France", Telephone = "01 42 00 00 00", Email = "anne@exemple.fr" } },
        new() { Role = RoleActeur.Representant }, new() { Role = RoleActeur.Dpo, Nom = "Petit" }, new() { Role = RoleActeur.SocieteDpo, Nom = "DPO & Cie" },
    ];

    /// <summary>Every field filled, and more of each list than the template has room for.</summary>
    private static FicheSortie Full()
    {
        var fiche = new FicheTraitement
        {
            Nom = "Enquêtes",
            Reference = "T-09",
            CreeLe = new(2026, 1, 5),
            Role = RoleTraitement.Conjoint,
            FinalitePrincipale = "Mesurer",
            SousFinalites = ["Sous 1", "Sous 2", "Sous 3", "Sous 4", "Sous 5"],
            Finalite = Finalites.Prospection,
            BaseLegale = BaseLegale.InteretLegitime,
            MiseEnBalance = "Intérêt\nGaranties",
            SourceDonnees = "La personne",
            MentionInformation = "<Mention> & suite",
            DecisionAutomatisee = "Aucune",
            CriteresAipd = [CritereAipd.Evaluation, CritereAipd.GrandeEchelle],
            LienAipd = "AIPD-1",
            ProchaineRevue = new(2027, 11, 29),
            PourLeCompteDe = "Client SA",
            Conjoints = [new() { Nom = "Société sœur", Ville = "Lyon" }],
            Personnes = [new() { Type = CategoriePersonnes.Clients }, new() { Type = CategoriePersonnes.Prospects, Precisions = "Froids" }, new() { Type = CategoriePersonnes.Autres, Precisions = "Visiteurs" }],
            Destinataires = [.. Enum.GetValues<TypeDestinataire>().Select(t => new Precise<TypeDestinataire> { Type = t, Precisions = "Ventes" })],
            Mesures = [.. Enum.GetValues<TypeMesure>().Where(t => t != TypeMesure.Sauvegarde).Select(t => new Precise<TypeMesure> { Type = t, Precisions = "Oui" })],
            Transferts = [.. Enumerable.Range(0, 5).Select(i => new TransfertFiche { Destinataire = i == 0 ? "Hébergeur" : $"Hébergeur {i}", Pays = "Canada", Garantie = TypeGarantie.PaysAdequat, Lien = "https://exemple.fr" })],
        };
        foreach (var (categorie, description, duree) in new[] { (CategorieCnil.EtatCivil, "Noms", "3 ans"), (CategorieCnil.Nir, "NIR", "1 an"), (CategorieCnil.Sante, "Arrêts", "1 an"), (CategorieCnil.VieProfessionnelle, "Fonction", "3 ans") })
            (fiche.Donnee(categorie).Description, fiche.Donnee(categorie).Duree, fiche.Donnee(categorie).Regle) = (description, duree, "regle-" + duree[0]);
        (fiche.Destinataires[3].Type, fiche.Destinataires[4].Type) = (TypeDestinataire.Autre, TypeDestinataire.Partenaire);
        return new FicheSortie(GenreRegistre.Responsable, StatutTraitement.Valide, 3, new(2026, 11, 29), fiche, [new(Guid.NewGuid(), Guid.NewGuid(), "", "Clients.xlsx", NatureLieu.Tableur, "Serveur", "Paul", "e-mail")]);
    }
}
