using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FluentValidation;

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
        if (await PreuveOrigine.ProblemAsync(db, request.Origine, cancellationToken) is { } said)
            return new Refus(RefusKind.Invalide, said) { Champs = [new ErreurChamp($"{nameof(FichierEntrant.Origine)}.{nameof(OrigineImport.Preuve)}", said)] };
        try
        {
            return await intake.ReceiveAsync(db.TenantId, acteur.MembreId, request, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }
    }
}
