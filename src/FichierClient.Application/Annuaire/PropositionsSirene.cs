using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Annuaire;

/// <summary>A change that waits for a decision.</summary>
public sealed record PropositionRow(Guid Id, Guid EntrepriseId, string Entreprise, NatureProposition Nature, string? Actuel, string Propose, string Source, DateTimeOffset ConstateLe)
{
    /// <summary>Whose client it is.</summary>
    public string? Responsable { get; init; }

    /// <summary>The words of both NAF codes, where the organisation loaded INSEE's list.</summary>
    public string? LibelleActuel { get; init; }
    public string? LibellePropose { get; init; }

    /// <summary>What is lost with one that closed; null otherwise.</summary>
    public ClientCesse? Client { get; init; }
}

/// <summary>A client that Sirene says has closed. The amount in the organisation's currency.</summary>
public sealed record ClientCesse(StatutEntreprise Statut, decimal Ca12m, DateOnly? DerniereVente);

/// <param name="Rows">The first of them.</param>
/// <param name="Total">How many wait and answer the filter.</param>
/// <param name="ParNature">How many wait, by kind, whatever kind is asked for.</param>
public sealed record PropositionsEnAttente(IReadOnlyList<PropositionRow> Rows, int Total, IReadOnlyDictionary<NatureProposition, int> ParNature);

/// <param name="Nature">One kind only; null: all.</param>
/// <param name="Miennes">Only on entreprises that the reader looks after.</param>
public sealed record ListPropositionsRequest(NatureProposition? Nature = null, bool Miennes = false);

