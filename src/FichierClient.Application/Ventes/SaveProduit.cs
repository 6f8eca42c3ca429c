using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Adds a produit to the catalogue. Gives its id back.</summary>
public sealed class CreateProduit(UseCaseServices services) : UseCase<ProduitSaisie, Guid>(services)
{
    protected override Permission Permission => Permission.ProduitsEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, ProduitSaisie request, CancellationToken cancellationToken)
    {
        var produit = new Produit(db.TenantId, request.Sku!, request.Nom!);
        produit.Change(request.Sku!, request.Nom!, request.Prix, request.Cout, request.TauxTva!.Value);
        produit.Activate(request.EstActif);
        db.Produits.Add(produit);
        await db.SaveChangesAsync(cancellationToken);
        return produit.Id;
    }
}

/// <param name="Id">The produit.</param>
/// <param name="Lue">Its state when the form was opened.</param>
/// <param name="Saisie">Everything as it must be now.</param>
public sealed record EditProduitRequest(Guid Id, VersionLue Lue, ProduitSaisie Saisie);

public sealed class EditProduitValidator : AbstractValidator<EditProduitRequest>
{
    public EditProduitValidator() => RuleFor(r => r.Saisie).SetValidator(new ProduitSaisieValidator());
}

/// <summary>Changes a produit, or takes it out of what is offered; ventes keep the price and cost of their day.</summary>
public sealed class EditProduit(UseCaseServices services) : UseCase<EditProduitRequest, Done>(services)
{
    protected override Permission Permission => Permission.ProduitsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, EditProduitRequest request, CancellationToken cancellationToken)
    {
        var produit = await db.Produits.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
        if (produit is null) return Refus.Introuvable();
        if (await db.ConflictAsync(produit, request.Lue, cancellationToken) is { } conflict) return conflict;
        var saisie = request.Saisie;
        produit.Change(saisie.Sku!, saisie.Nom!, saisie.Prix, saisie.Cout, saisie.TauxTva!.Value);
        produit.Activate(saisie.EstActif);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
