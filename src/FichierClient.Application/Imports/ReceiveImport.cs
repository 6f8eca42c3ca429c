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
        if (await ProveAsync(db, acteur, request.Origine, cancellationToken) is { } refus) return refus;
        try
        {
            return await intake.ReceiveAsync(db.TenantId, acteur.MembreId, request, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }
    }

    /// <summary>Data of others need a contract or a proof of their collection before the first row is read (rgpd.md 3.3); it is asked once for each source.</summary>
    private async Task<Refus?> ProveAsync(AppDbContext db, Acteur acteur, OrigineImport origine, CancellationToken cancellationToken)
    {
        if (origine.Partie is not (Partie.Partenaire or Partie.Tiers)) return null;
        var (nom, now) = (origine.Source.Trim(), Clock.GetUtcNow());
        var source = await db.Sources.FirstOrDefaultAsync(s => s.Nom == nom && s.Partie == origine.Partie, cancellationToken);
        if (source is null or { Contrat: null, PreuveCollecte: null } && string.IsNullOrWhiteSpace(origine.Preuve))
            return new Refus(RefusKind.Invalide, Texts.Get("Import_preuve")) { Champs = [new ErreurChamp($"{nameof(FichierEntrant.Origine)}.{nameof(OrigineImport.Preuve)}", Texts.Get("Import_preuve"))] };
        if (source is null) db.Sources.Add(source = new Source(db.TenantId, nom, origine.Partie, now));
        source.Prove(origine.Preuve, acteur.MembreId, now);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
