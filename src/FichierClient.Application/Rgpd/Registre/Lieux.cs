using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A place outside where data of a traitement live.</summary>
public sealed record LieuRow(Guid Id, Guid TraitementId, string Traitement, string Nom, NatureLieu Nature, string? Emplacement, string? Responsable, string? CleLien)
{
    internal static LieuRow Of(LieuExterne l, string traitement) => new(l.Id, l.TraitementId, traitement, l.Nom, l.Nature, l.Emplacement, l.Responsable, l.CleLien);
}

/// <summary>All places outside, with the traitement of each.</summary>
public sealed class ListLieux(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<LieuRow>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<LieuRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var names = (await db.Traitements.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(t => t.Id, t => t.Fiche.Nom ?? "");
        var lieux = await db.LieuxExternes.AsNoTracking().ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<LieuRow>>([.. lieux.Select(l => LieuRow.Of(l, names.GetValueOrDefault(l.TraitementId, ""))).OrderBy(l => l.Nom, StringComparer.CurrentCulture)]);
    }
}

/// <summary>A place as it is written.</summary>
public sealed class SaveLieuRequest
{
    /// <summary>Null: a new one.</summary>
    public Guid? LieuId { get; set; }
    public Guid TraitementId { get; set; }
    public string? Nom { get; set; }
    public NatureLieu Nature { get; set; }
    public string? Emplacement { get; set; }
    public string? Responsable { get; set; }
    public string? CleLien { get; set; }
}

public sealed class SaveLieu(UseCaseServices services) : UseCase<SaveLieuRequest, Guid>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveLieuRequest request, CancellationToken cancellationToken)
    {
        if (!await db.Traitements.AnyAsync(t => t.Id == request.TraitementId, cancellationToken)) return Refus.Introuvable();
        var lieu = request.LieuId is { } id ? await db.LieuxExternes.SingleOrDefaultAsync(l => l.Id == id, cancellationToken) : new LieuExterne(db.TenantId, request.TraitementId, request.Nom);
        if (lieu is null) return Refus.Introuvable();
        if (request.LieuId is null) db.LieuxExternes.Add(lieu);
        lieu.MoveTo(request.TraitementId);
        lieu.Describe(request.Nom, request.Nature, request.Emplacement, request.Responsable, request.CleLien);
        await db.SaveChangesAsync(cancellationToken);
        return lieu.Id;
    }
}

public sealed class DeleteLieu(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) =>
        await db.LieuxExternes.Where(l => l.Id == request).ExecuteDeleteAsync(cancellationToken) == 1 ? Done.Value : Refus.Introuvable();
}
