using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What a member hands over: a note, or a person whose request was heard, with the right, the way and the day. One of the three ids.</summary>
public sealed record TransmitDemandeRequest(Guid? EvenementId, Guid? ContactId, Guid? EntrepriseId, string? Texte = null)
{
    /// <summary>What was asked for; null: what the words sound like.</summary>
    public DroitDemande? Droit { get; init; }

    /// <summary>How it reached the organisation; a note's own is a transmission.</summary>
    public CanalDemande Canal { get; init; } = CanalDemande.Transmission;

    /// <summary>When anybody of the organisation received it; null: today, or the note's day.</summary>
    public DateOnly? RecueLe { get; init; }
}

public sealed class TransmitDemandeValidator : AbstractValidator<TransmitDemandeRequest>
{
    public TransmitDemandeValidator()
    {
        RuleFor(d => d.RecueLe).Must(le => le is null || le >= DelaisDemande.PremierJour).WithMessage(_ => Texts.Get("Demande_recue_trop_tot", DelaisDemande.PremierJour));
        RuleFor(d => d.Texte).MaximumLength(CreateDemandeValidator.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", CreateDemandeValidator.LongueurMaximale));
    }
}

/// <summary>All that its member learns: that it was taken in, and the day from which the clock runs.</summary>
public sealed record DemandeTransmise(DateOnly RecueLe, bool DejaTransmise);

/// <summary>
/// Hands a request over to the DPO: a note in one click, a person with what was asked. The clock runs from the day of the note, since that is when the organisation received
/// it. Who transmits never sees the request's file.
/// </summary>
public sealed class TransmitDemande(UseCaseServices services, OppositionDemande opposition) : UseCase<TransmitDemandeRequest, DemandeTransmise>(services)
{
    protected override Permission Permission => Permission.DemandesTransmit;

    protected override async Task<Outcome<DemandeTransmise>> ExecuteAsync(AppDbContext db, Acteur acteur, TransmitDemandeRequest request, CancellationToken cancellationToken)
    {
        var calendrier = await db.CalendrierAsync(Clock, cancellationToken);
        var (texte, jour, contactId, entrepriseId) = (request.Texte, request.RecueLe ?? calendrier.Aujourdhui, request.ContactId, request.EntrepriseId);
        if (request.EvenementId is { } id)
        {
            var said = await db.Evenements.AsNoTracking().VisibleTo(acteur, db).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
            if (said is null) return Refus.Introuvable();
            var day = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Today(said.SurvenuLe);
            (texte, jour, contactId, entrepriseId) = (said.Texte, day < calendrier.Aujourdhui ? day : calendrier.Aujourdhui, said.ContactId, said.EntrepriseId);
        }

        if (await PersonneAsync(db, acteur, contactId, entrepriseId, cancellationToken) is not { } personne) return Refus.Introuvable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of two clicks at once the second waits, and finds what the first made.
        await db.LockNumbersAsync(cancellationToken);
        if (request.EvenementId is { } note && await db.Demandes.AnyAsync(d => d.EvenementId == note, cancellationToken)) return new DemandeTransmise(jour, DejaTransmise: true);
        if (request.EvenementId is null && await AgainAsync(db, acteur, request, cancellationToken) is { } before) return new DemandeTransmise(before, DejaTransmise: true);
        var recue = new DemandeRecue(jour, request.EvenementId is null ? request.Canal : CanalDemande.Transmission, personne.Demandeur,
            request.Droit is { } droit ? [droit] : PhrasesDemande.RightsIn(texte), texte, request.EvenementId)
        { EstTransmise = true };
        var demande = await db.RegisterAsync(recue, acteur.MembreId, calendrier, cancellationToken);
        if (personne.EstPersonne) demande.Link(contactId, contactId is null ? entrepriseId : null, acteur.MembreId, calendrier.Maintenant);
        await opposition.ApplyAsync(db, demande, acteur.MembreId, calendrier.Maintenant, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DemandeTransmise(jour, DejaTransmise: false);
    }

    /// <summary>The same member handed the same over already, and it isn't answered: one request has one clock.</summary>
    private static async Task<DateOnly?> AgainAsync(AppDbContext db, Acteur acteur, TransmitDemandeRequest request, CancellationToken cancellationToken)
    {
        var (contact, entreprise) = (request.ContactId, request.ContactId is null ? request.EntrepriseId : null);
        var found = await db.Demandes.AsNoTracking().Where(d => d.RecueParId == acteur.MembreId && !DemandeAccess.Answered.Contains(d.Statut)
                && d.Personnes.Any(p => (contact != null && p.ContactId == contact) || (entreprise != null && p.EntrepriseId == entreprise)))
            .Where(d => request.Droit == null || d.Resolutions.Any(r => r.Droit == request.Droit)).Select(d => d.RecueLe).Take(1).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Whom it is about. A company that isn't a person is only where the request was heard.</summary>
    private static async Task<(Demandeur Demandeur, bool EstPersonne)?> PersonneAsync(AppDbContext db, Acteur acteur, Guid? contactId, Guid? entrepriseId, CancellationToken cancellationToken)
    {
        if (contactId is { } contact)
        {
            var found = await db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(c => c.Id == contact).Select(c => new Demandeur(
                c.NomComplet, c.Emails.OrderByDescending(e => e.Prefere).Select(e => e.Adresse).FirstOrDefault(), c.Telephones.OrderByDescending(t => t.Prefere).Select(t => t.Saisie).FirstOrDefault(), null, null))
                .SingleOrDefaultAsync(cancellationToken);
            return found is null ? null : (found, true);
        }

        var entreprise = await db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => e.Id == entrepriseId)
            .Select(e => new { Demandeur = new Demandeur(e.RaisonSociale, e.Email, e.Telephones.Select(t => t.Saisie).FirstOrDefault(), null, null), e.EstPersonnePhysique }).SingleOrDefaultAsync(cancellationToken);
        return entreprise is null ? null : (entreprise.Demandeur, entreprise.EstPersonnePhysique);
    }
}
