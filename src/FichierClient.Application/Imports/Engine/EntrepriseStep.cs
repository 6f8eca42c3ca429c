using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The entreprises of one batch: found, made, changed, written.</summary>
internal sealed class EntrepriseStep(RunContext run, EntrepriseIndex index)
{
    private readonly Touched<Entreprise> touched = new(Writers.Entreprises);
    private readonly List<TelephoneEntreprise> telephones = [];
    private readonly List<EtiquetteEntreprise> etiquettes = [];
    private readonly List<(Guid Id, string Champ, string? Value, string Cle)> parts = [];

    public static async Task<EntrepriseStep> BeginAsync(RunContext run, IEnumerable<LigneImportee> lignes, CancellationToken cancellationToken) =>
        new(run, await EntrepriseCandidates.LoadAsync(run, [.. lignes.Select(l => l.Entreprise).OfType<SourceEntreprise>()], cancellationToken));

    public int Created => touched.Created.Count;

    public int Changed => touched.Changed.Keys.Count(id => !run.Memory.Made(id));

    /// <summary>Which entreprise the row means, before anything is changed; refuses the row when it can neither be found nor made.</summary>
    public Correspondant Find(LigneImportee ligne)
    {
        var source = ligne.Entreprise!;
        var found = index.Find(source);
        if (found.Candidat is null && found.Refus is null && !source.IsPresent) return default;
        if (found.Refus is { } refus) ligne.Refuse(refus);
        else if ((ligne.Vente is not null || ligne.VenteEcartee is not null) && found.EstReference && found.NomDiffere(source)) ligne.Refuse(Texts.Get("Import_reference_autre_nom", source.Reference!, found.Candidat!.Nom, source.Nom!));
        else if (found.Candidat is null && source.Nom is null) ligne.Refuse(Texts.Get("Import_entreprise_sans_nom", Numbers(source)));
        else if (found.Candidat is null && !run.Lecture.CreatesEntreprises)
            ligne.Refuse(Texts.Get("Import_entreprise_absente", source.Nom!));
        return found;
    }

    /// <summary>Makes or changes the row's entreprise; tells what happened in words.</summary>
    public (Candidat Candidat, RowEffect Effect) Apply(LigneImportee ligne, Correspondant found)
    {
        var source = ligne.Entreprise!;
        if (source.Siret is { } siret) run.Memory.SeeSiret(siret);
        if (found.Candidat is { } known)
        {
            var doubt = Doubt(ligne, source, found);
            // What the file knows of a merged record was weighed when it was merged: the row's ventes and contacts go to the survivor, which stays as it is.
            if (!run.UpdatesEntreprises || found.EstFusionne || known.Entreprise is not { } entreprise) return (known, new RowEffect(false, false, Texts.Get("Import_entreprise_trouvee", known.Nom, found.Regle) + doubt));
            if (!known.EstNouveau) touched.Remember(entreprise);
            var named = known.Nom;
            var changes = touched.Change(entreprise, () => Fill(entreprise, source, ligne, new Choix(run.Lecture, ligne, nouveau: false))).Select(d => RowEffect.Describe(d.Champ, d.Before, d.After)).ToList();
            changes.AddRange(AddParts(entreprise, source, new Choix(run.Lecture, ligne, nouveau: false), known.EstNouveau));
            Index(known, entreprise);
            return (known, new RowEffect(false, changes.Count > 0, Texts.Get("Import_entreprise_trouvee", named, found.Regle) + RowEffect.List(changes) + doubt));
        }

        var created = new Entreprise(run.TenantId, source.Nom!);
        var all = new Choix(run.Lecture, ligne, nouveau: true);
        Fill(created, source, ligne, all);
        _ = AddParts(created, source, all, created: true).Count();
        touched.Add(created);
        var candidat = new Candidat(created.Id) { Entreprise = created, EstNouveau = true };
        Index(candidat, created);
        return (candidat, new RowEffect(true, false, Texts.Get("Import_entreprise_nouvelle", created.RaisonSociale)));
    }

