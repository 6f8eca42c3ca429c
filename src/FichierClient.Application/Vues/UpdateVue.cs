using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Vues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Vues;

/// <param name="Id">A view that the member made.</param>
/// <param name="Nom">Its name from now on.</param>
/// <param name="Parametres">The address after the question mark.</param>
/// <param name="EstPartagee">Shown to everybody in the organisation.</param>
public sealed record UpdateVueRequest(Guid Id, string Nom, string Parametres, bool EstPartagee);

public sealed class UpdateVueValidator : AbstractValidator<UpdateVueRequest>
{
    public UpdateVueValidator()
    {
        RuleFor(r => r.Nom).NotEmpty().MaximumLength(60);
        RuleFor(r => r.Parametres).NotNull().MaximumLength(2000);
    }
}

/// <summary>Renames a view, shares it or not, or gives it other filters. Who made it alone may.</summary>
public sealed class UpdateVue(UseCaseServices services) : UseCase<UpdateVueRequest, Done>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, UpdateVueRequest request, CancellationToken cancellationToken)
    {
        var vue = await db.Set<Vue>().SingleOrDefaultAsync(v => v.Id == request.Id && v.MembreId == acteur.MembreId, cancellationToken);
        if (vue is null) return Refus.Introuvable();
        // What everybody sees, or saw until now, is changed by those who may change the file.
        if ((request.EstPartagee || vue.EstPartagee) && !acteur.Allows(Permission.EntreprisesEdit)) return Refus.Interdit();
        var nom = request.Nom.Trim();
        if (await db.Set<Vue>().AnyAsync(v => v.Page == vue.Page && v.MembreId == acteur.MembreId && v.Nom == nom && v.Id != vue.Id, cancellationToken))
            return Refus.Regle(Texts.Get("Vue_nom_pris", nom));
        vue.Change(nom, request.Parametres, request.EstPartagee);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
