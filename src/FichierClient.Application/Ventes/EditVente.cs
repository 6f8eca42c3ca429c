using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>A vente being changed, with the version that the form was filled from. Its type stays.</summary>
public sealed class EditVenteRequest : VenteSaisie
{
    public Guid Id { get; set; }
    public VersionLue Lue { get; set; } = new(0, default);
}

public sealed class EditVenteValidator : AbstractValidator<EditVenteRequest>
{
    public EditVenteValidator() => Include(new VenteSaisieValidator());
}

/// <summary>Saves a draft or valid vente; a valid one must stay so. Refused, with what changed, when somebody else saved in between.</summary>
public sealed class EditVente(UseCaseServices services, Empreintes empreintes) : UseCase<EditVenteRequest, Done>(services)
{
    protected override Permission Permission => Permission.VentesEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, EditVenteRequest request, CancellationToken cancellationToken)
    {
        var vente = await db.Ventes.VisibleTo(acteur, db).Include(v => v.Lignes.OrderBy(l => l.Position)).SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken);
        if (vente is null) return await db.GoneAsync(db.Ventes.VisibleTo(acteur, db), request.Id, cancellationToken);
        if (await db.ConflictAsync(vente, request.Lue, cancellationToken) is { } conflict) return conflict;
        if (vente.Statut == StatutVente.Annulee) return Refus.Regle(Texts.Get("Vente_annulee"));
        if (await db.RefuseReferencesAsync(acteur, request, vente, cancellationToken) is { } refus) return refus;
        if (await RefuseLimiteAsync(db, acteur, vente, request, cancellationToken) is { } limite) return limite;
        // Their key is restricted, so lines that go are said to be deleted rather than left without a vente.
        db.RemoveRange(vente.Lignes.Skip(request.Lignes.Count));
        vente.Apply(request);
        await using var held = await db.HoldSoldesAsync(vente, cancellationToken);
        if (await db.RefuseTropCrediteeAsync(vente, cancellationToken) is { } credit) return credit;
        if (vente.Statut == StatutVente.Validee) vente.Validate();
        await db.SignalLinesAsync(acteur, vente, empreintes, Clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (held is not null) await held.CommitAsync(cancellationToken);
        return Done.Value;
    }

    /// <summary>Its entreprise; a contact only where the vente comes to name him, or no more.</summary>
    private static async Task<Refus?> RefuseLimiteAsync(AppDbContext db, Acteur acteur, Vente vente, EditVenteRequest request, CancellationToken cancellationToken)
    {
        var leaves = request.ContactId == vente.ContactId ? null : vente.ContactId;
        if (await db.RefuseEcritLimiteAsync(acteur, (vente.EntrepriseId, leaves), vente.CreeLe, cancellationToken) is { } refus) return refus;
        var (entreprise, contact) = (request.EntrepriseId == vente.EntrepriseId ? null : request.EntrepriseId, request.ContactId == vente.ContactId ? null : request.ContactId);
        return await db.RefuseEcritLimiteAsync(acteur, (entreprise, contact), null, cancellationToken);
    }
}
