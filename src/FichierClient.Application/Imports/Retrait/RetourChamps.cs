using FichierClient.Application.Imports.Engine;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using static FichierClient.Application.Imports.Retrait.ImageSql;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>
/// Gives single fields of records back what stood there before the import; the others stay as somebody made them since. It goes through the
/// aggregates, which refuse a mixture that couldn't be typed and derive again what follows from the fields.
/// </summary>
internal static class RetourChamps
{
    /// <returns>The records that got fields back; the others can't stand with such a mixture.</returns>
    public static async Task<Guid[]> ApplyAsync(Lot lot, Guid[] ids, IReadOnlyDictionary<Guid, List<string>> choix, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return [];
        var canaux = await lot.Db!.Canaux.AsNoTracking().Select(c => (Guid?)c.Id).ToListAsync(cancellationToken);
        var refused = lot.Fiches.Sujet == Sujet.Contact
            ? (await IdsAsync(lot, $"select x.id from contacts x where x.tenant_id = $1 and x.id = any ($4) and {RefusedSince("x.id", EtatImage.Avant)}", ids, cancellationToken)).ToHashSet()
            : [];
        var done = lot.Fiches.Sujet == Sujet.Entreprise
            ? await RootsAsync(lot, ids, Writers.Entreprises, choix, (now, before, champs) => Take(now, before, champs, canaux), cancellationToken)
            : await RootsAsync(lot, ids, Writers.Contacts, choix, (now, before, champs) => Take(now, before, champs, refused.Contains(now.Id)), cancellationToken);
        foreach (var (groupe, table) in GroupesChamps.Parties)
        {
            if (lot.Fiches.Parties.FirstOrDefault(p => p.Nom == table) is not { } part) continue;
            Guid[] chosen = [.. done.Where(id => choix[id].Contains(groupe))];
            await RestorePartAsync(lot, part, EtatImage.Avant, chosen, cancellationToken);
            await TellPartAsync(lot, chosen, groupe, cancellationToken);
        }

        return done;
    }

    private static async Task<Guid[]> RootsAsync<T>(
        Lot lot, Guid[] ids, BulkWriter<T> writer, IReadOnlyDictionary<Guid, List<string>> choix, Action<T, T, Func<string, bool>> take, CancellationToken cancellationToken) where T : AggregateRoot
    {
        var table = lot.Fiches.Racine.Nom;
        var now = await QueryAsync<T>(lot, $"{ImportTables.Real.SelectAll(table)} where x.tenant_id = {{0}} and x.id = any ({{1}})", ids, cancellationToken);
        var before = (await QueryAsync<T>(lot, ImportTables.SelectImages(table, lot.Fiches.Sujet, EtatImage.Avant), ids, cancellationToken)).ToDictionary(f => f.Id);
        var (changed, history) = (new List<T>(), new List<(Guid Id, string Champ, string? Ancien, string? Nouveau)>());
        foreach (var fiche in now.Where(f => before.ContainsKey(f.Id)))
        {
            var snapshot = writer.Snapshot(fiche);
            try
            {
                take(fiche, before[fiche.Id], choix[fiche.Id].Contains);
            }
            catch (DomainException)
            {
                continue;
            }

            fiche.Stamp(lot.Now, lot.AuteurId, created: false);
            changed.Add(fiche);
            history.AddRange(writer.Differences(snapshot, fiche).Select(d => (fiche.Id, d.Champ, Journal.TextOf(d.Before), Journal.TextOf(d.After))));
        }

        await writer.UpsertAsync(lot.Connection, ImportTables.Real, changed, cancellationToken);
        await TellAsync(lot, history, cancellationToken);
        return [.. changed.Select(f => f.Id)];
    }

    // A record in the trash is taken back as others are: restored later, it must not bring the import's values along.
    private static Task<List<T>> QueryAsync<T>(Lot lot, string sql, Guid[] ids, CancellationToken cancellationToken) where T : AggregateRoot =>
        lot.Db!.Set<T>().FromSqlRaw(sql, lot.TenantId, ids, lot.ImportId).IgnoreQueryFilters([Data.AppDbContext.CorbeilleFilter]).AsNoTracking().ToListAsync(cancellationToken);

