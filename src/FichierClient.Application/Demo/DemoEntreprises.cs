using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Demo;

/// <summary>What contacts, ventes and events need to know of an entreprise.</summary>
internal readonly record struct DemoFiche(Guid Id, int Commercial, string Domaine);

/// <summary>Makes the entreprises, in steps so that memory stays flat.</summary>
internal sealed class DemoEntreprises(DemoTable table, DemoEquipe equipe, DemoSize size, DateTimeOffset now)
{
    private const int Step = 10_000;

    /// <summary>Who answers for no entreprise in particular.</summary>
    public const int Personne = -1;

    private static readonly string[] Naf = ["43.32A", "18.12Z", "10.71C", "45.20A", "49.41A", "43.22A", "56.10A", "46.69B", "62.02A", "70.22Z", "81.30Z", "55.10Z", "86.10Z", "25.62B", "71.11Z"];

    public async Task<DemoFiche[]> FillAsync(CancellationToken cancellationToken)
    {
        var fiches = new DemoFiche[size.Entreprises];
        for (var first = 0; first < fiches.Length; first += Step)
        {
            var made = new List<Entreprise>(Step);
            for (var i = first; i < Math.Min(first + Step, fiches.Length); i++) made.Add(Make(i, out fiches[i]));
            await WriteAsync(made, cancellationToken);
        }

        return fiches;
    }

    private Entreprise Make(int index, out DemoFiche fiche)
    {
        var random = new DemoRandom(size.Seed, index);
        var entreprise = new Entreprise(equipe.TenantId, DemoNoms.Entreprise(ref random));
        var siren = DemoNoms.Siren(ref random);
        entreprise.Identify(random.Chance(0.93)
            ? new IdentiteLegale
            {
                Siren = siren,
                Siret = DemoNoms.Siret(siren),
                NumeroTva = NumeroTva.Propose(siren),
                CodeNaf = random.Pick(Naf),
                CategorieJuridique = random.Pick(["5499", "5710", "5710", "5599", "1000"]),
                TrancheEffectif = random.Pick(["00", "01", "02", "03", "11", "12", "21"]),
                Reference = $"C{index + 1:00000}",
            }
            : new IdentiteLegale { Reference = $"C{index + 1:00000}" });
        var adresse = DemoVilles.Adresse(ref random);
        entreprise.ChangeAdresses(adresse, random.Chance(0.15) ? DemoVilles.Adresse(ref random) : Adresse.Vide);
        var domaine = DemoNoms.Domaine(entreprise.RaisonSociale);
        entreprise.ChangeCoordonnees(random.Chance(0.8) ? $"contact@{domaine}" : null, random.Chance(0.6) ? $"https://www.{domaine}" : null);
        if (random.Chance(0.9)) entreprise.ReplaceTelephones([DemoNoms.Fixe(ref random)]);
        if (random.Chance(0.96)) entreprise.ChangeCanal(equipe.Canaux[random.Falling(equipe.Canaux.Count, 0.75)].Id);
        if (random.Chance(0.3)) entreprise.ChangePotentiel(random.Next(1, 60) * 500, null);
        if (random.Chance(0.22)) entreprise.ReplaceEtiquettes([equipe.Etiquettes[random.Falling(equipe.Etiquettes.Count, 0.7)].Id]);
        var commercial = random.Chance(0.97) ? random.Falling(equipe.Commerciaux.Count, 0.85) : Personne;
        entreprise.Assign(commercial == Personne ? null : equipe.Commerciaux[commercial].Id);
        entreprise.Stamp(now.AddDays(-365 * DemoSize.Annees - random.Next(0, 400)), entreprise.ResponsableId, created: true);
        fiche = new DemoFiche(entreprise.Id, commercial, domaine);
        return entreprise;
    }

    private async Task WriteAsync(List<Entreprise> made, CancellationToken cancellationToken)
    {
        await table.FillAsync("entreprises", """
            tenant_id, id, raison_sociale, reference, siren, siret, numero_tva, code_naf, nomenclature_naf, categorie_juridique, tranche_effectif,
            est_personne_physique, departement, email, site, canal_id, responsable_id, potentiel, recherche, facturation_voie, facturation_complement,
            facturation_code_postal, facturation_commune, facturation_pays, livraison_voie, livraison_code_postal, livraison_commune, livraison_pays,
            cree_le, cree_par_id, modifie_le
            """, made.Select(e => new object?[]
            {
                e.TenantId, e.Id, e.RaisonSociale, e.Reference, e.Siren, e.Siret, e.NumeroTva, e.CodeNaf, e.NomenclatureNaf?.ToString(), e.CategorieJuridique, e.TrancheEffectif,
                e.EstPersonnePhysique, e.Departement, e.Email, e.Site, e.CanalId, e.ResponsableId, e.Potentiel, e.Recherche, e.Facturation.Voie, e.Facturation.Complement,
                e.Facturation.CodePostal, e.Facturation.Commune, e.Facturation.Pays, e.Livraison.Voie, e.Livraison.CodePostal, e.Livraison.Commune, e.Livraison.Pays,
                e.CreeLe, e.CreeParId, e.ModifieLe,
            }), cancellationToken);
        await table.FillAsync("entreprise_telephones", "tenant_id, id, entreprise_id, saisie, e164, libelle",
            made.SelectMany(e => e.Telephones).Select(t => new object?[] { t.TenantId, t.Id, t.EntrepriseId, t.Saisie, t.E164, t.Libelle }), cancellationToken);
        await table.FillAsync("entreprise_etiquettes", "tenant_id, id, entreprise_id, etiquette_id",
            made.SelectMany(e => e.Etiquettes).Select(t => new object?[] { t.TenantId, t.Id, t.EntrepriseId, t.EtiquetteId }), cancellationToken);
        await DemoProvenances.FillAsync(table, made.Select(e => (e.TenantId, "Entreprise", e.Id, e.CreeLe)), cancellationToken);
    }
}
