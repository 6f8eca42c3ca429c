using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Courriels;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Works out what an erasure will touch: from the catalogue (which rows are tied to the person, by foreign keys and by bare ids),
/// from the map (what its columns hold), and from a search through all words. Changes nothing.
/// </summary>
internal sealed class PlanReader(NpgsqlConnection connection, Guid tenantId, Cartographie.Cartographie carte, IReadOnlyDictionary<string, TableTenant> tables)
{
    public const string BaseEffacement = "RGPD 17(1)", BaseDossier = "RGPD 17(3)(e)", BaseComptable = "RGPD 17(3)(b), C. com. L123-22";

    /// <summary>An erasure's own row is its proof.</summary>
    private const string Preuve = "effacements";

    /// <summary>What is tied to the person, without the findings in other records.</summary>
    public async Task<List<Lieu>> LieuxAsync(Personne personne, CancellationToken cancellationToken)
    {
        var places = new List<Lieu>();
        var held = false;
        foreach (var table in tables.Values)
        {
            foreach (var lien in table.Liens.Where(l => l.Vers == personne.Table && table.Nom != personne.Table || l.Vers == personne.Table && !l.Colonne.StartsWith("survivant", StringComparison.Ordinal)))
                held |= await LinkedAsync(places, personne, table, lien, cancellationToken);
            foreach (var colonne in table.ReferencesSouples.Where(_ => table.Nom != Preuve)) await NamedAsync(places, personne, table, colonne, cancellationToken);
        }

        await FollowAsync(places, cancellationToken);
        var root = await ReadAsync(tables[personne.Table], "id = any ($2)", [personne.Ids], cancellationToken);
        places.Add(Place(personne.Table, null, held ? ActionEffacement.Depouiller : ActionEffacement.Supprimer, root));
        return Once(places);
    }

    /// <summary>Each row is deleted at one place, and what is deleted isn't emptied before.</summary>
    private static List<Lieu> Once(List<Lieu> places)
    {
        var gone = new HashSet<(string, string)>();
        var once = places.ConvertAll(p => p.Action == ActionEffacement.Supprimer ? p with { Cles = [.. p.Cles.Where(c => gone.Add((p.Table, c)))] } : p);
        return [.. once.Select(p => p.Action is ActionEffacement.Supprimer or ActionEffacement.Sceller ? p : p with { Cles = [.. p.Cles.Where(c => !gone.Contains((p.Table, c)))] }).Where(p => p.Cles.Count > 0)];
    }

    /// <summary>Findings elsewhere: free text loses them unless the DPO says otherwise, anything else waits for a decision.</summary>
    public async Task<List<Mention>> MentionsAsync(Personne personne, IReadOnlyList<Lieu> places, Func<int, int, Task>? progress, CancellationToken cancellationToken, PointDeLecture? depuis = null)
    {
        var covered = places.Where(p => p.Action is not (ActionEffacement.Detacher or ActionEffacement.Sceller)).SelectMany(p => p.Cles.Select(c => (p.Table, c))).ToHashSet();
        var found = await RecherchePersonne.SearchAsync(connection, tables.Values.Where(t => t.Nom != Preuve), tenantId, personne, RecherchePersonne.ParColonne, cancellationToken, progress, depuis);
        var courriels = await CourrielsPersonne.SortAsync(connection, tenantId, found.Where(f => f.Table == CourrielsPersonne.Table).Select(f => f.Cle), personne.DemandeIds, cancellationToken);
        SortCourriel? SortOf(Trouvaille f) => f.Table == CourrielsPersonne.Table && courriels.TryGetValue(f.Cle, out var sort) ? sort : null;
        // E-mails that are still to leave are cancelled, whoever writes one until then: they are no part of what is approved.
        return [.. found.Where(f => !covered.Contains((f.Table, f.Cle)) && tables[f.Table].Colonne(f.Colonne) is { EstCalculee: false } && SortOf(f) != SortCourriel.Annuler)
            .Select(f => (Found: f, Decision: Default(f, SortOf(f))))
            // The file of the request itself goes on while its erasure is approved: that it does is no other plan.
            .Select(f => new Mention(f.Found.Table, f.Found.Colonne, f.Found.Cle, f.Decision == DecisionMention.Dossier ? "" : f.Found.Version, f.Found.EstForte, f.Decision))
            .OrderBy(m => m.Table, StringComparer.Ordinal).ThenBy(m => m.Cle, StringComparer.Ordinal).ThenBy(m => m.Colonne, StringComparer.Ordinal)];
    }

