using System.Globalization;
using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Registre.Formats;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

public enum FormatRegistre
{
    Ods,
    Xlsx,
    Csv,
    Json,
    Pdf,
}

/// <param name="Format">What it is written as.</param>
/// <param name="Registre">Which of the two.</param>
/// <param name="Traitement">One sheet only; null: the whole register.</param>
public sealed record ExportRegistreRequest(FormatRegistre Format, GenreRegistre Registre, Guid? Traitement = null);

/// <summary>
/// The register as a file: of each activity the version that stands, or its draft, marked as such, while there is none. In French, as the
/// authority reads it.
/// </summary>
public sealed class ExportRegistre(UseCaseServices services) : UseCase<ExportRegistreRequest, FichierExporte>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, ExportRegistreRequest request, CancellationToken cancellationToken)
    {
        // Of this call alone: the caller's language comes back with it.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        var fiches = await RegistreSortie.ReadAsync(db, request.Registre, request.Traitement, cancellationToken);
        if (request.Traitement is not null && fiches.Count == 0) return Refus.Introuvable();
        var acteurs = await ActeursLecture.AllAsync(db, cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().Select(o => o.Nom).SingleAsync(cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        using var output = new MemoryStream();
        await WriteAsync(output, request.Format, fiches, acteurs, new EnteteRegistre(organisation, request.Registre, today), cancellationToken);
        var octets = output.ToArray();
        var (extension, mime) = KindOf(request.Format);
        var name = string.Create(CultureInfo.InvariantCulture, $"registre-{(request.Registre == GenreRegistre.Responsable ? "traitements" : "sous-traitant")}-{today:yyyy-MM-dd}{extension}");
        return new FichierExporte(name, mime, (stream, token) => stream.WriteAsync(octets, token).AsTask());
    }

    private static async Task WriteAsync(Stream output, FormatRegistre format, IReadOnlyList<FicheSortie> fiches, IReadOnlyList<ActeurSaisie> acteurs, EnteteRegistre entete, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case FormatRegistre.Ods: OdsWriter.Write(output, GrilleRegistre.Of(fiches, acteurs)); break;
            case FormatRegistre.Xlsx: await ClasseurXlsx.WriteAsync(output, GrilleRegistre.Of(fiches, acteurs), cancellationToken); break;
            case FormatRegistre.Csv: await CsvWriter.WriteAsync(output, Lines(fiches), CsvDialecte.Excel, cancellationToken); break;
            case FormatRegistre.Json: await JsonSerializer.SerializeAsync(output, new { entete.Organisation, entete.Registre, entete.Le, Acteurs = acteurs, Traitements = fiches }, FicheJson.Options, cancellationToken); break;
            default: output.Write(RegistrePdf.Write(entete, fiches, acteurs)); break;
        }
    }

    private static Tableau Lines(IReadOnlyList<FicheSortie> fiches) => Tableaux.Of<(FicheSortie Sortie, string Section, LigneFiche Ligne)>(
    [
        Column("reference", "Reference", x => x.Sortie.Fiche.Reference), Column("traitement", "Nom", x => x.Sortie.Fiche.Nom), Column("etat", "Statut", x => ModeleCnil.Libelle(x.Sortie.Statut)),
        Column("version", "Version", x => x.Sortie.Numero == 0 ? null : x.Sortie.Numero.ToString(CultureInfo.InvariantCulture)), Column("section", "Section", x => x.Section),
        Column("libelle", "Libelle", x => x.Ligne.Libelle), Column("valeur", "Valeur", x => x.Ligne.Valeur), Column("precision", "Precision", x => x.Ligne.Precision),
    ], fiches.SelectMany(f => FicheLecture.Of(f.Fiche).SelectMany(s => s.Lignes.Select(l => (f, s.Titre, l)))).ToAsyncEnumerable());

    private static Colonne<(FicheSortie Sortie, string Section, LigneFiche Ligne)> Column(string cle, string champ, Func<(FicheSortie Sortie, string Section, LigneFiche Ligne), object?> value) =>
        Colonne<(FicheSortie Sortie, string Section, LigneFiche Ligne)>.Of(cle, ModeleCnil.Libelle(champ), value);

    private static (string Extension, string Mime) KindOf(FormatRegistre format) => format switch
    {
        FormatRegistre.Ods => (".ods", "application/vnd.oasis.opendocument.spreadsheet"),
        FormatRegistre.Xlsx => (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        FormatRegistre.Csv => (".csv", "text/csv; charset=utf-8"),
        FormatRegistre.Json => (".json", "application/json; charset=utf-8"),
        _ => (".pdf", "application/pdf"),
    };
}

/// <summary>What a register's first page says.</summary>
internal sealed record EnteteRegistre(string Organisation, GenreRegistre Registre, DateOnly Le);
