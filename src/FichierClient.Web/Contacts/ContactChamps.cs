using System.Globalization;
using FichierClient.Application.Contacts;
using FichierClient.Domain.Contacts;
using FichierClient.Web.Common.Forms;
using FichierClient.Web.Doublons;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Contacts;

/// <summary>The fields of a contact one by one, to compare two versions of it and to take some from one of them.</summary>
internal sealed class ContactChamps(IStringLocalizer<ContactsTexts> texts)
{
    private sealed record Champ(string Path, string TextKey, Func<ContactSaisie, string?> Show);

    private readonly Champ[] all =
    [
        new("Civilite", "Civilite", c => c.Civilite is { } v ? texts["Civilite_" + v].Value : null),
        new("Prenom", "Prenom", c => c.Prenom),
        new("Nom", "Nom", c => c.Nom),
        new("Liens", "Entreprises", c => Join(c.Liens.Where(l => !l.EstVide).Select(Lien))),
        new("Emails", "Emails", c => Join(c.Emails.Where(e => !string.IsNullOrWhiteSpace(e.Adresse)).Select(e => Preferred(e.Adresse, e.Prefere)))),
        new("Telephones", "Telephones", c => Join(c.Telephones.Where(t => !string.IsNullOrWhiteSpace(t.Numero)).Select(t => Preferred($"{t.Numero} {t.Libelle}".Trim(), t.Prefere)))),
        new("Oppositions", "Opposition", c => Join(ContactFilters.Canaux.Where(o => c.Oppositions.HasFlag(o)).Select(o => texts["Opposition_" + o].Value))),
        new("Anniversaire", "Anniversaire", Anniversaire),
        new("Langue", "Langue", c => c.Langue),
        new("ReperesPersonnels", "Reperes", c => c.ReperesPersonnels),
        new("Notes", "Notes", c => c.Notes),
    ];

    /// <summary>Where what is being saved and what stands now differ.</summary>
    /// <param name="read">What the form was filled from.</param>
    /// <param name="mine">What was typed.</param>
    /// <param name="theirs">What somebody else saved meanwhile.</param>
    public IReadOnlyList<Difference> Compare(ContactSaisie read, ContactSaisie mine, ContactSaisie theirs) =>
    [
        .. all.Where(c => !Same(c.Show(mine), c.Show(theirs)))
            .Select(c => new Difference(c.Path, texts[c.TextKey], c.Show(mine), c.Show(theirs), !Same(c.Show(read), c.Show(mine)))),
    ];

    /// <summary>All fields of several records, to be compared before they become one.</summary>
    /// <param name="fiches">The records.</param>
    public IReadOnlyList<LigneFusion> SideBySide(IReadOnlyList<ContactSaisie> fiches) =>
    [
        .. all.Select(c => new LigneFusion(c.Path, texts[c.TextKey], [.. fiches.Select(c.Show)], c.Path switch
        {
            "Liens" or "Emails" or "Telephones" or "Oppositions" => GenreLigne.Tout,
            "Notes" or "ReperesPersonnels" => GenreLigne.Texte,
            _ => GenreLigne.Choix,
        })),
    ];

    /// <summary>The label of a field of the form.</summary>
    public string FieldOf(string champ) => Array.Find(all, c => c.Path == champ) is { } known ? texts[known.TextKey] : champ;

    /// <summary>Puts the named fields of one into the other.</summary>
    public void Take(IReadOnlySet<string> paths, ContactSaisie from, ContactSaisie into)
    {
        foreach (var champ in all.Where(c => paths.Contains(c.Path)))
        {
            ChampsContact.Copy(champ.Path, from, into);
        }
    }

    /// <summary>The word of a field of the history; null for one that only repeats others.</summary>
    public string? LabelOf(string champ) => champ switch
    {
        "EmailContact" or "EmailContact.Adresse" or "EmailContact.Prefere" or "EmailContact.Nature" => texts["Email"].Value,
        "TelephoneContact" => texts["Telephone"].Value,
        "LienEntreprise" => texts["LienHistorique"].Value,
        "LienEntreprise.Fonction" => texts["Fonction"].Value,
        "LienEntreprise.Service" => texts["Service"].Value,
        "LienEntreprise.Depuis" => texts["Depuis"].Value,
        "LienEntreprise.Jusqua" => texts["Jusqua"].Value,
        "Oppositions" => texts["Opposition"].Value,
        "ReperesPersonnels" => texts["Reperes"].Value,
        "RappelPourId" => texts["RappelsPour"].Value,
        "NaissanceJour" => texts["AnniversaireJour"].Value,
        "NaissanceMois" => texts["AnniversaireMois"].Value,
        "NaissanceAnnee" => texts["AnniversaireAnnee"].Value,
        "Civilite" or "Prenom" or "Nom" or "Langue" or "Notes" => texts[champ].Value,
        _ => null,
    };

    /// <summary>A stored value of the history in words.</summary>
    public string Show(string champ, string stored) => champ switch
    {
        "Civilite" => texts["Civilite_" + stored],
        "Oppositions" when Enum.TryParse<Opposition>(stored, out var value) =>
            value == Opposition.None ? texts["OppositionAucune"] : Join(ContactFilters.Canaux.Where(o => value.HasFlag(o)).Select(o => texts["Opposition_" + o].Value)),
        "RappelPourId" => texts["UnMembre"],
        "LienEntreprise" when Guid.TryParse(stored, out _) => texts["UneEntreprise"],
        _ => stored,
    };

    private static string? Anniversaire(ContactSaisie c) =>
        c.NaissanceJour is null ? null : string.Create(CultureInfo.CurrentCulture, $"{c.NaissanceJour:00}/{c.NaissanceMois:00}{(c.NaissanceAnnee is { } year ? $"/{year}" : "")}");

    private static string Lien(LienSaisi l) =>
        string.Join(", ", new[] { l.Entreprise, l.Fonction, l.Service, l.Depuis?.ToString("d", CultureInfo.CurrentCulture), l.Jusqua?.ToString("d", CultureInfo.CurrentCulture) }.Where(p => !string.IsNullOrWhiteSpace(p)));

    private static string Preferred(string? text, bool prefere) => prefere ? text + " ★" : text ?? "";

    private static string Join(IEnumerable<string> parts) => string.Join(" · ", parts);

    private static bool Same(string? a, string? b) => (a ?? "").Trim() == (b ?? "").Trim();
}
