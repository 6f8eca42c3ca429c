using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Registre;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A connected system as it is written.</summary>
public sealed class SaveSystemeRequest
{
    /// <summary>Null: a new one.</summary>
    public Guid? SystemeId { get; set; }
    public Guid TraitementId { get; set; }
    public string? Nom { get; set; }
    public string? Objet { get; set; }
    public bool EstSousTraitant { get; set; } = true;
    public string? ContactEmail { get; set; }
    public string? ContactAdresse { get; set; }
    public string? AdresseRappel { get; set; }
    public List<CategoriesTransmises> Categories { get; set; } = [CategoriesTransmises.Identite, CategoriesTransmises.Coordonnees];

    internal DescriptionSysteme Description => new(Nom, Objet, EstSousTraitant, ContactEmail, ContactAdresse, AdresseRappel, Categories.Aggregate(CategoriesTransmises.None, (all, one) => all | one));
}

public sealed class SaveSystemeValidator : AbstractValidator<SaveSystemeRequest>
{
    public SaveSystemeValidator(ReglagesConnecteurs reglages)
    {
        RuleFor(s => s.Nom).NotEmpty().MaximumLength(200);
        RuleFor(s => s.Objet).MaximumLength(1000);
        RuleFor(s => s.ContactAdresse).MaximumLength(500);
        RuleFor(s => s.ContactEmail).Must(e => string.IsNullOrWhiteSpace(e) || ContactSaisieValidator.IsEmail(e)).WithMessage(_ => Texts.Get("Email_invalide"));
        RuleFor(s => s.AdresseRappel).MaximumLength(1000).Must(a => string.IsNullOrWhiteSpace(a) || reglages.MayCall(a.Trim())).WithMessage(_ => Texts.Get("Systeme_adresse"));
    }
}

/// <param name="Id">The system.</param>
/// <param name="Cle">Its access key, for this one time; null: it keeps the one that it has.</param>
public sealed record SystemeInscrit(Guid Id, string? Cle);

/// <summary>Registers a connected system, which then stands among the register's places outside, or changes what is known of it.</summary>
public sealed class SaveSysteme(UseCaseServices services) : UseCase<SaveSystemeRequest, SystemeInscrit>(services)
{
    protected override Permission Permission => Permission.ConnecteursManage;

    protected override async Task<Outcome<SystemeInscrit>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveSystemeRequest request, CancellationToken cancellationToken)
    {
        if (!await db.Traitements.AnyAsync(t => t.Id == request.TraitementId, cancellationToken)) return Refus.Introuvable();
        if (request.SystemeId is { } id)
        {
            if (await db.SystemesConnectes.SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } known) return Refus.Introuvable();
            var lieu = await LieuAsync(db, known, cancellationToken);
            known.Describe(request.Description);
            known.Serve(request.TraitementId);
            Place(db, known, lieu);
            await db.SaveChangesAsync(cancellationToken);
            return new SystemeInscrit(known.Id, null);
        }

        var (now, cle) = (Clock.GetUtcNow(), CleAcces.Create());
        var systeme = new SystemeConnecte(db.TenantId, request.TraitementId, request.Description, acteur.MembreId, now);
        systeme.ChangeCle(CleAcces.Hash(cle), now);
        db.SystemesConnectes.Add(systeme);
        Place(db, systeme, await LieuAsync(db, systeme, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return new SystemeInscrit(systeme.Id, cle);
    }

    private static Task<LieuExterne?> LieuAsync(AppDbContext db, SystemeConnecte systeme, CancellationToken cancellationToken) =>
        db.LieuxExternes.FirstOrDefaultAsync(l => l.TraitementId == systeme.TraitementId && l.Nom == systeme.Nom, cancellationToken);

    /// <summary>The register's place; what somebody wrote there by hand stays.</summary>
    private static void Place(AppDbContext db, SystemeConnecte systeme, LieuExterne? lieu)
    {
        if (lieu is null) db.LieuxExternes.Add(lieu = new LieuExterne(systeme.TenantId, systeme.TraitementId, systeme.Nom));
        var host = Uri.TryCreate(systeme.AdresseRappel, UriKind.Absolute, out var uri) ? uri.Host : null;
        lieu.MoveTo(systeme.TraitementId);
        lieu.Describe(systeme.Nom, lieu.CleLien is null ? NatureLieu.Autre : lieu.Nature, lieu.Emplacement ?? host, lieu.Responsable, lieu.CleLien ?? Texts.Get("Systeme_cle_lien"));
    }
}

/// <summary>Gives a system another access key; the one before opens nothing from now on.</summary>
public sealed class RenewCleSysteme(UseCaseServices services) : UseCase<Guid, SystemeInscrit>(services)
{
    protected override Permission Permission => Permission.ConnecteursManage;

    protected override async Task<Outcome<SystemeInscrit>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (await db.SystemesConnectes.SingleOrDefaultAsync(s => s.Id == request, cancellationToken) is not { } systeme) return Refus.Introuvable();
        var cle = CleAcces.Create();
        systeme.ChangeCle(CleAcces.Hash(cle), Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new SystemeInscrit(systeme.Id, cle);
    }
}

/// <summary>Ends a system's access for good. What it holds stays its duty: it is told of rectifications and erasures as before.</summary>
public sealed class RevokeSysteme(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.ConnecteursManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        if (await db.SystemesConnectes.SingleOrDefaultAsync(s => s.Id == request, cancellationToken) is not { } systeme) return Refus.Introuvable();
        systeme.Revoke(acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
