using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A breach being entered in the register.</summary>
public sealed class OpenViolationRequest : ViolationSaisie
{
    /// <summary>When the organisation became aware; the clock runs from then on, whenever it is entered.</summary>
    public DateTime? PriseConnaissanceLe { get; set; }
}

public sealed class OpenViolationValidator : AbstractValidator<OpenViolationRequest>
{
    public OpenViolationValidator()
    {
        Include(new ViolationSaisieValidator());
        RuleFor(v => v.PriseConnaissanceLe).NotNull().WithMessage(_ => Texts.Get("Violation_prise_connaissance"));
    }
}

/// <summary>Enters a breach in the register. Gives its id back.</summary>
public sealed class OpenViolation(UseCaseServices services) : UseCase<OpenViolationRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ViolationsManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, OpenViolationRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockViolationsAsync(cancellationToken);
        var (organisation, now) = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken), Clock.GetUtcNow());
        var violation = new Violation(db.TenantId, await db.NextReferenceAsync(organisation, now, cancellationToken), organisation.Instant(request.PriseConnaissanceLe!.Value), request.ToDescription(organisation), now);
        db.Violations.Add(violation);
        db.Note(violation, ActeViolation.Ouverture, new { violation.Reference, violation.PriseConnaissanceLe, violation.Echeance, violation.Description }, acteur, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return violation.Id;
    }
}

internal static class NumeroViolation
{
    /// <summary>Two that are entered at once take two numbers: the second waits for the first's transaction.</summary>
    public static Task LockViolationsAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('violations:' || {db.TenantId.ToString()}, 0))", cancellationToken);

    /// <summary>The next number of the register in this year.</summary>
    public static async Task<string> NextReferenceAsync(this AppDbContext db, Organisation organisation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"V-{organisation.Today(now).Year}-");
        // After the highest: earlier ones may have been purged.
        var last = (await db.Violations.Where(v => v.Reference.StartsWith(prefix)).Select(v => v.Reference).ToListAsync(cancellationToken)).Select(r => int.TryParse(r.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max();
        var number = last + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:000}");
    }
}
