using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Communications;

/// <summary>A disclosure in the list.</summary>
public sealed record CommunicationRow(Guid Id, string Destinataire, Sujet Sujet, long Nombre, string Champs, BaseLegale BaseLegale, DateTimeOffset FaiteLe, string? Membre, bool EstExport);

/// <param name="SujetId">Only those that a record is in, or may be in; null: all.</param>
public sealed record ListCommunicationsRequest(Guid? SujetId = null);

/// <summary>To whom data were handed over, the latest first.</summary>
public sealed class ListCommunications(UseCaseServices services) : UseCase<ListCommunicationsRequest, IReadOnlyList<CommunicationRow>>(services)
{
    private const int Shown = 500;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<CommunicationRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListCommunicationsRequest request, CancellationToken cancellationToken)
    {
        var communications = db.Communications.AsNoTracking();
        if (request.SujetId is { } sujet) communications = communications.Where(c => c.Personnes == null || c.Personnes.Contains(sujet));
        return Outcome.Of<IReadOnlyList<CommunicationRow>>(await communications.OrderByDescending(c => c.FaiteLe).ThenByDescending(c => c.Id).Take(Shown).Select(c => new CommunicationRow(
            c.Id, c.Destinataire, c.Sujet, c.Nombre, c.Champs, c.BaseLegale, c.FaiteLe, db.Membres.Where(m => m.Id == c.MembreId).Select(m => m.Nom).FirstOrDefault(), c.ExportId != null)).ToListAsync(cancellationToken));
    }
}

/// <summary>A disclosure that the program doesn't know of: a list given to a printer, a file sent to an accountant.</summary>
public sealed class AddCommunicationRequest
{
    public string? Destinataire { get; set; }
    public Sujet Sujet { get; set; } = Sujet.Contact;

    /// <summary>The record; null: everybody may be among them.</summary>
    public Guid? SujetId { get; set; }
    public int? Nombre { get; set; } = 1;
    public string? Champs { get; set; }
    public BaseLegale BaseLegale { get; set; } = BaseLegale.InteretLegitime;

    /// <summary>The day; null: today.</summary>
    public DateOnly? Jour { get; set; }
}

public sealed class AddCommunicationValidator : AbstractValidator<AddCommunicationRequest>
{
    public AddCommunicationValidator()
    {
        RuleFor(c => c.Destinataire).NotEmpty().MaximumLength(300);
        RuleFor(c => c.Champs).NotEmpty().MaximumLength(2000);
        RuleFor(c => c.Nombre).NotNull().GreaterThan(0);
    }
}

/// <summary>Notes a disclosure by hand.</summary>
public sealed class AddCommunication(UseCaseServices services) : UseCase<AddCommunicationRequest, Guid>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, AddCommunicationRequest request, CancellationToken cancellationToken)
    {
        if (request.SujetId is { } id && !(await db.Contacts.AnyAsync(c => c.Id == id, cancellationToken) || await db.Entreprises.AnyAsync(e => e.Id == id, cancellationToken))) return Refus.Introuvable();
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var donnees = new DonneesCommuniquees(request.Destinataire, request.Sujet, request.Nombre!.Value, request.Champs, request.BaseLegale, request.SujetId is { } one ? [one] : null);
        var communication = new Communication(db.TenantId, donnees, acteur.MembreId, Organisations.OrganisationDay.InstantOf(organisation, request.Jour, Clock.GetUtcNow()));
        db.Communications.Add(communication);
        await db.SaveChangesAsync(cancellationToken);
        return communication.Id;
    }
}

internal static class CommunicationsOf
{
    /// <summary>Disclosures of the persons of a request, those who were erased by it too: art. 19 asks to tell who received their data.</summary>
    public static async Task<List<Communication>> CommunicationsAboutAsync(this AppDbContext db, DemandeDroit demande, CancellationToken cancellationToken)
    {
        var erased = await db.Effacements.AsNoTracking().Where(e => e.DemandeId == demande.Id).Select(e => new { e.SujetId, e.Plan }).ToListAsync(cancellationToken);
        return await db.CommunicationsAboutAsync([.. Ids(demande.Personnes), .. erased.SelectMany(e => Effacements.PlanEffacement.FromJson(e.Plan).Ids.Append(e.SujetId)).Distinct()], cancellationToken);
    }

    /// <summary>Disclosures in which one of these records is, or may be.</summary>
    public static Task<List<Communication>> CommunicationsAboutAsync(this AppDbContext db, IEnumerable<DemandePersonne> personnes, CancellationToken cancellationToken) =>
        db.CommunicationsAboutAsync([.. Ids(personnes)], cancellationToken);

    private static IEnumerable<Guid> Ids(IEnumerable<DemandePersonne> personnes) => personnes.SelectMany(p => new[] { p.ContactId, p.EntrepriseId }).OfType<Guid>();

    private static async Task<List<Communication>> CommunicationsAboutAsync(this AppDbContext db, Guid[] ids, CancellationToken cancellationToken) => ids.Length == 0 ? []
        : await db.Communications.AsNoTracking().Where(c => c.Personnes == null || c.Personnes.Any(p => ids.Contains(p))).OrderBy(c => c.FaiteLe).ToListAsync(cancellationToken);
}
