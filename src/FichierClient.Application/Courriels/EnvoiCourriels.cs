using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Courriels;

/// <summary>An e-mail on its way to the mail server.</summary>
/// <param name="Id">It names the message: one that is delivered twice is recognised by it.</param>
/// <param name="Destinataire">The address.</param>
/// <param name="Objet">The subject.</param>
/// <param name="Corps">The text.</param>
/// <param name="Piece">The letter as a PDF; null: none.</param>
/// <param name="NomPiece">Its file's name.</param>
public sealed record CourrielAPartir(Guid Id, string Destinataire, string Objet, string Corps, byte[]? Piece, string NomPiece);

/// <summary>Hands an e-mail to the mail server and gives what it answered.</summary>
/// <exception cref="CourrielNonPartiException">It didn't leave.</exception>
public delegate Task<string> RemiseCourriel(CourrielAPartir courriel, CancellationToken cancellationToken);

/// <summary>An e-mail didn't leave.</summary>
/// <param name="reponse">What the mail server said, or what went wrong.</param>
/// <param name="estDefinitif">Another try would be refused too.</param>
public sealed class CourrielNonPartiException(string reponse, bool estDefinitif) : Exception(reponse)
{
    public bool EstDefinitif { get; } = estDefinitif;
}

/// <summary>
/// Sends the e-mails that wait. Each is held under its row's lock while the mail server has it: a second sender passes it by, and when this process dies the lock
/// goes with its connection, so that the next sender takes it. One that the mail server took just before such an end leaves twice under the same message id; none is lost.
/// A program that is asked to stop ends after the answer and what it means are kept.
/// </summary>
public sealed class EnvoiCourriels(AppDbContextFactory contexts, TimeProvider clock, ILogger<EnvoiCourriels> log)
{
    /// <summary>The answer where no mail server is set: the e-mail was kept in a file.</summary>
    public const string EnFichier = ".eml";

    /// <summary>E-mails of one organisation in a row; then it is another's turn.</summary>
    private const int Tour = 20;

    /// <summary>Organisations with e-mails that are due.</summary>
    public async Task<Guid[]> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = contexts.DataSource.CreateCommand("select fichier_courriels_dus($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Tries the e-mails of an organisation that are due, each once; a mail server that is out of order is asked once, and the rest waits for the next round.</summary>
    /// <returns>How many left.</returns>
    public async Task<int> RunAsync(Guid tenantId, RemiseCourriel remise, CancellationToken cancellationToken)
    {
        var (until, sent) = (clock.GetUtcNow(), 0);
        for (var tries = 0; tries < Tour; tries++)
        {
            var issue = await NextAsync(tenantId, until, remise, cancellationToken);
            if (issue == Issue.Parti) sent++;
            if (issue is null or Issue.EnPanne) break;
        }

        return sent;
    }

    private enum Issue
    {
        Parti,

        /// <summary>Something is wrong with this e-mail; others may leave.</summary>
        Refuse,

        /// <summary>It isn't about this e-mail.</summary>
        EnPanne,
    }

    /// <returns>Null: none is due, or others have them.</returns>
    private async Task<Issue?> NextAsync(Guid tenantId, DateTimeOffset until, RemiseCourriel remise, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var courriel = await db.Courriels.FromSql($"select * from courriels where statut = 'AEnvoyer' and prochain_essai_le <= {until} order by prochain_essai_le, id limit 1 for update skip locked")
            .SingleOrDefaultAsync(cancellationToken);
        if (courriel is null) return null;
        var issue = await TryAsync(db, courriel, remise, cancellationToken);
        // The mail server has answered: whatever asks the program to stop, that is kept.
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return issue;
    }

    private async Task<Issue> TryAsync(AppDbContext db, Courriel courriel, RemiseCourriel remise, CancellationToken cancellationToken)
    {
        try
        {
            var depart = await ReadAsync(db, courriel, cancellationToken);
            courriel.Leave(await remise(depart, cancellationToken), clock.GetUtcNow());
            await NoteAsync(db, courriel, courriel.Reponse == EnFichier ? TypeEtape.CourrielDepose : TypeEtape.CourrierEnvoye, $"{depart.Objet} → {depart.Destinataire} ({(courriel.Reponse == EnFichier ? Texts.Get("Courriel_en_fichier") : courriel.Reponse)})");
            return Issue.Parti;
        }
        catch (CourrielNonPartiException error)
        {
            log.LogWarning("E-mail {CourrielId} was not delivered, for good: {ForGood}", courriel.Id, error.EstDefinitif);
            await FailAsync(db, courriel, error.Message, error.EstDefinitif);
            return error.EstDefinitif ? Issue.Refuse : Issue.EnPanne;
        }
        catch (Exception error) when (error is not NpgsqlException && !cancellationToken.IsCancellationRequested && courriel.Statut == StatutCourriel.AEnvoyer)
        {
            // Whatever is wrong with one e-mail, those behind it leave. The error's words may hold an address: they stay out of the log.
            log.LogError("E-mail {CourrielId} can't be handed over: {Error}", courriel.Id, error.GetType().Name);
            await FailAsync(db, courriel, $"{error.GetType().Name}: {error.Message}", false);
            return Issue.Refuse;
        }
    }

    private async Task FailAsync(AppDbContext db, Courriel courriel, string reponse, bool estDefinitif)
    {
        if (courriel.Fail(reponse, estDefinitif, clock.GetUtcNow()))
            await NoteAsync(db, courriel, TypeEtape.CourrielNonParti, $"{courriel.Objet} → {courriel.Destinataire} ({courriel.Reponse})");
    }

    private static async Task<CourrielAPartir> ReadAsync(AppDbContext db, Courriel courriel, CancellationToken cancellationToken)
    {
        var (piece, name) = ((byte[]?)null, $"{courriel.Reference}.pdf");
        if (courriel.CourrierId is { } letter)
        {
            var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
            var written = await db.DemandeCourriers.AsNoTracking().SingleAsync(c => c.Id == letter, cancellationToken);
            piece = LettrePdf.Of(new LettreEcrite(written.Type, courriel.Destinataire, courriel.Objet, courriel.Corps), organisation.Nom, organisation.Today(written.EnvoyeLe));
        }

        return new CourrielAPartir(courriel.Id, courriel.Destinataire!, courriel.Objet, courriel.Corps!, piece, name);
    }

    /// <summary>A letter's fate belongs to the request's journal; a reminder is noted there when it is written. The line is added without the request's row: a DPO at work on it isn't disturbed.</summary>
    /// <remarks>The mail server has answered: a program that is asked to stop writes this down first.</remarks>
    private async Task NoteAsync(AppDbContext db, Courriel courriel, TypeEtape type, string detail)
    {
        if (courriel.CourrierId is null || courriel.DemandeId is not { } demande) return;
        // The file of a request that is sealed says no more names: its journal is in the archive.
        var isSealed = await db.Demandes.AnyAsync(d => d.Id == demande && d.Nom == Rgpd.Effacements.Aiguille.Marque, CancellationToken.None);
        db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, type, clock.GetUtcNow(), isSealed ? null : detail));
    }
}
