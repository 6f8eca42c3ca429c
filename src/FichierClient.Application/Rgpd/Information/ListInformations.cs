using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Information;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Information;

/// <param name="Faites">Those that were told, the latest first; otherwise those that are open, the most urgent first.</param>
/// <param name="Source">Of this source only.</param>
/// <param name="Taille">Rows at most.</param>
public sealed record ListInformationsRequest(bool Faites = false, string? Source = null, int Taille = 100);

/// <summary>A person to be told, or told.</summary>
public sealed record InformationRow(Guid Id, Guid ContactId, string? Contact, string? Email, string? Entreprise, string Source, Partie Partie, DateOnly Echeance)
{
    public DateOnly? PremiereCommunicationLe { get; init; }
    public bool EstEnRetard { get; init; }
    public DateTimeOffset? FaitLe { get; init; }
    public CanalInformation? Canal { get; init; }
    public int? MentionVersion { get; init; }
    public string? Preuve { get; init; }

    /// <summary>The sentence that tells of this source; null: the DPO wrote none.</summary>
    public string? PhraseMention { get; init; }
}

/// <summary>A notice that persons can be shown.</summary>
public sealed record MentionRow(Guid TraitementId, string Traitement, int Version, string Texte);

/// <param name="Rows">Of the page.</param>
/// <param name="Ouvertes">Open in all.</param>
/// <param name="EnRetard">Of them, after their day.</param>
/// <param name="Sources">Sources with open ones, and how many.</param>
/// <param name="Mentions">Validated notices.</param>
public sealed record InformationsTrouvees(IReadOnlyList<InformationRow> Rows, int Ouvertes, int EnRetard, IReadOnlyList<SourceOuverte> Sources, IReadOnlyList<MentionRow> Mentions);

public sealed record SourceOuverte(string Source, int Nombre);

/// <summary>Persons whose data came from others, and whether they were told (RGPD art. 14).</summary>
public sealed class ListInformations(UseCaseServices services) : UseCase<ListInformationsRequest, InformationsTrouvees>(services)
{
    private const int Maximum = 2000;

    protected override Permission Permission => Permission.InformationsManage;

    protected override async Task<Outcome<InformationsTrouvees>> ExecuteAsync(AppDbContext db, Acteur acteur, ListInformationsRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        var open = db.ObligationsInformation.AsNoTracking().Where(o => o.FaitLe == null);
        return new InformationsTrouvees(
            await InformationLecture.RowsAsync(db, request, today, Math.Min(request.Taille, Maximum), cancellationToken),
            await open.CountAsync(cancellationToken), await open.CountAsync(o => o.Echeance < today, cancellationToken),
            await open.GroupBy(o => o.Source).Select(g => new SourceOuverte(g.Key, g.Count())).ToListAsync(cancellationToken),
            await MentionsAsync(db, cancellationToken));
    }

    private static async Task<IReadOnlyList<MentionRow>> MentionsAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var last = await db.TraitementVersions.AsNoTracking().Where(v => v.Statut == StatutTraitement.Valide && !db.TraitementVersions.Any(w => w.TraitementId == v.TraitementId && w.Numero > v.Numero)).ToListAsync(cancellationToken);
        return [.. last.Select(v => (v.TraitementId, v.Fiche)).Where(x => x.Fiche.MentionVersion > 0).Select(x => new MentionRow(x.TraitementId, x.Fiche.Nom ?? "", x.Fiche.MentionVersion, x.Fiche.MentionInformation ?? "")).OrderBy(m => m.Traitement, StringComparer.CurrentCulture)];
    }
}

internal static class InformationLecture
{
    public static Task<List<InformationRow>> RowsAsync(AppDbContext db, ListInformationsRequest request, DateOnly today, int size, CancellationToken cancellationToken)
    {
        // A person in the trash must be told too.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var rows = db.ObligationsInformation.AsNoTracking().Where(o => (o.FaitLe != null) == request.Faites && (request.Source == null || o.Source == request.Source));
        rows = request.Faites ? rows.OrderByDescending(o => o.FaitLe).ThenBy(o => o.Id) : rows.OrderBy(o => o.Echeance).ThenBy(o => o.Id);
        var contacts = db.Contacts.IgnoreQueryFilters(trash);
        return rows.Take(size).Select(o => new InformationRow(o.Id, o.ContactId,
            contacts.Where(c => c.TenantId == o.TenantId && c.Id == o.ContactId).Select(c => c.NomComplet).FirstOrDefault(),
            contacts.Where(c => c.TenantId == o.TenantId && c.Id == o.ContactId).SelectMany(c => c.Emails).OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Select(e => e.Adresse).FirstOrDefault(),
            contacts.Where(c => c.TenantId == o.TenantId && c.Id == o.ContactId).SelectMany(c => c.Liens).OrderBy(l => l.Jusqua != null).ThenBy(l => l.Id).Join(db.Entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => e.RaisonSociale).FirstOrDefault(),
            o.Source, o.Partie, o.Echeance)
        {
            PremiereCommunicationLe = o.PremiereCommunicationLe,
            EstEnRetard = o.FaitLe == null && o.Echeance < today,
            FaitLe = o.FaitLe,
            Canal = o.Canal,
            MentionVersion = o.MentionVersion,
            Preuve = o.Preuve,
            // Several sources may have one name, since an erased person was taken out of theirs: what her own provenance names goes first, and of several none is guessed.
            PhraseMention = db.Sources.Count(s => s.TenantId == o.TenantId && s.Nom == o.Source && s.Partie == o.Partie) == 1
                ? db.Sources.Where(s => s.TenantId == o.TenantId && s.Nom == o.Source && s.Partie == o.Partie).Select(s => s.PhraseMention).FirstOrDefault()
                : db.Sources.Where(s => s.TenantId == o.TenantId && db.Provenances.Any(p => p.TenantId == o.TenantId && p.SujetId == o.ContactId && p.SourceId == s.Id && p.Source == o.Source && p.Partie == o.Partie)).OrderBy(s => s.Id).Select(s => s.PhraseMention).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
    }
}
