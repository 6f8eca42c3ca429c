using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

public sealed record GetTraitementRequest(Guid Id);

/// <summary>A version in the list of them; 0 is the draft.</summary>
public sealed record VersionRow(int Numero, StatutTraitement Statut, DateTimeOffset FaiteLe, string? Membre);

/// <summary>A rule that a duration can point to.</summary>
public sealed record RegleRow(string Code, string Nom, int DureeMois, bool Active);

/// <summary>A sheet of the register: its draft, its versions, and what the program really does.</summary>
public sealed record TraitementDetails(Guid Id, uint Version, GenreRegistre Registre, StatutTraitement Statut, int Numero, FicheTraitement Fiche)
{
    public DateTimeOffset ModifieLe { get; init; }
    public IReadOnlyList<VersionRow> Versions { get; init; } = [];
    public IReadOnlyList<Ecart> Ecarts { get; init; } = [];

    /// <summary>Tables and fields of the map that serve this purpose.</summary>
    public IReadOnlyList<ColonnePersonnelle> Colonnes { get; init; } = [];
    public IReadOnlyList<LieuRow> Lieux { get; init; } = [];
    public IReadOnlyList<RegleRow> Regles { get; init; } = [];
}

/// <summary>Reads one sheet with all that it is compared with.</summary>
public sealed class GetTraitement(UseCaseServices services) : UseCase<GetTraitementRequest, TraitementDetails>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<TraitementDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetTraitementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Traitements.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } traitement) return Refus.Introuvable();
        var ecarts = await LectureEcarts.ReadAsync(db, await db.TodayAsync(Clock, cancellationToken), cancellationToken);
        var fiche = traitement.Fiche;
        return new TraitementDetails(traitement.Id, traitement.Version, traitement.Registre, traitement.Statut, traitement.Numero, fiche)
        {
            ModifieLe = traitement.ModifieLe,
            Versions = await VersionsAsync(db, request.Id, cancellationToken),
            Ecarts = ecarts.Of(traitement),
            Colonnes = ecarts.Colonnes(fiche.Finalite),
            Lieux = [.. ecarts.Lieux[traitement.Id].Select(l => LieuRow.Of(l, fiche.Nom ?? ""))],
            Regles = await RegleLecture.ActuellesAsync(db, cancellationToken),
        };
    }

    private static Task<List<VersionRow>> VersionsAsync(AppDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.TraitementVersions.AsNoTracking().Where(v => v.TraitementId == id).OrderByDescending(v => v.Numero)
            .Select(v => new VersionRow(v.Numero, v.Statut, v.FaiteLe, db.Membres.Where(m => m.TenantId == v.TenantId && m.Id == v.MembreId).Select(m => m.Nom).FirstOrDefault())).ToListAsync(cancellationToken);
}

internal static class RegleLecture
{
    /// <summary>The rules as they stand, by name.</summary>
    public static Task<List<RegleRow>> ActuellesAsync(AppDbContext db, CancellationToken cancellationToken) =>
        db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null).OrderBy(r => r.Nom).Select(r => new RegleRow(r.Code, r.Nom, r.DureeMois, r.Active)).ToListAsync(cancellationToken);
}
