using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Figures;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Domain.Exports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>Reads a list with the rights of who asks and writes its file; at once or in the background, the same way.</summary>
public sealed class ExportEngine(AppDbContextFactory contexts, FiguresClock figures, ExportStore store, TimeProvider clock)
{
    /// <summary>How many records a request means, counted up to <paramref name="cap"/>.</summary>
    public async Task<int> CountAsync(Acteur acteur, DemandeExport demande, int cap, CancellationToken cancellationToken)
    {
        await using var db = Open(acteur);
        var lecture = await BeginAsync(db, acteur, demande, _ => Task.CompletedTask, cancellationToken);
        return demande switch
        {
            { Liste: ListeExport.Entreprises } => await EntrepriseLignes.Query(lecture).Take(cap).CountAsync(cancellationToken),
            { Liste: ListeExport.Contacts } => await ContactLignes.Query(lecture).Take(cap).CountAsync(cancellationToken),
            { Format: FormatExport.Fec } => await VenteLignes.QueryFec(lecture).Take(cap).CountAsync(cancellationToken),
            _ => await VenteLignes.Query(lecture).Take(cap).CountAsync(cancellationToken),
        };
    }

    /// <summary>How many records a request means and how many its file leaves out; of a long list that it is long, unless all was asked for.</summary>
    public async Task<CompteExport> PreviewAsync(Acteur acteur, CountExportRequest request, CancellationToken cancellationToken)
    {
        var lignes = await CountAsync(acteur, request.Demande, request.Exact ? int.MaxValue : RowCount.Cap + 1, cancellationToken);
        if (!request.Exact && lignes > RowCount.Cap) return new CompteExport(RowCount.Cap, 0, 0) { EstExact = false };
        await using var db = Open(acteur);
        var (nonInformes, partielles) = await LeftOutAsync(await BeginAsync(db, acteur, request.Demande, _ => Task.CompletedTask, cancellationToken), cancellationToken);
        return new CompteExport(lignes, nonInformes, partielles);
    }

