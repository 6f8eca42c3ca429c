using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A breach's file.</summary>
public sealed record ViolationDetails(Guid Id, uint Version, string Reference, DescriptionViolation Description, EditViolationRequest Saisie)
{
    public required DateTimeOffset PriseConnaissanceLe { get; init; }
    public required DateTimeOffset Echeance { get; init; }
    public required EtapeViolation Etape { get; init; }
    public DateTimeOffset? EcheanceEtape { get; init; }

    /// <summary>The host told of it, under this reference of its own.</summary>
    public string? Incident { get; init; }
    public DateTimeOffset? NotifieeLe { get; init; }
    public string? NumeroCnil { get; init; }
    public string? MotifRetard { get; init; }
    public DateTimeOffset? CompleteeLe { get; init; }
    public DateTimeOffset? PersonnesInformeesLe { get; init; }
    public string? MoyenInformation { get; init; }
    public int? NombreInformees { get; init; }
    public ExceptionInformation? Exception { get; init; }
    public string? MotifException { get; init; }
    public DateTimeOffset? CloseLe { get; init; }

    /// <summary>Scopes that were calculated, latest first.</summary>
    public IReadOnlyList<PerimetreViolation> Perimetres { get; init; } = [];
    public IReadOnlyList<JournalRow> Journal { get; init; } = [];
}

/// <summary>A step of the file, with its fields as JSON.</summary>
public sealed record JournalRow(Guid Id, ActeViolation Acte, string? Contenu, string? Auteur, DateTimeOffset FaitLe);

/// <summary>Reads a breach's file with its journal, latest first.</summary>
public sealed class GetViolation(UseCaseServices services) : UseCase<Guid, ViolationDetails>(services)
{
    protected override Permission Permission => Permission.ViolationsManage;

    protected override async Task<Outcome<ViolationDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var v = await db.Violations.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request, cancellationToken);
        if (v is null) return Refus.Introuvable();
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var journal = await db.ViolationJournal.AsNoTracking().Where(j => j.ViolationId == request).OrderByDescending(j => j.FaitLe).ThenByDescending(j => j.Id)
            .Select(j => new JournalRow(j.Id, j.Acte, j.Contenu, db.Membres.Where(m => m.Id == j.MembreId).Select(m => m.Nom).FirstOrDefault(), j.FaitLe)).ToListAsync(cancellationToken);
        return Of(v, organisation) with
        {
            Journal = journal,
            Perimetres = [.. journal.Where(j => j.Acte == ActeViolation.Perimetre).Select(j => JsonSerializer.Deserialize<PerimetreViolation>(j.Contenu!, JournalViolations.Json)!)],
        };
    }

    private static ViolationDetails Of(Violation v, Organisation organisation) =>
        new(v.Id, v.Version, v.Reference, v.Description, new EditViolationRequest { Id = v.Id, Version = v.Version }.Fill(v.Description, organisation))
        {
            PriseConnaissanceLe = v.PriseConnaissanceLe,
            Echeance = v.Echeance,
            Etape = v.Etape,
            Incident = v.Incident,
            EcheanceEtape = v.EcheanceEtape,
            NotifieeLe = v.NotifieeLe,
            NumeroCnil = v.NumeroCnil,
            MotifRetard = v.MotifRetard,
            CompleteeLe = v.CompleteeLe,
            PersonnesInformeesLe = v.PersonnesInformeesLe,
            MoyenInformation = v.MoyenInformation,
            NombreInformees = v.NombreInformees,
            Exception = v.Exception,
            MotifException = v.MotifException,
            CloseLe = v.CloseLe,
        };
}
