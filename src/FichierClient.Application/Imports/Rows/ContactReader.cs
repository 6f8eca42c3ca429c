using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Reads what a row says about a person; null when it says nothing.</summary>
internal static class ContactReader
{
    private static readonly string[] Madame = ["mme", "madame", "mrs", "ms", "miss", "mlle", "mademoiselle", "f", "female", "femme"];
    private static readonly string[] Monsieur = ["m", "mr", "monsieur", "male", "homme", "h", "m."];

    private static readonly string[] Retraits = ["blacklist", "blocklist", "time", "date", "unsubscribedat"];
    private static readonly string[] Aucun = ["", "0", "non", "no", "n", "false", "faux", "f", "none", "aucun", "aucune", "null", "n a", "na", "jamais", "never"];

    public static SourceContact? Read(CellReader cells)
    {
        var lu = Name(cells);
        var (prenom, nom) = (lu.Prenom, lu.Nom);
        var emails = cells.Emails("contact.email").Concat(cells.Emails("contact.email2")).Concat(cells.Emails("contact.email3")).Distinct().ToList();
        if (prenom is null && nom is null && emails.Count == 0) return null;
        var depuis = cells.Date("contact.depuis");
        var jusqua = cells.Date("contact.jusqua");
        if (jusqua < depuis) cells.Ligne.Refuse(Texts.Get("Import_lien_fin"));
        // A person known by address alone is called as the address does.
        var deduced = prenom is null && nom is null;
        if (deduced) nom = emails[0][..emails[0].IndexOf('@', StringComparison.Ordinal)];
        return new SourceContact
        {
            Civilite = Civilite(cells.Text("contact.civilite", CellReader.Court) ?? lu.Titre),
            Prenom = prenom,
            Nom = nom,
            NomDeduit = deduced,
            CleNom = TexteNormalise.Of($"{prenom} {nom}"),
            Emails = emails,
            Telephones = [.. new[]
            {
                cells.Phones("contact.telephone", null, cells.Etiquette("contact.telephone")),
                cells.Phones("contact.mobile", null, "Mobile"),
                cells.Phones("contact.telephone2", null, cells.Etiquette("contact.telephone2")),
            }.SelectMany(t => t).DistinctBy(t => t.Saisie).OrderBy(t => t.Libelle == "Fax")],
            Fonction = cells.Text("contact.fonction", CellReader.Nom) ?? lu.Fonction,
            Service = cells.Text("contact.service", CellReader.Nom),
            Anniversaire = Birthday(cells),
            Notes = cells.FreeText("contact.notes"),
            Langue = Language(cells.Text("contact.langue", CellReader.Court)),
            Oppositions = Oppositions(cells),
            Depuis = depuis,
            Jusqua = jusqua,
        };
    }

    private static NomPersonne Name(CellReader cells)
    {
        var prenom = cells.Text("contact.prenom", CellReader.Nom);
        var nom = cells.Text("contact.nom", CellReader.Nom);
        if (prenom is not null || nom is not null || cells.Text("contact.nom_complet", CellReader.Nom) is not { } full) return new NomPersonne(prenom, nom);
        // Odoo: the company stands before.
        if (cells.Societe is { } societe && full.Length > societe.Length + 2 && full.StartsWith(societe + ", ", StringComparison.OrdinalIgnoreCase)) full = full[(societe.Length + 2)..];
        return NomPersonne.Read(full, cells.Lecture, cells.Ligne);
    }

    /// <summary>« Mme », « Mr. »: a word before a name.</summary>
    internal static bool IsCivilite(string text) => Civilite(text) is not null;

    private static Civilite? Civilite(string? text)
    {
        var word = TexteNormalise.Of(text);
        if (Array.IndexOf(Madame, word) >= 0) return Domain.Contacts.Civilite.Madame;
        return Array.IndexOf(Monsieur, word) >= 0 ? Domain.Contacts.Civilite.Monsieur : null;
    }

    /// <summary>A birthday may lack its year: `12/05`, `--05-12`.</summary>
    private static (int, int, int?)? Birthday(CellReader cells)
    {
        var text = cells.Text("contact.anniversaire", CellReader.Court);
        if (text is null || CellReader.IsNoDate(text)) return null;
        var order = cells.Lecture.OrderOf("contact.anniversaire");
        if (Anniversaires.Parts(text) is var (first, second))
        {
            // What can be read one way only is read so.
            var (day, month) = first <= 12 && (text.StartsWith("--", StringComparison.Ordinal) || order == OrdreDate.MoisJour || cells.Lecture.MoisDAbord || second > 12) ? (second, first) : (first, second);
            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month)) return (day, month, null);
        }

        if (DateFrancaise.TryParseSansAnnee(text, out var named, out var ofMonth)) return (named, ofMonth, null);
        return cells.Date("contact.anniversaire") is { } date ? (date.Day, date.Month, date.Year) : null;
    }

    private static string? Language(string? text) => TexteNormalise.Of(text) switch
    {
        "" => null,
        "francais" or "french" => "fr",
        "anglais" or "english" => "en",
        "allemand" or "german" => "de",
        "espagnol" or "spanish" => "es",
        "italien" or "italian" => "it",
        var code when code.Length >= 2 && code.Split(' ')[0].Length == 2 => code[..2],
        _ => null,
    };

    /// <summary>Programs tell it as yes or no, or as the state of a subscription; who never subscribed hasn't objected.</summary>
    private static bool RefusesEmail(CellReader cells)
    {
        string Word(string cle) => TexteNormalise.Of(cells.Text(cle, CellReader.Court));
        // Brevo's blacklist names the channels, and Mailchimp the moment at which somebody left.
        if (cells.Lecture.EnTete("contact.refus_email") is { } header && ChampsImport.KeyOf(header) is var key && Array.Exists(Retraits, w => key.Contains(w, StringComparison.Ordinal)))
            return Array.IndexOf(Aucun, Word("contact.refus_email")) < 0 && Word("contact.refus_email") != "sms" && !CellReader.IsNoDate(cells.Text("contact.refus_email", CellReader.Court) ?? "");
        if (Consentements.EstDesabonne(Word("contact.refus_email")) || Consentements.EstDesabonne(Word("contact.accord_email"))) return true;
        return (!Consentements.EstAbonne(Word("contact.refus_email")) && cells.Flag("contact.refus_email") == true)
            || (!Consentements.EstAbonne(Word("contact.accord_email")) && cells.Flag("contact.accord_email") == false);
    }

    private static Opposition Oppositions(CellReader cells)
    {
        var oppositions = Opposition.None;
        // « Ne plus contacter » means no way at all.
        if (RefusesEmail(cells)) oppositions |= (cells.Lecture.EnTete("contact.refus_email") is { } header && Consentements.EstJamais(ChampsImport.KeyOf(header))) || Consentements.EstJamais(TexteNormalise.Of(cells.Text("contact.refus_email", CellReader.Court))) ? Opposition.Email | Opposition.Telephone | Opposition.Courrier : Opposition.Email;
        if (cells.Flag("contact.refus_telephone") == true) oppositions |= Opposition.Telephone;
        if (cells.Flag("contact.refus_courrier") == true) oppositions |= Opposition.Courrier;
        if (cells.Flag("contact.refus_profilage") == true) oppositions |= Opposition.Profilage;
        return oppositions;
    }
}
