using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Reading.Workbooks;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A filled register of the CNIL, .ods or .xlsx.</summary>
/// <param name="Fichier">The file.</param>
/// <param name="Apercu">Only read it: nothing is written.</param>
/// <param name="Feuilles">Sheets that become drafts; null: all of them.</param>
public sealed record ImportRegistreRequest(byte[] Fichier, bool Apercu = false, IReadOnlyList<string>? Feuilles = null);

public sealed class ImportRegistreValidator : AbstractValidator<ImportRegistreRequest>
{
    public const int LargestFile = 10 * 1024 * 1024;

    public ImportRegistreValidator() => RuleFor(r => r.Fichier).Must(f => f is { Length: > 0 and <= LargestFile }).WithMessage(_ => Texts.Get("Registre_fichier", LargestFile / 1024 / 1024));
}

/// <summary>What became of one sheet of the file.</summary>
/// <param name="Feuille">Its name.</param>
/// <param name="TraitementId">The draft that was made; null: none.</param>
/// <param name="Nom">The activity.</param>
/// <param name="ExisteDeja">One of that name or reference stands already: it was left as it is.</param>
/// <param name="NonLues">What wasn't taken: row and text.</param>
public sealed record FeuilleLue(string Feuille, Guid? TraitementId, string? Nom, bool ExisteDeja, IReadOnlyList<string> NonLues);

/// <summary>Reads a filled register; each sheet becomes a draft, empty contact blocks are filled, and nothing that stands is touched.</summary>
public sealed class ImportRegistre(UseCaseServices services) : UseCase<ImportRegistreRequest, IReadOnlyList<FeuilleLue>>(services)
{
    private const int MostRows = 2000;

    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<IReadOnlyList<FeuilleLue>>> ExecuteAsync(AppDbContext db, Acteur acteur, ImportRegistreRequest request, CancellationToken cancellationToken)
    {
        var known = (await db.Traitements.AsNoTracking().ToListAsync(cancellationToken)).SelectMany(t => Names(t.Fiche)).ToHashSet();
        var acteurs = await ActeursDuFichier.ReadAsync(db, cancellationToken);
        var read = new List<FeuilleLue>();
        try
        {
            using var workbook = await SheetSource.OpenWorkbookAsync(new MemoryStream(request.Fichier), cancellationToken);
            foreach (var feuille in workbook.Feuilles)
            {
                if (FicheLue.Read(await RowsAsync(workbook, feuille, cancellationToken)) is not { } fiche) continue;
                if (request.Feuilles?.Contains(feuille.Nom) == false) continue;
                var ligne = Add(db, acteur, feuille.Nom, fiche, known);
                read.Add(ligne with { TraitementId = request.Apercu ? null : ligne.TraitementId, NonLues = [.. ligne.NonLues, .. acteurs.Take(fiche)] });
            }
        }
        catch (UnreadableFileException damaged)
        {
            return Refus.Regle(damaged.Message);
        }

        if (read.Count == 0) return Refus.Regle(Texts.Get("Registre_sans_fiche"));
        if (!request.Apercu) await db.SaveChangesAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<FeuilleLue>>(read);
    }

    private FeuilleLue Add(AppDbContext db, Acteur acteur, string feuille, FicheLue lue, HashSet<string> known)
    {
        var unread = lue.NonLues.Select(n => Texts.Get("Registre_ligne_non_lue", n.Ligne, n.Texte)).ToList();
        lue.Fiche.Nom ??= lue.Fiche.FinalitePrincipale;
        var traitement = new Traitement(db.TenantId, lue.Registre, lue.Fiche, acteur.MembreId, Clock.GetUtcNow());
        db.Traitements.Add(traitement);
        return new FeuilleLue(feuille, traitement.Id, lue.Fiche.Nom, Names(lue.Fiche).Any(known.Contains), unread);
    }

    /// <summary>By what an activity is known: its reference and its name.</summary>
    private static IEnumerable<string> Names(FicheTraitement fiche) => new[] { fiche.Nom, fiche.Reference }.Select(TexteNormalise.Of).Where(t => t.Length > 0);

    private static async Task<IReadOnlyList<(long, string[])>> RowsAsync(Workbook workbook, FeuilleClasseur feuille, CancellationToken cancellationToken)
    {
        using var rows = await workbook.OpenAsync(feuille, cancellationToken);
        var read = new List<(long, string[])>();
        while (read.Count < MostRows && await rows.ReadAsync(cancellationToken) is { } record)
        {
            if (!record.IsBlank) read.Add((record.Line, record.Cells));
        }

        return read;
    }
}
