using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Headers that mean several things are told apart by the cells below them.</summary>
internal static class ColumnContent
{
    private static readonly string[] Answers = ["true", "false", "vrai", "faux", "oui", "non", "yes", "no", "x", "o", "n"];

    private static readonly string[] Rangs = ["n", "no", "num", "numero", "id", "#", "ligne", "rang", "index", ""];

    private static readonly string[] Names = ["tiers", "client", "customer"];

    /// <summary>What a list of companies to canvass knows of each: its « CA » is theirs, not what was sold to them.</summary>
    private static readonly string[] Annuaire = ["effectif", "resultat", "capital", "dirigeant", "naf", "codenaf", "ape", "codeape", "formejuridique", "datecreation", "trancheeffectif"], ChiffresAffaires = ["ca", "chiffreaffaires", "caht", "caannuel", "chiffreaffairesht", "chiffreaffairesannuel"];

    /// <summary>A column that says whether the company is a client, a prospect, a supplier.</summary>
    private static readonly string[] Roles = ["client", "prospect", "fournisseur", "prospect client", "client prospect", "client fournisseur", "customer", "supplier", "vendor", "lead", "ni l un ni l autre", "ni client ni prospect"];

    private static readonly string[] Vendeurs = ["societe", "entreprise", "company", "etablissement", "agence", "organisation", "organization", "emetteur"], Acheteurs = ["client", "nomclient", "customer", "customername", "raisonsocialeclient", "clientfacture", "tiers", "nomtiers"];

    private static readonly string[] Numeros = ["n", "no", "num", "numero", "number"], Rues = ["rue", "voie", "typevoie", "nomvoie", "nomrue", "street", "libellevoie"];

    /// <summary>The cells can't be this field, whatever the column is called.</summary>
    public static bool Denies(FileAnalysis file, int column, ChampImport champ)
    {
        // The key itself: a lossless export.
        if (file.Headers[column] == champ.Cle) return false;
        var (cells, faits) = (file.MotsDe(column), file.FaitsDe(column));
        return champ.Cle switch
        {
            // « Company Type » is a legal form elsewhere, and « Type » anything.
            "entreprise.nature" => cells.EstVide || !cells.NearlyAll(c => NaturesLigne.Of(c, file.Headers[column]) is not null),
            // « ParentId » is a number of Salesforce's, and no name.
            "entreprise.societe_liee" => ChampsImport.KeyOf(file.Headers[column]) == "parentid" && faits.SontDesCodes,
            // « TVA » is an amount beside HT and TTC, a rate, or a company's number.
            "vente.montant_tva" => IsTva(file, column) && !ColonneTva.IsAmount(file, column),
            "vente.taux_tva" => (IsTva(file, column) && ColonneTva.IsAmount(file, column)) || (!cells.EstVide && !cells.Exists(c => c.Any(char.IsAsciiDigit))) || (IsTva(file, column) && cells.Exists(c => c.Any(char.IsAsciiLetter))),
            "entreprise.tva" when ChampsImport.KeyOf(file.Headers[column]) == "nidentifiant" => cells.EstVide || !cells.NearlyAll(c => c.Length > 4 && char.IsAsciiLetterUpper(c[0]) && char.IsAsciiLetterUpper(c[1])),
            "entreprise.tva" => IsTva(file, column) && !cells.EstVide && !cells.Exists(c => c.Any(char.IsAsciiLetter) && c.Count(char.IsAsciiDigit) >= 5),
            "entreprise.numero_voie" => Array.IndexOf(Numeros, ChampsImport.KeyOf(file.Headers[column])) >= 0 && !IsHouseNumber(file, column),
            "entreprise.email" or "entreprise.telephone" or "entreprise.telephone2" when champ.Rang(ChampsImport.KeyOf(file.Headers[column]), Precision.Precis) < 0 && NamesItsPerson(file) => true,
            "entreprise.site" => ChampsImport.KeyOf(file.Headers[column]) is "domaine" or "domain" && !cells.EstVide && !cells.Exists(c => c.Contains('.', StringComparison.Ordinal)),
            "vente.est_avoir" => !cells.NearlyAll(IsAnswer),
            "vente.montant_ht" => Array.IndexOf(ChiffresAffaires, ChampsImport.KeyOf(file.Headers[column])) >= 0 && file.Headers.Any(h => Array.IndexOf(Annuaire, ChampsImport.KeyOf(h)) >= 0) && !Has(file, "vente.numero", "vente.designation", "vente.quantite"),
            // Beside a quantity it is the price of one.
            "vente.montant_ttc" => ChampsImport.KeyOf(file.Headers[column]) == "prixttc" && Has(file, "vente.quantite"),
            // Where a deal stands, while another column says how it ended.
            "vente.statut" => file.FaitsDe(column).Issues == 0 && Enumerable.Range(0, file.Headers.Count).Any(i => i != column && ChampsImport.KeyOf(file.Headers[i]) is "statut" or "status" && file.FaitsDe(i).Issues > 0),
            "contact.refus_email" when ChampsImport.KeyOf(file.Headers[column]) is "statut" or "status" or "etat" => !file.FaitsDe(column).DitAbonnements,
            // The day on which a deal was closed isn't the company's last.
            "entreprise.cessee_le" => file.Headers.Any(h => MappingProposal.Find(h, SectionImport.Vente, Precision.Precis).Any(c => c.Cle == "vente.statut")),
            // The number of the row, which the next list gives to somebody else.
            "entreprise.reference" when Array.IndexOf(Rangs, ChampsImport.KeyOf(file.Headers[column])) >= 0 && file.FaitsDe(column).CompteLesLignes => true,
            // A number of the file, and no name.
            "entreprise.reference" when IsHouseNumber(file, column) => true,
            "entreprise.reference" => Names.Any(k => k == ChampsImport.KeyOf(file.Headers[column])) && !faits.SontDesCodes,
            // « Title » is Mr. for some and Director for others.
            "contact.civilite" => !cells.EstVide && cells.HardlyAny(ContactReader.IsCivilite),
            // Among invoices it is what they are for.
            "contact.fonction" => ChampsImport.KeyOf(file.Headers[column]) is "titre" or "title" && Has(file, "vente.numero") && Has(file, "vente.montant_ht", "vente.montant_ttc"),
            // Without a column of first names it holds them too.
            "contact.nom" => ChampsImport.KeyOf(file.Headers[column]) is "nomcontact" or "nomducontact" or "nomdudirigeant" or "nomdirigeant" && !file.Headers.Any(h => MappingProposal.Find(h, SectionImport.Contact, Precision.Precis).Any(c => c.Cle == "contact.prenom")),
            // « Customer » says whether it is one in Odoo and Dolibarr.
            // Of several companies of one owner, each row names the seller too.
            "entreprise.nom" when Array.IndexOf(Vendeurs, ChampsImport.KeyOf(file.Headers[column])) >= 0 && Has(file, "vente.numero", "vente.date") && IsSeller(file, column) => true,
            // What a bank writes beside the money that came or went.
            "entreprise.nom" when ChampsImport.KeyOf(file.Headers[column]) is "libelle" or "intitule" && file.Headers.Any(h => ChampsImport.KeyOf(h) is "debit" or "credit") => true,
            "entreprise.nom" or "entreprise.nom_autre" when !cells.EstVide && cells.NearlyAll(c => Array.IndexOf(Roles, TexteNormalise.Of(c)) >= 0) => true,
            "entreprise.nom" or "entreprise.nom_autre" => !cells.EstVide && ChampsImport.KeysOf(file.Headers[column]).Any(k => k is "customer" or "client") && cells.NearlyAll(IsAnswer),
            _ => false,
        };
    }

