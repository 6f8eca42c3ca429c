using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Violations;

/// <param name="Id">The breach.</param>
/// <param name="Version">The state that was read.</param>
/// <param name="Preuve">What it is and where it is kept: a report, a log, a deposit number.</param>
public sealed record AddPreuveRequest(Guid Id, uint Version, string? Preuve) : IActeViolation;

public sealed class AddPreuveValidator : AbstractValidator<AddPreuveRequest>
{
    private const int Longueur = 2000;

    public AddPreuveValidator() => RuleFor(p => p.Preuve).NotEmpty().WithMessage(_ => Texts.Get("Violation_preuve"))
        .MaximumLength(Longueur).WithMessage(_ => Texts.Get("Texte_trop_long", Longueur));
}

/// <summary>Writes down a proof; it can't be taken back.</summary>
public sealed class AddPreuve(UseCaseServices services) : ViolationActe<AddPreuveRequest>(services)
{
    protected override Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, AddPreuveRequest request, CancellationToken cancellationToken) =>
        Task.FromResult((ActeViolation.Preuve, (object?)new { Preuve = request.Preuve!.Trim() }));
}
