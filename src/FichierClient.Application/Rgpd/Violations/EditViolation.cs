using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>What is known of a breach by now.</summary>
public sealed class EditViolationRequest : ViolationSaisie, IActeViolation
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
}

public sealed class EditViolationValidator : AbstractValidator<EditViolationRequest>
{
    public EditViolationValidator() => Include(new ViolationSaisieValidator());
}

/// <summary>Writes what was found out; the journal keeps each field's value before.</summary>
public sealed class EditViolation(UseCaseServices services) : ViolationActe<EditViolationRequest>(services)
{
    protected override async Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, EditViolationRequest request, CancellationToken cancellationToken)
    {
        var before = violation.Description;
        violation.Describe(request.ToDescription(await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)));
        return (ActeViolation.Description, JournalViolations.Differences(before, violation.Description));
    }
}
