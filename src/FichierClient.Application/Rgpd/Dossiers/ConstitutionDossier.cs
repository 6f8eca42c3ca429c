using System.IO.Compression;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Makes a package; begins again from the start when its process was killed.</summary>
public sealed class ConstitutionDossier(AppDbContextFactory contexts, DossierStore store, FichiersPersonne fichiers, TimeProvider clock) : JobHandler
{
    public const string Name = "demandes.dossier";

    private const int MostTries = 10;

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(run, cancellationToken);
        }
        catch (Exception error) when (!DbFailures.MayPass(error))
        {
            // The sheet waits for the package: it has to learn that none comes. A program that stops makes it again later.
            if (error is not OperationCanceledException || await run.WasCancelledAsync()) await FailAsync(run);
            throw;
        }
    }

    private async Task MakeAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(run.TenantId, run.RequestedById);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var dossier = await db.DemandeDossiers.SingleOrDefaultAsync(d => d.Id == run.SubjectId, cancellationToken) ?? throw new JobRefusedException(Texts.Get("Introuvable"));
        var demande = await db.Demandes.Include(d => d.Resolutions).Include(d => d.Personnes).AsSplitQuery().SingleAsync(d => d.Id == dossier.DemandeId, cancellationToken);
        if (demande.IdentiteRecueLe is null || run.RequestedById is null) throw new JobRefusedException(Texts.Get("Dossier_identite_d_abord"));
        await run.ReportAsync(0, 3, cancellationToken);
        await store.DeleteAsync(run.TenantId, dossier.Id, cancellationToken);
        var contenu = await ReadAsync(db, demande, dossier.Genre, cancellationToken) with { Responsable = await ResponsableAsync(db, cancellationToken) };
        await run.ReportAsync(2, 3, cancellationToken);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) await FillAsync(zip, demande, dossier.Genre, contenu, await db.TodayAsync(clock, cancellationToken), cancellationToken);
        await using var output = store.Write(run.TenantId, dossier.Id);
        await output.WriteAsync(file.ToArray(), cancellationToken);
        await output.CompleteAsync(cancellationToken);
        await FinishAsync(run, output.Taille, cancellationToken);
        await run.ReportAsync(3, 3, cancellationToken);
    }

    /// <summary>The request may have moved on since it was read (a decision, another package): its journal is written on what it is now.</summary>
    private async Task FinishAsync(JobRun run, long taille, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = contexts.Open(run.TenantId, run.RequestedById);
            var dossier = await db.DemandeDossiers.SingleAsync(d => d.Id == run.SubjectId, cancellationToken);
            var demande = await db.Demandes.SingleAsync(d => d.Id == dossier.DemandeId, cancellationToken);
            dossier.Finish(taille, clock.GetUtcNow());
            demande.Log(TypeEtape.DossierPrepare, run.RequestedById, clock.GetUtcNow(), Texts.Get($"Dossier_{dossier.Genre}"));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
            }
        }
    }

    private async Task FailAsync(JobRun run)
    {
        await using var db = contexts.Open(run.TenantId, run.RequestedById);
        if (await db.DemandeDossiers.SingleOrDefaultAsync(d => d.Id == run.SubjectId) is not { } dossier) return;
        dossier.Fail(clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private async Task<ContenuDossier> ReadAsync(AppDbContext db, DemandeDroit demande, GenreDossier genre, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var (carte, catalogue) = (await Cartographie.Cartographie.ReadAsync(db, connection, cancellationToken), await Catalogue.ReadAsync(connection, cancellationToken));
        var personne = await PersonneDemandee.ReadAsync(connection, demande, cancellationToken);
        var (contactIds, fiches) = (demande.Personnes.Select(p => p.ContactId).OfType<Guid>().ToList(), personne.Ids);
        // What lies in the trash is still held, so it belongs to an answer (RGPD art. 15).
        var contacts = await db.Contacts.AsNoTracking().IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(c => contactIds.Contains(c.Id))
            .Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens).AsSplitQuery().ToListAsync(cancellationToken);
        var provenances = await db.Provenances.AsNoTracking().Where(p => fiches.Contains(p.SujetId)).OrderBy(p => p.ConstateLe).ToListAsync(cancellationToken);
        var reader = new DonneesPersonne(connection, catalogue, fiches);
        var blocs = await reader.ReadAsync(cancellationToken);
        if (genre == GenreDossier.Portabilite)
        {
            var portabilite = await Portabilite.ReadAsync(db, carte, fiches, provenances, cancellationToken);
            return new ContenuDossier(carte, [.. contacts.Select(portabilite.Card).OfType<Contact>()], portabilite.Of(blocs), provenances, []);
        }

        var contenu = new ContenuDossier(carte, contacts, blocs, provenances, await db.CommunicationsAboutAsync(demande.Personnes, cancellationToken))
        {
            Sources = await db.Sources.AsNoTracking().Where(s => provenances.Select(p => p.SourceId).Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken),
            Recherche = await new RechercheDossier(db, connection, fichiers, personne).RunAsync(catalogue, reader.Lues, cancellationToken),
            Regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Active && r.Jusqua == null).OrderBy(r => r.Nom).ToListAsync(cancellationToken),
            Lieux = await db.LieuxExternes.AsNoTracking().OrderBy(l => l.Nom).Select(l => l.Nom).Distinct().ToListAsync(cancellationToken),
        };
        await RedactAsync(db, contenu, personne, cancellationToken);
        return contenu;
    }

    /// <summary>Other persons are masked (art. 15(4)): all over what speaks of her elsewhere, in the free texts of her own rows.</summary>
    private static async Task RedactAsync(AppDbContext db, ContenuDossier contenu, Personne personne, CancellationToken cancellationToken)
    {
        var found = contenu.Recherche.Tout.ToList();
        var hers = personne.Aiguilles.Select(a => a.Valeur).Concat(contenu.Contacts.SelectMany(c => c.Emails).Select(e => e.Adresse))
            .Concat(contenu.Contacts.SelectMany(c => c.Telephones).Select(t => t.E164)).OfType<string>();
        var tiers = new Tiers([.. hers], await AutresNoms.FindAsync(db, personne, [.. contenu.Blocs, .. found], cancellationToken));
        foreach (var row in found.SelectMany(m => m.Lignes)) tiers.Redact(row);
        foreach (var bloc in contenu.Blocs) RedactOwn(bloc, contenu.Carte, tiers);
    }

    /// <summary>Whose answer it is, and whom to write to about it (RGPD art. 12(1), 38(4)).</summary>
    private static async Task<Responsable> ResponsableAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var dpos = await db.Membres.AsNoTracking().Where(m => m.Role == Role.Dpo && m.RetireLe == null).OrderBy(m => m.Nom).Select(m => m.Nom + ", " + m.Email).ToListAsync(cancellationToken);
        return new Responsable(organisation.Nom, string.Join(" ; ", dpos), TimeZoneInfo.FindSystemTimeZoneById(organisation.Fuseau));
    }

    private async Task FillAsync(ZipArchive zip, DemandeDroit demande, GenreDossier genre, ContenuDossier contenu, DateOnly jour, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await DossierFichiers.WriteAsync(zip, "lettre.pdf", DossierLettre.Of(demande, genre, contenu, jour), cancellationToken);
        await DossierFichiers.WriteAsync(zip, "donnees.json", DossierFichiers.Json(demande.Reference, now, contenu), cancellationToken);
        await DossierFichiers.WriteAsync(zip, "schema.json", DossierFichiers.Schema(contenu.Blocs, contenu.Carte), cancellationToken);
        foreach (var bloc in contenu.Blocs) await DossierFichiers.WriteAsync(zip, $"csv/{bloc.Table}.csv", DossierFichiers.Csv(bloc), cancellationToken);
        foreach (var bloc in contenu.Recherche.Mentions) await DossierFichiers.WriteAsync(zip, $"csv/mentions-{bloc.Table}.csv", DossierFichiers.Csv(bloc), cancellationToken);
        foreach (var bloc in contenu.Recherche.Incertaines) await DossierFichiers.WriteAsync(zip, $"csv/nom-seul-{bloc.Table}.csv", DossierFichiers.Csv(bloc), cancellationToken);
        if (contenu.Recherche.Fichiers is { Lignes.Count: > 0 } files) await DossierFichiers.WriteAsync(zip, $"csv/{files.Table}.csv", DossierFichiers.Csv(files), cancellationToken);
        if (contenu.Contacts.Count == 0) return;
        using var cards = new MemoryStream();
        await VCardWriter.WriteAsync(cards, contenu.Contacts.Select(c => new ContactPlace(c, null, null)).ToAsyncEnumerable(), cancellationToken);
        await DossierFichiers.WriteAsync(zip, "contact.vcf", cards.ToArray(), cancellationToken);
    }

    /// <summary>Her own rows speak of others in free text only (art. 15(4)); the old and new values of her history are such words too.</summary>
    private static void RedactOwn(BlocDonnees bloc, Cartographie.Cartographie carte, Tiers tiers)
    {
        var words = carte.De(bloc.Table).Where(c => c.Categorie is CategorieDonnee.TexteLibre or CategorieDonnee.ViePersonnelle).Select(c => c.Colonne).ToHashSet();
        foreach (var row in bloc.Lignes) tiers.Redact(row, words);
    }
}

