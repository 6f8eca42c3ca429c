using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Organisations;
using FluentValidation;

namespace FichierClient.Application.Insee;

/// <param name="Fichier">A file of INSEE, CSV or workbook.</param>
public sealed record ImportNomenclatureRequest(byte[] Fichier);

public sealed class ImportNomenclatureValidator : AbstractValidator<ImportNomenclatureRequest>
{
    /// <summary>Bytes; the communes, the longest list, are two millions.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    public ImportNomenclatureValidator() => RuleFor(r => r.Fichier).Must(f => f.Length is > 0 and <= LargestFile).WithMessage(_ => Texts.Get("Import_fichier_vide"));
}

/// <summary>Loads a list of INSEE for the organisation: from then on its labels stand beside the codes.</summary>
public sealed class ImportNomenclature(UseCaseServices services) : UseCase<ImportNomenclatureRequest, NomenclatureChargee>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<NomenclatureChargee>> ExecuteAsync(AppDbContext db, Acteur acteur, ImportNomenclatureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ChargementNomenclature.RunAsync(db, () => new MemoryStream(request.Fichier, writable: false), cancellationToken);
        }
        catch (UnreadableFileException refused)
        {
            return Refus.Regle(refused.Message);
        }
    }
}
