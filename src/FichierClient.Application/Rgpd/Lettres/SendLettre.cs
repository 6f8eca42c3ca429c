using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Domain.Common;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Lettres;

public sealed record WriteLettreRequest(Guid Id, TypeLettre Type);

/// <summary>A letter about a request, its words filled in, to be read and changed before it leaves.</summary>
public sealed class WriteLettre(UseCaseServices services) : UseCase<WriteLettreRequest, LettreEcrite>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<LettreEcrite>> ExecuteAsync(AppDbContext db, Acteur acteur, WriteLettreRequest request, CancellationToken cancellationToken)
    {
        var demande = await db.Demandes.AsNoTracking().Include(d => d.Resolutions).Include(d => d.Personnes).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken);
        if (demande is null) return Refus.Introuvable();
        var own = await db.ModelesLettre.AsNoTracking().SingleOrDefaultAsync(m => m.Type == request.Type, cancellationToken);
        var (objet, corps) = own is null ? LettresParDefaut.Of(request.Type) : (own.Objet, own.Corps);
        var organisation = await db.Organisations.AsNoTracking().Select(o => o.Nom).SingleAsync(cancellationToken);
        var destinataires = (await db.CommunicationsAboutAsync(demande, cancellationToken)).Select(c => c.Destinataire).Distinct().ToList();
        var to = request.Type == TypeLettre.InformationDestinataire ? destinataires.FirstOrDefault() : demande.Email ?? string.Join(", ", new[] { demande.Nom, demande.Adresse }.OfType<string>());
        return new LettreEcrite(request.Type, to, LettreChamps.Fill(objet, demande, organisation, destinataires), LettreChamps.Fill(corps, demande, organisation, destinataires));
    }
}

/// <summary>A letter as it is to leave.</summary>
public sealed class SendLettreRequest
{
    public Guid Id { get; set; }
    public TypeLettre Type { get; set; }
    public EnvoiLettre Envoi { get; set; }
    public string? Destinataire { get; set; }
    public string? Objet { get; set; }
    public string? Corps { get; set; }
}

public sealed class SendLettreValidator : AbstractValidator<SendLettreRequest>
{
    public SendLettreValidator()
    {
        RuleFor(l => l.Destinataire).NotEmpty().MaximumLength(500);
        RuleFor(l => l.Destinataire).Must(ContactSaisieValidator.IsEmail).WithMessage(_ => Texts.Get("Email_invalide")).When(l => l.Envoi == EnvoiLettre.Courriel);
        RuleFor(l => l.Objet).NotEmpty().MaximumLength(300);
        RuleFor(l => l.Corps).NotEmpty().MaximumLength(ModeleLettre.LongueurMaximale);
        RuleFor(l => l.Objet).Must(o => TexteACompleter.In(o) is null).WithMessage(l => Texts.Get("Lettre_a_completer", TexteACompleter.In(l.Objet)!));
        RuleFor(l => l.Corps).Must(c => TexteACompleter.In(c) is null).WithMessage(l => Texts.Get("Lettre_a_completer", TexteACompleter.In(l.Corps)!));
    }
}

/// <summary>A letter that was written for good: an e-mail waits for its sender, one on paper for the DPO.</summary>
public sealed record LettrePartie(Guid CourrierId, string Objet);

/// <summary>
/// Keeps a letter, word for word, and hands an e-mail to the sender in the same transaction. The secret of a link is in the e-mail that waits, and in no
/// copy that stays; a letter on paper keeps it until it is used.
/// </summary>
public sealed class SendLettre(UseCaseServices services) : UseCase<SendLettreRequest, LettrePartie>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<LettrePartie>> ExecuteAsync(AppDbContext db, Acteur acteur, SendLettreRequest request, CancellationToken cancellationToken)
    {
        var demande = await db.Demandes.SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken);
        if (demande is null) return Refus.Introuvable();
        var now = Clock.GetUtcNow();
        var kept = request.Envoi == EnvoiLettre.Courriel ? JetonDossier.Redact(request.Corps!) : request.Corps;
        var courrier = new DemandeCourrier(db.TenantId, demande.Id, new LettreEcrite(request.Type, request.Destinataire, request.Objet, kept), request.Envoi, acteur.MembreId, now);
        db.DemandeCourriers.Add(courrier);
        // An e-mail has left once the mail server took it; a letter on paper leaves by the DPO's hand.
        if (courrier.Envoi == EnvoiLettre.Courriel) db.Courriels.Add(new Courriel(db.TenantId, new CourrielEcrit(courrier.Destinataire, courrier.Objet, Texte.Clean(request.Corps)!, demande.Reference, courrier.Id), demande.Id, now));
        demande.Log(courrier.Envoi == EnvoiLettre.Courriel ? TypeEtape.CourrielDepose : TypeEtape.CourrierEnvoye, acteur.MembreId, now, $"{courrier.Objet} → {courrier.Destinataire}");
        await db.SaveChangesAsync(cancellationToken);
        return new LettrePartie(courrier.Id, courrier.Objet);
    }
}

/// <summary>A letter that was sent, as a PDF.</summary>
public sealed record CourrierOuvert(string Nom, byte[] Pdf);

public sealed class OpenCourrier(UseCaseServices services) : UseCase<Guid, CourrierOuvert>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<CourrierOuvert>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var courrier = await db.DemandeCourriers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request, cancellationToken);
        if (courrier is null) return Refus.Introuvable();
        var reference = (await db.Demandes.AsNoTracking().SingleAsync(d => d.Id == courrier.DemandeId, cancellationToken)).Reference;
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        return new CourrierOuvert($"{reference}-{courrier.Type}.pdf", LettrePdf.Of(courrier, organisation.Nom, organisation.Today(courrier.EnvoyeLe)));
    }
}
