using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Violations;

namespace FichierClient.Application.Rgpd.Violations;

public sealed record CloseViolationRequest(Guid Id, uint Version) : IActeViolation;

/// <summary>Closes a breach on which nothing is left to do; it stays in the register.</summary>
public sealed class CloseViolation(UseCaseServices services) : ViolationActe<CloseViolationRequest>(services)
{
    protected override Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, CloseViolationRequest request, CancellationToken cancellationToken)
    {
        violation.Close(Clock.GetUtcNow());
        return Task.FromResult((ActeViolation.Cloture, (object?)new { violation.CloseLe }));
    }
}
