using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record GetEffacementRequest(Guid EffacementId);

/// <summary>One erasure with its plan; the words around each finding are read as they are now and kept nowhere.</summary>
public sealed class GetEffacement(UseCaseServices services, PreparationEffacement preparation) : UseCase<GetEffacementRequest, EffacementDetails>(services)
{
    /// <summary>Findings that are shown with their words.</summary>
    private const int Shown = 300, Around = 70;

    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<EffacementDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetEffacementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.AsNoTracking().FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } e) return Refus.Introuvable();
        var plan = PlanEffacement.FromJson(e.Plan);
        var job = await db.Jobs.AsNoTracking().Where(j => j.Id == e.JobId).Select(j => new { j.Status, j.Error, j.Done, j.Total }).FirstOrDefaultAsync(cancellationToken);
        var names = await db.Membres.AsNoTracking().Where(m => m.Id == e.ApprouveParId || m.Id == e.SecondParId).ToDictionaryAsync(m => m.Id, m => m.Nom, cancellationToken);
        var approvals = ((Guid?, DateTimeOffset?)[])[(e.ApprouveParId, e.ApprouveLe), (e.SecondParId, e.SecondLe)];
        var two = await ApproveEffacement.NeedsSecondAsync(db, e, plan, cancellationToken);
        return new EffacementDetails(
            e.Id, e.Reference, e.Sujet, e.SujetId, await NameAsync(db, e, cancellationToken), e.DemandeId, e.Fondement, e.Statut, e.Etape, e.PlanEmpreinte, two, plan.EstDecide,
            e.Statut == StatutEffacement.AApprouver && plan.EstDecide && !(two && e.ApprouveParId == acteur.MembreId),
            [.. approvals.Where(a => a.Item2 is not null).Select(a => new ApprobationRow(a.Item1 is { } by ? names.GetValueOrDefault(by) : null, a.Item2!.Value))],
            [.. plan.Lieux.Select(l => new LieuRow(l.Table, l.Colonne, l.Action, l.Cles.Count, l.Base, l.PurgeLe))], await MentionsAsync(db, e, plan, cancellationToken),
            plan.ImportIds.Count, plan.ExportIds.Count + (plan.DossierIds?.Count ?? 0), job?.Status, job?.Error, e.PrepareLe, e.TermineLe, e.Tombe, e.Statut == StatutEffacement.Termine)
        {
            Lues = job?.Done ?? 0,
            ALire = job?.Total ?? 0,
            CourrielsEnFichiers = plan.CourrielsEnFichiers,
            PiecesNonLues = plan.PiecesNonLues,
            PeutSceller = e.PeutSceller,
            Contrats = await db.ContratsAsync(e, cancellationToken),
            Retraits = await WithdrawnAsync(db, e, cancellationToken),
            RetraitsAttendus = await AwaitedAsync(db, e, acteur, cancellationToken),
            Complements = [.. (await db.ComplementsCertificat.AsNoTracking().Where(c => c.EffacementId == e.Id).OrderByDescending(c => c.EmisLe).Select(c => new { c.Id, c.Contenu }).ToListAsync(cancellationToken)).Select(c => new ComplementRow(c.Id, ComplementContenu.TryRead(c.Contenu)!))],
            RetraitADeux = await db.HasSecondDpoAsync(cancellationToken),
        };
    }

    private static Task<List<RetraitRow>> WithdrawnAsync(AppDbContext db, Effacement e, CancellationToken cancellationToken) => db.RetraitsScelles.AsNoTracking().Where(r => r.EffacementId == e.Id).OrderBy(r => r.RetireLe)
        .Select(r => new RetraitRow(r.Motif, r.ScelleLe, r.RetireLe, db.Membres.Where(m => m.Id == r.MembreId).Select(m => m.Nom).FirstOrDefault())).ToListAsync(cancellationToken);

    private static async Task<List<RetraitAttenduRow>> AwaitedAsync(AppDbContext db, Effacement e, Acteur acteur, CancellationToken cancellationToken)
    {
        var (asked, rows) = (e.RetraitsAttendus(), new List<RetraitAttenduRow>());
        foreach (var one in asked) rows.Add(new RetraitAttenduRow(one.DocumentId, one.Motif, await db.Membres.Where(m => m.Id == one.MembreId).Select(m => m.Nom).FirstOrDefaultAsync(cancellationToken), one.Le, one.MembreId == acteur.MembreId));
        return rows;
    }

    private static Task<string?> NameAsync(AppDbContext db, Effacement e, CancellationToken cancellationToken)
    {
        string[] trash = [AppDbContext.CorbeilleFilter];
        return e.Sujet == Domain.Rgpd.Sujet.Contact
            ? db.Contacts.IgnoreQueryFilters(trash).Where(c => c.Id == e.SujetId).Select(c => c.NomComplet).FirstOrDefaultAsync(cancellationToken)
            : db.Entreprises.IgnoreQueryFilters(trash).Where(c => c.Id == e.SujetId).Select(c => c.RaisonSociale).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<List<MentionRow>> MentionsAsync(AppDbContext db, Effacement effacement, PlanEffacement plan, CancellationToken cancellationToken)
    {
        if (!effacement.EstOuvert || plan.Mentions.Count == 0) return [.. plan.Mentions.Select(m => new MentionRow(m.Table, m.Colonne, m.Cle, m.EstForte, m.Decision, null, null))];
        var personne = await preparation.PersonneAsync(db, effacement, cancellationToken);
        var tables = await Catalogue.ReadAsync(PreparationEffacement.Connection(db), cancellationToken);
        var shown = plan.Mentions.OrderBy(m => m.Decision).ThenBy(m => m.EstForte).Take(Shown).ToList();
        var rows = new List<MentionRow>();
        rows.AddRange(shown.Where(m => m.EstFichier).Select(m => new MentionRow(m.Table, m.Colonne, m.Cle, m.EstForte, m.Decision, preparation.Courriels.TextOf(m.Cle) is { } text ? Excerpt(text, personne.Aiguilles) : null, null)));
        foreach (var group in shown.Where(m => !m.EstFichier).GroupBy(m => (m.Table, m.Colonne)))
        {
            var words = await WordsAsync(PreparationEffacement.Connection(db), db.TenantId, tables[group.Key.Table], group.Key is (PiecesPersonne.Table, PiecesPersonne.Colonne) ? "nom" : group.Key.Colonne, [.. group.Select(m => m.Cle)], cancellationToken);
            rows.AddRange(group.Select(m => words.TryGetValue(m.Cle, out var found)
                ? new MentionRow(m.Table, m.Colonne, m.Cle, m.EstForte, m.Decision, Excerpt(found.Text, personne.Aiguilles), found.EntrepriseId) { Texte = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(found.Text))) }
                : new MentionRow(m.Table, m.Colonne, m.Cle, m.EstForte, m.Decision, null, null)));
        }

        return await NamedAsync(db, rows, cancellationToken);
    }

    /// <summary>The DPO sees in whose record each finding stands, those in the trash too.</summary>
    private static async Task<List<MentionRow>> NamedAsync(AppDbContext db, List<MentionRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(r => r.EntrepriseId).OfType<Guid>().ToHashSet();
        var names = await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.RaisonSociale, cancellationToken);
        return rows.ConvertAll(r => r.EntrepriseId is { } id ? r with { Entreprise = names.GetValueOrDefault(id) } : r);
    }

    private static async Task<Dictionary<string, (string Text, Guid? EntrepriseId)>> WordsAsync(
        NpgsqlConnection connection, Guid tenantId, TableTenant table, string column, string[] keys, CancellationToken cancellationToken)
    {
        var owner = table.Nom == "entreprises" ? "id" : table.Colonne("entreprise_id") is not null ? "entreprise_id" : "null::uuid";
        var rows = await Catalogue.RowsAsync(connection, $"select {table.CleSql}, coalesce(\"{column}\"::text, ''), {owner} from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")}",
            r => (Cle: r.GetString(0), Text: r.GetString(1), EntrepriseId: r.IsDBNull(2) ? (Guid?)null : r.GetGuid(2)), cancellationToken, tenantId, keys);
        var isJson = table.Colonne(column)?.EstJson == true;
        return rows.ToDictionary(r => r.Cle, r => (isJson ? JsonEnMots.Read(r.Text) : r.Text, r.EntrepriseId));
    }

    /// <summary>The first finding with the words on both sides.</summary>
    private static string Excerpt(string text, IReadOnlyList<Aiguille> aiguilles)
    {
        var found = Find(text, aiguilles);
        var from = Math.Max(0, found.Index - Around);
        var to = Math.Min(text.Length, found.Index + found.Length + Around);
        return (from > 0 ? "\u2026" : "") + text[from..to] + (to < text.Length ? "\u2026" : "");
    }

    /// <summary>A text on which the search gives up is shown from its start.</summary>
    private static Match Find(string text, IReadOnlyList<Aiguille> aiguilles)
    {
        try
        {
            return Regex.Match(text, Aiguille.ExpressionNet(aiguilles), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        }
        catch (RegexMatchTimeoutException)
        {
            return Match.Empty;
        }
    }
}