    /// <summary>A number that leads to a company of quite another name may be a mistake of the file: it is said, at the row and in the report.</summary>
    private static string Doubt(LigneImportee ligne, SourceEntreprise source, Correspondant found)
    {
        if (!found.NomDiffere(source)) return "";
        ligne.EstDouteuse = true;
        ligne.Remarques.Add(Texts.Get("Import_nom_different", found.Regle));
        return Texts.Get("Import_nom_different_ici", found.Candidat!.Nom, source.Nom!);
    }

    public async Task WriteAsync(Journal journal, CancellationToken cancellationToken)
    {
        foreach (var (id, champ, value, cle) in parts) journal.Changed(Sujet.Entreprise, id, champ, null, value, cle);
        await touched.WriteAsync(run, journal, Sujet.Entreprise, provenance: true, cancellationToken);
        await Writers.TelephonesEntreprise.InsertAsync(run.Connection, run.Tables, telephones, cancellationToken);
        await Writers.EtiquettesEntreprise.InsertAsync(run.Connection, run.Tables, etiquettes, cancellationToken);
    }

    /// <summary>An empty cell erases only where that was asked for.</summary>
    private void Fill(Entreprise e, SourceEntreprise s, LigneImportee ligne, Choix choix)
    {
        var naf = choix.Of("entreprise.naf", s.CodeNaf, e.CodeNaf);
        e.Identify(new IdentiteLegale
        {
            Siren = choix.Of("entreprise.siren", s.Siren, e.Siren),
            Siret = choix.Of("entreprise.siret", s.Siret, e.Siret),
            NumeroTva = choix.Of("entreprise.tva", s.NumeroTva, e.NumeroTva),
            Reference = choix.Of("entreprise.reference", s.Reference, e.Reference),
            CodeNaf = naf,
            NomenclatureNaf = naf == e.CodeNaf ? e.NomenclatureNaf : null,
            CategorieJuridique = choix.Of("entreprise.categorie_juridique", s.CategorieJuridique, e.CategorieJuridique),
            TrancheEffectif = choix.Of("entreprise.effectif", s.TrancheEffectif, e.TrancheEffectif),
            EstPersonnePhysique = choix.Of("entreprise.personne_physique", s.EstPersonnePhysique, e.EstPersonnePhysique) ?? e.EstPersonnePhysique,
        });
        e.Rename((s.NomDeduit || s.NomPourTrouver ? null : choix.Of("entreprise.nom", s.Nom, e.RaisonSociale)) ?? e.RaisonSociale, choix.Of("entreprise.nom_commercial", s.NomCommercial, e.NomCommercial));
        e.ChangeAdresses(Merge(choix, "entreprise.", e.Facturation, s.Facturation), Merge(choix, "entreprise.livraison.", e.Livraison, s.Livraison));
        e.ChangeCoordonnees(choix.Of("entreprise.email", s.Email, e.Email), choix.Of("entreprise.site", s.Site, e.Site));
        e.ChangePotentiel(choix.Of("entreprise.potentiel", s.Potentiel, e.Potentiel), choix.Of("entreprise.prix_maximum", s.PrixMaximum, e.PrixMaximumAccepte));
        e.FixStatut(choix.Of("entreprise.statut", s.Statut, e.StatutManuel));
        e.Cease(choix.Of("entreprise.cessee_le", s.CesseeLe, e.CesseeLe));
        e.ChangeCanal(choix.Of("entreprise.canal", s.Canal is { } canal && choix.Takes("entreprise.canal", e.CanalId is null) ? run.Lookups.Canal(canal) : (Guid?)null, e.CanalId));
        var membre = (s.Responsable ?? (choix.EstNouveau ? ligne.Commercial : null)) is { } responsable ? run.Lookups.Membre(responsable) : null;
        if (s.Responsable is not null && membre is null) ligne.Remarques.Add(Texts.Get("Import_responsable_inconnu", s.Responsable));
        e.Assign(choix.Of("entreprise.responsable", membre, e.ResponsableId));
    }

