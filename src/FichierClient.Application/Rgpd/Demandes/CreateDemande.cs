using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>A request as it is typed. The person needs no record in the file.</summary>
public sealed class CreateDemandeRequest
{
    public string? Nom { get; set; }
    public string? Email { get; set; }
    public string? Telephone { get; set; }
    public string? Adresse { get; set; }

    /// <summary>By what right somebody asks for another person.</summary>
    public string? Mandat { get; set; }
    public CanalDemande Canal { get; set; } = CanalDemande.Courriel;

    /// <summary>The day on which anybody of the organisation received it; null: today.</summary>
    public DateOnly? RecueLe { get; set; }
    public List<DroitDemande> Droits { get; set; } = [];
    public string? Objet { get; set; }

    /// <summary>Records that are about the person, when they are known.</summary>
    public Guid? ContactId { get; set; }
    public Guid? EntrepriseId { get; set; }
}

public sealed class CreateDemandeValidator : AbstractValidator<CreateDemandeRequest>
{
    public const int LongueurMaximale = 10_000;

    public CreateDemandeValidator()
    {
        RuleFor(d => d.Nom).NotEmpty().MaximumLength(200);
        RuleFor(d => d.Email).Must(ContactSaisieValidator.IsEmail).WithMessage(_ => Texts.Get("Email_invalide")).MaximumLength(254).When(d => !string.IsNullOrWhiteSpace(d.Email));
        RuleFor(d => d.Telephone).MaximumLength(50);
        RuleFor(d => d.Adresse).MaximumLength(500);
        RuleFor(d => d.Mandat).MaximumLength(500);
        RuleFor(d => d.RecueLe).Must(le => le is null || le >= DelaisDemande.PremierJour).WithMessage(_ => Texts.Get("Demande_recue_trop_tot", DelaisDemande.PremierJour));
        RuleFor(d => d.Droits).NotEmpty().WithMessage(_ => Texts.Get("Demande_droits_a_choisir"));
        RuleFor(d => d.Objet).MaximumLength(LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurMaximale));
    }
}

/// <summary>Takes a request in; gives its id.</summary>
public sealed class CreateDemande(UseCaseServices services, OppositionDemande opposition) : UseCase<CreateDemandeRequest, Guid>(services)
{
    /// <summary>What lies in the trash is held too, and asked about (RGPD art. 15).</summary>
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, CreateDemandeRequest request, CancellationToken cancellationToken)
    {
        if (request.ContactId is { } contact && !await db.Contacts.IgnoreQueryFilters(Trash).AnyAsync(c => c.Id == contact, cancellationToken)) return Refus.Introuvable();
        if (request.EntrepriseId is { } entreprise && !await db.Entreprises.IgnoreQueryFilters(Trash).AnyAsync(e => e.Id == entreprise, cancellationToken)) return Refus.Introuvable();
        var calendrier = await db.CalendrierAsync(Clock, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var recue = new DemandeRecue(request.RecueLe ?? calendrier.Aujourdhui, request.Canal,
            new Demandeur(request.Nom, request.Email, request.Telephone, request.Adresse, request.Mandat), request.Droits, request.Objet);
        var demande = await db.RegisterAsync(recue, acteur.MembreId, calendrier, cancellationToken);
        if (request.ContactId is not null) demande.Link(request.ContactId, null, acteur.MembreId, calendrier.Maintenant);
        if (request.EntrepriseId is not null) demande.Link(null, request.EntrepriseId, acteur.MembreId, calendrier.Maintenant);
        await opposition.ApplyAsync(db, demande, acteur.MembreId, calendrier.Maintenant, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return demande.Id;
    }
}
