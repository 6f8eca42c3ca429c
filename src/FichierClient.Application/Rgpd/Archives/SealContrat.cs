using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Demandes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Evidence of contracts among the sealed documents.</summary>
public static class PreuveContrat
{
    public const string Table = "contrats", Base = "RGPD 17(3)(e)";
}

/// <summary>Evidence of a contract that lies outside the program: a signed contract, an accepted quote.</summary>
public sealed class SealContratRequest
{
    public Guid EffacementId { get; set; }

    /// <summary>What it is, without the person's name: it stands in lists.</summary>
    public string? Intitule { get; set; }

    /// <summary>Last day of the contract.</summary>
    public DateOnly? FinLe { get; set; }

    public string? NomFichier { get; set; }
    public byte[] Octets { get; set; } = [];
}

public sealed class SealContratValidator : AbstractValidator<SealContratRequest>
{
    public const int LongueurIntitule = 200;

    public SealContratValidator()
    {
        RuleFor(c => c.Intitule).NotEmpty().WithMessage(_ => Texts.Get("Contrat_intitule")).MaximumLength(LongueurIntitule).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurIntitule));
        RuleFor(c => c.FinLe).NotNull().WithMessage(_ => Texts.Get("Contrat_fin"));
        RuleFor(c => c.NomFichier).NotEmpty().WithMessage(_ => Texts.Get("Contrat_fichier")).MaximumLength(255).WithMessage(_ => Texts.Get("Texte_trop_long", 255));
        RuleFor(c => c.Octets).Must(o => o.Length is > 0 and <= DemandePiece.TailleMaximale).When(c => !string.IsNullOrWhiteSpace(c.NomFichier)).WithMessage(_ => Texts.Get("Piece_taille", DemandePiece.TailleMaximale / 1024 / 1024));
    }
}

/// <summary>
/// Puts the evidence of a contract into the sealed archive before the person is erased (RGPD art. 17(3)(e)): until the end of the contract and the months of the organisation's rule of contracts
/// (Code civil art. 2224), then the archive purges it by itself. The certificate lists it.
/// </summary>
public sealed class SealContrat(UseCaseServices services) : UseCase<SealContratRequest, Done>(services)
{
    /// <summary>Where it stands among the sealed documents.</summary>
    public const string Table = PreuveContrat.Table;

    public const string Base = PreuveContrat.Base;

    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SealContratRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Together with the certificate, which says what is sealed.
        await db.Database.ExecuteSqlAsync($"select from effacements where tenant_id = {db.TenantId} and id = {request.EffacementId} for update", cancellationToken);
        if (await db.Effacements.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (!effacement.EstOuvert) return Refus.Regle(Texts.Get("Contrat_trop_tard"));
        var regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null && r.Active && r.Population == PopulationConservation.Contrats).ToListAsync(cancellationToken);
        if (regles is not [var regle, ..]) return Refus.Regle(Texts.Get("Contrat_sans_regle"));
        var purge = request.FinLe!.Value.AddMonths(regle.DureeMois);
        var now = Clock.GetUtcNow();
        if (purge <= await db.TodayAsync(Clock, cancellationToken)) return Refus.Regle(Texts.Get("Contrat_prescrit", purge.ToString("d", System.Globalization.CultureInfo.CurrentCulture)));
        var contenu = FichierScelle.Write(request.NomFichier!, request.Octets, new JsonObject { ["contrat"] = new JsonObject { ["intitule"] = request.Intitule!.Trim(), ["fin_le"] = request.FinLe.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture) } });
        await db.Database.ExecuteSqlAsync($"select archive.sceller({effacement.Id}, {Table}, {Guid.CreateVersion7().ToString()}, {request.Intitule.Trim()}, {contenu}::jsonb, {Base}, {purge}, {now})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
