using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Information;
using FichierClient.Domain.Rgpd.Registre;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Information;

/// <summary>Persons who were told.</summary>
public sealed class MarkInformeesRequest
{
    /// <summary>The obligations; none: all open ones of <see cref="Source"/>.</summary>
    public IReadOnlyList<Guid> Ids { get; set; } = [];
    public string? Source { get; set; }
    public CanalInformation Canal { get; set; }

    /// <summary>The activity whose validated notice they were shown.</summary>
    public Guid TraitementId { get; set; }
    public string? Preuve { get; set; }

    /// <summary>The day on which they were told; null: today. Whose data came in after it can't have been.</summary>
    public DateOnly? Jour { get; set; }

    /// <summary>When the list was read: whose data came in since isn't meant. Null: now.</summary>
    public DateTimeOffset? LuLe { get; set; }
}

public sealed class MarkInformeesValidator : AbstractValidator<MarkInformeesRequest>
{
    private const int LongestProof = 500;

    public MarkInformeesValidator()
    {
        RuleFor(r => r.Preuve).NotEmpty().WithMessage(_ => Texts.Get("Information_preuve")).MaximumLength(LongestProof).WithMessage(_ => Texts.Get("Texte_trop_long", LongestProof));
        RuleFor(r => r.Ids).Must((r, ids) => ids.Count > 0 || !string.IsNullOrEmpty(r.Source)).WithMessage(_ => Texts.Get("Information_personne"));
    }
}

/// <summary>Marks persons as told, with channel, version of the notice and proof. Gives back how many; what was done before stays as it was.</summary>
public sealed class MarkInformees(UseCaseServices services) : UseCase<MarkInformeesRequest, int>(services)
{
    protected override Permission Permission => Permission.InformationsManage;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, MarkInformeesRequest request, CancellationToken cancellationToken)
    {
        var version = await db.TraitementVersions.AsNoTracking().Where(v => v.TraitementId == request.TraitementId && v.Statut == StatutTraitement.Valide).OrderByDescending(v => v.Numero).FirstOrDefaultAsync(cancellationToken);
        if (version is null) return Refus.Introuvable();
        var (mention, now) = (version.Fiche.MentionVersion, Clock.GetUtcNow());
        if (mention == 0) return Refus.Regle(Texts.Get("Information_sans_mention"));
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        if (request.Jour > organisation.Today(now)) return new Refus(RefusKind.Invalide, Texts.Get("Information_jour")) { Champs = [new ErreurChamp(nameof(request.Jour), Texts.Get("Information_jour"))] };
        var (le, until) = (organisation.InstantOf(request.Jour, now), Until(organisation, request, now));
        var open = db.ObligationsInformation.Where(o => o.FaitLe == null && o.NeeLe <= until);
        open = request.Ids.Count > 0 ? open.Where(o => request.Ids.Contains(o.Id)) : open.Where(o => o.Source == request.Source);
        return await open.ExecuteUpdateAsync(s => s.SetProperty(o => o.FaitLe, le).SetProperty(o => o.FaitParId, acteur.MembreId).SetProperty(o => o.Canal, request.Canal)
            .SetProperty(o => o.TraitementId, request.TraitementId).SetProperty(o => o.MentionVersion, mention).SetProperty(o => o.Preuve, Texte.Clean(request.Preuve)), cancellationToken);
    }

    /// <summary>Until when somebody's data must have come in for her to have been told on that day.</summary>
    private static DateTimeOffset Until(Organisation organisation, MarkInformeesRequest request, DateTimeOffset now) =>
        request.Jour is { } jour && jour < organisation.Today(now) ? organisation.Instant(jour.AddDays(1).ToDateTime(TimeOnly.MinValue)) : request.LuLe ?? now;
}
