using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>In what a sheet differs from what the program does, or from what art. 30 asks for.</summary>
public enum GenreEcart
{
    JamaisValide,
    RevueEnRetard,
    BaseLegaleAbsente,
    BalanceAbsente,
    MentionAbsente,
    AipdAbsente,
    ResponsableAbsent,
    DureeSansRegle,
    RegleInactive,
    RegleNonAppliquee,
    ChampNonDeclare,
    DonneeSansDuree,
    TransfertSansGarantie,
    LieuSansCle,
    DestinataireNonDeclare,
    SourceIncomplete,
    SourceNonDeclaree,
}

/// <param name="Genre">What is wrong.</param>
/// <param name="Detail">Of which line, field or place.</param>
public sealed record Ecart(GenreEcart Genre, string? Detail = null);

/// <summary>The one reader of gaps: what is declared against the map of personal data, the rules of conservation, the disclosures and the places outside.</summary>
public sealed class LectureEcarts
{
    private const int CriteresQuiObligent = 2;

    private readonly Dictionary<string, bool> actives;
    private readonly bool hasResponsable;
    private readonly IReadOnlyList<(string Destinataire, Sujet Sujet)> inconnus;
    private readonly DateOnly today;
    private List<Source> sources = [];

    private LectureEcarts(Cartographie.Cartographie carte, Dictionary<string, bool> actives, ILookup<Guid, LieuExterne> lieux, bool hasResponsable, IReadOnlyList<(string, Sujet)> inconnus, DateOnly today) =>
        (Carte, this.actives, Lieux, this.hasResponsable, this.inconnus, this.today) = (carte, actives, lieux, hasResponsable, inconnus, today);

    public Cartographie.Cartographie Carte { get; }

    public ILookup<Guid, LieuExterne> Lieux { get; }

    /// <summary>Reads once what all sheets are compared with.</summary>
    public static async Task<LectureEcarts> ReadAsync(AppDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var carte = await Cartographie.Cartographie.ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
        var actives = (await db.ReglesConservation.AsNoTracking().Where(r => r.Active && r.Jusqua == null).ToListAsync(cancellationToken)).ToDictionary(r => r.Code, r => r.EstAppliquee);
        var lieux = await db.LieuxExternes.AsNoTracking().OrderBy(l => l.Nom).ToListAsync(cancellationToken);
        var named = await db.ActeursRegistre.AnyAsync(a => a.Role == RoleActeur.Responsable && a.Nom != null, cancellationToken);
        return new LectureEcarts(carte, actives, lieux.ToLookup(l => l.TraitementId), named, await UnknownAsync(db, lieux, cancellationToken), today)
        {
            sources = await db.Sources.AsNoTracking().Where(s => (s.Partie == Partie.Partenaire || s.Partie == Partie.Tiers) && db.Provenances.Any(p => p.TenantId == s.TenantId && p.SourceId == s.Id)).OrderBy(s => s.Nom).ToListAsync(cancellationToken),
        };
    }

    /// <summary>Real recipients outside that no sheet and no place outside names; an export is first a member's own, and a connected system is registered.</summary>
    private static async Task<IReadOnlyList<(string, Sujet)>> UnknownAsync(AppDbContext db, List<LieuExterne> lieux, CancellationToken cancellationToken)
    {
        var real = await db.Communications.AsNoTracking().Where(c => c.ExportId == null && c.SystemeId == null).Select(c => new { c.Destinataire, c.Sujet }).Distinct().ToListAsync(cancellationToken);
        if (real.Count == 0) return [];
        var fiches = (await db.Traitements.AsNoTracking().Where(t => t.Statut != StatutTraitement.Archive).ToListAsync(cancellationToken)).ConvertAll(t => t.Fiche);
        // Whole words: « SA » isn't declared by whatever has these two letters.
        var declared = string.Join(" | ", fiches.SelectMany(f => f.Destinataires.Select(d => d.Precisions).Concat(f.Transferts.Select(t => t.Destinataire))).Concat(lieux.Select(l => l.Nom)).Select(TexteNormalise.Of).Prepend("").Append(""));
        return [.. real.Where(r => TexteNormalise.Of(r.Destinataire) is { Length: > 0 } name && !declared.Contains($" {name} ", StringComparison.Ordinal)).Select(r => (r.Destinataire, r.Sujet))];
    }

    /// <summary>The columns of the map that serve a purpose.</summary>
    public IReadOnlyList<Cartographie.ColonnePersonnelle> Colonnes(Finalites finalite) =>
        finalite == Finalites.None ? [] : [.. Carte.Colonnes.Where(c => (c.Finalites & finalite) != 0)];

