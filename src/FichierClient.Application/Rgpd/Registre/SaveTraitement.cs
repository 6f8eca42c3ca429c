using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A sheet as it was edited.</summary>
public sealed class SaveTraitementRequest
{
    /// <summary>Null: a new one.</summary>
    public Guid? TraitementId { get; set; }

    /// <summary>The state that the form was filled from.</summary>
    public uint Version { get; set; }
    public GenreRegistre Registre { get; set; }
    public FicheTraitement Fiche { get; set; } = new();
}

public sealed class SaveTraitementValidator : AbstractValidator<SaveTraitementRequest>
{
    private const int LongestName = 200, LongestSheet = 200_000;

    public SaveTraitementValidator()
    {
        RuleFor(r => r.Fiche.Nom).NotEmpty().WithMessage(_ => Texts.Get("Registre_nom")).MaximumLength(LongestName).WithMessage(_ => Texts.Get("Registre_nom_long", LongestName));
        RuleFor(r => r.Fiche).Must(f => FicheJson.Write(f).Length <= LongestSheet).WithMessage(_ => Texts.Get("Registre_trop_long"));
    }
}

/// <summary>Writes a draft; the versions stay as they are. Gives the sheet's id back.</summary>
public sealed class SaveTraitement(UseCaseServices services) : UseCase<SaveTraitementRequest, Guid>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveTraitementRequest request, CancellationToken cancellationToken)
    {
        if (request.TraitementId is not { } id)
        {
            var made = new Traitement(db.TenantId, request.Registre, request.Fiche, acteur.MembreId, Clock.GetUtcNow());
            db.Traitements.Add(made);
            await db.SaveChangesAsync(cancellationToken);
            return made.Id;
        }

        if (await db.Traitements.SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } traitement) return Refus.Introuvable();
        if (traitement.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        request.Fiche.MentionVersion = traitement.Fiche.MentionVersion;
        traitement.Write(request.Fiche, acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return id;
    }
}
