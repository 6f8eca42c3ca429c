using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Demo;

/// <summary>What an organisation sets up first: teams, members, channels, labels, catalogue, fiscal periods.</summary>
internal static class DemoListes
{
    public static readonly string[] Canaux =
        ["Recommandation", "Site internet", "Salon professionnel", "Prospection téléphonique", "Publicité en ligne", "Partenaire", "Réseaux sociaux", "Appel d’offres"];

    public static readonly string[] Etiquettes = ["Fidèle", "Grand compte", "Secteur public", "Paiement lent", "Export", "À relancer"];

    /// <summary>Reps who have no account: nobody can sign in as them.</summary>
    public static readonly string[] Commerciaux = ["Karim Benali", "Sophie Lemaire", "Julien Moreau", "Nadia Haddad"];

    private static readonly (string Sku, string Nom, decimal Prix, decimal Cout, decimal Tva)[] Catalogue =
    [
        ("PAP-A4-80", "Papier A4 80 g, carton de 5 ramettes", 24.90m, 17.10m, 20), ("PAP-A3-80", "Papier A3 80 g, carton de 3 ramettes", 29.50m, 21.30m, 20),
        ("ENV-DL-500", "Enveloppes DL, boîte de 500", 18.40m, 11.20m, 20), ("CLA-LEV-10", "Classeurs à levier, lot de 10", 22.00m, 12.40m, 20),
        ("STY-BIL-50", "Stylos à bille, boîte de 50", 15.60m, 7.90m, 20), ("TON-NR-HC", "Toner noir haute capacité", 89.00m, 58.00m, 20),
        ("TON-CL-KIT", "Kit de toners couleur", 249.00m, 171.00m, 20), ("CHA-ERG-01", "Siège ergonomique", 289.00m, 164.00m, 20),
        ("BUR-REG-160", "Bureau réglable en hauteur 160 cm", 519.00m, 338.00m, 20), ("CAI-MOB-3T", "Caisson mobile trois tiroirs", 149.00m, 92.00m, 20),
        ("LAM-LED-BR", "Lampe de bureau LED", 45.90m, 21.50m, 20), ("ARM-HAU-2P", "Armoire haute deux portes", 339.00m, 214.00m, 20),
        ("ECR-27-QHD", "Écran 27 pouces QHD", 259.00m, 198.00m, 20), ("CLA-SOU-SF", "Clavier et souris sans fil", 54.90m, 31.00m, 20),
        ("STA-USB-C", "Station d’accueil USB-C", 179.00m, 121.00m, 20), ("CAS-AUD-BT", "Casque audio sans fil", 129.00m, 78.00m, 20),
        ("CAF-GRA-1K", "Café en grains, 1 kg", 16.90m, 10.80m, 5.5m), ("THE-VER-100", "Thé vert, 100 sachets", 9.80m, 5.40m, 5.5m),
        ("EAU-BON-19", "Bonbonne d’eau 19 L", 8.50m, 3.90m, 5.5m), ("SUC-MOR-1K", "Sucre en morceaux, 1 kg", 3.20m, 1.90m, 5.5m),
        ("NET-SOL-5L", "Nettoyant sols, bidon de 5 L", 19.80m, 10.60m, 20), ("ESS-MAI-06", "Essuie-mains, lot de 6", 27.30m, 17.90m, 20),
        ("SAV-MAI-5L", "Savon mains, bidon de 5 L", 21.40m, 12.10m, 20), ("SAC-POU-110", "Sacs poubelle 110 L, lot de 200", 34.00m, 22.60m, 20),
        ("GAN-NIT-100", "Gants nitrile, boîte de 100", 12.90m, 7.40m, 20), ("CAS-CHA-BL", "Casque de chantier", 14.50m, 7.80m, 20),
        ("GIL-HVI-XL", "Gilet haute visibilité", 7.90m, 3.60m, 20), ("CHA-SEC-S3", "Chaussures de sécurité S3", 69.00m, 41.00m, 20),
        ("TRO-SEC-50", "Trousse de secours 50 personnes", 59.90m, 33.00m, 20), ("EXT-EAU-6L", "Extincteur à eau 6 L", 74.00m, 46.00m, 20),
        ("CAR-DOU-40", "Cartons double cannelure, lot de 40", 48.00m, 31.50m, 20), ("FIL-ETI-6R", "Film étirable, 6 rouleaux", 42.60m, 28.90m, 20),
        ("ADH-HAV-36", "Adhésif havane, 36 rouleaux", 46.80m, 27.00m, 20), ("PAL-BOI-EU", "Palette bois Europe", 17.50m, 12.60m, 20),
        ("MAI-AN-STD", "Maintenance annuelle", 690.00m, 310.00m, 20), ("INS-SIT-JR", "Installation sur site, la journée", 780.00m, 420.00m, 20),
        ("FOR-UTI-05", "Formation utilisateur, la demi-journée", 450.00m, 190.00m, 20), ("LIV-EXP-24", "Livraison express 24 h", 28.00m, 19.00m, 20),
        ("ABO-GES-MO", "Abonnement gestion, le mois", 59.00m, 8.00m, 20), ("LIV-GUI-01", "Guide professionnel relié", 32.00m, 14.00m, 5.5m),
    ];

    public static List<Produit> Produits(Guid tenantId) => [.. Catalogue.Select(p =>
    {
        var produit = new Produit(tenantId, p.Sku, p.Nom);
        produit.Change(p.Sku, p.Nom, p.Prix, p.Cout, p.Tva);
        return produit;
    })];

    /// <summary>Fiscal years from July to June, those that the ventes touch.</summary>
    public static IEnumerable<Exercice> Exercices(Guid tenantId, DateOnly today)
    {
        for (var year = today.Year - DemoSize.Annees - 1; year <= today.Year; year++)
            yield return new Exercice(tenantId, $"Exercice {year}-{year + 1}", new DateOnly(year, 7, 1), new DateOnly(year + 1, 6, 30));
    }
}