    /// <summary>No finding's row was changed since it was looked at.</summary>
    public async Task<bool> AreStillAsync(IReadOnlyList<Mention> mentions, CancellationToken cancellationToken)
    {
        foreach (var group in mentions.Where(m => m.Decision != DecisionMention.Dossier && !m.EstFichier).GroupBy(m => m.Table))
        {
            var versions = (await ReadAsync(tables[group.Key], tables[group.Key].CleParmi("$2"), [group.Select(m => m.Cle).Distinct().ToArray()], cancellationToken)).ToDictionary(r => r.Cle, r => r.Version);
            if (group.Any(m => versions.GetValueOrDefault(m.Cle) != m.Version)) return false;
        }

        return true;
    }

    private DecisionMention Default(Trouvaille found, SortCourriel? courriel) =>
        carte.EstDossier(found.Table, found.Colonne) && courriel != SortCourriel.Autre ? DecisionMention.Dossier
        : found.EstForte && tables[found.Table].Colonne(found.Colonne)!.EstModifiable && carte.Trouver(found.Table, found.Colonne) is { Categorie: CategorieDonnee.TexteLibre or CategorieDonnee.ViePersonnelle } ? DecisionMention.Caviarder : DecisionMention.ADecider;

    /// <summary>Rows that refer to the person by a foreign key.</summary>
    /// <returns>True: they can't lose it, so the record stays without what is personal in it.</returns>
    private async Task<bool> LinkedAsync(List<Lieu> places, Personne personne, TableTenant table, Lien lien, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(table, $"{lien.Colonne} = any ($2)", [personne.Ids], cancellationToken);
        if (rows.Count == 0) return false;
        if (lien.SuitSaCible)
        {
            // Figures that hang on a record that stays, stay.
            if (personne.Sujet == Sujet.Contact || carte.De(table.Nom).Any()) places.Add(Place(table.Nom, lien.Colonne, ActionEffacement.Supprimer, rows));
            return false;
        }

        if (carte.SuitLeSujet(table.Nom))
        {
            places.Add(Place(table.Nom, lien.Colonne, ActionEffacement.Supprimer, rows));
            return false;
        }

        if (table.Nom == "ventes") await SealAsync(places, rows, lien.Colonne, cancellationToken);
        if (lien.EstObligatoire) return personne.Sujet == Sujet.Entreprise ? true : throw new InvalidOperationException($"{table.Nom}.{lien.Colonne} can't lose an erased contact.");
        await DetachAsync(places, table, lien, rows, personne.Ids, cancellationToken);
        return false;
    }

    private async Task DetachAsync(List<Lieu> places, TableTenant table, Lien lien, List<(string Cle, string Version)> rows, Guid[] ids, CancellationToken cancellationToken)
    {
        // A row that only spoke of this person goes; what also speaks of another record stays for that one.
        var others = table.Liens.Where(l => l.Vers is "entreprises" or "contacts" && l.Colonne != lien.Colonne).Select(l => $"{l.Colonne} is null").ToList();
        var alone = others.Count == 0 || !Speaks(table.Nom) ? [] : await ReadAsync(table, $"{lien.Colonne} = any ($2) and {string.Join(" and ", others)}", [ids], cancellationToken);
        var rest = rows.Except(alone).ToList();
        places.Add(Place(table.Nom, lien.Colonne, ActionEffacement.Supprimer, alone));
        places.Add(Place(table.Nom, lien.Colonne, Speaks(table.Nom) ? ActionEffacement.Caviarder : ActionEffacement.Detacher, rest));
    }

