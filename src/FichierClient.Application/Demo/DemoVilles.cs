using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Demo;

/// <summary>Real towns with a real postcode, the large ones first and more often.</summary>
internal static class DemoVilles
{
    private static readonly (string CodePostal, string Commune)[] Villes = [.. """
        75008 Paris|69003 Lyon|13008 Marseille|31000 Toulouse|33000 Bordeaux|59000 Lille|44000 Nantes|67000 Strasbourg|34000 Montpellier|35000 Rennes
        06000 Nice|75011 Paris|69100 Villeurbanne|38000 Grenoble|76000 Rouen|92100 Boulogne-Billancourt|75015 Paris|51100 Reims|83000 Toulon|42000 Saint-Étienne
        21000 Dijon|49000 Angers|30000 Nîmes|63000 Clermont-Ferrand|72000 Le Mans|13100 Aix-en-Provence|29200 Brest|37000 Tours|80000 Amiens|87000 Limoges
        74000 Annecy|66000 Perpignan|57000 Metz|25000 Besançon|45000 Orléans|68100 Mulhouse|14000 Caen|54000 Nancy|93200 Saint-Denis|93100 Montreuil
        59100 Roubaix|59200 Tourcoing|92000 Nanterre|94400 Vitry-sur-Seine|59140 Dunkerque|84000 Avignon|86000 Poitiers|94000 Créteil|78000 Versailles|64000 Pau
        17000 La Rochelle|62100 Calais|06400 Cannes|68000 Colmar|18000 Bourges|29000 Quimper|26000 Valence|10000 Troyes|56100 Lorient|56000 Vannes
        79000 Niort|73000 Chambéry|44600 Saint-Nazaire|49300 Cholet|53000 Laval|27000 Évreux|90000 Belfort|22000 Saint-Brieuc|65000 Tarbes|81000 Albi
        47000 Agen|19100 Brive-la-Gaillarde|24000 Périgueux|16000 Angoulême|36000 Châteauroux|41000 Blois|28000 Chartres|58000 Nevers|71000 Mâcon|71100 Chalon-sur-Saône
        89000 Auxerre|88000 Épinal|08000 Charleville-Mézières|02100 Saint-Quentin|60000 Beauvais|60200 Compiègne|77000 Melun|91000 Évry-Courcouronnes|95000 Cergy|01000 Bourg-en-Bresse
        03000 Moulins|15000 Aurillac|43000 Le Puy-en-Velay|48000 Mende|12000 Rodez|46000 Cahors|32000 Auch|40000 Mont-de-Marsan|64100 Bayonne|11000 Carcassonne
        82000 Montauban|05000 Gap|04000 Digne-les-Bains|20000 Ajaccio|20200 Bastia|97200 Fort-de-France|97400 Saint-Denis|61000 Alençon|50000 Saint-Lô|50100 Cherbourg-en-Cotentin
        85000 La Roche-sur-Yon|62000 Arras|70000 Vesoul|39000 Lons-le-Saunier|23000 Guéret|07000 Privas|52000 Chaumont|55000 Bar-le-Duc|09000 Foix
        """.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => (v[..5], v[6..]))];

    private static readonly string[] Voies =
    [
        "rue de la République", "avenue Jean Jaurès", "rue des Artisans", "boulevard Gambetta", "rue Victor Hugo", "rue de l'Industrie", "avenue de la Gare",
        "rue Pasteur", "place du Marché", "impasse des Lilas", "rue du Moulin", "allée des Tilleuls", "chemin du Port", "zone artisanale des Prés", "quai des Brumes",
    ];

    public static Adresse Adresse(ref DemoRandom random)
    {
        var (codePostal, commune) = Villes[random.Falling(Villes.Length, 0.975)];
        return new Adresse
        {
            Voie = $"{random.Next(1, 180)} {random.Pick(Voies)}",
            Complement = random.Chance(0.08) ? $"Bâtiment {(char)('A' + random.Next(0, 5))}" : null,
            CodePostal = codePostal,
            Commune = commune,
            Pays = "FR",
        };
    }
}
