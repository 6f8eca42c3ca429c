using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FluentValidation;

namespace FichierClient.Application.Ventes;

public sealed class CreateVenteRequest : VenteSaisie
{
    /// <summary>True: it counts at once; false: a draft.</summary>
    public bool Valider { get; set; }
}

public sealed class CreateVenteValidator : AbstractValidator<CreateVenteRequest>
{
    public CreateVenteValidator() => Include(new VenteSaisieValidator());
}

/// <summary>Adds a facture or an avoir, as a draft or valid. Gives its id back.</summary>
public sealed class CreateVente(UseCaseServices services, Empreintes empreintes) : UseCase<CreateVenteRequest, Guid>(services)
{
    protected override Permission Permission => Permission.VentesEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, CreateVenteRequest request, CancellationToken cancellationToken)
    {
        if (await db.RefuseReferencesAsync(acteur, request, null, cancellationToken) is { } refus) return refus;
        if (await db.RefuseEcritLimiteAsync(acteur, (request.EntrepriseId, request.ContactId), null, cancellationToken) is { } limite) return limite;
        var vente = new Vente(db.TenantId, request.Type, request.EntrepriseId!.Value, request.Date!.Value);
        vente.Apply(request);
        await using var held = await db.HoldSoldesAsync(vente, cancellationToken);
        if (await db.RefuseTropCrediteeAsync(vente, cancellationToken) is { } credit) return credit;
        if (request.Valider) vente.Validate();
        db.Ventes.Add(vente);
        await db.SignalLinesAsync(acteur, vente, empreintes, Clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (held is not null) await held.CommitAsync(cancellationToken);
        return vente.Id;
    }
}
