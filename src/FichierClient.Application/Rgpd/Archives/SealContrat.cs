using System.Globalization;
using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Effacements;
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

    /// <summary>Of this form: sent twice, it is sealed once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

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
        var opened = await db.OpenForSealingAsync(request.EffacementId, cancellationToken);
        if (opened.Refus is { } tooLate) return tooLate;
        var regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null && r.Active && r.Population == PopulationConservation.Contrats).ToListAsync(cancellationToken);
        if (regles is not [var regle, ..]) return Refus.Regle(Texts.Get("Contrat_sans_regle"));
        var (purge, today) = (request.FinLe!.Value.AddMonths(regle.DureeMois), await db.TodayAsync(Clock, cancellationToken));
        if (purge <= today) return Refus.Regle(Texts.Get("Contrat_prescrit", purge.ToString("d", CultureInfo.CurrentCulture)));
        if (request.FinLe > Durees.FinContrat(today)) return Refus.Regle(Texts.Get("Contrat_fin_lointaine", Durees.FinContrat(today).ToString("d", CultureInfo.CurrentCulture)));
        var contenu = FichierScelle.Write(request.NomFichier!, request.Octets, new JsonObject { ["contrat"] = new JsonObject { ["intitule"] = request.Intitule!.Trim(), ["fin_le"] = request.FinLe.Value.ToString("O", CultureInfo.InvariantCulture) } });
        await db.Database.ExecuteSqlAsync($"select archive.sceller({opened.Value.Id}, {Table}, {request.Id.ToString()}, {request.Intitule.Trim()}, {contenu}::jsonb, {Base}, {purge}, {Clock.GetUtcNow()})", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
