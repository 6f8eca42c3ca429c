using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>What the file says of a person outside her own records.</summary>
/// <param name="Mentions">Rows that name her.</param>
/// <param name="Incertaines">Rows that have her family name alone, where she works.</param>
/// <param name="Fichiers">Lines of imported files.</param>
internal sealed record ResultatRecherche(IReadOnlyList<BlocDonnees> Mentions, IReadOnlyList<BlocDonnees> Incertaines, BlocDonnees Fichiers)
{
    public static readonly ResultatRecherche Aucune = new([], [], new BlocDonnees(LignesImportees.Table, []));

    public int Tables { get; init; }
    public int Colonnes { get; init; }
    public int FichiersOuverts { get; init; }

    /// <summary>What was found and doesn't leave, in words.</summary>
    public IReadOnlyList<string> Ecartees { get; init; } = [];

    public IEnumerable<BlocDonnees> Tout => [.. Mentions, .. Incertaines, Fichiers];
}

/// <summary>Looks where an erasure looks, in the file's words and in the files that came in.</summary>
internal sealed class RechercheDossier(AppDbContext db, NpgsqlConnection connection, FichiersPersonne fichiers, Personne personne)
{
    /// <param name="tables">The catalogue.</param>
    /// <param name="seen">Rows that are in the package already.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ResultatRecherche> RunAsync(IReadOnlyDictionary<string, TableTenant> tables, HashSet<(string Table, string Cle)> seen, CancellationToken cancellationToken)
    {
        var mentions = await new MentionsPersonne(connection, db.TenantId, tables, personne).ReadAsync(seen, cancellationToken);
        var files = await fichiers.FindAsync(db, personne, cancellationToken);
        var lines = await new LignesImportees(fichiers.Originals, [.. personne.Aiguilles.Where(a => a.EstForte)]).ReadAsync(db, files.Imports, cancellationToken);
        var shared = mentions.Incertaines.Count > 0 && await HasNamesakeAsync(cancellationToken);
        return new ResultatRecherche(mentions.Sures, shared ? [] : mentions.Incertaines, lines)
        {
            Tables = mentions.Tables,
            Colonnes = mentions.Colonnes,
            FichiersOuverts = await db.Imports.CountAsync(i => i.FichierSupprimeLe == null, cancellationToken),
            Ecartees = [.. Left(shared ? mentions.Incertaines.Sum(m => m.Total) : 0, files)],
        };
    }

    /// <summary>What was found and belongs to others, or could not be read.</summary>
    private static IEnumerable<string> Left(int shared, FichiersTrouves files)
    {
        if (shared > 0) yield return MotsDossier.NomPartage(shared);
        if (files.Pieces.Nommees.Count > 0) yield return MotsDossier.PiecesAutrui(files.Pieces.Nommees.Count);
        if (files.Pieces.NonLues > 0) yield return MotsDossier.PiecesNonLues(files.Pieces.NonLues);
    }

    /// <summary>Somebody else of that family name works there too, or did until she went into the trash: the text may be about her (RGPD art. 15(4)).</summary>
    private async Task<bool> HasNamesakeAsync(CancellationToken cancellationToken)
    {
        var weak = personne.Aiguilles.Where(a => !a.EstForte).ToList();
        var (hers, places) = (personne.Ids, personne.EntrepriseIds);
        var names = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Where(c => !hers.Contains(c.Id) && c.Nom != null && c.Liens.Any(l => places.Contains(l.EntrepriseId))).Select(c => c.Nom!).ToListAsync(cancellationToken);
        return names.Exists(n => Aiguille.Finds(n, weak));
    }
}
