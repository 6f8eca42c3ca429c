using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.TableauDpo;

/// <summary>A request with all that its clock is checked by; nobody is named.</summary>
public sealed record DemandeControlee(string Reference, IReadOnlyList<DroitDemande> Droits, StatutDemande Statut, DateOnly RecueLe, DateOnly EcheanceInitiale, DateOnly Echeance)
{
    public int JoursSuspendus { get; init; }
    public DateOnly? ProrogeeLe { get; init; }

    /// <summary>The day of the answer, or of an end without one, where the organisation is; null: open.</summary>
    public DateOnly? RepondueLe { get; init; }
}

/// <summary>A breach with what art. 33(5) asks to be documented.</summary>
public sealed record ViolationControlee(string Reference, DateTimeOffset PriseConnaissanceLe, DateTimeOffset Echeance, DescriptionViolation Description)
{
    public DateTimeOffset? NotifieeLe { get; init; }
    public string? NumeroCnil { get; init; }
    public string? MotifRetard { get; init; }
    public DateTimeOffset? CompleteeLe { get; init; }
    public DateTimeOffset? PersonnesInformeesLe { get; init; }
    public ExceptionInformation? Exception { get; init; }
    public string? MotifException { get; init; }
    public DateTimeOffset? CloseLe { get; init; }
}

/// <summary>Persons whose data came from one source (art. 14).</summary>
public sealed record SourceControlee(string Source, int Informees, int Ouvertes, int EnRetard);

/// <summary>A signed document as a file that anybody can verify.</summary>
public sealed record PieceSignee(string Nom, string Json);

/// <summary>What the inspection's file holds beside the registers and the map: all of it, however long the lists are.</summary>
public sealed record ContenuControle(IReadOnlyList<DemandeControlee> Demandes, IReadOnlyList<ViolationControlee> Violations, IReadOnlyList<SourceControlee> Sources, IReadOnlyList<PieceSignee> Certificats, IReadOnlyList<PieceSignee> ProcesVerbaux);

/// <summary>Reads what a supervisory authority asks to see.</summary>
public sealed class ReadDossierControle(UseCaseServices services) : UseCase<NoRequest, ContenuControle>(services)
{
    private static readonly TypeEtape[] Ends = [TypeEtape.Repondue, TypeEtape.Irrecevable, TypeEtape.Refusee, TypeEtape.Retiree];

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<ContenuControle>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var certificats = await db.Certificats.AsNoTracking().Join(db.Effacements, c => c.EffacementId, e => e.Id, (c, e) => new CertificatSigne(e.Reference, c.Contenu, c.Signature, c.ClePublique)).ToListAsync(cancellationToken);
        certificats.AddRange(await db.CertificatsPropagation.AsNoTracking().Join(db.Effacements, c => c.EffacementId, e => e.Id, (c, e) => new CertificatSigne(e.Reference + "-destinataires", c.Contenu, c.Signature, c.ClePublique)).ToListAsync(cancellationToken));
        var complements = await db.ComplementsCertificat.AsNoTracking().Join(db.Effacements, c => c.EffacementId, e => e.Id, (c, e) => new { e.Reference, c.Contenu, c.Signature, c.ClePublique, c.EmisLe }).ToListAsync(cancellationToken);
        certificats.AddRange(complements.GroupBy(c => c.Reference).SelectMany(g => g.OrderBy(c => c.EmisLe).Select((c, i) => new CertificatSigne($"{c.Reference}-complement-{i + 1}", c.Contenu, c.Signature, c.ClePublique))));
        var minutes = await db.ProcesVerbaux.AsNoTracking().OrderBy(p => p.FaitLe).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        return new ContenuControle(
            await DemandesAsync(db, cancellationToken),
            (await db.Violations.AsNoTracking().OrderBy(v => v.PriseConnaissanceLe).ToListAsync(cancellationToken)).ConvertAll(Of),
            await SourcesAsync(db, await db.TodayAsync(Clock, cancellationToken), cancellationToken),
            [.. certificats.OrderBy(c => c.Reference, StringComparer.Ordinal).Select(c => new PieceSignee(c.Reference, CertificatFichier.Write(c)))],
            [.. minutes.Select(p => new PieceSignee(Minutes.NameOf(p), Minutes.ToJson(p)))]);
    }

    private static async Task<List<DemandeControlee>> DemandesAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var ends = await db.DemandeEtapes.Where(e => Ends.Contains(e.Type)).GroupBy(e => e.DemandeId).Select(g => new { g.Key, Le = g.Min(e => e.FaitLe) }).ToDictionaryAsync(g => g.Key, g => organisation.Today(g.Le), cancellationToken);
        var demandes = await db.Demandes.AsNoTracking().Include(d => d.Resolutions).OrderBy(d => d.Annee).ThenBy(d => d.Numero).ToListAsync(cancellationToken);
        return demandes.ConvertAll(d => new DemandeControlee(d.Reference, [.. d.Resolutions.Select(r => r.Droit).Order()], d.Statut, d.RecueLe, d.EcheanceInitiale, d.Echeance)
        {
            JoursSuspendus = d.JoursSuspendus,
            ProrogeeLe = d.ProrogeeLe,
            RepondueLe = ends.TryGetValue(d.Id, out var day) ? day : null,
        });
    }

    private static ViolationControlee Of(Violation v) => new(v.Reference, v.PriseConnaissanceLe, v.Echeance, v.Description)
    {
        NotifieeLe = v.NotifieeLe,
        NumeroCnil = v.NumeroCnil,
        MotifRetard = v.MotifRetard,
        CompleteeLe = v.CompleteeLe,
        PersonnesInformeesLe = v.PersonnesInformeesLe,
        Exception = v.Exception,
        MotifException = v.MotifException,
        CloseLe = v.CloseLe,
    };

    private static Task<List<SourceControlee>> SourcesAsync(AppDbContext db, DateOnly today, CancellationToken cancellationToken) =>
        db.ObligationsInformation.GroupBy(o => o.Source).OrderBy(g => g.Key)
            .Select(g => new SourceControlee(g.Key, g.Count(o => o.FaitLe != null), g.Count(o => o.FaitLe == null), g.Count(o => o.FaitLe == null && o.Echeance < today))).ToListAsync(cancellationToken);
}