    public IReadOnlyList<Ecart> Of(Traitement traitement)
    {
        if (traitement.Statut == StatutTraitement.Archive) return [];
        var fiche = traitement.Fiche;
        return [.. Duties(traitement, fiche), .. Durations(fiche), .. Undeclared(fiche),
            .. fiche.Transferts.Where(t => t.Garantie is null).Select(t => new Ecart(GenreEcart.TransfertSansGarantie, t.Destinataire)),
            .. inconnus.Where(i => fiche.Finalite.HasFlag(i.Sujet == Sujet.Vente ? Finalites.Facturation : Finalites.GestionClients)).Select(i => new Ecart(GenreEcart.DestinataireNonDeclare, i.Destinataire)),
            .. Origins(fiche),
            .. Lieux[traitement.Id].Where(l => l.CleLien is null).Select(l => new Ecart(GenreEcart.LieuSansCle, l.Nom))];
    }

    /// <summary>Data of others that the file holds: who is called and written to is told of each source by its name, and the controller can prove it.</summary>
    private IEnumerable<Ecart> Origins(FicheTraitement fiche)
    {
        if (!fiche.Finalite.HasFlag(Finalites.Prospection)) yield break;
        var declared = $" {TexteNormalise.Of(fiche.SourceDonnees)} ";
        foreach (var source in sources)
        {
            if (source.EstIncomplete) yield return new(GenreEcart.SourceIncomplete, source.Nom);
            if (!declared.Contains($" {TexteNormalise.Of(source.Nom)} ", StringComparison.Ordinal)) yield return new(GenreEcart.SourceNonDeclaree, source.Nom);
        }
    }

    private IEnumerable<Ecart> Duties(Traitement traitement, FicheTraitement fiche)
    {
        if (traitement.Numero == 0) yield return new(GenreEcart.JamaisValide);
        if (fiche.ProchaineRevue < today) yield return new(GenreEcart.RevueEnRetard, fiche.ProchaineRevue?.ToString("d", System.Globalization.CultureInfo.CurrentCulture));
        if (!hasResponsable) yield return new(GenreEcart.ResponsableAbsent);
        if (traitement.Registre == GenreRegistre.SousTraitant) yield break;
        if (fiche.BaseLegale is null) yield return new(GenreEcart.BaseLegaleAbsente);
        if (fiche.BaseLegale == BaseLegale.InteretLegitime && string.IsNullOrWhiteSpace(fiche.MiseEnBalance)) yield return new(GenreEcart.BalanceAbsente);
        if (string.IsNullOrWhiteSpace(fiche.MentionInformation)) yield return new(GenreEcart.MentionAbsente);
        if (fiche.CriteresAipd.Count >= CriteresQuiObligent && string.IsNullOrWhiteSpace(fiche.LienAipd)) yield return new(GenreEcart.AipdAbsente);
    }

    /// <summary>A duration that nothing enforces is a promise.</summary>
    private IEnumerable<Ecart> Durations(FicheTraitement fiche)
    {
        foreach (var donnee in fiche.Donnees.Where(d => d.EstRemplie))
        {
            var label = ModeleCnil.Dire(donnee.Categorie);
            if (string.IsNullOrWhiteSpace(donnee.Duree)) yield return new(GenreEcart.DonneeSansDuree, label);
            else if (donnee.Regle is null) yield return new(GenreEcart.DureeSansRegle, label);
            else if (!actives.TryGetValue(donnee.Regle, out var isApplied)) yield return new(GenreEcart.RegleInactive, label);
            else if (!isApplied) yield return new(GenreEcart.RegleNonAppliquee, label);
        }
    }

    /// <summary>Categories that the map has fields of for this purpose and that the sheet doesn't declare.</summary>
    private IEnumerable<Ecart> Undeclared(FicheTraitement fiche) => Colonnes(fiche.Finalite)
        .GroupBy(c => Row(c.Categorie)).OrderBy(g => g.Key)
        .Where(g => !fiche.Donnees.Exists(d => d.Categorie == g.Key && d.EstRemplie))
        .Select(g => new Ecart(GenreEcart.ChampNonDeclare, $"{ModeleCnil.Dire(g.Key)} ({g.Count()})"));

    /// <summary>The row of the sheet that declares a category of the map.</summary>
    public static CategorieCnil Row(CategorieDonnee categorie) => categorie switch
    {
        CategorieDonnee.ViePersonnelle => CategorieCnil.ViePersonnelle,
        CategorieDonnee.VieProfessionnelle => CategorieCnil.VieProfessionnelle,
        CategorieDonnee.Economique => CategorieCnil.Economique,
        CategorieDonnee.Connexion => CategorieCnil.Connexion,
        CategorieDonnee.TexteLibre => CategorieCnil.TexteLibre,
        _ => CategorieCnil.EtatCivil,
    };
}
