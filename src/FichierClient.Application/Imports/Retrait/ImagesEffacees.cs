using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>Images of persons who were erased since: taking an import back, or putting it back, brings nobody back.</summary>
internal static class ImagesEffacees
{
    private const string Identifiants = $$"""
        select i.sujet_id, 'email', e ->> 'adresse' from import_images i cross join lateral jsonb_array_elements(i.contenu -> 'contact_emails') e where {{Images}}
        union all
        select i.sujet_id, 'telephone', coalesce(t ->> 'e164', t ->> 'saisie') from import_images i cross join lateral jsonb_array_elements(i.contenu -> 'contact_telephones') t where {{Images}}
        union all
        select i.sujet_id, 'email', i.contenu #>> '{entreprises,0,email}' from import_images i where {{Images}}
        union all
        select i.sujet_id, 'telephone', coalesce(t ->> 'e164', t ->> 'saisie') from import_images i cross join lateral jsonb_array_elements(i.contenu -> 'entreprise_telephones') t
        where {{Images}} and (i.contenu #>> '{entreprises,0,est_personne_physique}')::boolean
        """;

    private const string Images = "i.tenant_id = $1 and i.import_id = $2 and i.sujet = $3 and i.sujet_id = any ($4) and i.etat <> 'Gardee'";

    /// <summary>The records that may be worked on; the others' images are deleted and their reason told.</summary>
    public static async Task<Guid[]> WithoutAsync(ListeOpposition liste, Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        if (lot.Fiches.Sujet is not (Sujet.Contact or Sujet.Entreprise) || ids.Length == 0) return ids;
        var found = await ReadAsync(lot, ids, cancellationToken);
        var verdicts = await liste.FindAsync(lot.Connection, lot.TenantId, [.. found.Select(f => f.Identifiant)], cancellationToken);
        var erased = found.Where(f => verdicts.Of([f.Identifiant]).EstEffacee).Select(f => f.Id).Distinct().ToArray();
        if (erased.Length == 0) return ids;
        await ImageSql.ExecuteAsync(lot, "delete from import_images i where " + Images, erased, cancellationToken);
        await EtapeRetrait.TellErasedAsync(lot, erased, bilan, cancellationToken);
        return [.. ids.Except(erased)];
    }

    private static async Task<List<(Guid Id, IdentifiantPersonne Identifiant)>> ReadAsync(Lot lot, Guid[] ids, CancellationToken cancellationToken)
    {
        var found = new List<(Guid, IdentifiantPersonne)>();
        await using var command = ImageSql.Command(lot, $"select * from ({Identifiants}) x (id, genre, valeur) where valeur <> '' and $5 is not null", ids);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            found.Add((rows.GetGuid(0), rows.GetString(1) == "email" ? IdentifiantPersonne.Email(rows.GetString(2)) : IdentifiantPersonne.Telephone(rows.GetString(2))));
        return found;
    }
}
