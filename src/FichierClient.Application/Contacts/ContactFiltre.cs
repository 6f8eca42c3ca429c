using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>What a list of contacts is limited to; the same for list, count and export.</summary>
public sealed record ContactFiltre
{
    /// <summary>Part of the name without accents, e-mail address, or phone number in any writing.</summary>
    public string? Texte { get; init; }
    public Guid? EntrepriseId { get; init; }

    /// <summary>Part of the name or a number of an entreprise.</summary>
    public string? Societe { get; init; }

    /// <summary>Part of the function in an entreprise.</summary>
    public string? Fonction { get; init; }

    /// <summary>Beginning of the town of an entreprise.</summary>
    public string? Ville { get; init; }

    /// <summary>Opposed to at least one of these channels.</summary>
    public Opposition Oppositions { get; init; }

    /// <summary>Last exchange on this instant or later.</summary>
    public DateTimeOffset? EchangeDepuis { get; init; }

    /// <summary>No exchange from this instant on: silent since, or never reached.</summary>
    public DateTimeOffset? SilenceDepuis { get; init; }

    /// <summary>Told where their data come from, or nothing to tell (RGPD art. 14); false: to be told yet; null: both.</summary>
    public bool? Informes { get; init; }

    /// <summary>Made or changed by this import.</summary>
    public Guid? Import { get; init; }
}

internal static class ContactFiltrage
{
    private const int ChiffresDeTelephone = 4;

    public static IQueryable<Contact> Where(this IQueryable<Contact> contacts, ContactFiltre filtre, Acteur acteur, AppDbContext db)
    {
        if (!string.IsNullOrWhiteSpace(filtre.Texte)) contacts = contacts.WhereTexte(filtre.Texte.Trim());
        if (filtre.EntrepriseId is { } entreprise) contacts = contacts.Where(c => c.Liens.Any(l => l.EntrepriseId == entreprise));
        if (Contains(filtre.Fonction) is { } fonction) contacts = contacts.Where(c => c.Liens.Any(l => EF.Functions.ILike(l.Fonction!, fonction)));
        if (TexteNormalise.Of(filtre.Societe).Length > 0) contacts = contacts.WhereLien(db.Entreprises.VisibleTo(acteur).WhereNom(filtre.Societe, db));
        if (TexteNormalise.Of(filtre.Ville) is { Length: > 0 } ville)
            contacts = contacts.WhereLien(db.Entreprises.VisibleTo(acteur).Where(e => e.Ville.CompareTo(ville) >= 0 && e.Ville.CompareTo(ville + SqlText.Highest) < 0));

        if (filtre.Oppositions != Opposition.None) contacts = contacts.Where(c => (c.Oppositions & filtre.Oppositions) != Opposition.None);
        if (filtre.Informes is { } informes) contacts = informes ? contacts.Informes(db) : contacts.NonInformes(db);
        if (filtre.Import is { } import)
            contacts = contacts.Where(c => db.Provenances.Any(p => p.TenantId == c.TenantId && p.SujetId == c.Id && p.ImportId == import && p.Sujet == Sujet.Contact));
        var echanges = db.Evenements.VisibleTo(acteur, db).LesEchanges();
        if (filtre.EchangeDepuis is { } depuis) contacts = contacts.Where(c => echanges.Any(e => e.TenantId == c.TenantId && e.ContactId == c.Id && e.SurvenuLe >= depuis));
        if (filtre.SilenceDepuis is { } silence) contacts = contacts.Where(c => !echanges.Any(e => e.TenantId == c.TenantId && e.ContactId == c.Id && e.SurvenuLe >= silence));
        return contacts;
    }

    private static IQueryable<Contact> WhereLien(this IQueryable<Contact> contacts, IQueryable<Entreprise> entreprises) =>
        contacts.Where(c => c.Liens.Any(l => entreprises.Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId)));

    private static IQueryable<Contact> WhereTexte(this IQueryable<Contact> contacts, string texte)
    {
        if (texte.Contains('@', StringComparison.Ordinal))
        {
            var adresse = $"%{SqlText.Literal(texte.ToLowerInvariant())}%";
            return contacts.Where(c => c.Emails.Any(e => EF.Functions.Like(e.Adresse, adresse)));
        }

        var chiffres = string.Concat(texte.Where(char.IsAsciiDigit));
        if (chiffres.Length >= ChiffresDeTelephone && !texte.Any(char.IsLetter))
        {
            var numero = $"%{chiffres.TrimStart('0')}%";
            return contacts.Where(c => c.Telephones.Any(t => EF.Functions.Like(t.E164!, numero)));
        }

        foreach (var mot in TexteNormalise.Of(texte).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var partie = $"%{SqlText.Literal(mot)}%";
            contacts = contacts.Where(c => EF.Functions.Like(c.Recherche, partie));
        }

        return contacts;
    }

    private static string? Contains(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"%{SqlText.Literal(text.Trim())}%";
}
