using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

public sealed record ExportPassageRequest(Guid Id);

/// <summary>The persons of a run with their reasons, as a file.</summary>
public sealed class ExportPassage(UseCaseServices services) : UseCase<ExportPassageRequest, FichierExporte>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, ExportPassageRequest request, CancellationToken cancellationToken)
    {
        if (await db.PassagesConservation.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } passage) return Refus.Introuvable();
        var rows = await GetPassage.SujetsAsync(db, passage, cancellationToken);
        var tableau = Tableaux.Of<PassageSujetRow>(
        [
            Colonne<PassageSujetRow>.Of("contact", Texts.Get("Conservation_contact"), r => r.Nom),
            Colonne<PassageSujetRow>.Of("entreprise", Texts.Get("Conservation_entreprise"), r => r.Entreprise),
            Colonne<PassageSujetRow>.Of("dernier_acte", Texts.Get("Conservation_dernier_acte"), r => r.DernierActeLe, TypeColonne.Date),
            Colonne<PassageSujetRow>.Of("acte", Texts.Get("Conservation_acte"), r => Texts.Get($"Conservation_acte_{r.Acte}")),
            Colonne<PassageSujetRow>.Of("sort", Texts.Get("Conservation_sort"), r => Sort(r)),
        ], rows.ToAsyncEnumerable());
        return new FichierExporte(string.Create(CultureInfo.InvariantCulture, $"conservation-{passage.Code}-{passage.CalculeLe:yyyy-MM-dd}.csv"), "text/csv; charset=utf-8",
            (output, token) => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Excel, token));
    }

    private static string Sort(PassageSujetRow r) => r.EstGele ? Texts.Get("Conservation_gele") : r.EstAuDela ? Texts.Get("Conservation_au_dela") : Texts.Get("Conservation_efface");
}
