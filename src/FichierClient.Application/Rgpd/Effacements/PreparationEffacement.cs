using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Makes and renews plans.</summary>
public sealed class PreparationEffacement(ServicesEffacement services)
{
    internal CourrielsEnFichiers Courriels => services.Fichiers.Courriels;

    /// <summary>The plan of this person now, with what was decided before where it still holds.</summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="personne">Who.</param>
    /// <param name="before">The plan before; null: none.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <param name="progress">Told before each table how many were searched, of how many.</param>
    public async Task<PlanEffacement> ReadAsync(AppDbContext db, Personne personne, PlanEffacement? before, CancellationToken cancellationToken, Func<int, int, Task>? progress = null)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var lu = await PointDeLecture.ReadAsync(Connection(db), cancellationToken);
        var reader = await ReaderAsync(db, cancellationToken);
        var places = await reader.LieuxAsync(personne, cancellationToken);
        var mentions = await reader.MentionsAsync(personne, places, progress, cancellationToken);
        var files = await services.Fichiers.FindAsync(db, personne, cancellationToken);
        var plan = new PlanEffacement(personne.Sujet, personne.Ids, places, [.. mentions, .. InFiles(files), .. files.Pieces.Nommees.Select(p => new Mention(PiecesPersonne.Table, PiecesPersonne.Colonne, p.ToString(), "", true, DecisionMention.Dossier))], files.Imports, files.Exports, files.Dossiers) { CourrielsEnFichiers = files.Courriels.Count(c => c.EstSien), CourrielsSiens = [.. files.Courriels.Where(c => c.EstSien).Select(c => c.Fichier)], PiecesNonLues = files.Pieces.NonLues, LuA = lu };
        return before is null ? plan : plan.Keeping(before);
    }

    /// <summary>A new erasure of this person, with its plan; not saved.</summary>
    /// <returns>Null: there is no such person.</returns>
    public async Task<Effacement?> NewAsync(AppDbContext db, Sujet sujet, Guid id, Fondement fondement, CancellationToken cancellationToken)
    {
        if (await AddAsync(db, services.Clock, sujet, id, fondement, cancellationToken) is not var (effacement, personne)) return null;
        Fill(effacement, personne, await ReadAsync(db, personne, null, cancellationToken), db.MembreId);
        return effacement;
    }

    /// <summary>A new erasure of this person, whose plan is to be made; not saved.</summary>
    /// <returns>Null: there is no such person.</returns>
    public static async Task<(Effacement Effacement, Personne Personne)?> AddAsync(AppDbContext db, TimeProvider clock, Sujet sujet, Guid id, Fondement fondement, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (await Personne.ReadAsync(Connection(db), db.TenantId, sujet, id, cancellationToken) is not { } personne) return null;
        var effacement = new Effacement(db.TenantId, await NextReferenceAsync(db, clock, cancellationToken), sujet, personne.Ids[0], fondement);
        db.Effacements.Add(effacement);
        return (effacement, personne);
    }

    /// <summary>Of those that are saved; under the organisation's lock nobody else takes it.</summary>
    internal static async Task<string> NextReferenceAsync(AppDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var year = (await db.TodayAsync(clock, cancellationToken)).Year;
        var prefix = $"EFF-{year}-";
        var last = await db.Effacements.Where(e => e.Reference.StartsWith(prefix)).OrderByDescending(e => e.Reference.Length).ThenByDescending(e => e.Reference)
            .Select(e => e.Reference).FirstOrDefaultAsync(cancellationToken);
        var number = last is null ? 1 : int.Parse(last[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture) + 1;
        return $"{prefix}{number:0000}";
    }

    /// <summary>Reads the plan again. Changed: it is to be approved again.</summary>
    /// <returns>True when it is another one.</returns>
    public async Task<bool> RenewAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        var (personne, before) = (await PersonneAsync(db, effacement, cancellationToken), PlanEffacement.FromJson(effacement.Plan));
        if (await IsStillAsync(db, effacement, personne, before, cancellationToken)) return false;
        var plan = await ReadAsync(db, personne, before, cancellationToken);
        if (plan.Empreinte == effacement.PlanEmpreinte) return false;
        Fill(effacement, personne, plan, db.MembreId);
        return true;
    }

    /// <summary>Whether what was written since the plan was read leaves it as it is; false also where only a whole search can tell.</summary>
    private async Task<bool> IsStillAsync(AppDbContext db, Effacement effacement, Personne personne, PlanEffacement before, CancellationToken cancellationToken)
    {
        if (before.LuA is not { } lu || effacement.Aiguilles is not { } kept || await PointDeLecture.ReadAsync(Connection(db), cancellationToken) is not { } now || !lu.Reaches(now)) return false;
        if (!services.Trace.Unprotect(effacement.TenantId, effacement.SujetId, kept).IsSought(personne)) return false;
        var reader = await ReaderAsync(db, cancellationToken);
        var places = await reader.LieuxAsync(personne, cancellationToken);
        if ((await reader.MentionsAsync(personne, places, null, cancellationToken, lu)).Exists(m => m.Decision != DecisionMention.Dossier && !before.Mentions.Any(m.IsSame))) return false;
        if (!await reader.AreStillAsync(before.Mentions, cancellationToken)) return false;
        var files = await services.Fichiers.FindAsync(db, personne, cancellationToken);
        var named = InFiles(files).ToList();
        if (!before.HoldsFiles(named)) return false;
        return (before with { Ids = personne.Ids, Lieux = places, ImportIds = files.Imports, DossierIds = files.Dossiers }).Empreinte == effacement.PlanEmpreinte;
    }

    /// <summary>E-mails in files that may be hers: somebody has to look. What nobody can read is a question of the organisation, not of each of its persons.</summary>
    private static IEnumerable<Mention> InFiles(FichiersTrouves files) =>
        files.Courriels.Where(c => c is { EstSien: false, EstLu: true }).Select(c => new Mention(CourrielsEnFichiers.Table, CourrielsEnFichiers.Colonne, c.Fichier, c.Version, false, DecisionMention.ADecider));

    public void Fill(Effacement effacement, Personne personne, PlanEffacement plan, Guid? parId) =>
        effacement.Prepare(plan.ToJson(), plan.Empreinte, services.Trace.Protect(effacement.TenantId, effacement.SujetId, personne), services.Clock.GetUtcNow(), parId);

    /// <summary>Who is erased: as the file knows the person, or as it was known before its record went.</summary>
    internal async Task<Personne> PersonneAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var known = effacement.Aiguilles is { } kept ? services.Trace.Unprotect(effacement.TenantId, effacement.SujetId, kept) : null;
        if (effacement.Constats is null && await Personne.ReadAsync(Connection(db), db.TenantId, effacement.Sujet, effacement.SujetId, cancellationToken) is { } now) return now;
        return known ?? throw new DomainException("Effacement_etat");
    }

    internal static async Task<PlanReader> ReaderAsync(AppDbContext db, CancellationToken cancellationToken) =>
        new(Connection(db), db.TenantId, await Cartographie.Cartographie.ReadAsync(db, Connection(db), cancellationToken), await Catalogue.ReadAsync(Connection(db), cancellationToken));

    internal static NpgsqlConnection Connection(AppDbContext db) => (NpgsqlConnection)db.Database.GetDbConnection();
}
