using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;
using static NpgsqlTypes.NpgsqlDbType;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The tables that an import writes, column by column. The names in the history are those that a save by hand gives.</summary>
internal static class Writers
{
    private const NpgsqlTypes.NpgsqlDbType Bool = NpgsqlTypes.NpgsqlDbType.Boolean;

    public static readonly BulkWriter<Entreprise> Entreprises = new("entreprises",
    [
        .. Root<Entreprise>(),
        new("raison_sociale", Text, "RaisonSociale", e => e.RaisonSociale),
        new("nom_commercial", Text, "NomCommercial", e => e.NomCommercial),
        new("reference", Text, "Reference", e => e.Reference),
        new("siren", Text, "Siren", e => e.Siren),
        new("siret", Text, "Siret", e => e.Siret),
        new("numero_tva", Text, "NumeroTva", e => e.NumeroTva),
        new("code_naf", Text, "CodeNaf", e => e.CodeNaf),
        new("nomenclature_naf", Text, "NomenclatureNaf", e => e.NomenclatureNaf?.ToString()),
        new("categorie_juridique", Text, "CategorieJuridique", e => e.CategorieJuridique),
        new("tranche_effectif", Text, "TrancheEffectif", e => e.TrancheEffectif),
        new("est_personne_physique", Bool, "EstPersonnePhysique", e => e.EstPersonnePhysique),
        new("statut_manuel", Text, "StatutManuel", e => e.StatutManuel?.ToString()),
        new("cessee_le", Date, "CesseeLe", e => e.CesseeLe),
        new("departement", Text, null, e => e.Departement),
        new("email", Text, "Email", e => e.Email),
        new("site", Text, "Site", e => e.Site),
        new("canal_id", Uuid, "CanalId", e => e.CanalId),
        new("responsable_id", Uuid, "ResponsableId", e => e.ResponsableId),
        new("maison_mere_id", Uuid, "MaisonMereId", e => e.MaisonMereId),
        new("potentiel", Numeric, "Potentiel", e => e.Potentiel),
        new("prix_maximum_accepte", Numeric, "PrixMaximumAccepte", e => e.PrixMaximumAccepte),
        new("recherche", Text, null, e => e.Recherche),
        .. AdresseColumns("facturation", "Facturation", e => e.Facturation),
        .. AdresseColumns("livraison", "Livraison", e => e.Livraison),
    ]);

    public static readonly BulkWriter<TelephoneEntreprise> TelephonesEntreprise = new("entreprise_telephones",
    [
        .. Part<TelephoneEntreprise>("entreprise_id"),
        new("saisie", Text, null, t => t.Saisie),
        new("e164", Text, null, t => t.E164),
        new("libelle", Text, null, t => t.Libelle),
        new("position", Integer, null, t => t.Position),
    ]);

    public static readonly BulkWriter<EtiquetteEntreprise> EtiquettesEntreprise = new("entreprise_etiquettes",
        [.. Part<EtiquetteEntreprise>("entreprise_id"), new("etiquette_id", Uuid, null, e => e.EtiquetteId)]);

    public static readonly BulkWriter<Contact> Contacts = new("contacts",
    [
        .. Root<Contact>(),
        new("civilite", Text, "Civilite", c => c.Civilite?.ToString()),
        new("prenom", Text, "Prenom", c => c.Prenom),
        new("nom", Text, "Nom", c => c.Nom),
        new("nom_complet", Text, null, c => c.NomComplet),
        new("naissance_jour", Integer, "NaissanceJour", c => c.NaissanceJour),
        new("naissance_mois", Integer, "NaissanceMois", c => c.NaissanceMois),
        new("naissance_annee", Integer, "NaissanceAnnee", c => c.NaissanceAnnee),
        new("reperes_personnels", Text, "ReperesPersonnels", c => c.ReperesPersonnels),
        new("notes", Text, "Notes", c => c.Notes),
        new("langue", Text, "Langue", c => c.Langue),
        new("oppositions", Integer, "Oppositions", c => (int)c.Oppositions),
        new("recherche", Text, null, c => c.Recherche),
    ]);

    public static readonly BulkWriter<EmailContact> EmailsContact = new("contact_emails",
    [
        .. Part<EmailContact>("contact_id"),
        new("adresse", Text, null, e => e.Adresse),
        new("nature", Text, null, e => e.Nature.ToString()),
        new("prefere", Bool, null, e => e.Prefere),
    ]);

