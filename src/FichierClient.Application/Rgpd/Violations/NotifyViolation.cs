using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A notification that was sent to the authority by its own service.</summary>
public sealed class NotifyViolationRequest : IActeViolation
{
    public Guid Id { get; set; }
    public uint Version { get; set; }

    /// <summary>The second step, after the first notification.</summary>
    public bool EstComplementaire { get; set; }
    public DateTime? NotifieeLe { get; set; }

    /// <summary>The number that the authority gave.</summary>
    public string? NumeroCnil { get; set; }

    /// <summary>Why it comes after the 72 hours; asked only then.</summary>
    public string? MotifRetard { get; set; }
}

public sealed class NotifyViolationValidator : AbstractValidator<NotifyViolationRequest>
{
    public NotifyViolationValidator() => RuleFor(n => n.NotifieeLe).NotNull().WithMessage(_ => Texts.Get("Violation_date"));
}

/// <summary>Records the first or the complementary notification to the CNIL (RGPD art. 33(1) and 33(4)).</summary>
public sealed class NotifyViolation(UseCaseServices services) : ViolationActe<NotifyViolationRequest>(services)
{
    protected override async Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, NotifyViolationRequest request, CancellationToken cancellationToken)
    {
        var le = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Instant(request.NotifieeLe!.Value);
        if (request.EstComplementaire)
        {
            violation.Complete(le, Clock.GetUtcNow());
            return (ActeViolation.NotificationComplementaire, new { violation.CompleteeLe, request.NumeroCnil });
        }

        violation.Notify(le, request.NumeroCnil, request.MotifRetard, Clock.GetUtcNow());
        return (ActeViolation.NotificationInitiale, new { violation.NotifieeLe, violation.Echeance, violation.NumeroCnil, violation.MotifRetard });
    }
}
