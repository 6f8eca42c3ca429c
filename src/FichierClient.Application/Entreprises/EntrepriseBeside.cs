using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Evenements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>What stands beside each entreprise of a page and is many: its étiquettes and twelve bars, in one round trip.</summary>
internal static class EntrepriseBeside
{
    public const int Months = 12;

    /// <summary>A month's CA; or an étiquette, the first number or the last exchange.</summary>
    private sealed record Part(Guid EntrepriseId, int Mois, long Centimes, string? Etiquette, string? Saisie, string? E164, string? Libelle, DateTimeOffset? SurvenuLe, string? Type)
    {
        public bool EstMois => Etiquette is null && Saisie is null && SurvenuLe is null;
    }

    /// <summary>
    /// The rows with their étiquettes by name, first number and last exchange, and, from the ledger, their CA by calendar month up to today, oldest first. By ids:
    /// joined to the list, PostgreSQL would number all phones and exchanges of the organisation.
    /// </summary>
    public static async Task<IReadOnlyList<EntrepriseRow>> WithPartsAsync(this AppDbContext db, IReadOnlyList<EntrepriseRow> rows, Acteur acteur, DateOnly today, CancellationToken cancellationToken)
    {
        var (restricted, types) = (acteur.SeesRestricted(), Echanges.Types.Select(t => t.ToString()).ToArray());
        var ids = rows.Select(row => row.Id).ToArray();
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var parts = (await db.Database.SqlQuery<Part>($"""
            select v.entreprise_id, ((extract(year from v.date) - {first.Year}) * 12 + extract(month from v.date) - {first.Month})::int as mois, sum(v.centimes)::bigint as centimes, null as etiquette,
                null as saisie, null as e164, null as libelle, null::timestamptz as survenu_le, null as type
            from ventes v
            where v.tenant_id = {db.TenantId} and v.entreprise_id = any ({ids}) and v.date >= {first} and v.date <= {today} and v.comptee
            group by 1, 2
            union all
            select l.entreprise_id, 0, 0, t.nom, null, null, null, null, null from entreprise_etiquettes l join etiquettes t on t.tenant_id = {db.TenantId} and t.id = l.etiquette_id
            where l.tenant_id = {db.TenantId} and l.entreprise_id = any ({ids})
            union all
            select e.id, 0, 0, null, p.saisie, p.e164, p.libelle, null, null from unnest({ids}) e (id)
            cross join lateral (select saisie, e164, libelle from entreprise_telephones p where p.tenant_id = {db.TenantId} and p.entreprise_id = e.id order by p.position, p.id limit 1) p
            union all
            select e.id, 0, 0, null, null, null, null, x.survenu_le, x.type from unnest({ids}) e (id)
            cross join lateral (select survenu_le, type from evenements x where x.tenant_id = {db.TenantId} and x.entreprise_id = e.id and x.supprime_le is null and x.type = any ({types})
                and ({restricted} or not exists (select from contacts c where c.tenant_id = x.tenant_id and c.id = x.contact_id and c.limite_le is not null and c.contrat_exempte_le is null))
                order by x.survenu_le desc limit 1) x
            """).ToListAsync(cancellationToken)).ToLookup(p => p.EntrepriseId);
        return [.. rows.Select(row =>
        {
            var mois = new decimal[Months];
            foreach (var month in parts[row.Id].Where(p => p.EstMois)) mois[month.Mois] = month.Centimes / 100m;
            return row with
            {
                Mois = mois,
                Etiquettes = [.. parts[row.Id].Select(p => p.Etiquette).OfType<string>().Order(StringComparer.CurrentCulture)],
                Telephone = parts[row.Id].Where(p => p.Saisie is not null).Select(p => new TelephoneRow(p.Saisie!, p.E164, p.Libelle)).FirstOrDefault(),
                DernierEchange = parts[row.Id].Where(p => p.SurvenuLe is not null).Select(p => new DernierEchange(p.SurvenuLe!.Value, Enum.Parse<TypeEvenement>(p.Type!))).FirstOrDefault(),
            };
        })];
    }
}