/// <summary>The propositions on entreprises that the reader sees, by name.</summary>
public sealed class ListPropositions(UseCaseServices services, FiguresClock figures) : UseCase<ListPropositionsRequest, PropositionsEnAttente>(services)
{
    private const int Shown = 200;

    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<PropositionsEnAttente>> ExecuteAsync(AppDbContext db, Acteur acteur, ListPropositionsRequest request, CancellationToken cancellationToken)
    {
        var seen = db.Entreprises.AsNoTracking().VisibleTo(acteur);
        if (request.Miennes) seen = seen.Where(e => e.ResponsableId == acteur.MembreId);
        var all = db.PropositionsSirene.AsNoTracking().Where(p => p.Decision == DecisionProposition.EnAttente).Join(seen, p => p.SujetId, e => e.Id, (p, e) => new { p, e.RaisonSociale });
        var counts = await all.GroupBy(x => x.p.Nature).Select(g => new { g.Key, Nombre = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Nombre, cancellationToken);
        var waiting = request.Nature is { } nature ? all.Where(x => x.p.Nature == nature) : all;
        var rows = await waiting.OrderBy(x => x.RaisonSociale).ThenBy(x => x.p.Id).Take(Shown).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(x => x.p.SujetId);
        var today = await figures.TodayAsync(db, cancellationToken);
        var found = await db.EntreprisesOf(new EntrepriseFiltre(), acteur, today).Where(e => ids.Contains(e.Entreprise.Id)).ToRows().ToListAsync(cancellationToken);
        var fiches = (await EntrepriseBeside.CompleteAsync(db, found, acteur, today, cancellationToken)).ToDictionary(r => r.Id);
        var libelles = await LibellesAsync(db, [.. rows.Select(x => x.p).Where(p => p.Nature == NatureProposition.Naf)], cancellationToken);
        return new PropositionsEnAttente([.. rows.Select(x => RowOf(x.p, x.RaisonSociale, fiches.GetValueOrDefault(x.p.SujetId), libelles))],
            request.Nature is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum(), counts);
    }

    /// <summary>The words of the codes that the file proposes: it speaks of NAF rév. 2 alone.</summary>
    private static Task<Dictionary<string, string>> LibellesAsync(AppDbContext db, List<PropositionSirene> propositions, CancellationToken cancellationToken)
    {
        var codes = propositions.Select(p => JsonSerializer.Deserialize<ValeursSirene>(p.Propose)!.CodeNaf).OfType<string>().Distinct().ToArray();
        return db.LibellesInsee.AsNoTracking().Where(l => l.Liste == ListeInsee.NafRev2 && codes.Contains(l.Code)).ToDictionaryAsync(l => l.Code, l => l.Libelle, cancellationToken);
    }

    private static PropositionRow RowOf(PropositionSirene p, string nom, EntrepriseRow? fiche, Dictionary<string, string> libelles)
    {
        var valeurs = JsonSerializer.Deserialize<ValeursSirene>(p.Propose)!;
        return new PropositionRow(p.Id, p.SujetId, nom, p.Nature, p.Actuel, valeurs.Lisible(), p.Source, p.ConstateLe)
        {
            Responsable = fiche?.Responsable,
            LibelleActuel = p.Nature == NatureProposition.Naf ? fiche?.LibelleNaf : null,
            LibellePropose = valeurs.CodeNaf is { } code ? libelles.GetValueOrDefault(code) : null,
            Client = p.Nature == NatureProposition.Cessee && fiche is not null ? new ClientCesse(fiche.Statut, fiche.Ca12m / 100m, fiche.DerniereVente) : null,
        };
    }
}

/// <param name="Id">The proposition.</param>
/// <param name="Accepter">Write it; otherwise it isn't proposed again.</param>
public sealed record DecidePropositionRequest(Guid Id, bool Accepter);

/// <summary>Accepts or refuses what Sirene says; accepted, it is written like any change, and the record has the file among its sources.</summary>
public sealed class DecideProposition(UseCaseServices services) : UseCase<DecidePropositionRequest, Done>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DecidePropositionRequest request, CancellationToken cancellationToken)
    {
        var proposition = await db.PropositionsSirene.SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
        if (proposition is null || await db.Entreprises.VisibleTo(acteur).SingleOrDefaultAsync(e => e.Id == proposition.SujetId, cancellationToken) is not { } entreprise) return Refus.Introuvable();
        proposition.Decide(request.Accepter, acteur.MembreId, Clock.GetUtcNow());
        if (request.Accepter)
        {
            if (Current(entreprise, proposition.Nature) != proposition.Actuel) return Refus.Regle(Texts.Get("Sirene_modifiee"));
            Apply(entreprise, proposition.Nature, JsonSerializer.Deserialize<ValeursSirene>(proposition.Propose)!);
            db.Provenances.Add(new Provenance(db.TenantId, Sujet.Entreprise, entreprise.Id, Texts.Get("Sirene_source", proposition.Source), Partie.Tiers, BaseLegale.InteretLegitime, Clock.GetUtcNow()).By(acteur.MembreId));
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }

    private static string? Current(Entreprise e, NatureProposition nature) => nature switch
    {
        NatureProposition.Cessee => e.StatutManuel?.ToString(),
        NatureProposition.Demenagee or NatureProposition.Siret => e.Siret,
        NatureProposition.Naf => e.CodeNaf,
        _ => e.Siren,
    };

    private static void Apply(Entreprise e, NatureProposition nature, ValeursSirene valeurs)
    {
        var identite = new IdentiteLegale
        {
            Siren = e.Siren,
            Siret = e.Siret,
            NumeroTva = e.NumeroTva,
            Reference = e.Reference,
            CodeNaf = e.CodeNaf,
            NomenclatureNaf = e.NomenclatureNaf,
            CategorieJuridique = e.CategorieJuridique,
            TrancheEffectif = e.TrancheEffectif,
            EstPersonnePhysique = e.EstPersonnePhysique,
        };
        switch (nature)
        {
            case NatureProposition.Cessee:
                e.FixStatut(StatutEntreprise.AncienClient);
                if (DateOnly.TryParseExact(valeurs.Depuis, "yyyy-MM-dd", out var day)) e.Cease(day);
                break;
            case NatureProposition.Naf:
                e.Identify(identite with { CodeNaf = valeurs.CodeNaf, NomenclatureNaf = NomenclatureNaf.NafRev2 });
                break;
            case NatureProposition.SirenRemplace:
                // Its SIRET and TVA were made of the old number.
                e.Identify(identite with { Siren = valeurs.Siren, Siret = null, NumeroTva = null });
                break;
            default:
                e.Identify(identite with { Siret = valeurs.Siret });
                if (valeurs.CodePostal is not null)
                    e.ChangeAdresses(new Adresse { Complement = valeurs.Complement, Voie = valeurs.Voie, CodePostal = valeurs.CodePostal, Commune = valeurs.Commune, CodeInsee = valeurs.CodeInsee, Pays = e.Facturation.Pays }, e.Livraison);
                break;
        }
    }
}

/// <summary>Takes a decision back: the proposition waits again. What was accepted is put back on the record by its own change.</summary>
public sealed class ReopenProposition(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var proposition = await db.PropositionsSirene.SingleOrDefaultAsync(p => p.Id == request, cancellationToken);
        if (proposition is null || !await db.Entreprises.VisibleTo(acteur).AnyAsync(e => e.Id == proposition.SujetId, cancellationToken)) return Refus.Introuvable();
        proposition.Reopen();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
