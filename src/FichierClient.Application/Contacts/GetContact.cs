using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

public sealed record GetContactRequest(Guid Id);

/// <summary>A contact's sheet.</summary>
public sealed record ContactDetails(Guid Id, string NomComplet, VersionLue Lue)
{
    public Civilite? Civilite { get; init; }
    public string? Prenom { get; init; }
    public string? Nom { get; init; }
    public int? NaissanceJour { get; init; }
    public int? NaissanceMois { get; init; }
    public int? NaissanceAnnee { get; init; }
    public string? ReperesPersonnels { get; init; }
    public string? Notes { get; init; }
    public string? Langue { get; init; }
    public Opposition Oppositions { get; init; }
    public DateTimeOffset CreeLe { get; init; }

    /// <summary>Since when its processing is restricted: only the DPO reads it then.</summary>
    public DateTimeOffset? LimiteLe { get; init; }

    /// <summary>Its running contract goes on under the restriction.</summary>
    public DateTimeOffset? ContratExempteLe { get; init; }
    public string? CreePar { get; init; }
    public IReadOnlyList<EmailRow> Emails { get; init; } = [];
    public IReadOnlyList<NumeroRow> Telephones { get; init; } = [];

    /// <summary>Places in entreprises that the reader sees, current ones first.</summary>
    public IReadOnlyList<LienDetails> Liens { get; init; } = [];

    /// <summary>Links to entreprises that the reader doesn't see.</summary>
    public int LiensCaches { get; init; }
    public DernierEchange? DernierEchange { get; init; }
    public ProchaineAction? ProchaineAction { get; init; }

    /// <summary>Factures and avoirs on which the contact is named, drafts and cancelled ones included.</summary>
    public int Ventes { get; init; }
    public IReadOnlyList<ProvenanceRow> Provenances { get; init; } = [];
}

public sealed record EmailRow(string Adresse, NatureCoordonnee Nature, bool Prefere);

public sealed record NumeroRow(string Saisie, string? E164, string? Libelle, NatureCoordonnee Nature, bool Prefere)
{
    public string Texte => Common.Telephones.Show(Saisie, E164);
}

public sealed record LienDetails(Guid EntrepriseId, string Entreprise, string? Ville, string? Fonction, string? Service, DateOnly? Depuis, DateOnly? Jusqua);

/// <summary>Reads a contact's sheet; of a merged one, its survivor's.</summary>
public sealed class GetContact(UseCaseServices services) : UseCase<GetContactRequest, ContactDetails>(services)
{
    protected override Permission Permission => Permission.ContactsRead;

    protected override async Task<Outcome<ContactDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetContactRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(db, acteur, request.Id, cancellationToken) is { } details) return details;
        // Merged records lie in the trash.
        var survivant = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(c => c.Id == request.Id).Select(c => c.SurvivantId).SingleOrDefaultAsync(cancellationToken);
        if (survivant is { } id && await ReadAsync(db, acteur, id, cancellationToken) is { } found) return found;
        return await db.Contacts.InScopeOf(acteur, db).AnyAsync(c => c.Id == request.Id && c.LimiteLe != null, cancellationToken) ? Refus.Regle(Texts.Get("Fiche_limitee")) : Refus.Introuvable();
    }

    private static Task<ContactDetails?> ReadAsync(AppDbContext db, Acteur acteur, Guid id, CancellationToken cancellationToken)
    {
        var entreprises = db.Entreprises.VisibleTo(acteur);
        var ventes = db.Ventes.VisibleTo(acteur, db);
        // A contact seen through one entreprise has exchanges with others too.
        var evenements = db.Evenements.VisibleTo(acteur, db);
        var (echanges, rappels) = (evenements.LesEchanges(), evenements.LesRappels());
        return db.Contacts.AsNoTracking().AsSplitQuery().VisibleTo(acteur, db).Where(c => c.Id == id).Select(c => new ContactDetails(c.Id, c.NomComplet, new VersionLue(c.Version, c.ModifieLe))
        {
            Civilite = c.Civilite,
            Prenom = c.Prenom,
            Nom = c.Nom,
            NaissanceJour = c.NaissanceJour,
            NaissanceMois = c.NaissanceMois,
            NaissanceAnnee = c.NaissanceAnnee,
            ReperesPersonnels = c.ReperesPersonnels,
            Notes = c.Notes,
            Langue = c.Langue,
            Oppositions = c.Oppositions,
            CreeLe = c.CreeLe,
            LimiteLe = c.LimiteLe,
            ContratExempteLe = c.ContratExempteLe,
            CreePar = db.Membres.Where(m => m.TenantId == c.TenantId && m.Id == c.CreeParId).Select(m => m.Nom).FirstOrDefault(),
            Emails = c.Emails.OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Select(e => new EmailRow(e.Adresse, e.Nature, e.Prefere)).ToList(),
            Telephones = c.Telephones.OrderByDescending(t => t.Prefere).ThenBy(t => t.Position).ThenBy(t => t.Id).Select(t => new NumeroRow(t.Saisie, t.E164, t.Libelle, t.Nature, t.Prefere)).ToList(),
            Liens = c.Liens.OrderBy(l => l.Jusqua != null).ThenByDescending(l => l.Depuis).ThenBy(l => l.Id)
                .Join(entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => new LienDetails(e.Id, e.RaisonSociale, e.Facturation.Commune, l.Fonction, l.Service, l.Depuis, l.Jusqua)).ToList(),
            LiensCaches = c.Liens.Count(l => !entreprises.Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId)),
            DernierEchange = echanges.Where(e => e.TenantId == c.TenantId && e.ContactId == c.Id).Select(e => new DernierEchange(e.SurvenuLe, e.Type)).FirstOrDefault(),
            ProchaineAction = rappels.Where(e => e.TenantId == c.TenantId && e.ContactId == c.Id)
                .Select(e => new ProchaineAction(e.Id, e.RappelLe!.Value, e.Texte, e.RappelPourId, db.Membres.Where(m => m.TenantId == e.TenantId && m.Id == e.RappelPourId).Select(m => m.Nom).FirstOrDefault())).FirstOrDefault(),
            Ventes = ventes.Count(v => v.TenantId == c.TenantId && v.ContactId == c.Id),
            Provenances = db.Provenances.Where(p => p.TenantId == c.TenantId && p.SujetId == c.Id).OrderBy(p => p.ConstateLe).Select(p => new ProvenanceRow(
                p.Source, p.Partie, p.BaseLegale, p.CollecteLe, p.ConstateLe,
                db.Membres.Where(m => m.TenantId == p.TenantId && m.Id == p.AuteurId).Select(m => m.Nom).FirstOrDefault())).ToList(),
        }).Prepared().SingleOrDefaultAsync(cancellationToken);
    }
}