/// <summary>What a package is made of.</summary>
internal sealed record ContenuDossier(
    Cartographie.Cartographie Carte, IReadOnlyList<Contact> Contacts, IReadOnlyList<BlocDonnees> Blocs,
    IReadOnlyList<Provenance> Provenances, IReadOnlyList<Communication> Communications)
{
    public Responsable Responsable { get; init; } = new("", "", TimeZoneInfo.Utc);

    /// <summary>What is known of the sources, by key.</summary>
    public IReadOnlyDictionary<Guid, Source> Sources { get; init; } = new Dictionary<Guid, Source>();

    /// <summary>What the file says of her elsewhere.</summary>
    public ResultatRecherche Recherche { get; init; } = ResultatRecherche.Aucune;

    /// <summary>The rules of retention that apply.</summary>
    public IReadOnlyList<RegleConservation> Regles { get; init; } = [];

    /// <summary>What is held and not copied into the package, in words: nothing is left out in silence.</summary>
    public IReadOnlyList<string> NonJoint => [.. Blocs.Concat(Recherche.Tout).Where(b => b.Total > b.Lignes.Count)
        .Select(b => MotsDossier.Coupe(DossierLettre.Nom(b.Table), b.Lignes.Count, b.Total)), .. Recherche.Ecartees];

    /// <summary>Places outside this program where the organisation keeps data too, by its register.</summary>
    public IReadOnlyList<string> Lieux { get; init; } = [];
}

/// <param name="Nom">The organisation.</param>
/// <param name="Dpo">Whom to write to; empty: nobody is named.</param>
/// <param name="Fuseau">In which moments are told.</param>
internal sealed record Responsable(string Nom, string Dpo, TimeZoneInfo Fuseau);
