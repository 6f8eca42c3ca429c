using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>What a breach may have reached is to be counted.</summary>
public sealed class CalculatePerimetreRequest : IActeViolation
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
    public GenrePerimetre Genre { get; set; }
    public Guid? MembreId { get; set; }
    public Guid? ExportId { get; set; }

    /// <summary>From when on; of a member: what he did, his exports.</summary>
    public DateTime? Du { get; set; }
    public DateTime? Au { get; set; }
}

public sealed class CalculatePerimetreValidator : AbstractValidator<CalculatePerimetreRequest>
{
    public CalculatePerimetreValidator()
    {
        RuleFor(p => p.MembreId).NotNull().When(p => p.Genre == GenrePerimetre.Membre).WithMessage(_ => Texts.Get("Violation_membre"));
        RuleFor(p => p.ExportId).NotNull().When(p => p.Genre == GenrePerimetre.Export).WithMessage(_ => Texts.Get("Violation_export"));
        RuleFor(p => p.Du).NotNull().When(p => p.Genre == GenrePerimetre.Periode).WithMessage(_ => Texts.Get("Violation_date"));
        RuleFor(p => p.Au).GreaterThan(p => p.Du).When(p => p.Du is not null && p.Au is not null).WithMessage(_ => Texts.Get("Violation_fin"));
    }
}

/// <summary>
/// Counts the persons and records that a breach may have reached, by table and category of data as the map classifies them, and keeps the
/// count in the file; the breach's own numbers take it over where the DPO has typed none.
/// </summary>
public sealed class CalculatePerimetre(UseCaseServices services) : ViolationActe<CalculatePerimetreRequest>(services)
{
    protected override async Task<(ActeViolation Acte, object? Contenu)> ActAsync(
        AppDbContext db, Acteur acteur, Violation violation, CalculatePerimetreRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var map = await Cartographie.Cartographie.ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var now = Clock.GetUtcNow();
        var du = request.Du is { } from ? organisation.Instant(from) : DateTimeOffset.MinValue;
        var au = request.Au is { } until ? organisation.Instant(until) : DateTimeOffset.MaxValue;
        var counted = await new CalculPerimetre(db, map).CountAsync(request, du, au, cancellationToken) with
        {
            Genre = request.Genre,
            Du = request.Du is null ? null : du,
            Au = request.Au is null ? null : au,
            CalculeLe = now,
        };
        var last = await LastAsync(db, violation.Id, cancellationToken);
        violation.Describe(violation.Description with
        {
            NombrePersonnes = Taken(violation.Description.NombrePersonnes, last?.Personnes, counted.Personnes),
            NombreEnregistrements = Taken(violation.Description.NombreEnregistrements, last?.Enregistrements, counted.Enregistrements),
        });
        return (ActeViolation.Perimetre, counted);
    }

    private static async Task<PerimetreViolation?> LastAsync(AppDbContext db, Guid violation, CancellationToken cancellationToken) =>
        await db.ViolationJournal.AsNoTracking().Where(j => j.ViolationId == violation && j.Acte == ActeViolation.Perimetre).OrderByDescending(j => j.FaitLe).ThenByDescending(j => j.Id).Select(j => j.Contenu).FirstOrDefaultAsync(cancellationToken)
            is { } contenu ? JsonSerializer.Deserialize<PerimetreViolation>(contenu, JournalViolations.Json) : null;

    /// <summary>What stands is the program's own last count, or nothing: the new count takes its place. What the DPO typed stays.</summary>
    private static int? Taken(int? standing, int? lastCount, int counted) => standing is null || standing == lastCount ? counted : standing;
}