    /// <summary>Half of one address and half of another would be nobody's: what only fills goes in where street, postal code and town don't say another place.</summary>
    private static Adresse Merge(Choix choix, string prefix, Adresse known, Adresse given)
    {
        var samePlace = Agree(known.Voie, given.Voie) && Agree(known.CodePostal, given.CodePostal) && Agree(known.Commune, given.Commune);
        string? Part(string champ, string? from, string? has) => samePlace || !choix.Fills(prefix + champ) ? choix.Of(prefix + champ, from, has) : has;
        return new Adresse
        {
            Voie = Part("adresse", given.Voie, known.Voie),
            Complement = Part("complement", given.Complement, known.Complement),
            CodePostal = Part("code_postal", given.CodePostal, known.CodePostal),
            Commune = Part("commune", given.Commune, known.Commune),
            CodeInsee = Part("code_insee", given.CodeInsee, known.CodeInsee),
            Cedex = Part("cedex", given.Cedex, known.Cedex),
            Pays = Part("pays", given.Pays, known.Pays),
        };
    }

    private static bool Agree(string? known, string? given) => known is null || given is null || TexteNormalise.Of(known) == TexteNormalise.Of(given);

    /// <summary>Numbers and labels are added, never taken away.</summary>
    private IEnumerable<string> AddParts(Entreprise entreprise, SourceEntreprise source, Choix choix, bool created)
    {
        var given = choix.Takes("entreprise.telephone", entreprise.Telephones.Count == 0) ? source.Telephones : [];
        var named = choix.Takes("entreprise.etiquettes", entreprise.Etiquettes.Count == 0) ? source.Etiquettes : [];
        var phones = given.Where(n => !entreprise.Telephones.Any(t => t.Saisie == n.Saisie || (t.E164 is not null && t.E164 == n.E164))).DistinctBy(n => n.E164 ?? n.Saisie).ToList();
        var labels = named.Select(run.Lookups.Etiquette).Where(id => !entreprise.Etiquettes.Any(e => e.EtiquetteId == id)).Distinct().ToList();
        if (phones.Count == 0 && labels.Count == 0) yield break;
        var known = entreprise.Telephones.Select(t => t.Id).Concat(entreprise.Etiquettes.Select(e => e.Id)).ToHashSet();
        entreprise.ReplaceTelephones([.. entreprise.Telephones.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new NumeroTelephone(t.Saisie, t.E164, t.Libelle)), .. phones]);
        entreprise.ReplaceEtiquettes([.. entreprise.Etiquettes.Select(e => e.EtiquetteId), .. labels]);
        var addedPhones = entreprise.Telephones.Where(t => !known.Contains(t.Id)).ToList();
        var addedLabels = entreprise.Etiquettes.Where(e => !known.Contains(e.Id)).ToList();
        telephones.AddRange(addedPhones);
        etiquettes.AddRange(addedLabels);
        touched.MarkChanged(entreprise);
        foreach (var (champ, text, cle) in addedPhones.Select(p => (nameof(TelephoneEntreprise), p.ToString(), p.NomProvenance)).Concat(addedLabels.Select(l => (nameof(EtiquetteEntreprise), l.ToString(), l.NomProvenance))))
        {
            if (!created) parts.Add((entreprise.Id, champ, text, cle));
            yield return champ == nameof(TelephoneEntreprise) ? RowEffect.Say(Texts.Get("Import_telephone_libelle"), null, text) : Texts.Get("Import_etiquette_ajoutee");
        }
    }

    private void Index(Candidat candidat, Entreprise e)
    {
        candidat.Commune = e.Facturation.Commune;
        (candidat.Nom, candidat.NomCommercial, candidat.CleNom, candidat.CodePostal) = (e.RaisonSociale, e.NomCommercial, TexteNormalise.Of(e.RaisonSociale), e.Facturation.CodePostal);
        (candidat.Siren, candidat.Siret, candidat.NumeroTva, candidat.Reference) = (e.Siren, e.Siret, e.NumeroTva, e.Reference);
        candidat.Domaine = index.DomaineOf(e.Site, e.Email, candidat.Domaine);
        index.Add(candidat);
    }

    private static string Numbers(SourceEntreprise s) => string.Join(Texts.Get("Import_ni"), new[]
    {
        s.Siret is null ? null : Texts.Get("Import_le_siret", s.Siret), s.Siret is null && s.Siren is not null ? Texts.Get("Import_le_siren", s.Siren) : null,
        s.NumeroTva is null ? null : Texts.Get("Import_le_tva", s.NumeroTva), s.Reference is null ? null : Texts.Get("Import_la_reference", s.Reference),
    }.Where(n => n is not null));
}
