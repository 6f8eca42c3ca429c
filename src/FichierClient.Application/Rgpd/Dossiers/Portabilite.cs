using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>
/// Portability is access, filtered (RGPD art. 20): of the columns that the map marks those whose own provenance is the person or us, under consent or contract, and that
/// nobody deduced. A field that a partner or a purchased file overwrote stays here, whatever the rest of the record came from.
/// </summary>
internal sealed class Portabilite
{
    private readonly Cartographie.Cartographie carte;
    private readonly Dictionary<(string Table, string Colonne), string> champs;
    private readonly Dictionary<string, (Guid Fiche, string Nom)> parties;
    private readonly ILookup<Guid, Provenance> provenances;
    private readonly HashSet<Guid> deduites;

    private Portabilite(Cartographie.Cartographie carte, Dictionary<(string, string), string> champs, Dictionary<string, (Guid, string)> parties, ILookup<Guid, Provenance> provenances, HashSet<Guid> deduites) =>
        (this.carte, this.champs, this.parties, this.provenances, this.deduites) = (carte, champs, parties, provenances, deduites);

    /// <summary>Reads what is known of the fields of the person's records.</summary>
    public static async Task<Portabilite> ReadAsync(AppDbContext db, Cartographie.Cartographie carte, IReadOnlyList<Guid> fiches, IReadOnlyList<Provenance> provenances, CancellationToken cancellationToken)
    {
        string[] trash = [AppDbContext.CorbeilleFilter];
        // What lies in the trash is still held, so it belongs to the answer (RGPD art. 15, 20), with the source of each field; the tenant's filter stays.
        var contacts = await db.Contacts.AsNoTracking().IgnoreQueryFilters(trash).Where(c => fiches.Contains(c.Id)).Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens).AsSplitQuery().ToListAsync(cancellationToken);
        var entreprises = await db.Entreprises.AsNoTracking().IgnoreQueryFilters(trash).Where(e => fiches.Contains(e.Id)).Include(e => e.Telephones).ToListAsync(cancellationToken);
        var parts = contacts.SelectMany(c => c.Emails.Cast<AggregatePart>().Concat(c.Telephones).Concat(c.Liens)).Concat(entreprises.SelectMany(e => e.Telephones));
        var sources = provenances.Select(p => p.SourceId).OfType<Guid>().Distinct().ToList();
        var deduites = await db.Sources.AsNoTracking().Where(s => sources.Contains(s.Id) && s.Nature == NatureSource.Deduite).Select(s => s.Id).ToListAsync(cancellationToken);
        return new Portabilite(carte, Fields(db.Model), parts.ToDictionary(p => p.Id.ToString(), p => (p.RootId, p.NomProvenance)), provenances.ToLookup(p => p.SujetId), [.. deduites]);
    }

    /// <summary>What leaves of the person's rows.</summary>
    public IReadOnlyList<BlocDonnees> Of(IReadOnlyList<BlocDonnees> blocs)
    {
        var kept = new List<BlocDonnees>();
        foreach (var bloc in blocs)
        {
            var columns = carte.De(bloc.Table).Where(c => c.Portable).Select(c => c.Colonne).ToHashSet();
            if (columns.Count == 0) continue;
            var rows = bloc.Lignes.Zip(bloc.Cles, (l, cle) => new JsonObject(l.Where(p => columns.Contains(p.Key) && Leaves(bloc.Table, cle, p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())))).Where(l => l.Count > 0).ToList();
            if (rows.Count > 0) kept.Add(new BlocDonnees(bloc.Table, rows));
        }

        return kept;
    }

    /// <summary>The contact with what may leave of it; null: not even the name may.</summary>
    public Contact? Card(Contact contact)
    {
        bool May(string champ) => IsPortable(contact.Id, champ);
        if (!May(nameof(Contact.Nom))) return null;
        var card = new Contact(contact.TenantId, May(nameof(Contact.Civilite)) ? contact.Civilite : null, May(nameof(Contact.Prenom)) ? contact.Prenom : null, contact.Nom);
        if (May(nameof(Contact.NaissanceJour)) && May(nameof(Contact.NaissanceMois)))
            card.ChangeAnniversaire(contact.NaissanceJour, contact.NaissanceMois, May(nameof(Contact.NaissanceAnnee)) ? contact.NaissanceAnnee : null);
        if (May(nameof(Contact.Langue))) card.ChangeReperes(null, null, contact.Langue);
        card.ReplaceEmails([.. contact.Emails.Where(e => May(e.NomProvenance)).Select(e => new AdresseEmail(e.Adresse, e.Nature, e.Prefere))]);
        card.ReplaceTelephones([.. contact.Telephones.Where(t => May(t.NomProvenance)).OrderBy(t => t.Position).Select(t => new TelephoneSaisi(new NumeroTelephone(t.Saisie, t.E164, t.Libelle), t.Nature, t.Prefere))]);
        card.Oppose(contact.Oppositions);
        return card;
    }

    private bool Leaves(string table, string cle, string colonne)
    {
        if (!champs.TryGetValue((table, colonne), out var champ)) return false;
        if (table is "contacts" or "entreprises") return Guid.TryParse(cle, out var id) && IsPortable(id, champ);
        return parties.TryGetValue(cle, out var part) && IsPortable(part.Fiche, part.Nom, $"{part.Nom}.{champ}");
    }

    private bool IsPortable(Guid fiche, params string[] noms)
    {
        var lignes = provenances[fiche].ToList();
        var said = Provenance.LinesFor(lignes, noms);
        return said.Count > 0 && said.All(p => p.Partie is Partie.Personne or Partie.Nous && p.BaseIn(lignes) is BaseLegale.Consentement or BaseLegale.Contrat && !(p.SourceId is { } source && deduites.Contains(source)));
    }

    /// <summary>Properties as the history names them, by table and column.</summary>
    private static Dictionary<(string, string), string> Fields(IModel model) => model.GetEntityTypes().Where(t => t.GetTableName() is not null)
        .SelectMany(t => t.GetFlattenedProperties().Select(p => (Key: (t.GetTableName()!, p.GetColumnName()), Champ: p.DeclaringType is IComplexType complex ? $"{complex.ComplexProperty.Name}.{p.Name}" : p.Name)))
        .DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Champ);
}