    private static void Take(Entreprise e, Entreprise avant, Func<string, bool> returns, List<Guid?> canaux)
    {
        T Of<T>(string champ, T before, T now) => returns(champ) ? before : now;
        e.Identify(new IdentiteLegale
        {
            Siren = Of("Siren", avant.Siren, e.Siren),
            Siret = Of("Siren", avant.Siret, e.Siret),
            NumeroTva = Of("NumeroTva", avant.NumeroTva, e.NumeroTva),
            Reference = Of("Reference", avant.Reference, e.Reference),
            CodeNaf = Of("CodeNaf", avant.CodeNaf, e.CodeNaf),
            NomenclatureNaf = Of("CodeNaf", avant.NomenclatureNaf, e.NomenclatureNaf),
            CategorieJuridique = Of("CategorieJuridique", avant.CategorieJuridique, e.CategorieJuridique),
            TrancheEffectif = Of("TrancheEffectif", avant.TrancheEffectif, e.TrancheEffectif),
            EstPersonnePhysique = Of("EstPersonnePhysique", avant.EstPersonnePhysique, e.EstPersonnePhysique),
        });
        e.Rename(Of("RaisonSociale", avant.RaisonSociale, e.RaisonSociale), Of("NomCommercial", avant.NomCommercial, e.NomCommercial));
        e.ChangeAdresses(Of("Facturation", avant.Facturation, e.Facturation), Of("Livraison", avant.Livraison, e.Livraison));
        e.ChangeCoordonnees(Of("Email", avant.Email, e.Email), Of("Site", avant.Site, e.Site));
        e.ChangePotentiel(Of("Potentiel", avant.Potentiel, e.Potentiel), Of("PrixMaximumAccepte", avant.PrixMaximumAccepte, e.PrixMaximumAccepte));
        e.FixStatut(Of("StatutManuel", avant.StatutManuel, e.StatutManuel));
        e.Cease(Of("CesseeLe", avant.CesseeLe, e.CesseeLe));
        // A canal that was deleted since can't return.
        e.ChangeCanal(Of("CanalId", canaux.Contains(avant.CanalId) ? avant.CanalId : null, e.CanalId));
        e.Assign(Of("ResponsableId", avant.ResponsableId, e.ResponsableId));
    }

    private static void Take(Contact c, Contact avant, Func<string, bool> returns, bool refusedSince)
    {
        T Of<T>(string champ, T before, T now) => returns(champ) ? before : now;
        c.Rename(Of("Civilite", avant.Civilite, c.Civilite), Of("Prenom", avant.Prenom, c.Prenom), Of("Nom", avant.Nom, c.Nom));
        var naissance = returns("Naissance") ? avant : c;
        c.ChangeAnniversaire(naissance.NaissanceJour, naissance.NaissanceMois, naissance.NaissanceAnnee);
        c.ChangeReperes(Of("ReperesPersonnels", avant.ReperesPersonnels, c.ReperesPersonnels), Of("Notes", avant.Notes, c.Notes), Of("Langue", avant.Langue, c.Langue));
        c.Oppose(Of("Oppositions", refusedSince ? avant.Oppositions | c.Oppositions : avant.Oppositions, c.Oppositions));
    }

    private static Task TellAsync(Lot lot, List<(Guid Id, string Champ, string? Ancien, string? Nouveau)> history, CancellationToken cancellationToken) => ExecuteAsync(lot, """
        insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id, import_id)
        select $1, gen_random_uuid(), $3, u.id, u.champ, u.ancien, u.nouveau, $5, $9, $2 from unnest($4, $6, $7, $8) u (id, champ, ancien, nouveau)
        """, [.. history.Select(h => h.Id)], cancellationToken, history.Select(h => h.Champ).ToArray(), history.Select(h => h.Ancien).ToArray(), history.Select(h => h.Nouveau).ToArray(), lot.Auteur);

    /// <summary>The import's own changes of a list, backwards.</summary>
    private static Task TellPartAsync(Lot lot, Guid[] ids, string groupe, CancellationToken cancellationToken) => ExecuteAsync(lot, """
        insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id, import_id)
        select $1, gen_random_uuid(), $3, m.sujet_id, m.champ, m.nouveau, m.ancien, $5, $7, $2
        from modifications m where m.tenant_id = $1 and m.import_id = $2 and m.sujet_id = any ($4) and split_part(m.champ, '.', 1) = $6 and m.fait_le < $5
        """, ids, cancellationToken, groupe, lot.Auteur);
}
