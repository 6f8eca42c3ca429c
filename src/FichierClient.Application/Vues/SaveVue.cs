using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Vues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Vues;

/// <param name="Page">One of <see cref="Vue.Pages"/>.</param>
/// <param name="Nom">Saving under a name that the member has already used replaces that view.</param>
/// <param name="Parametres">The address after the question mark.</param>
/// <param name="EstPartagee">Shown to everybody in the organisation.</param>
public sealed record SaveVueRequest(string Page, string Nom, string Parametres, bool EstPartagee);

public sealed class SaveVueValidator : AbstractValidator<SaveVueRequest>
{
    public SaveVueValidator()
    {
        RuleFor(r => r.Page).Must(Vue.Pages.Contains);
        RuleFor(r => r.Nom).NotEmpty().MaximumLength(60);
        RuleFor(r => r.Parametres).NotNull().MaximumLength(2000);
    }
}

/// <summary>Keeps the state of a list under a name.</summary>
public sealed class SaveVue(UseCaseServices services) : UseCase<SaveVueRequest, Guid>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveVueRequest request, CancellationToken cancellationToken)
    {
        // What everybody sees is changed by those who may change the file.
        if (request.EstPartagee && !acteur.Allows(Permission.EntreprisesEdit)) return Refus.Interdit();
        var nom = request.Nom.Trim();
        var vue = await db.Set<Vue>().SingleOrDefaultAsync(v => v.Page == request.Page && v.MembreId == acteur.MembreId && v.Nom == nom, cancellationToken);
        if (vue is null) db.Add(vue = new Vue(db.TenantId, acteur.MembreId, request.Page, nom, request.Parametres));
        vue.Change(nom, request.Parametres, request.EstPartagee);
        await db.SaveChangesAsync(cancellationToken);
        return vue.Id;
    }
}
