using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>The persons were told, or needn't be.</summary>
public sealed class InformPersonnesRequest : IActeViolation
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
    public DateTime? InformeesLe { get; set; }
    public string? MoyenInformation { get; set; }
    public int? NombreInformees { get; set; }
    public bool DitNature { get; set; }
    public bool DitContact { get; set; }
    public bool DitConsequences { get; set; }
    public bool DitMesures { get; set; }

    /// <summary>Why they needn't be told (art. 34(3)); null: they were.</summary>
    public ExceptionInformation? Exception { get; set; }
    public string? MotifException { get; set; }
}

public sealed class InformPersonnesValidator : AbstractValidator<InformPersonnesRequest>
{
    public InformPersonnesValidator()
    {
        RuleFor(i => i.InformeesLe).NotNull().When(i => i.Exception is null).WithMessage(_ => Texts.Get("Violation_date"));
        RuleFor(i => i.NombreInformees).GreaterThanOrEqualTo(0).WithMessage(_ => Texts.Get("Violation_nombre"));
    }
}

/// <summary>Records the communication to the persons, or why none is due (RGPD art. 34).</summary>
public sealed class InformPersonnes(UseCaseServices services) : ViolationActe<InformPersonnesRequest>(services)
{
    protected override async Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, InformPersonnesRequest request, CancellationToken cancellationToken)
    {
        if (request.Exception is { } exception)
        {
            violation.Dispense(exception, request.MotifException);
            return (ActeViolation.DispenseInformation, new { violation.Exception, violation.MotifException });
        }

        var le = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Instant(request.InformeesLe!.Value);
        violation.Inform(le, request.MoyenInformation, request.NombreInformees, ContentOf(request), Clock.GetUtcNow());
        return (ActeViolation.InformationPersonnes, new { violation.PersonnesInformeesLe, violation.MoyenInformation, violation.NombreInformees, violation.ContenuInformation });
    }

    private static ContenuInformation ContentOf(InformPersonnesRequest r) =>
        (r.DitNature ? ContenuInformation.Nature : 0) | (r.DitContact ? ContenuInformation.ContactDpo : 0)
        | (r.DitConsequences ? ContenuInformation.Consequences : 0) | (r.DitMesures ? ContenuInformation.Mesures : 0);
}
