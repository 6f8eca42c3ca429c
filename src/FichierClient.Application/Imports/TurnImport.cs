using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <param name="Id">The import.</param>
/// <param name="Tourner">One row a month; false: the table as it is.</param>
/// <param name="Annee">Of months whose heading says none.</param>
public sealed record TurnImportRequest(Guid Id, bool Tourner, int? Annee = null);

public sealed class TurnImportValidator : AbstractValidator<TurnImportRequest>
{
    private const int FirstYear = 1990, LastYear = 2100;

    public TurnImportValidator() => RuleFor(r => r.Annee).InclusiveBetween(FirstYear, LastYear).When(r => r.Annee is not null).WithMessage(_ => Texts.Get("Import_annee_invalide"));
}

/// <summary>Reads a table that has a month a column as one sale a row and month, or as it is again: the file itself stays as it was sent.</summary>
public sealed class TurnImport(UseCaseServices services, ImportIntake intake) : UseCase<TurnImportRequest, Done>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, TurnImportRequest request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken);
        if (import is null || ImportReading.FileOf(import) is not { } file || !acteur.SeesAll) return Refus.Introuvable();
        if (!import.EstModifiable) throw new DomainException("Import_deja_lance");
        if (request.Tourner && !file.Dialect.Tourne)
        {
            var mois = MoisEnColonnes.Of(file.Headers);
            if (mois.Count == 0) return Refus.Regle(Texts.Get("Import_sans_mois"));
            // « Janvier » of two years under one heading each: HeaderNames has numbered the second.
            if (MoisEnColonnes.Of([.. file.Headers.Select(h => h.EndsWith(')') && h.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? h[..at] : h)]).GroupBy(m => (m.Mois, m.Annee)).Any(g => g.Count() > 1))
                return Refus.Regle(Texts.Get("Import_mois_deux_fois"));
            if (request.Annee is null && mois.Any(m => m.Annee is null)) return Refus.Regle(Texts.Get("Import_annee_a_dire"));
        }

        var genre = request.Tourner && import.Genre is not GenreImport.Mixte ? GenreImport.Ventes : import.Genre;
        try
        {
            await intake.TurnAsync(db, import, genre, file, request, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }

        if (await db.Imports.AnyAsync(i => i.Id == import.Id && i.JobId != import.JobId, cancellationToken)) throw new DomainException("Import_deja_lance");
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
