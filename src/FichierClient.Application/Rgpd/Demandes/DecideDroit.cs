using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.DroitsARefaire;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>The decision about one right, with what the person is told.</summary>
public sealed class DecideDroitRequest
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
    public DroitDemande Droit { get; set; }
    public DecisionDroit Decision { get; set; }
    public string? Motif { get; set; }
    public string? Texte { get; set; }
}

public sealed class DecideDroitValidator : AbstractValidator<DecideDroitRequest>
{
    public DecideDroitValidator()
    {
        RuleFor(d => d.Texte).NotEmpty().WithMessage(_ => Texts.Get("Demande_texte_a_ecrire")).MaximumLength(CreateDemandeValidator.LongueurMaximale);
        RuleFor(d => d.Texte).Must(t => TexteACompleter.In(t) is null).WithMessage(d => Texts.Get("Demande_texte_a_completer", TexteACompleter.In(d.Texte)!));
        RuleFor(d => d.Motif).MaximumLength(CreateDemandeValidator.LongueurMaximale);
    }
}

/// <summary>Decides one right of a request.</summary>
public sealed class DecideDroit(UseCaseServices services, JournalDroits journal) : UseCase<DecideDroitRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DecideDroitRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        found.Value.Decide(request.Droit, request.Decision, request.Motif, request.Texte, acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        if (request.Decision is DecisionDroit.Accordee or DecisionDroit.Partielle) await journal.GrantedAsync(db, found.Value, request.Droit, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}

/// <param name="Id">The request.</param>
/// <param name="Version">As it was read.</param>
/// <param name="Droit">What the person asks for too.</param>
public sealed record AddDroitDemandeRequest(Guid Id, uint Version, DroitDemande Droit);

/// <summary>The person asks for one right more.</summary>
public sealed class AddDroitDemande(UseCaseServices services, OppositionDemande opposition, JournalLimitations limitations) : UseCase<AddDroitDemandeRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, AddDroitDemandeRequest request, CancellationToken cancellationToken)
    {
        var found = await db.DemandeAsync(request.Id, request.Version, cancellationToken);
        if (found.Refus is { } refus) return refus;
        var now = Clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        found.Value.AddDroit(request.Droit, acteur.MembreId, now);
        if (request.Droit == DroitDemande.OppositionProspection) await opposition.ApplyAsync(db, found.Value, acteur.MembreId, now, cancellationToken);
        var limitees = found.Value.IdentiteRecueLe is null ? [] : await db.RestrictAsync(found.Value, acteur.MembreId, now, cancellationToken);
        await limitations.SaveAsync(db, found.Value, limitees, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
