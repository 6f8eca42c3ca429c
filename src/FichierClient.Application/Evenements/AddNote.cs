using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Evenements;

/// <summary>A note about an entreprise, a contact or both.</summary>
public sealed class AddNoteRequest : NoteSaisie
{
    public Guid? EntrepriseId { get; set; }
    public Guid? ContactId { get; set; }
}

public sealed class AddNoteValidator : AbstractValidator<AddNoteRequest>
{
    public AddNoteValidator() => Include(new NoteSaisieValidator());
}

/// <summary>Writes a note on the time line, with a rappel when a day is given. Gives its id back.</summary>
public sealed class AddNote(UseCaseServices services) : UseCase<AddNoteRequest, Guid>(services)
{
    private readonly UseCaseServices _services = services;

    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, AddNoteRequest request, CancellationToken cancellationToken)
    {
        if (request.EntrepriseId is { } asked && !await db.Entreprises.VisibleTo(acteur).AnyAsync(e => e.Id == asked, cancellationToken)) return Refus.Introuvable();
        if (request.ContactId is { } contact && !await db.Contacts.VisibleTo(acteur, db).AnyAsync(c => c.Id == contact, cancellationToken)) return Refus.Introuvable();
        var entrepriseId = request.EntrepriseId ?? await OnlyEntrepriseAsync(db, acteur, request.ContactId, cancellationToken);
        if (await db.RefuseEcritLimiteAsync(acteur, (entrepriseId, request.ContactId), null, cancellationToken) is { } limite) return limite;
        var texte = new TexteSurveille(LieuTexte.Note, request.Texte, null, await db.ContexteGardeAsync(acteur, entrepriseId is { } one ? [one] : [], request.ContactId, cancellationToken));
        if (TexteSurveille.Refuse(request.MotifGarde, nameof(request.MotifGarde), texte) is { } sensible) return sensible;
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var evenement = new Evenement(db.TenantId, request.Type, organisation.InstantOf(request.Jour, Clock.GetUtcNow()), acteur.MembreId, request.Texte)
            .About(entrepriseId, request.ContactId).From(request.DeLaPersonne);
        if (request.RappelLe is { } day)
        {
            var pour = request.RappelPourId ?? acteur.MembreId;
            if (await _services.RefuseForAsync(db, evenement, pour, cancellationToken) is { } refus) return refus;
            evenement.Remind(day, pour);
        }

        db.Evenements.Add(evenement);
        await db.SignalAsync(evenement.Id, new Releve(OrigineAlerte.Saisie, acteur.MembreId, Clock.GetUtcNow(), request.MotifGarde), [texte], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return evenement.Id;
    }

    /// <summary>What is written about a person of one entreprise stands on the entreprise's time line too.</summary>
    private async Task<Guid?> OnlyEntrepriseAsync(AppDbContext db, Acteur acteur, Guid? contactId, CancellationToken cancellationToken)
    {
        if (contactId is null) return null;
        var today = await db.TodayAsync(Clock, cancellationToken);
        var current = await db.Contacts.Where(c => c.Id == contactId).SelectMany(c => c.Liens)
            .Where(l => l.Jusqua == null || l.Jusqua >= today)
            .Where(l => db.Entreprises.VisibleTo(acteur).Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId))
            .Select(l => l.EntrepriseId).Take(2).ToListAsync(cancellationToken);
        return current is [var only] ? only : null;
    }
}
