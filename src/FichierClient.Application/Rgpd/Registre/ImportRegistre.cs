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
/// <param name="ExisteDeja">One of that name or reference stands already: it is its draft that is written; what was validated stands.</param>
/// <param name="NonLues">What wasn't taken: row and text.</param>
public sealed record FeuilleLue(string Feuille, Guid? TraitementId, string? Nom, bool ExisteDeja, IReadOnlyList<string> NonLues);

/// <summary>Reads a filled register; each sheet becomes a draft, of the activity of that name or reference where there is one; empty contact blocks are filled, and nothing that was validated is touched.</summary>
public sealed class ImportRegistre(UseCaseServices services) : UseCase<ImportRegistreRequest, IReadOnlyList<FeuilleLue>>(services)
{
    private const int MostRows = 2000;

    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<IReadOnlyList<FeuilleLue>>> ExecuteAsync(AppDbContext db, Acteur acteur, ImportRegistreRequest request, CancellationToken cancellationToken)
    {
        var known = await db.Traitements.Where(t => t.Statut != StatutTraitement.Archive).ToListAsync(cancellationToken);
        var acteurs = await ActeursDuFichier.ReadAsync(db, cancellationToken);
        var read = new List<FeuilleLue>();
        try
        {
            using var workbook = await SheetSource.OpenWorkbookAsync(new MemoryStream(request.Fichier), cancellationToken);
            foreach (var feuille in workbook.Feuilles)
            {
                if (FicheLue.Read(await RowsAsync(workbook, feuille, cancellationToken)) is not { } fiche) continue;
                if (request.Feuilles?.Contains(feuille.Nom) == false) continue;
                var ligne = Told(feuille.Nom, fiche, known);
                if (!request.Apercu) ligne = ligne with { TraitementId = Write(db, acteur, fiche, known) };
                read.Add(ligne with { NonLues = [.. ligne.NonLues, .. acteurs.Take(fiche)] });
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

    private static FeuilleLue Told(string feuille, FicheLue lue, List<Traitement> known)
    {
        lue.Fiche.Nom ??= lue.Fiche.FinalitePrincipale;
        return new FeuilleLue(feuille, null, lue.Fiche.Nom, Find(lue, known) is not null, [.. lue.NonLues.Select(n => Texts.Get("Registre_ligne_non_lue", n.Ligne, n.Texte))]);
    }

    private Guid Write(AppDbContext db, Acteur acteur, FicheLue lue, List<Traitement> known)
    {
        if (Find(lue, known) is { } traitement)
        {
            traitement.Write(lue.Fiche.Or(traitement.Fiche), acteur.MembreId, Clock.GetUtcNow());
            return traitement.Id;
        }

        var made = new Traitement(db.TenantId, lue.Registre, lue.Fiche, acteur.MembreId, Clock.GetUtcNow());
        db.Traitements.Add(made);
        return made.Id;
    }

    private static Traitement? Find(FicheLue lue, List<Traitement> known)
    {
        var names = Names(lue.Fiche).ToList();
        return known.Find(t => t.Registre == lue.Registre && Names(t.Fiche).Any(names.Contains));
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
