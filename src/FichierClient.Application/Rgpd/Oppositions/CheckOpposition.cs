using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <param name="Genre">What it is.</param>
/// <param name="Valeur">In clear; nothing of the question is kept.</param>
public sealed record CheckOppositionRequest(GenreIdentifiant Genre, string Valeur);

public sealed class CheckOppositionValidator : AbstractValidator<CheckOppositionRequest>
{
    public CheckOppositionValidator() => RuleFor(r => r.Valeur).Must((r, valeur) => !string.IsNullOrWhiteSpace(valeur) && AddOppositionValidator.IsValid(r.Genre, valeur)).WithMessage(r => AddOppositionValidator.Explain(r.Genre));
}

/// <summary>The entries that concern one address, number, profile or domain; an address is looked for under its domain too.</summary>
public sealed class CheckOpposition(UseCaseServices services, ListeOpposition liste) : UseCase<CheckOppositionRequest, IReadOnlyList<OppositionRow>>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<OppositionRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, CheckOppositionRequest request, CancellationToken cancellationToken)
    {
        var prints = liste.PrintsOf(db.TenantId, new IdentifiantPersonne(request.Genre, request.Valeur)).ToList();
        return Outcome.Of<IReadOnlyList<OppositionRow>>(await db.Oppositions.AsNoTracking().Where(o => o.LeveeLe == null && prints.Contains(o.Empreinte)).OrderBy(o => o.CreeLe)
            .Select(o => new OppositionRow(o.Id, o.Genre, o.Nature, o.Portee, o.Source, o.CreeLe, db.Membres.Where(m => m.Id == o.CreeParId).Select(m => m.Nom).FirstOrDefault(), o.RevueLe, o.LeveeLe, o.MotifLevee))
            .ToListAsync(cancellationToken));
    }
}