    /// <summary>Most addresses of the file bear the name of the person beside them: addresses and phones are the persons'.</summary>
    private static bool NamesItsPerson(FileAnalysis file)
    {
        int[] Of(params string[] cles) => [.. Enumerable.Range(0, file.Headers.Count).Where(i => MappingProposal.Find(file.Headers[i], SectionImport.Contact, Precision.Precis)
            .Concat(MappingProposal.Find(file.Headers[i], SectionImport.Contact, Precision.Seul)).Any(c => cles.Contains(c.Cle)))];
        var (names, emails) = (Of("contact.nom", "contact.nom_complet"), Of("contact.email"));
        if (names.Length == 0 || emails.Length == 0) return false;
        string Cell(string[] row, int i) => i < row.Length ? row[i] : "";
        var addressed = file.Sample.Where(r => emails.Any(i => Cell(r, i).Contains('@', StringComparison.Ordinal))).ToList();
        var named = addressed.Count(r => emails.Any(e => Cell(r, e).Split('@')[0] is var local && names.SelectMany(n => TexteNormalise.Of(Cell(r, n)).Split(' ')).Any(w => w.Length > 2 && TexteNormalise.Of(local).Contains(w, StringComparison.Ordinal))));
        return named * 2 > addressed.Count;
    }

    /// <summary>One company on all rows, beside clients that differ.</summary>
    private static bool IsSeller(FileAnalysis file, int column) => file.FaitsDe(column) is { Remplies: > 1, Mots: 1 }
        && Enumerable.Range(0, file.Headers.Count).Any(i => Array.IndexOf(Acheteurs, ChampsImport.KeyOf(file.Headers[i])) >= 0 && file.FaitsDe(i).Mots > 1);

    private static bool Has(FileAnalysis file, params string[] cles) => file.Headers.Any(h => MappingProposal.Find(h, SectionImport.Vente, Precision.Precis).Any(c => cles.Contains(c.Cle)));

    /// <summary>« N° » beside « Rue » is the house's.</summary>
    internal static bool IsHouseNumber(FileAnalysis file, int column) => Array.IndexOf(Numeros, ChampsImport.KeyOf(file.Headers[column])) >= 0
        && new[] { column - 1, column + 1 }.Any(i => i >= 0 && i < file.Headers.Count && Array.IndexOf(Rues, ChampsImport.KeyOf(file.Headers[i])) >= 0);

    private static bool IsTva(FileAnalysis file, int column) => ChampsImport.KeyOf(file.Headers[column]) == "tva";

    internal static bool IsAnswer(string cell) => (cell.Length == 1 && char.IsAsciiDigit(cell[0])) || Array.Exists(Answers, a => a.Equals(cell, StringComparison.OrdinalIgnoreCase));
}
