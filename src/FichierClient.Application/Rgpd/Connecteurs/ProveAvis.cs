using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What the DPO learned of a system by another way.</summary>
public sealed class ProveAvisRequest
{
    public Guid Id { get; set; }
    public EtatAvis Etat { get; set; } = EtatAvis.Terminee;
    public MoyenPreuve Preuve { get; set; }
    public BaseConservation? BaseLegale { get; set; }
    public DateOnly? ConserveeJusquAu { get; set; }
    public MotifRefusAvis? Motif { get; set; }

    /// <summary>What the proof is and where it lies; it goes into the request's file.</summary>
    public string? Precision { get; set; }
}

public sealed class ProveAvisValidator : AbstractValidator<ProveAvisRequest>
{
    public ProveAvisValidator() => RuleFor(p => p.Precision).MaximumLength(CreateDemandeValidator.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", CreateDemandeValidator.LongueurMaximale));
}

/// <summary>Enters the answer of a system that didn't answer itself.</summary>
public sealed class ProveAvis(UseCaseServices services) : UseCase<ProveAvisRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ProveAvisRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Avis.FromSql($"select * from avis where id = {request.Id} for update").SingleOrDefaultAsync(cancellationToken) is not { } avis) return Refus.Introuvable();
        var precision = Texte.Clean(request.Precision);
        // Without a request there is no file that keeps words, and none that seals them.
        var demande = avis.DemandeId is { } id ? await db.Demandes.AsNoTracking().SingleAsync(d => d.Id == id, cancellationToken) : null;
        if (precision is not null && (demande is null || demande.Nom == Aiguille.Marque)) return Refus.Regle(Texts.Get("Avis_precision_sans_dossier"));
        avis.Prove(new Accuse(request.Etat, request.BaseLegale, request.ConserveeJusquAu, request.Motif), request.Preuve, acteur.MembreId, Clock.GetUtcNow());
        if (demande is not null)
        {
            var nom = await db.SystemesConnectes.Where(s => s.Id == avis.SystemeId).Select(s => s.Nom).SingleAsync(cancellationToken);
            var detail = string.Join(" ; ", new[] { $"{EmissionAvis.Detail(avis.Nature, [nom])} : {EtatsAvis.Text(avis)}", Texts.Get($"MoyenPreuve_{request.Preuve}"), precision }.OfType<string>());
            db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande.Id, TypeEtape.AvisAccuse, Clock.GetUtcNow(), detail, acteur.MembreId));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}

/// <summary>Posts a notice again.</summary>
public sealed class ResendAvis(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Avis.FromSql($"select * from avis where id = {request} for update").SingleOrDefaultAsync(cancellationToken) is not { } avis) return Refus.Introuvable();
        avis.Resend(await db.SystemesConnectes.AnyAsync(s => s.Id == avis.SystemeId && s.AdresseRappel != null, cancellationToken), Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}

/// <summary>The letter to a silent system as a PDF, for whoever has no e-mail address or doesn't read it. It is made each time: what is kept would tie a dead key to a request.</summary>
public sealed class OpenLettreAvis(UseCaseServices services, EnvoiAvisSortants sortants) : UseCase<Guid, CourrierOuvert>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<CourrierOuvert>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (await db.Avis.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request, cancellationToken) is not { } avis || await sortants.ContenuAsync(db, avis, cancellationToken) is not { } contenu) return Refus.Introuvable();
        var systeme = await db.SystemesConnectes.AsNoTracking().SingleAsync(s => s.Id == avis.SystemeId, cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var (objet, corps) = LettreAvis.Of(organisation, avis, contenu);
        var to = string.Join(", ", new[] { systeme.Nom, systeme.ContactAdresse ?? systeme.ContactEmail }.OfType<string>()).ReplaceLineEndings(", ");
        return new CourrierOuvert($"avis-{systeme.Nom}.pdf", LettrePdf.Of(new LettreEcrite(TypeLettre.InformationDestinataire, to, objet, corps), organisation.Nom, await db.TodayAsync(Clock, cancellationToken)));
    }
}

/// <summary>What recipients answered to an erasure, as it was signed.</summary>
public sealed class GetPropagation(UseCaseServices services) : UseCase<GetCertificatRequest, CertificatSigne>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<CertificatSigne>> ExecuteAsync(AppDbContext db, Acteur acteur, GetCertificatRequest request, CancellationToken cancellationToken) =>
        await db.CertificatsPropagation.AsNoTracking().Where(c => c.EffacementId == request.EffacementId)
            .Select(c => new CertificatSigne(db.Effacements.Where(e => e.Id == c.EffacementId).Select(e => e.Reference).First(), c.Contenu, c.Signature, c.ClePublique))
            .FirstOrDefaultAsync(cancellationToken) is { } found ? found : Refus.Introuvable();
}
