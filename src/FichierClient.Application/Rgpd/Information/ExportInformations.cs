using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Information;

/// <summary>The persons to be told, as a file for the mailing that tells them: the one list on which they stand.</summary>
public sealed class ExportInformations(UseCaseServices services) : UseCase<ListInformationsRequest, FichierExporte>(services)
{
    private const int Most = 100_000;

    protected override Permission Permission => Permission.InformationsManage;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, ListInformationsRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var today = await db.TodayAsync(Clock, cancellationToken);
        var rows = await InformationLecture.RowsAsync(db, request, today, Most, cancellationToken);
        var tableau = Tableaux.Of<InformationRow>(
        [
            Colonne<InformationRow>.Of("contact", Texts.Get("Conservation_contact"), r => r.Contact),
            Colonne<InformationRow>.Of("email", Texts.Get("Information_email"), r => r.Email),
            Colonne<InformationRow>.Of("entreprise", Texts.Get("Conservation_entreprise"), r => r.Entreprise),
            Colonne<InformationRow>.Of("source", Texts.Get("Information_source"), r => r.Source),
            Colonne<InformationRow>.Of("phrase", Texts.Get("Information_phrase"), r => r.PhraseMention),
            Colonne<InformationRow>.Of("echeance", Texts.Get("Information_echeance"), r => r.Echeance, TypeColonne.Date),
            Colonne<InformationRow>.Of("fait_le", Texts.Get("Information_fait_le"), r => r.FaitLe, TypeColonne.Instant),
            Colonne<InformationRow>.Of("preuve", Texts.Get("Information_preuve_titre"), r => r.Preuve),
        ], rows.ToAsyncEnumerable());
        return new FichierExporte(string.Create(CultureInfo.InvariantCulture, $"informations-{today:yyyy-MM-dd}.csv"), "text/csv; charset=utf-8",
            (output, token) => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Excel, token));
    }
}