    public static readonly BulkWriter<TelephoneContact> TelephonesContact = new("contact_telephones",
    [
        .. Part<TelephoneContact>("contact_id"),
        new("saisie", Text, null, t => t.Saisie),
        new("e164", Text, null, t => t.E164),
        new("libelle", Text, null, t => t.Libelle),
        new("position", Integer, null, t => t.Position),
        new("nature", Text, null, t => t.Nature.ToString()),
        new("prefere", Bool, null, t => t.Prefere),
    ]);

    public static readonly BulkWriter<LienEntreprise> Liens = new("contact_liens",
    [
        .. Part<LienEntreprise>("contact_id"),
        new("entreprise_id", Uuid, null, l => l.EntrepriseId),
        new("fonction", Text, "LienEntreprise.Fonction", l => l.Fonction),
        new("service", Text, "LienEntreprise.Service", l => l.Service),
        new("depuis", Date, "LienEntreprise.Depuis", l => l.Depuis),
        new("jusqua", Date, "LienEntreprise.Jusqua", l => l.Jusqua),
    ]);

    public static readonly BulkWriter<Vente> Ventes = new("ventes",
    [
        .. Root<Vente>(),
        new("type", Text, "Type", v => v.Type.ToString()),
        new("statut", Text, "Statut", v => v.Statut.ToString()),
        new("serie", Text, "Serie", v => v.Serie),
        new("numero", Text, "Numero", v => v.Numero),
        new("date", Date, "Date", v => v.Date),
        new("entreprise_id", Uuid, "EntrepriseId", v => v.EntrepriseId),
        new("contact_id", Uuid, "ContactId", v => v.ContactId),
        new("commercial_id", Uuid, "CommercialId", v => v.CommercialId),
        new("facture_id", Uuid, "FactureId", v => v.FactureId),
        new("devise", Text, "Devise", v => v.Devise),
        new("taux", Numeric, "Taux", v => v.Taux),
        new("total_ht", Numeric, "TotalHt", v => v.TotalHt),
        new("total_tva", Numeric, "TotalTva", v => v.TotalTva),
        new("total_ttc", Numeric, "TotalTtc", v => v.TotalTtc),
        new("montant", Numeric, "Montant", v => v.Montant),
    ]);

    public static readonly BulkWriter<LigneVente> Lignes = new("vente_lignes",
    [
        .. Part<LigneVente>("vente_id"),
        new("position", Integer, null, l => l.Position),
        new("produit_id", Uuid, "LigneVente.ProduitId", l => l.ProduitId),
        new("designation", Text, "LigneVente.Designation", l => l.Designation),
        new("quantite", Numeric, "LigneVente.Quantite", l => l.Quantite),
        new("prix_unitaire_ht", Numeric, "LigneVente.PrixUnitaireHt", l => l.PrixUnitaireHt),
        new("remise", Numeric, "LigneVente.Remise", l => l.Remise),
        new("taux_tva", Numeric, "LigneVente.TauxTva", l => l.TauxTva),
        new("total_ht", Numeric, "LigneVente.TotalHt", l => l.TotalHt),
        new("montant", Numeric, "LigneVente.Montant", l => l.Montant),
        new("cout_unitaire", Numeric, "LigneVente.CoutUnitaire", l => l.CoutUnitaire),
    ]);

    private static Column<T>[] Root<T>() where T : AggregateRoot =>
    [
        new("tenant_id", Uuid, null, e => e.TenantId),
        new("id", Uuid, null, e => e.Id),
        new("cree_le", TimestampTz, null, e => e.CreeLe.ToUniversalTime()),
        new("cree_par_id", Uuid, null, e => e.CreeParId),
        new("modifie_le", TimestampTz, null, e => e.ModifieLe.ToUniversalTime()),
    ];

    private static Column<T>[] Part<T>(string root) where T : AggregatePart =>
    [
        new("tenant_id", Uuid, null, p => p.TenantId),
        new("id", Uuid, null, p => p.Id),
        new(root, Uuid, null, p => p.RootId),
    ];

    private static Column<Entreprise>[] AdresseColumns(string prefix, string champ, Func<Entreprise, Adresse> get) =>
    [
        new(prefix + "_voie", Text, champ + ".Voie", e => get(e).Voie),
        new(prefix + "_complement", Text, champ + ".Complement", e => get(e).Complement),
        new(prefix + "_code_postal", Text, champ + ".CodePostal", e => get(e).CodePostal),
        new(prefix + "_commune", Text, champ + ".Commune", e => get(e).Commune),
        new(prefix + "_code_insee", Text, champ + ".CodeInsee", e => get(e).CodeInsee),
        new(prefix + "_cedex", Text, champ + ".Cedex", e => get(e).Cedex),
        new(prefix + "_pays", Text, champ + ".Pays", e => get(e).Pays),
    ];
}
