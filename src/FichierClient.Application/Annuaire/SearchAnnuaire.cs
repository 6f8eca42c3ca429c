using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Annuaire;

/// <param name="Texte">A name or a SIREN, as it is typed.</param>
public sealed record SearchAnnuaireRequest(string Texte);

public sealed class SearchAnnuaireValidator : AbstractValidator<SearchAnnuaireRequest>
{
    private const int Shortest = 3, Longest = 120;

    public SearchAnnuaireValidator() => RuleFor(r => r.Texte).Must(t => t?.Trim().Length is >= Shortest and <= Longest).WithMessage(_ => Texts.Get("Annuaire_texte", Shortest, Longest));
}

/// <summary>Looks a company up in the public directory, where the organisation's administrator opened it. It proposes; nothing is written.</summary>
public sealed class SearchAnnuaire(UseCaseServices services, AnnuaireClient annuaire) : UseCase<SearchAnnuaireRequest, ReponseAnnuaire>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<ReponseAnnuaire>> ExecuteAsync(AppDbContext db, Acteur acteur, SearchAnnuaireRequest request, CancellationToken cancellationToken) =>
        await db.Organisations.AnyAsync(o => o.AnnuaireActif, cancellationToken)
            ? await annuaire.SearchAsync(request.Texte.Trim(), cancellationToken) : Refus.Regle(Texts.Get("Annuaire_ferme"));
}

/// <param name="EstActif">Opened by the organisation's administrator, and the operator gave an address.</param>
/// <param name="EstPossible">The operator gave an address.</param>
/// <param name="Hote">Who is asked.</param>
public sealed record EtatAnnuaire(bool EstActif, bool EstPossible, string? Hote);

/// <summary>Whether the directory can be asked.</summary>
public sealed class GetAnnuaire(UseCaseServices services, AnnuaireClient annuaire) : UseCase<NoRequest, EtatAnnuaire>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<EtatAnnuaire>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) => new EtatAnnuaire(
        annuaire.EstDisponible && await db.Organisations.AnyAsync(o => o.AnnuaireActif, cancellationToken), annuaire.EstDisponible, annuaire.Hote);
}

/// <param name="EstActif">Whether members may ask the directory from now on.</param>
public sealed record ChangeAnnuaireRequest(bool EstActif);

/// <summary>Opens or closes the directory for the organisation. Opened, it stands in the register: what members type goes to it.</summary>
public sealed class ChangeAnnuaire(UseCaseServices services, AnnuaireClient annuaire) : UseCase<ChangeAnnuaireRequest, Done>(services)
{
    private const string Prospection = "prospection";

    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChangeAnnuaireRequest request, CancellationToken cancellationToken)
    {
        if (request.EstActif && !annuaire.EstDisponible) return Refus.Regle(Texts.Get("Annuaire_sans_adresse"));
        (await db.Organisations.SingleAsync(cancellationToken)).ChangeAnnuaire(request.EstActif);
        var nom = Texts.Get("Annuaire_lieu");
        if (request.EstActif && !await db.LieuxExternes.AnyAsync(l => l.Nom == nom, cancellationToken)
            && await db.Traitements.OrderByDescending(t => t.Code == Prospection).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(cancellationToken) is { } traitement)
        {
            var lieu = new LieuExterne(db.TenantId, traitement, nom);
            lieu.Describe(nom, NatureLieu.Autre, Texts.Get("Annuaire_emplacement", annuaire.Hote ?? ""), null, null);
            db.LieuxExternes.Add(lieu);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