    /// <summary>Rows that hold the person's id without a foreign key.</summary>
    private async Task NamedAsync(List<Lieu> places, Personne personne, TableTenant table, string colonne, CancellationToken cancellationToken)
    {
        var follows = carte.SuitLeSujet(table.Nom);
        if (!follows && !Speaks(table.Nom)) return;
        var rows = await ReadAsync(table, $"{colonne} = any ($2)", [personne.Ids], cancellationToken);
        places.Add(Place(table.Nom, colonne, follows ? ActionEffacement.Supprimer : ActionEffacement.Caviarder, rows));
    }

    /// <summary>Issued documents are accounting evidence: a copy is sealed before they lose their person.</summary>
    private async Task SealAsync(List<Lieu> places, List<(string Cle, string Version)> rows, string colonne, CancellationToken cancellationToken)
    {
        var dates = await Catalogue.RowsAsync(connection, """
            select v.id::text, coalesce((select max(x.fin) from exercices x where x.tenant_id = v.tenant_id and v.date between x.debut and x.fin), make_date(extract(year from v.date)::int, 12, 31))
            from ventes v where v.tenant_id = $1 and v.id = any ($2::uuid[]) and v.numero is not null and v.statut <> 'Brouillon'
            """, r => (Cle: r.GetString(0), Cloture: r.GetFieldValue<DateOnly>(1)), cancellationToken, tenantId, rows.Select(r => r.Cle).ToArray());
        foreach (var group in dates.GroupBy(d => d.Cloture).OrderBy(g => g.Key))
        {
            var keys = group.Select(d => d.Cle).ToHashSet();
            places.Add(Place("ventes", colonne, ActionEffacement.Sceller, rows.FindAll(r => keys.Contains(r.Cle))) with { Base = BaseComptable, PurgeLe = Durees.PieceComptable(group.Key) });
        }
    }

    /// <summary>Rows that hang on rows that go.</summary>
    private async Task FollowAsync(List<Lieu> places, CancellationToken cancellationToken)
    {
        for (var i = 0; i < places.Count; i++)
        {
            var gone = places[i];
            if (gone.Action != ActionEffacement.Supprimer || gone.Cles.Count == 0 || tables[gone.Table].Cle is not ["id"]) continue;
            foreach (var table in tables.Values)
            {
                foreach (var lien in table.Liens.Where(l => l.Vers == gone.Table && !l.SuitSaCible && table.Nom != gone.Table))
                {
                    var rows = await ReadAsync(table, $"{lien.Colonne} = any ($2::uuid[])", [gone.Cles.ToArray()], cancellationToken);
                    if (!carte.SuitLeSujet(table.Nom) && rows.Count > 0) throw new InvalidOperationException($"{table.Nom}.{lien.Colonne} can't lose an erased row of {gone.Table}.");
                    places.Add(Place(table.Nom, lien.Colonne, ActionEffacement.Supprimer, rows));
                }
            }
        }
    }

    private bool Speaks(string table) => carte.De(table).Any(c => c.Strategie is StrategieEffacement.Caviarder or StrategieEffacement.Supprimer);

    private Task<List<(string Cle, string Version)>> ReadAsync(TableTenant table, string where, object[] parameters, CancellationToken cancellationToken) =>
        Catalogue.RowsAsync(connection, $"select {table.CleSql}, xmin::text from {table.Nom} where tenant_id = $1 and {where} order by 1", r => (r.GetString(0), r.GetString(1)), cancellationToken, [tenantId, .. parameters]);

    private static Lieu Place(string table, string? colonne, ActionEffacement action, List<(string Cle, string Version)> rows) =>
        new(table, colonne, action, [.. rows.Select(r => r.Cle)], BaseEffacement, null, Print(rows));

    private static string Print(IEnumerable<(string Cle, string Version)> rows) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', rows.Select(r => $"{r.Cle}|{r.Version}")))))[..16];
}
