using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Lettres;

/// <summary>The text of a letter, the organisation's own or the program's.</summary>
public sealed record ModeleRow(TypeLettre Type, string Objet, string Corps, bool EstPropre);

/// <summary>All letters as they are written now.</summary>
public sealed class ListModeles(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ModeleRow>>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<ModeleRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var own = await db.ModelesLettre.AsNoTracking().ToDictionaryAsync(m => m.Type, cancellationToken);
        return Outcome.Of<IReadOnlyList<ModeleRow>>([.. Enum.GetValues<TypeLettre>().Select(type =>
        {
            if (own.TryGetValue(type, out var modele)) return new ModeleRow(type, modele.Objet, modele.Corps, true);
            var (objet, corps) = LettresParDefaut.Of(type);
            return new ModeleRow(type, objet, corps, false);
        })]);
    }
}

/// <summary>A letter's own text; both empty: the program's again.</summary>
public sealed class SaveModeleRequest
{
    public TypeLettre Type { get; set; }
    public string? Objet { get; set; }
    public string? Corps { get; set; }
}

public sealed class SaveModeleValidator : AbstractValidator<SaveModeleRequest>
{
    public SaveModeleValidator()
    {
        RuleFor(m => m.Objet).MaximumLength(300);
        RuleFor(m => m.Corps).MaximumLength(ModeleLettre.LongueurMaximale);
        RuleFor(m => m.Corps).Must((m, _) => Unknown(m).Count == 0).WithMessage(m => Texts.Get("Lettre_champ_inconnu", string.Join(", ", Unknown(m))));
    }

    private static List<string> Unknown(SaveModeleRequest m) => [.. LettreChamps.UnknownIn(m.Objet).Concat(LettreChamps.UnknownIn(m.Corps)).Select(n => $"{{{n}}}")];
}

/// <summary>Rewrites a letter for the organisation.</summary>
public sealed class SaveModele(UseCaseServices services) : UseCase<SaveModeleRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveModeleRequest request, CancellationToken cancellationToken)
    {
        var modele = await db.ModelesLettre.SingleOrDefaultAsync(m => m.Type == request.Type, cancellationToken);
        if (string.IsNullOrWhiteSpace(request.Objet) && string.IsNullOrWhiteSpace(request.Corps))
        {
            if (modele is not null) db.ModelesLettre.Remove(modele);
        }
        else
        {
            if (modele is null) db.ModelesLettre.Add(modele = new ModeleLettre(db.TenantId, request.Type));
            modele.Rewrite(request.Objet, request.Corps, acteur.MembreId, Clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
