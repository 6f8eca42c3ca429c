using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>What every act on a breach names: the breach and the state of it that was read.</summary>
public interface IActeViolation
{
    Guid Id { get; }
    uint Version { get; }
}

/// <summary>An act on a breach: it happens on the state that was read, and the journal says so in the same save.</summary>
public abstract class ViolationActe<TRequest>(UseCaseServices services) : UseCase<TRequest, Done>(services) where TRequest : notnull, IActeViolation
{
    protected override Permission Permission => Permission.ViolationsManage;

    /// <summary>Does it, and gives what the journal keeps.</summary>
    protected abstract Task<(ActeViolation Acte, object? Contenu)> ActAsync(AppDbContext db, Acteur acteur, Violation violation, TRequest request, CancellationToken cancellationToken);

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, TRequest request, CancellationToken cancellationToken)
    {
        var violation = await db.Violations.SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken);
        if (violation is null) return Refus.Introuvable();
        // Two DPOs at once: the second is told, and reads what the first one did.
        if (violation.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        db.Entry(violation).Property(v => v.Version).OriginalValue = request.Version;
        var (acte, contenu) = await ActAsync(db, acteur, violation, request, cancellationToken);
        db.Note(violation, acte, contenu, acteur, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}

internal static class JournalViolations
{
    public static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Note(this AppDbContext db, Violation violation, ActeViolation acte, object? contenu, Acteur acteur, DateTimeOffset now) =>
        db.Note(violation, acte, contenu, acteur.MembreId, now);

    /// <param name="db">The organisation's.</param>
    /// <param name="violation">The breach.</param>
    /// <param name="acte">What was done.</param>
    /// <param name="contenu">What is kept of it.</param>
    /// <param name="membreId">Who; null: the host.</param>
    /// <param name="now">When.</param>
    public static void Note(this AppDbContext db, Violation violation, ActeViolation acte, object? contenu, Guid? membreId, DateTimeOffset now) =>
        db.ViolationJournal.Add(new ViolationJournal(db.TenantId, violation.Id, acte, contenu is null ? null : JsonSerializer.Serialize(contenu, Json), membreId, now));

    /// <summary>Fields that differ, each with what it was and became.</summary>
    public static IReadOnlyList<ChangementViolation> Differences(DescriptionViolation before, DescriptionViolation after) =>
        [.. typeof(DescriptionViolation).GetProperties()
            .Select(p => new ChangementViolation(p.Name, Text(p.GetValue(before)), Text(p.GetValue(after)))).Where(c => c.Avant != c.Apres)];

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => instant.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

/// <summary>A field of the file that changed.</summary>
public sealed record ChangementViolation(string Champ, string? Avant, string? Apres);
