using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Sources;

/// <summary>A source as the DPO describes it; its name and party are those that were recorded with the data.</summary>
public sealed class SaveSourceRequest
{
    public Guid Id { get; set; }
    public NatureSource? Nature { get; set; }
    public string? Contrat { get; set; }
    public string? PreuveCollecte { get; set; }
    public string? PhraseMention { get; set; }
    public string? ChampsFournis { get; set; }

    /// <summary>When it was changed last, as it was read: somebody else's save in between isn't overwritten unseen.</summary>
    public DateTimeOffset? ModifieLe { get; set; }
}

public sealed class SaveSourceValidator : AbstractValidator<SaveSourceRequest>
{
    public SaveSourceValidator()
    {
        RuleFor(s => s.Contrat).MaximumLength(Source.PlusLong).WithMessage(_ => Texts.Get("Texte_trop_long", Source.PlusLong));
        RuleFor(s => s.PreuveCollecte).MaximumLength(Source.PlusLong).WithMessage(_ => Texts.Get("Texte_trop_long", Source.PlusLong));
        RuleFor(s => s.PhraseMention).MaximumLength(Source.PlusLong).WithMessage(_ => Texts.Get("Texte_trop_long", Source.PlusLong));
        RuleFor(s => s.ChampsFournis).MaximumLength(Source.PlusLong).WithMessage(_ => Texts.Get("Texte_trop_long", Source.PlusLong));
    }
}

/// <summary>Writes what is known of a source.</summary>
public sealed class SaveSource(UseCaseServices services) : UseCase<SaveSourceRequest, Done>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveSourceRequest request, CancellationToken cancellationToken)
    {
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } source) return Refus.Introuvable();
        if (source.ModifieLe != request.ModifieLe) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        source.Describe(request.Nature, new FicheSource(request.Contrat, request.PreuveCollecte, request.PhraseMention, request.ChampsFournis), acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
