using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Annuaire;

/// <summary>A change that waits for a decision.</summary>
public sealed record PropositionRow(Guid Id, Guid EntrepriseId, string Entreprise, NatureProposition Nature, string? Actuel, string Propose, string Source, DateTimeOffset ConstateLe);

/// <param name="Rows">The first of them.</param>
/// <param name="Total">How many wait.</param>
public sealed record PropositionsEnAttente(IReadOnlyList<PropositionRow> Rows, int Total);

/// <summary>The propositions on entreprises that the reader sees, by name.</summary>
public sealed class ListPropositions(UseCaseServices services) : UseCase<NoRequest, PropositionsEnAttente>(services)
{
    private const int Shown = 200;

    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<PropositionsEnAttente>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var waiting = db.PropositionsSirene.AsNoTracking().Where(p => p.Decision == DecisionProposition.EnAttente)
            .Join(db.Entreprises.AsNoTracking().VisibleTo(acteur), p => p.SujetId, e => e.Id, (p, e) => new { p, e.RaisonSociale });
        var rows = await waiting.OrderBy(x => x.RaisonSociale).ThenBy(x => x.p.Id).Take(Shown).ToListAsync(cancellationToken);
        return new PropositionsEnAttente([.. rows.Select(x => new PropositionRow(
            x.p.Id, x.p.SujetId, x.RaisonSociale, x.p.Nature, x.p.Actuel, JsonSerializer.Deserialize<ValeursSirene>(x.p.Propose)!.Lisible(), x.p.Source, x.p.ConstateLe))],
            rows.Count < Shown ? rows.Count : await waiting.CountAsync(cancellationToken));
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
