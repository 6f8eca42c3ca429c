using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

public sealed class FichierEntrantValidator : AbstractValidator<FichierEntrant>
{
    public FichierEntrantValidator()
    {
        RuleFor(f => f.Origine.Source).NotEmpty().WithMessage(_ => Texts.Get("Import_source")).MaximumLength(200);
        RuleFor(f => f.Nom).NotEmpty();
    }
}

/// <summary>Takes a file in; gives the import's id. It is stored and read, not yet imported.</summary>
public sealed class ReceiveImport(UseCaseServices services, ImportIntake intake) : UseCase<FichierEntrant, Guid>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, FichierEntrant request, CancellationToken cancellationToken)
    {
        // A file is matched against the whole client file: whoever sees a part of it would be told of the rest.
        if (!acteur.SeesAll) return Refus.Regle(Texts.Get("Import_vue_partielle"));
        if (await RefuseUnprovedAsync(db, request.Origine, cancellationToken) is { } refus) return refus;
        try
        {
            var id = await intake.ReceiveAsync(db.TenantId, acteur.MembreId, request, cancellationToken);
            await ProveAsync(db, acteur, request.Origine, cancellationToken);
            return id;
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }
    }

    /// <summary>Data of others need a contract or a proof of their collection before the first row is read (rgpd.md 3.3); it is asked once for each source.</summary>
    private static async Task<Refus?> RefuseUnprovedAsync(AppDbContext db, OrigineImport origine, CancellationToken cancellationToken)
    {
        if (!OfOthers(origine)) return null;
        var said = origine.Preuve is { Length: > Source.PlusLong } ? Texts.Get("Texte_trop_long", Source.PlusLong)
            : string.IsNullOrWhiteSpace(origine.Preuve) && await SourceAsync(db, origine, cancellationToken) is null or { Contrat: null, PreuveCollecte: null } ? Texts.Get("Import_preuve") : null;
        return said is null ? null : new Refus(RefusKind.Invalide, said) { Champs = [new ErreurChamp($"{nameof(FichierEntrant.Origine)}.{nameof(OrigineImport.Preuve)}", said)] };
    }

    /// <summary>A file that couldn't be read proves nothing: a source is proved with the file that came in, which named it.</summary>
    private async Task ProveAsync(AppDbContext db, Acteur acteur, OrigineImport origine, CancellationToken cancellationToken)
    {
        if (!OfOthers(origine) || await SourceAsync(db, origine, cancellationToken) is not { } source) return;
        source.Prove(origine.Preuve, acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    private static bool OfOthers(OrigineImport origine) => origine.Partie is Partie.Partenaire or Partie.Tiers;

    private static Task<Source?> SourceAsync(AppDbContext db, OrigineImport origine, CancellationToken cancellationToken) =>
        db.Sources.FirstOrDefaultAsync(s => s.Nom == origine.Source.Trim() && s.Partie == origine.Partie, cancellationToken);
}
