using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

public sealed record GetDemandeRequest(Guid Id);

/// <summary>A request's sheet.</summary>
public sealed record DemandeDetails(Guid Id, uint Version, string Reference, StatutDemande Statut)
{
    public Demandeur Demandeur { get; init; } = new(null, null, null);
    public string? Objet { get; init; }
    public CanalDemande Canal { get; init; }
    public string? RecuePar { get; init; }
    public DateOnly RecueLe { get; init; }
    public DateOnly EcheanceInitiale { get; init; }
    public DateOnly Echeance { get; init; }

    /// <summary>The limit if a suspended clock ran again today.</summary>
    public DateOnly EcheanceReportee { get; init; }
    public DateOnly ObjectifLe { get; init; }
    public DateOnly? SuspendueDepuis { get; init; }
    public DateOnly? ProrogeeLe { get; init; }
    public int? JoursRestants { get; init; }
    public string? IdentiteQuestion { get; init; }
    public NiveauIdentite? IdentiteNiveau { get; init; }
    public string? IdentiteMoyen { get; init; }
    public DateTimeOffset? CopieDetruiteLe { get; init; }
    public string? ClotureMotif { get; init; }
    public bool EstOuverte { get; init; }

    /// <summary>Closed though a recipient never answered.</summary>
    public bool AvecReserve { get; init; }
    public bool EstRepondue { get; init; }
    public IReadOnlyList<ResolutionRow> Resolutions { get; init; } = [];
    public IReadOnlyList<PersonneRow> Personnes { get; init; } = [];
    public IReadOnlyList<EtapeRow> Etapes { get; init; } = [];
    public IReadOnlyList<PieceRow> Pieces { get; init; } = [];
    public IReadOnlyList<CourrierRow> Courriers { get; init; } = [];
    public IReadOnlyList<DossierRow> Dossiers { get; init; } = [];
    public IReadOnlyList<EffacementSuivi> Effacements { get; init; } = [];
    public IReadOnlyList<ExemptionRow> Exemptions { get; init; } = [];

    /// <summary>Other open requests of the same person.</summary>
    public IReadOnlyList<AutreDemande> Autres { get; init; } = [];

    /// <summary>The letter that is ready to leave; null: none is.</summary>
    public TypeLettre? LettreProposee { get; init; }

    public bool Asks(DroitDemande droit) => Resolutions.Any(r => r.Droit == droit);
}

public sealed record AutreDemande(Guid Id, string Reference);

public sealed record ResolutionRow(DroitDemande Droit, string Article, DecisionDroit? Decision, string? Motif, string? Texte);

/// <param name="PersonneId">Its line in the request.</param>
/// <param name="FicheId">The record; null: it was erased.</param>
/// <param name="EstContact">A contact; otherwise an entreprise.</param>
/// <param name="Nom">Its name.</param>
/// <param name="EstLimitee">Its processing is restricted.</param>
/// <param name="EstExemptee">A running contract goes on all the same.</param>
public sealed record PersonneRow(Guid PersonneId, Guid? FicheId, bool EstContact, string? Nom, bool EstLimitee, bool EstExemptee);

public sealed record EtapeRow(TypeEtape Type, DateTimeOffset FaitLe, string? Membre, string? Detail);

public sealed record PieceRow(Guid Id, string Nom, bool EstIdentite, int Taille, DateTimeOffset AjouteeLe, DateTimeOffset? DetruiteLe);

/// <param name="Id">The letter.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Envoi">By e-mail or on paper.</param>
/// <param name="Destinataire">Where to.</param>
/// <param name="Objet">Its subject.</param>
/// <param name="EnvoyeLe">When it was written for good.</param>
public sealed record CourrierRow(Guid Id, TypeLettre Type, EnvoiLettre Envoi, string Destinataire, string Objet, DateTimeOffset EnvoyeLe)
{
    /// <summary>How its e-mail fares; null: on paper, or from before e-mails were followed.</summary>
    public DepartRow? Depart { get; init; }
}

/// <param name="Id">The e-mail.</param>
/// <param name="Statut">Where it stands.</param>
/// <param name="EnvoyeLe">When the mail server took it.</param>
/// <param name="Reponse">What the mail server said last.</param>
/// <param name="Essais">How often it was tried.</param>
/// <param name="ProchainEssaiLe">When it is tried next.</param>
public sealed record DepartRow(Guid Id, StatutCourriel Statut, DateTimeOffset? EnvoyeLe, string? Reponse, int Essais, DateTimeOffset ProchainEssaiLe);

/// <summary>An erasure that was prepared from the request, and why its work stopped.</summary>
public sealed record EffacementSuivi(Guid Id, string Reference, StatutEffacement Statut, Guid SujetId, DateTimeOffset? TermineLe, string? Erreur)
{
    /// <summary>What recipients answered was signed.</summary>
    public bool ADestinataires { get; init; }
}

/// <summary>A reason to keep data and what was decided about it.</summary>
/// <param name="Motif">Which.</param>
/// <param name="Article">Of the law.</param>
/// <param name="Nombre">Documents that make it.</param>
/// <param name="Derniere">The latest of them; null: they aren't tied to the person any more.</param>
/// <param name="Decision">Null: to be decided.</param>
/// <param name="Membre">Who decided.</param>
/// <param name="DecideeLe">When.</param>
public sealed record ExemptionRow(MotifExemption Motif, string Article, int Nombre, DateOnly? Derniere, DecisionExemption? Decision, string? Membre, DateTimeOffset? DecideeLe);

public sealed record DossierRow(Guid Id, GenreDossier Genre, StatutDossier Statut, DateTimeOffset CreeLe, long Taille, DateTimeOffset? LienExpireLe, bool LienOuvert, DateTimeOffset? RemisLe);

