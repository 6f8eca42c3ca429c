using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// A sale without a company belongs to whoever bought. Where the buyer's address is that of a known contact of one company, the cell was
/// forgotten: it is that company's sale. Otherwise the buyer becomes an entreprise individuelle, which the report tells; who was a contact without
/// a company until now (their deal was open) becomes the contact of it, not a second person.
/// </summary>
internal static class AcheteursConnus
{
    public static async Task ApplyAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var alone = rows.FindAll(r => r is { EstAcheteurSeul: true, EstEffacee: false });
        if (alone.Count == 0) return;
        var known = await FichesAsync(run, [.. alone.SelectMany(r => r.Personne!.Emails).Distinct()], cancellationToken);
        var above = new Dictionary<string, SourceEntreprise?>();
        foreach (var row in rows)
        {
            switch (row)
            {
                case { EstAcheteurSeul: true, Personne: { } personne }:
                    Settle(row, personne, known, above);
                    break;
                case { Refus: null, Contact: { } contact, Entreprise: { IsPresent: true } entreprise }:
                    Remember(above, contact, entreprise);
                    break;
                case { Refus: null, Contact: { } contact }:
                    foreach (var email in contact.Emails) known.TryAdd(email, []);
                    break;
            }
        }
    }

    private static void Settle(LigneImportee row, SourceContact personne, Dictionary<string, HashSet<Guid>> known, Dictionary<string, SourceEntreprise?> above)
    {
        var fiches = personne.Emails.SelectMany(e => known.GetValueOrDefault(e) ?? []).Distinct().ToList();
        var same = personne.Emails.Select(above.GetValueOrDefault).OfType<SourceEntreprise>().FirstOrDefault();
        var societe = fiches is [var only] ? new SourceEntreprise { Fiche = only } : fiches.Count == 0 ? same : null;
        row.Remarques.Add(Texts.Get(societe is null ? "Import_acheteur_seul" : "Import_acheteur_connu"));
        if (societe is null)
        {
            if (fiches.Count == 0 && personne.Emails.Any(known.ContainsKey)) row.Contact ??= personne;
            return;
        }

        // The other cells of the row are the buyer's: they say nothing of the company.
        (row.Entreprise, row.Contact) = (societe, row.Contact ?? personne);
        row.Vides = row.Vides.Where(v => !v.StartsWith("entreprise.", StringComparison.Ordinal)).ToHashSet();
    }

    /// <summary>The companies of rows that come before in the same batch; null: one address stands for several.</summary>
    private static void Remember(Dictionary<string, SourceEntreprise?> above, SourceContact contact, SourceEntreprise e)
    {
        var identity = new SourceEntreprise { Nom = e.Nom, CleNom = e.CleNom, NomPourTrouver = true, Reference = e.Reference, Siren = e.Siren, Siret = e.Siret, NumeroTva = e.NumeroTva, Facturation = e.Facturation };
        foreach (var email in contact.Emails)
            above[email] = above.TryGetValue(email, out var before) && (before is null || before.CleNom != e.CleNom || before.Siren != e.Siren) ? null : identity;
    }

    /// <summary>The companies where the contacts of addresses are today; none: a contact without a company.</summary>
    private static async Task<Dictionary<string, HashSet<Guid>>> FichesAsync(RunContext run, string[] emails, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, HashSet<Guid>>();
        if (emails.Length == 0) return known;
        await using var command = new NpgsqlCommand($"""
            select m.adresse, e.id from {run.Tables.Read("contact_emails")} m
            join {run.Tables.Read("contacts")} c on c.tenant_id = m.tenant_id and c.id = m.contact_id and c.supprime_le is null
            left join {run.Tables.Read("contact_liens")} l on l.tenant_id = m.tenant_id and l.contact_id = m.contact_id and (l.jusqua is null or l.jusqua >= current_date)
            left join {run.Tables.Read("entreprises")} e on e.tenant_id = l.tenant_id and e.id = l.entreprise_id and e.supprime_le is null
            where m.tenant_id = $1 and m.adresse = any ($2)
            """, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = emails });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!known.TryGetValue(reader.GetString(0), out var ids)) known[reader.GetString(0)] = ids = [];
            if (!reader.IsDBNull(1)) ids.Add(reader.GetGuid(1));
        }

        return known;
    }
}
