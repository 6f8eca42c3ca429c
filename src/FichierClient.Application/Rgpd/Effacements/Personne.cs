using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>The person whose data are looked for: its record with all that were merged into it, and what it is or ever was known by.</summary>
/// <param name="Sujet">A contact, or an entreprise that is a natural person.</param>
/// <param name="Ids">Its records.</param>
/// <param name="Aiguilles">What it is known by.</param>
/// <param name="EntrepriseIds">Where it works or worked: a family name alone is looked for there only.</param>
public sealed partial record Personne(Sujet Sujet, Guid[] Ids, IReadOnlyList<Aiguille> Aiguilles, Guid[] EntrepriseIds)
{
    /// <summary>Requests that she made, as long as her records are there: what belongs to them is kept as proof.</summary>
    public Guid[] DemandeIds { get; init; } = [];

    /// <summary>The same records are looked for, by the same words, at the same places.</summary>
    public bool IsSought(Personne now) => Sujet == now.Sujet && Ids.SequenceEqual(now.Ids) && Aiguilles.ToHashSet().SetEquals(now.Aiguilles) && EntrepriseIds.ToHashSet().SetEquals(now.EntrepriseIds) && DemandeIds.ToHashSet().SetEquals(now.DemandeIds);

    public string Table => Sujet == Sujet.Contact ? "contacts" : "entreprises";

    /// <summary>Null: there is no such record, or an entreprise that is no natural person.</summary>
    public static async Task<Personne?> ReadAsync(NpgsqlConnection connection, Guid tenantId, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        var table = sujet == Sujet.Contact ? "contacts" : "entreprises";
        var natural = sujet == Sujet.Contact ? "" : " and f.est_personne_physique";
        var ids = await Catalogue.RowsAsync(connection, $"""
            with recursive haut as (
                select id, survivant_id from {table} where tenant_id = $1 and id = $2
                union select f.id, f.survivant_id from {table} f join haut h on f.tenant_id = $1 and f.id = h.survivant_id),
            tout as (
                select id from haut
                union select f.id from {table} f join tout t on f.tenant_id = $1 and f.survivant_id = t.id)
            select t.id from tout t join {table} f on f.tenant_id = $1 and f.id = t.id{natural} order by (f.survivant_id is not null), t.id
            """, r => r.GetGuid(0), cancellationToken, tenantId, id);
        if (ids.Count == 0) return null;
        Guid[] all = [.. ids];
        var needles = sujet == Sujet.Contact ? await OfContactAsync(connection, tenantId, all, cancellationToken) : await OfEntrepriseAsync(connection, tenantId, all, cancellationToken);
        var entreprises = sujet == Sujet.Entreprise ? all : [.. await Catalogue.RowsAsync(connection,
            "select distinct entreprise_id from contact_liens where tenant_id = $1 and contact_id = any ($2)", r => r.GetGuid(0), cancellationToken, tenantId, all)];
        var demandes = await Catalogue.RowsAsync(connection, "select distinct demande_id from demande_personnes where tenant_id = $1 and (contact_id = any ($2) or entreprise_id = any ($2)) order by 1", r => r.GetGuid(0), cancellationToken, tenantId, all);
        return new Personne(sujet, all, needles, entreprises) { DemandeIds = [.. demandes] };
    }

    private static async Task<List<Aiguille>> OfContactAsync(NpgsqlConnection connection, Guid tenantId, Guid[] ids, CancellationToken cancellationToken)
    {
        var names = await Catalogue.RowsAsync(connection, """
            select 'Prenom', prenom from contacts where tenant_id = $1 and id = any ($2) and prenom is not null
            union select 'Nom', nom from contacts where tenant_id = $1 and id = any ($2) and nom is not null
            union select champ, v from modifications m cross join lateral (values (ancien), (nouveau)) x (v)
                where tenant_id = $1 and sujet_id = any ($2) and champ in ('Prenom', 'Nom') and v is not null
            """, r => (Champ: r.GetString(0), Valeur: r.GetString(1)), cancellationToken, tenantId, ids);
        // An address or number of a service belongs to the company: it says nothing of the person.
        var ways = await Catalogue.RowsAsync(connection, """
            select adresse from contact_emails where tenant_id = $1 and contact_id = any ($2) and nature = 'Nominative'
            union select coalesce(e164, saisie) from contact_telephones where tenant_id = $1 and contact_id = any ($2) and nature = 'Nominative'
            union select v from modifications m cross join lateral (values (ancien), (nouveau)) x (v)
                where tenant_id = $1 and sujet_id = any ($2) and (champ like 'EmailContact%' or champ like 'TelephoneContact%') and v is not null
            """, r => r.GetString(0), cancellationToken, tenantId, ids);
        var shared = await Catalogue.RowsAsync(connection, """
            select lower(adresse) from contact_emails where tenant_id = $1 and contact_id = any ($2) and nature <> 'Nominative'
            union select lower(email) from entreprises where tenant_id = $1 and not est_personne_physique and email is not null
                and id in (select entreprise_id from contact_liens where tenant_id = $1 and contact_id = any ($2))
            """, r => r.GetString(0), cancellationToken, tenantId, ids);
        return [.. Names(names), .. Ways(ways).Where(a => !shared.Contains(a.Valeur))];
    }