/// <summary>Reads a request with its journal, pieces, letters and packages.</summary>
public sealed class GetDemande(UseCaseServices services) : UseCase<GetDemandeRequest, DemandeDetails>(services)
{
    private const int MostAutres = 10;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<DemandeDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetDemandeRequest request, CancellationToken cancellationToken)
    {
        var d = await db.Demandes.AsNoTracking().AsSplitQuery().Include(x => x.Resolutions).Include(x => x.Personnes).SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken);
        if (d is null) return Refus.Introuvable();
        var today = await db.TodayAsync(Clock, cancellationToken);
        var effacements = await SuiviDetails.EffacementsAsync(db, d.Id, cancellationToken);
        var courriers = await SuiviDetails.CourriersAsync(db, d.Id, cancellationToken);
        return new DemandeDetails(d.Id, d.Version, d.Reference, d.Statut)
        {
            Demandeur = new Demandeur(d.Nom, d.Email, d.Telephone, d.Adresse, d.Mandat),
            Objet = d.Objet,
            Canal = d.Canal,
            RecuePar = await db.Membres.Where(m => m.Id == d.RecueParId).Select(m => m.Nom).FirstOrDefaultAsync(cancellationToken),
            RecueLe = d.RecueLe,
            EcheanceInitiale = d.EcheanceInitiale,
            Echeance = d.Echeance,
            EcheanceReportee = d.EcheanceReportee(await db.CalendrierAsync(Clock, cancellationToken)),
            ObjectifLe = d.ObjectifLe,
            SuspendueDepuis = d.SuspendueDepuis,
            ProrogeeLe = d.ProrogeeLe,
            JoursRestants = d.JoursRestants(today),
            IdentiteQuestion = d.IdentiteQuestion,
            IdentiteNiveau = d.IdentiteNiveau,
            IdentiteMoyen = d.IdentiteMoyen,
            CopieDetruiteLe = d.CopieDetruiteLe,
            ClotureMotif = d.ClotureMotif,
            EstOuverte = d.EstOuverte,
            AvecReserve = d.AvecReserve,
            EstRepondue = d.EstRepondue,
            Resolutions = [.. d.Resolutions.OrderBy(r => r.Droit).Select(r => new ResolutionRow(r.Droit, r.Article, r.Decision, r.Motif, r.TexteReponse))],
            Personnes = await PersonnesAsync(db, d.Id, cancellationToken),
            Etapes = await db.DemandeEtapes.AsNoTracking().Where(e => e.DemandeId == d.Id).OrderByDescending(e => e.FaitLe).ThenByDescending(e => e.Id)
                .Select(e => new EtapeRow(e.Type, e.FaitLe, db.Membres.Where(m => m.Id == e.MembreId).Select(m => m.Nom).FirstOrDefault(), e.Detail)).ToListAsync(cancellationToken),
            Pieces = await db.DemandePieces.AsNoTracking().Where(p => p.DemandeId == d.Id).OrderBy(p => p.AjouteeLe)
                .Select(p => new PieceRow(p.Id, p.Nom, p.EstIdentite, p.Taille, p.AjouteeLe, p.DetruiteLe)).ToListAsync(cancellationToken),
            Autres = [.. (await db.OpenOfSamePerson(d).AsNoTracking().OrderBy(x => x.RecueLe).ThenBy(x => x.Id).Take(MostAutres).ToListAsync(cancellationToken)).Select(x => new AutreDemande(x.Id, x.Reference))],
            Courriers = courriers,
            Effacements = effacements,
            Exemptions = await SuiviDetails.ExemptionsAsync(db, d, today, cancellationToken),
            LettreProposee = SuiviDetails.LettreProposee(d, effacements, courriers),
            Dossiers = await DossiersAsync(db, d.Id, Clock.GetUtcNow(), cancellationToken),
        };
    }

    private static Task<List<PersonneRow>> PersonnesAsync(AppDbContext db, Guid id, CancellationToken cancellationToken)
    {
        // A record that was moved to the trash after it was linked is still the person's.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var (contacts, entreprises) = (db.Contacts.IgnoreQueryFilters(trash), db.Entreprises.IgnoreQueryFilters(trash));
        return db.DemandePersonnes.AsNoTracking().Where(p => p.DemandeId == id).OrderBy(p => p.Id).Select(p => new PersonneRow(
            p.Id, p.ContactId ?? p.EntrepriseId, p.ContactId != null,
            p.ContactId != null ? contacts.Where(c => c.Id == p.ContactId).Select(c => c.NomComplet).FirstOrDefault() : entreprises.Where(e => e.Id == p.EntrepriseId).Select(e => e.RaisonSociale).FirstOrDefault(),
            p.ContactId != null ? contacts.Any(c => c.Id == p.ContactId && c.LimiteLe != null) : entreprises.Any(e => e.Id == p.EntrepriseId && e.LimiteLe != null),
            p.ContactId != null ? contacts.Any(c => c.Id == p.ContactId && c.ContratExempteLe != null) : entreprises.Any(e => e.Id == p.EntrepriseId && e.ContratExempteLe != null))).ToListAsync(cancellationToken);
    }

    private static Task<List<DossierRow>> DossiersAsync(AppDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.DemandeDossiers.AsNoTracking().Where(x => x.DemandeId == id).OrderByDescending(x => x.CreeLe)
            .Select(x => new DossierRow(x.Id, x.Genre, x.Statut, x.CreeLe, x.Taille, x.LienExpireLe, x.JetonHash != null && x.LienExpireLe > now, x.RemisLe)).ToListAsync(cancellationToken);
}