    /// <summary>Writes the file of an export that is under way, from its beginning, and ends it.</summary>
    /// <param name="acteur">Whose rights limit it, as they are now.</param>
    /// <param name="exportId">The export.</param>
    /// <param name="report">Told from time to time how many records are read; may throw to stop.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(Acteur acteur, Guid exportId, Func<long, Task> report, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(acteur.TenantId, exportId, cancellationToken);
        await using var db = Open(acteur);
        if (await db.Exports.AsNoTracking().Where(e => e.Id == exportId && e.Statut == StatutExport.EnCours).Select(e => e.Demande).SingleOrDefaultAsync(cancellationToken) is not { } json) return;
        var demande = DemandeExport.Parse(json);
        var lecture = await BeginAsync(db, acteur, demande, report, cancellationToken);
        var (nonInformes, partielles) = await LeftOutAsync(lecture, cancellationToken);
        var personnes = await CommunicationExport.PersonnesAsync(lecture, cancellationToken);
        await using var output = store.Write(acteur.TenantId, exportId);
        await WriteAsync(lecture, output, cancellationToken);
        await output.CompleteAsync(cancellationToken);
        await EndAsync(acteur, exportId, (export, beside) =>
        {
            export.LeaveOut(nonInformes, partielles);
            export.Finish(lecture.Lus, output.Taille, acteur.Responsables, clock.GetUtcNow());
            return beside.AddCommunicationAsync(export, demande, personnes, clock.GetUtcNow(), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Writes the file of a whole organisation, from its beginning, and ends its export.</summary>
    /// <param name="acteur">Who asked.</param>
    /// <param name="exportId">The export.</param>
    /// <param name="write">Writes the file; returns its rows.</param>
    /// <param name="tell">Notes to whom the data went, in the transaction that ends it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task RunWholeAsync(Acteur acteur, Guid exportId, Func<Stream, Task<long>> write, Func<AppDbContext, Export, DateTimeOffset, Task> tell, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(acteur.TenantId, exportId, cancellationToken);
        await using var output = store.Write(acteur.TenantId, exportId);
        var rows = await write(output);
        await output.CompleteAsync(cancellationToken);
        await EndAsync(acteur, exportId, (export, beside) =>
        {
            export.Finish(rows, output.Taille, null, clock.GetUtcNow());
            return tell(beside, export, clock.GetUtcNow());
        }, cancellationToken);
    }

    /// <summary>Ends it without a file.</summary>
    public async Task FailAsync(Acteur acteur, Guid exportId, string erreur)
    {
        await store.DeleteAsync(acteur.TenantId, exportId, CancellationToken.None);
        await EndAsync(acteur, exportId, (export, _) =>
        {
            export.Fail(erreur, clock.GetUtcNow());
            return Task.CompletedTask;
        }, CancellationToken.None);
    }

    private static async Task<(int NonInformes, int Partielles)> LeftOutAsync(LectureExport lecture, CancellationToken cancellationToken) => lecture.Demande.Liste switch
    {
        ListeExport.Entreprises => (0, await EntrepriseLignes.LeftOut(lecture).CountAsync(cancellationToken)),
        ListeExport.Contacts => (await ContactLignes.NotTold(lecture).CountAsync(cancellationToken), await ContactLignes.LeftOut(lecture).CountAsync(cancellationToken)),
        _ => (0, 0),
    };

    private static async Task WriteAsync(LectureExport lecture, Stream output, CancellationToken cancellationToken)
    {
        var demande = lecture.Demande;
        if (demande.Format == FormatExport.VCard)
        {
            await VCardWriter.WriteAsync(output, ContactLignes.ReadCards(lecture, cancellationToken), cancellationToken);
            return;
        }

        var tableau = await TableauOfAsync(lecture, cancellationToken);
        await (demande.Format switch
        {
            FormatExport.Xlsx => new XlsxWriter(lecture.Devise).WriteAsync(output, tableau, Tableaux.Mot(demande.Liste), cancellationToken),
            FormatExport.JsonLignes => JsonLignesWriter.WriteAsync(output, tableau, cancellationToken),
            FormatExport.CsvExcel => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Excel, cancellationToken),
            FormatExport.Fec => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Fec, cancellationToken),
            FormatExport.Reimport => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Reimport, cancellationToken),
            _ => CsvWriter.WriteAsync(output, tableau, CsvDialecte.Rfc4180, cancellationToken),
        });
    }

    private static async Task<Tableau> TableauOfAsync(LectureExport lecture, CancellationToken cancellationToken)
    {
        var (liste, format) = (lecture.Demande.Liste, lecture.Demande.Format);
        if (format == FormatExport.Fec) return VenteLignes.ReadFec(lecture, cancellationToken);
        if (format != FormatExport.Reimport)
            return liste switch
            {
                ListeExport.Entreprises => EntrepriseLignes.Read(lecture, cancellationToken),
                ListeExport.Contacts => ContactLignes.Read(lecture),
                _ => VenteLignes.Read(lecture),
            };
        var listes = await ListesExport.LoadAsync(lecture.Db, cancellationToken);
        return liste switch
        {
            ListeExport.Entreprises => EntrepriseLignes.ReadWhole(lecture, listes, cancellationToken),
            ListeExport.Contacts => ContactLignes.ReadWhole(lecture, cancellationToken),
            _ => VenteLignes.ReadWhole(lecture, listes, cancellationToken),
        };
    }

    private AppDbContext Open(Acteur acteur)
    {
        var db = contexts.Open(acteur.TenantId, acteur.MembreId);
        db.Database.SetCommandTimeout(LectureExport.Patience);
        return db;
    }

    private async Task<LectureExport> BeginAsync(AppDbContext db, Acteur acteur, DemandeExport demande, Func<long, Task> report, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().Select(o => new { o.Fuseau, o.Devise }).SingleAsync(cancellationToken);
        return new LectureExport(contexts, db, acteur, demande)
        {
            Today = await figures.TodayAsync(db, cancellationToken),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.Fuseau),
            Devise = organisation.Devise,
            Report = report,
        };
    }

    /// <summary>One that was cancelled meanwhile stays so, without a file.</summary>
    private async Task EndAsync(Acteur acteur, Guid exportId, Func<Export, AppDbContext, Task> end, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(acteur.TenantId, acteur.MembreId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var export = await db.Exports.FromSql($"select * from exports where id = {exportId} for update").SingleAsync(cancellationToken);
        if (export.Statut == StatutExport.EnCours) await end(export, db);
        else await db.ExportFragments.Where(f => f.ExportId == exportId).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