    private static async Task<List<Aiguille>> OfEntrepriseAsync(NpgsqlConnection connection, Guid tenantId, Guid[] ids, CancellationToken cancellationToken)
    {
        var names = await Catalogue.RowsAsync(connection, """
            select raison_sociale from entreprises where tenant_id = $1 and id = any ($2)
            union select nom_commercial from entreprises where tenant_id = $1 and id = any ($2) and nom_commercial is not null
            union select v from modifications m cross join lateral (values (ancien), (nouveau)) x (v)
                where tenant_id = $1 and sujet_id = any ($2) and champ in ('RaisonSociale', 'NomCommercial') and v is not null
            """, r => r.GetString(0), cancellationToken, tenantId, ids);
        var ways = await Catalogue.RowsAsync(connection, """
            select email from entreprises where tenant_id = $1 and id = any ($2) and email is not null
            union select coalesce(e164, saisie) from entreprise_telephones where tenant_id = $1 and entreprise_id = any ($2)
            union select v from modifications m cross join lateral (values (ancien), (nouveau)) x (v)
                where tenant_id = $1 and sujet_id = any ($2) and (champ = 'Email' or champ like 'TelephoneEntreprise%') and v is not null
            """, r => r.GetString(0), cancellationToken, tenantId, ids);
        var numbers = await Catalogue.RowsAsync(connection, "select unnest(array[siren, siret]) from entreprises where tenant_id = $1 and id = any ($2)", r => r.IsDBNull(0) ? "" : r.GetString(0), cancellationToken, tenantId, ids);
        return [.. names.Where(n => TexteNormalise.Of(n).Length >= 3).Select(n => new Aiguille(GenreAiguille.NomComplet, TexteNormalise.Of(n))).Distinct(), .. Ways(ways),
            .. numbers.Where(n => n.Length >= 9).Distinct().Select(n => new Aiguille(GenreAiguille.Numero, n))];
    }

    /// <summary>Every first name with every family name, in both orders, and each family name alone.</summary>
    private static IEnumerable<Aiguille> Names(List<(string Champ, string Valeur)> parts)
    {
        List<string> Of(string champ) => [.. parts.Where(p => p.Champ == champ).Select(p => TexteNormalise.Of(p.Valeur)).Where(v => v.Length >= 2).Distinct().Take(8)];
        var (first, last) = (Of("Prenom"), Of("Nom"));
        var full = first.SelectMany(f => last.SelectMany(l => (string[])[$"{f} {l}", $"{l} {f}"])).Select(n => new Aiguille(GenreAiguille.NomComplet, n));
        return full.Concat(last.Where(l => l.Length >= 3).Select(l => new Aiguille(GenreAiguille.Nom, l)));
    }

    private static IEnumerable<Aiguille> Ways(List<string> values) => values.SelectMany(value =>
        EmailAddress().Matches(value).Select(m => new Aiguille(GenreAiguille.Email, m.Value.ToLowerInvariant()))
            .Concat(!value.Contains('@', StringComparison.Ordinal) && Telephones.E164(value) is { } e164 ? [new Aiguille(GenreAiguille.Telephone, e164)] : [])).Distinct();

    [GeneratedRegex(@"[\p{L}0-9._%+'-]+@[\p{L}0-9.-]+\.\p{L}{2,}")]
    private static partial Regex EmailAddress();
}
