using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FichierClient.Application.Data.Migrations
{
    /// <inheritdoc />
    public partial class InitialSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "canaux",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_canaux", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    civilite = table.Column<string>(type: "text", nullable: true),
                    prenom = table.Column<string>(type: "text", nullable: true),
                    nom = table.Column<string>(type: "text", nullable: true),
                    nom_complet = table.Column<string>(type: "text", nullable: false),
                    naissance_jour = table.Column<int>(type: "integer", nullable: true),
                    naissance_mois = table.Column<int>(type: "integer", nullable: true),
                    naissance_annee = table.Column<int>(type: "integer", nullable: true),
                    reperes_personnels = table.Column<string>(type: "text", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
                    langue = table.Column<string>(type: "text", nullable: true),
                    oppositions = table.Column<int>(type: "integer", nullable: false),
                    recherche = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cree_par_id = table.Column<Guid>(type: "uuid", nullable: true),
                    modifie_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "equipes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equipes", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "etiquettes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_etiquettes", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "exercices",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false),
                    debut = table.Column<DateOnly>(type: "date", nullable: false),
                    fin = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exercices", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false),
                    fuseau = table.Column<string>(type: "text", nullable: false),
                    devise = table.Column<string>(type: "text", nullable: false),
                    est_demo = table.Column<bool>(type: "boolean", nullable: false),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "produits",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false),
                    prix = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    cout = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    taux_tva = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    est_actif = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cree_par_id = table.Column<Guid>(type: "uuid", nullable: true),
                    modifie_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_produits", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "reglages_role",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    portee = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reglages_role", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contact_emails",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    adresse = table.Column<string>(type: "text", nullable: false),
                    nature = table.Column<string>(type: "text", nullable: false),
                    prefere = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_emails", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_emails_contacts_tenant_id_contact_id",
                        columns: x => new { x.tenant_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact_telephones",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    saisie = table.Column<string>(type: "text", nullable: false),
                    e164 = table.Column<string>(type: "text", nullable: true),
                    libelle = table.Column<string>(type: "text", nullable: true),
                    nature = table.Column<string>(type: "text", nullable: false),
                    prefere = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_telephones", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_telephones_contacts_tenant_id_contact_id",
                        columns: x => new { x.tenant_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membres",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    utilisateur_id = table.Column<Guid>(type: "uuid", nullable: false),
                    nom = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    equipe_id = table.Column<Guid>(type: "uuid", nullable: true),
                    depuis_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    retire_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membres", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_membres_equipes_tenant_id_equipe_id",
                        columns: x => new { x.tenant_id, x.equipe_id },
                        principalTable: "equipes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_membres_organisations_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entreprises",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    raison_sociale = table.Column<string>(type: "text", nullable: false),
                    nom_commercial = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    siren = table.Column<string>(type: "text", nullable: true),
                    siret = table.Column<string>(type: "text", nullable: true),
                    numero_tva = table.Column<string>(type: "text", nullable: true),
                    code_naf = table.Column<string>(type: "text", nullable: true),
                    nomenclature_naf = table.Column<string>(type: "text", nullable: true),
                    categorie_juridique = table.Column<string>(type: "text", nullable: true),
                    tranche_effectif = table.Column<string>(type: "text", nullable: true),
                    est_personne_physique = table.Column<bool>(type: "boolean", nullable: false),
                    statut_manuel = table.Column<string>(type: "text", nullable: true),
                    departement = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    site = table.Column<string>(type: "text", nullable: true),
                    canal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsable_id = table.Column<Guid>(type: "uuid", nullable: true),
                    maison_mere_id = table.Column<Guid>(type: "uuid", nullable: true),
                    potentiel = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    prix_maximum_accepte = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    recherche = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    facturation_cedex = table.Column<string>(type: "text", nullable: true),
                    facturation_code_insee = table.Column<string>(type: "text", nullable: true),
                    facturation_code_postal = table.Column<string>(type: "text", nullable: true),
                    facturation_commune = table.Column<string>(type: "text", nullable: true),
                    facturation_complement = table.Column<string>(type: "text", nullable: true),
                    facturation_pays = table.Column<string>(type: "text", nullable: true),
                    facturation_voie = table.Column<string>(type: "text", nullable: true),
                    livraison_cedex = table.Column<string>(type: "text", nullable: true),
                    livraison_code_insee = table.Column<string>(type: "text", nullable: true),
                    livraison_code_postal = table.Column<string>(type: "text", nullable: true),
                    livraison_commune = table.Column<string>(type: "text", nullable: true),
                    livraison_complement = table.Column<string>(type: "text", nullable: true),
                    livraison_pays = table.Column<string>(type: "text", nullable: true),
                    livraison_voie = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cree_par_id = table.Column<Guid>(type: "uuid", nullable: true),
                    modifie_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entreprises", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_entreprises_canaux_tenant_id_canal_id",
                        columns: x => new { x.tenant_id, x.canal_id },
                        principalTable: "canaux",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entreprises_entreprises_tenant_id_maison_mere_id",
                        columns: x => new { x.tenant_id, x.maison_mere_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entreprises_membres_tenant_id_responsable_id",
                        columns: x => new { x.tenant_id, x.responsable_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    invite_par_id = table.Column<Guid>(type: "uuid", nullable: false),
                    jeton_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    creee_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expire_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acceptee_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoquee_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_invitations_membres_tenant_id_invite_par_id",
                        columns: x => new { x.tenant_id, x.invite_par_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "modifications",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sujet = table.Column<string>(type: "text", nullable: false),
                    sujet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    champ = table.Column<string>(type: "text", nullable: false),
                    ancien = table.Column<string>(type: "text", nullable: true),
                    nouveau = table.Column<string>(type: "text", nullable: true),
                    fait_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    membre_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_modifications", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_modifications_membres_tenant_id_membre_id",
                        columns: x => new { x.tenant_id, x.membre_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objectifs",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    membre_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mois = table.Column<DateOnly>(type: "date", nullable: false),
                    montant = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectifs", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_objectifs_membres_tenant_id_membre_id",
                        columns: x => new { x.tenant_id, x.membre_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "provenances",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sujet = table.Column<string>(type: "text", nullable: false),
                    sujet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    partie = table.Column<string>(type: "text", nullable: false),
                    base_legale = table.Column<string>(type: "text", nullable: false),
                    collecte_le = table.Column<DateOnly>(type: "date", nullable: true),
                    constate_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    auteur_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provenances", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_provenances_membres_tenant_id_auteur_id",
                        columns: x => new { x.tenant_id, x.auteur_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_liens",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entreprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fonction = table.Column<string>(type: "text", nullable: true),
                    service = table.Column<string>(type: "text", nullable: true),
                    depuis = table.Column<DateOnly>(type: "date", nullable: true),
                    jusqua = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_liens", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_liens_contacts_tenant_id_contact_id",
                        columns: x => new { x.tenant_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_contact_liens_entreprises_tenant_id_entreprise_id",
                        columns: x => new { x.tenant_id, x.entreprise_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entreprise_etiquettes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entreprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    etiquette_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entreprise_etiquettes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_entreprise_etiquettes_entreprises_tenant_id_entreprise_id",
                        columns: x => new { x.tenant_id, x.entreprise_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_entreprise_etiquettes_etiquettes_tenant_id_etiquette_id",
                        columns: x => new { x.tenant_id, x.etiquette_id },
                        principalTable: "etiquettes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entreprise_telephones",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entreprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    saisie = table.Column<string>(type: "text", nullable: false),
                    e164 = table.Column<string>(type: "text", nullable: true),
                    libelle = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entreprise_telephones", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_entreprise_telephones_entreprises_tenant_id_entreprise_id",
                        columns: x => new { x.tenant_id, x.entreprise_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "evenements",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    survenu_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    auteur_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entreprise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    texte = table.Column<string>(type: "text", nullable: true),
                    donnees = table.Column<string>(type: "jsonb", nullable: true),
                    rappel_le = table.Column<DateOnly>(type: "date", nullable: true),
                    rappel_pour_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rappel_fait_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evenements", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_evenements_contacts_tenant_id_contact_id",
                        columns: x => new { x.tenant_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evenements_entreprises_tenant_id_entreprise_id",
                        columns: x => new { x.tenant_id, x.entreprise_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evenements_membres_tenant_id_auteur_id",
                        columns: x => new { x.tenant_id, x.auteur_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evenements_membres_tenant_id_rappel_pour_id",
                        columns: x => new { x.tenant_id, x.rappel_pour_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ventes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    statut = table.Column<string>(type: "text", nullable: false),
                    serie = table.Column<string>(type: "text", nullable: false),
                    numero = table.Column<string>(type: "text", nullable: true),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    entreprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    commercial_id = table.Column<Guid>(type: "uuid", nullable: true),
                    facture_id = table.Column<Guid>(type: "uuid", nullable: true),
                    devise = table.Column<string>(type: "text", nullable: false),
                    taux = table.Column<decimal>(type: "numeric(18,8)", precision: 18, scale: 8, nullable: false),
                    total_ht = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    total_tva = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    total_ttc = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    montant = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    centimes = table.Column<long>(type: "bigint", nullable: false, computedColumnSql: "(montant * 100)::bigint", stored: true),
                    comptee = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "statut = 'Validee' and supprime_le is null", stored: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    cree_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cree_par_id = table.Column<Guid>(type: "uuid", nullable: true),
                    modifie_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supprime_le = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ventes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_ventes_contacts_tenant_id_contact_id",
                        columns: x => new { x.tenant_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ventes_entreprises_tenant_id_entreprise_id",
                        columns: x => new { x.tenant_id, x.entreprise_id },
                        principalTable: "entreprises",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ventes_membres_tenant_id_commercial_id",
                        columns: x => new { x.tenant_id, x.commercial_id },
                        principalTable: "membres",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ventes_ventes_tenant_id_facture_id",
                        columns: x => new { x.tenant_id, x.facture_id },
                        principalTable: "ventes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vente_lignes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    vente_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    produit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    designation = table.Column<string>(type: "text", nullable: false),
                    quantite = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    prix_unitaire_ht = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    remise = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    taux_tva = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    total_ht = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    montant = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    cout_unitaire = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vente_lignes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_vente_lignes_produits_tenant_id_produit_id",
                        columns: x => new { x.tenant_id, x.produit_id },
                        principalTable: "produits",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_vente_lignes_ventes_tenant_id_vente_id",
                        columns: x => new { x.tenant_id, x.vente_id },
                        principalTable: "ventes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_canaux_tenant_id_nom",
                table: "canaux",
                columns: new[] { "tenant_id", "nom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_emails_tenant_id_adresse",
                table: "contact_emails",
                columns: new[] { "tenant_id", "adresse" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_emails_tenant_id_contact_id",
                table: "contact_emails",
                columns: new[] { "tenant_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_liens_tenant_id_contact_id_entreprise_id",
                table: "contact_liens",
                columns: new[] { "tenant_id", "contact_id", "entreprise_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_liens_tenant_id_entreprise_id",
                table: "contact_liens",
                columns: new[] { "tenant_id", "entreprise_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_telephones_tenant_id_contact_id",
                table: "contact_telephones",
                columns: new[] { "tenant_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_telephones_tenant_id_e164",
                table: "contact_telephones",
                columns: new[] { "tenant_id", "e164" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_tenant_id_naissance_mois_naissance_jour",
                table: "contacts",
                columns: new[] { "tenant_id", "naissance_mois", "naissance_jour" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_tenant_id_recherche_id",
                table: "contacts",
                columns: new[] { "tenant_id", "recherche", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprise_etiquettes_tenant_id_entreprise_id_etiquette_id",
                table: "entreprise_etiquettes",
                columns: new[] { "tenant_id", "entreprise_id", "etiquette_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entreprise_etiquettes_tenant_id_etiquette_id_entreprise_id",
                table: "entreprise_etiquettes",
                columns: new[] { "tenant_id", "etiquette_id", "entreprise_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprise_telephones_tenant_id_e164",
                table: "entreprise_telephones",
                columns: new[] { "tenant_id", "e164" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprise_telephones_tenant_id_entreprise_id",
                table: "entreprise_telephones",
                columns: new[] { "tenant_id", "entreprise_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_canal_id",
                table: "entreprises",
                columns: new[] { "tenant_id", "canal_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_departement",
                table: "entreprises",
                columns: new[] { "tenant_id", "departement" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_email",
                table: "entreprises",
                columns: new[] { "tenant_id", "email" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_maison_mere_id",
                table: "entreprises",
                columns: new[] { "tenant_id", "maison_mere_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_numero_tva",
                table: "entreprises",
                columns: new[] { "tenant_id", "numero_tva" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_recherche_id",
                table: "entreprises",
                columns: new[] { "tenant_id", "recherche", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_reference",
                table: "entreprises",
                columns: new[] { "tenant_id", "reference" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_responsable_id",
                table: "entreprises",
                columns: new[] { "tenant_id", "responsable_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_siren",
                table: "entreprises",
                columns: new[] { "tenant_id", "siren" });

            migrationBuilder.CreateIndex(
                name: "ix_entreprises_tenant_id_siret",
                table: "entreprises",
                columns: new[] { "tenant_id", "siret" });

            migrationBuilder.CreateIndex(
                name: "ix_equipes_tenant_id_nom",
                table: "equipes",
                columns: new[] { "tenant_id", "nom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_etiquettes_tenant_id_nom",
                table: "etiquettes",
                columns: new[] { "tenant_id", "nom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evenements_tenant_id_contact_id_survenu_le",
                table: "evenements",
                columns: new[] { "tenant_id", "contact_id", "survenu_le" });

            migrationBuilder.CreateIndex(
                name: "ix_evenements_tenant_id_entreprise_id_survenu_le",
                table: "evenements",
                columns: new[] { "tenant_id", "entreprise_id", "survenu_le" });

            migrationBuilder.CreateIndex(
                name: "ix_evenements_tenant_id_rappel_pour_id_rappel_le",
                table: "evenements",
                columns: new[] { "tenant_id", "rappel_pour_id", "rappel_le" },
                filter: "rappel_fait_le is null and supprime_le is null");

            migrationBuilder.CreateIndex(
                name: "ix_exercices_tenant_id_debut",
                table: "exercices",
                columns: new[] { "tenant_id", "debut" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_jeton_hash",
                table: "invitations",
                column: "jeton_hash");

            migrationBuilder.CreateIndex(
                name: "ix_membres_tenant_id_equipe_id",
                table: "membres",
                columns: new[] { "tenant_id", "equipe_id" });

            migrationBuilder.CreateIndex(
                name: "ix_membres_tenant_id_utilisateur_id",
                table: "membres",
                columns: new[] { "tenant_id", "utilisateur_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_membres_utilisateur_id",
                table: "membres",
                column: "utilisateur_id");

            migrationBuilder.CreateIndex(
                name: "ix_modifications_tenant_id_sujet_id_fait_le",
                table: "modifications",
                columns: new[] { "tenant_id", "sujet_id", "fait_le" });

            migrationBuilder.CreateIndex(
                name: "ix_objectifs_tenant_id_membre_id_mois",
                table: "objectifs",
                columns: new[] { "tenant_id", "membre_id", "mois" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_slug",
                table: "organisations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_produits_tenant_id_sku",
                table: "produits",
                columns: new[] { "tenant_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_provenances_tenant_id_import_id",
                table: "provenances",
                columns: new[] { "tenant_id", "import_id" });

            migrationBuilder.CreateIndex(
                name: "ix_provenances_tenant_id_sujet_id_constate_le",
                table: "provenances",
                columns: new[] { "tenant_id", "sujet_id", "constate_le" });

            migrationBuilder.CreateIndex(
                name: "ix_reglages_role_tenant_id_role",
                table: "reglages_role",
                columns: new[] { "tenant_id", "role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vente_lignes_tenant_id_produit_id",
                table: "vente_lignes",
                columns: new[] { "tenant_id", "produit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_vente_lignes_tenant_id_vente_id_position",
                table: "vente_lignes",
                columns: new[] { "tenant_id", "vente_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_commercial_id_date",
                table: "ventes",
                columns: new[] { "tenant_id", "commercial_id", "date" })
                .Annotation("Npgsql:IndexInclude", new[] { "centimes", "type", "comptee", "entreprise_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_contact_id",
                table: "ventes",
                columns: new[] { "tenant_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_date_id",
                table: "ventes",
                columns: new[] { "tenant_id", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_entreprise_id_date",
                table: "ventes",
                columns: new[] { "tenant_id", "entreprise_id", "date" })
                .Annotation("Npgsql:IndexInclude", new[] { "centimes", "type", "comptee" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_facture_id",
                table: "ventes",
                columns: new[] { "tenant_id", "facture_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ventes_tenant_id_serie_numero",
                table: "ventes",
                columns: new[] { "tenant_id", "serie", "numero" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contact_emails");

            migrationBuilder.DropTable(
                name: "contact_liens");

            migrationBuilder.DropTable(
                name: "contact_telephones");

            migrationBuilder.DropTable(
                name: "entreprise_etiquettes");

            migrationBuilder.DropTable(
                name: "entreprise_telephones");

            migrationBuilder.DropTable(
                name: "evenements");

            migrationBuilder.DropTable(
                name: "exercices");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "modifications");

            migrationBuilder.DropTable(
                name: "objectifs");

            migrationBuilder.DropTable(
                name: "provenances");

            migrationBuilder.DropTable(
                name: "reglages_role");

            migrationBuilder.DropTable(
                name: "vente_lignes");

            migrationBuilder.DropTable(
                name: "etiquettes");

            migrationBuilder.DropTable(
                name: "produits");

            migrationBuilder.DropTable(
                name: "ventes");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "entreprises");

            migrationBuilder.DropTable(
                name: "canaux");

            migrationBuilder.DropTable(
                name: "membres");

            migrationBuilder.DropTable(
                name: "equipes");

            migrationBuilder.DropTable(
                name: "organisations");
        }
    }
}
