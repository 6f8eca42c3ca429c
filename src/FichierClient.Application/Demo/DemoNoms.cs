using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Demo;

/// <summary>Invented names. SIREN that begin with 0 were never given out; phone numbers are those the ARCEP keeps for fiction.</summary>
internal static class DemoNoms
{
    public static readonly string[] Prenoms =
    [
        "Marie", "Jean", "Sophie", "Pierre", "Nathalie", "Philippe", "Isabelle", "Michel", "Catherine", "Nicolas", "Julie", "Thomas", "Camille", "Antoine", "Émilie",
        "Karim", "Fatima", "Yanis", "Inès", "Mehdi", "Léa", "Hugo", "Chloé", "Lucas", "Manon", "Mathieu", "Aurélie", "Sébastien", "Céline", "Olivier", "Hélène", "François",
        "Anaïs", "Gaël", "Solène", "Maëlle", "Loïc", "Noémie", "Benoît", "Agnès", "Dominique", "Claude", "Aïcha", "Mamadou", "Linh", "Paolo", "Carmen", "Zoé", "Raphaël", "Élodie",
    ];

    /// <summary>Names of women and of men: nobody is called « M. Agnès ».</summary>
    private static readonly HashSet<string> Feminins =
        ["Marie", "Sophie", "Nathalie", "Isabelle", "Catherine", "Julie", "Émilie", "Fatima", "Inès", "Léa", "Chloé", "Manon", "Aurélie", "Céline", "Hélène", "Anaïs", "Solène", "Maëlle", "Noémie", "Agnès", "Aïcha", "Linh", "Carmen", "Zoé", "Élodie"];

    private static readonly HashSet<string> Mixtes = ["Camille", "Dominique", "Claude"];

    /// <summary>How the bearer of a first name is addressed; either way where both bear it.</summary>
    /// <param name="prenom">One of <see cref="Prenoms"/>.</param>
    /// <param name="madame">What to take then.</param>
    public static Civilite CiviliteDe(string prenom, bool madame) => Feminins.Contains(prenom) || Mixtes.Contains(prenom) && madame ? Civilite.Madame : Civilite.Monsieur;

    public static readonly string[] Noms =
    [
        "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Richard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Lefèvre", "Michel", "Garcia", "David", "Bertrand",
        "Roux", "Vincent", "Fournier", "Morel", "Girard", "André", "Mercier", "Dupont", "Lambert", "Bonnet", "François", "Martinez", "Legrand", "Garnier", "Faure", "Rousseau", "Blanc",
        "Guérin", "Müller", "Henry", "Roussel", "Nicolas", "Perrin", "Morin", "Mathieu", "Clément", "Gauthier", "Dumont", "Lopez", "Fontaine", "Chevalier", "Robin", "Masson", "Sanchez",
        "Gérard", "Nguyen", "Boyer", "Denis", "Lemaire", "Duval", "Joly", "Gautier", "Roger", "Roche", "Roy", "Noël", "Meyer", "Lucas", "Meunier", "Jean", "Perez", "Marchand", "Dufour",
        "Blanchard", "Marie", "Barbier", "Brun", "Dumas", "Brunet", "Schmitt", "Leroux", "Colas", "Fernandez", "Benali", "Haddad", "Traoré", "Le Gall", "L'Hostis", "d'Almeida",
    ];

    private static readonly string[] Metiers =
    [
        "Menuiserie", "Imprimerie", "Boulangerie", "Garage", "Transports", "Plomberie", "Maçonnerie", "Électricité", "Cabinet", "Atelier", "Établissements", "Maison", "Pépinières", "Laboratoire",
        "Serrurerie", "Charpente", "Ferronnerie", "Optique", "Pharmacie", "Clinique", "Hôtel", "Restaurant", "Traiteur", "Cave", "Conserverie", "Fromagerie", "Papeterie", "Librairie", "Verrerie",
        "Mécanique", "Fonderie", "Plasturgie", "Textiles", "Logistique", "Informatique", "Conseil", "Architecture", "Paysages", "Nautique", "Scierie",
    ];

    private static readonly string[] Debuts = ["Al", "Bel", "Cor", "Dor", "Ely", "Fla", "Gal", "Hel", "Iva", "Jo", "Kal", "Lum", "Mar", "Nor", "Oli", "Pro", "Quan", "Ren", "Sol", "Tri", "Ul", "Val", "Ver", "Xan", "Ys", "Zel"];
    private static readonly string[] Milieux = ["a", "be", "co", "di", "e", "fo", "gi", "i", "la", "mé", "ni", "o", "pi", "ri", "so", "ta", "u", "vi"];
    private static readonly string[] Fins = ["dis", "tec", "nova", "plus", "line", "mat", "bat", "pro", "sys", "lia", "ris", "tal", "com", "gie", "son", "dex", "ra", "val"];
    private static readonly string[] Formes = ["SARL", "SAS", "SA", "SASU", "EURL", "SCOP", "et Fils", "Frères", "& Associés", "", "", ""];

    public static string Entreprise(ref DemoRandom random) => (random.Next(0, 5) switch
    {
        0 or 1 => $"{random.Pick(Metiers)} {random.Pick(Noms)} {random.Pick(Formes)}",
        2 => $"{Inventee(ref random)} {random.Pick(Metiers)} {random.Pick(Formes)}",
        3 => $"{Inventee(ref random)} {random.Pick(Formes)}",
        _ => $"{random.Pick(Metiers)} {random.Pick(Noms)}-{random.Pick(Noms)} {random.Pick(Formes)}",
    }).TrimEnd();

    /// <summary>Nine digits that begin with 0, with their Luhn key.</summary>
    public static string Siren(ref DemoRandom random) => WithLuhn("0" + random.Next(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture));

    public static string Siret(string siren) => WithLuhn(siren + "0001");

    public static NumeroTelephone Fixe(ref DemoRandom random) => Numero(random.Pick(["019900", "026191", "035301", "046571", "053649"]), ref random, "Standard");

    public static NumeroTelephone Mobile(ref DemoRandom random) => Numero("063998", ref random, "Mobile");

    /// <summary>A host name under .example, which nobody can own.</summary>
    public static string Domaine(string nom) => $"{TexteNormalise.Of(nom).Replace(' ', '-')}.example";

    /// <summary>prenom.nom@host.</summary>
    public static string Adresse(string nom, string domaine) => $"{TexteNormalise.Of(nom).Replace(' ', '.')}@{domaine}";

    private static string Inventee(ref DemoRandom random) => random.Pick(Debuts) + random.Pick(Milieux) + random.Pick(Fins);

    private static NumeroTelephone Numero(string debut, ref DemoRandom random, string libelle)
    {
        while (debut.Length < 10) debut += (char)('0' + random.Next(0, 10));
        return new NumeroTelephone($"{debut[..2]} {debut[2..4]} {debut[4..6]} {debut[6..8]} {debut[8..]}", "+33" + debut[1..], libelle);
    }

    private static string WithLuhn(string digits)
    {
        var key = 0;
        while (!Luhn(digits + (char)('0' + key))) key++;
        return digits + (char)('0' + key);
    }

    private static bool Luhn(string number) => number.Reverse().Select((c, i) => (c - '0') * (1 + i % 2)).Sum(d => d > 9 ? d - 9 : d) % 10 == 0;
}
