using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>A hold to put on an object.</summary>
public sealed class PoseGelRequest
{
    public ObjetGele Objet { get; set; }

    /// <summary>An entreprise's name or SIREN, an invoice's number, or a breach's reference: exactly one must match.</summary>
    public string? Texte { get; set; }
    public MotifGel Motif { get; set; }
    public string? Raison { get; set; }
}

/// <summary>Puts an entreprise or an invoice on hold: the persons on it aren't erased by a rule; or a breach: it isn't purged.</summary>
public sealed class PoseGel(UseCaseServices services) : UseCase<PoseGelRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, PoseGelRequest request, CancellationToken cancellationToken)
    {
        var text = (request.Texte ?? "").Trim();
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var found = request.Objet switch
        {
            ObjetGele.Entreprise => db.Entreprises.Where(e => e.RaisonSociale == text || (digits.Length == 9 && e.Siren == digits)).Select(e => e.Id),
            ObjetGele.Vente => db.Ventes.Where(v => v.Numero == text).Select(v => v.Id),
            _ => db.Violations.Where(v => v.Reference == text).Select(v => v.Id),
        };
        var ids = await found.Take(2).ToListAsync(cancellationToken);
        if (ids is not [var id]) return Refus.Regle(Texts.Get(ids.Count == 0 ? "Gel_introuvable" : "Gel_plusieurs"));
        var gel = new Gel(db.TenantId, request.Objet, id, request.Motif, request.Raison, acteur.MembreId, Clock.GetUtcNow());
        db.Gels.Add(gel);
        await db.SaveChangesAsync(cancellationToken);
        return gel.Id;
    }
}

public sealed record LeveGelRequest(Guid Id);

/// <summary>Ends a hold.</summary>
public sealed class LeveGel(UseCaseServices services) : UseCase<LeveGelRequest, Done>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, LeveGelRequest request, CancellationToken cancellationToken)
    {
        if (await db.Gels.SingleOrDefaultAsync(g => g.Id == request.Id, cancellationToken) is not { } gel) return Refus.Introuvable();
        gel.Lift(acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
