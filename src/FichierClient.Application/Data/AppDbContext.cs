using FichierClient.Application.Figures;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Information;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Garde;
using FichierClient.Domain.Rgpd.Violations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Data;

/// <summary>
/// The client file of one organisation, for one operation. The tenant is an argument when it opens; the connection tells
/// PostgreSQL, whose row-level security decides; the named filters come on top.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options, Guid tenantId, Guid? membreId) : DbContext(options)
{
    /// <summary>Names of the query filters: the tenant's is never ignored, the trash's is by the trash page.</summary>
    public const string TenantFilter = "Tenant", CorbeilleFilter = "Corbeille";

    public Guid TenantId { get; } = tenantId;

    /// <summary>Who acts: author of the history. Null: the system.</summary>
    public Guid? MembreId { get; } = membreId;

    /// <summary>The merge that is being done or undone: the history that is written meanwhile says so.</summary>
    internal Guid? FusionId { get; set; }

    /// <summary>Who gave what this operation changes; null: the organisation itself.</summary>
    internal OrigineSaisie? Origine { get; set; }

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Membre> Membres => Set<Membre>();
    public DbSet<ReglageRole> ReglagesRole => Set<ReglageRole>();
    public DbSet<Equipe> Equipes => Set<Equipe>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Canal> Canaux => Set<Canal>();
    public DbSet<Etiquette> Etiquettes => Set<Etiquette>();
    public DbSet<Exercice> Exercices => Set<Exercice>();
    public DbSet<Objectif> Objectifs => Set<Objectif>();
    public DbSet<Entreprise> Entreprises => Set<Entreprise>();
    public DbSet<PropositionSirene> PropositionsSirene => Set<PropositionSirene>();
    public DbSet<LibelleInsee> LibellesInsee => Set<LibelleInsee>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Produit> Produits => Set<Produit>();
    public DbSet<Vente> Ventes => Set<Vente>();
    public DbSet<Evenement> Evenements => Set<Evenement>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<Provenance> Provenances => Set<Provenance>();
    public DbSet<Modification> Modifications => Set<Modification>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportFragment> ImportFragments => Set<ImportFragment>();
    public DbSet<ImportLigne> ImportLignes => Set<ImportLigne>();
    public DbSet<ImportImage> ImportImages => Set<ImportImage>();
    public DbSet<Export> Exports => Set<Export>();
    public DbSet<ExportFragment> ExportFragments => Set<ExportFragment>();
    public DbSet<Doublon> Doublons => Set<Doublon>();
    public DbSet<Fusion> Fusions => Set<Fusion>();
    public DbSet<FusionFiche> FusionFiches => Set<FusionFiche>();
    public DbSet<FusionMouvement> FusionMouvements => Set<FusionMouvement>();
    public DbSet<DemandeDroit> Demandes => Set<DemandeDroit>();
    public DbSet<DemandePersonne> DemandePersonnes => Set<DemandePersonne>();
    public DbSet<DemandeEtape> DemandeEtapes => Set<DemandeEtape>();
    public DbSet<DemandePiece> DemandePieces => Set<DemandePiece>();
    public DbSet<DemandeExemption> DemandeExemptions => Set<DemandeExemption>();
    public DbSet<DemandeCourrier> DemandeCourriers => Set<DemandeCourrier>();
    public DbSet<Courriel> Courriels => Set<Courriel>();
    public DbSet<CourrielARevoir> CourrielsARevoir => Set<CourrielARevoir>();
    public DbSet<DemandeDossier> DemandeDossiers => Set<DemandeDossier>();
    public DbSet<DemandeDossierFragment> DemandeDossierFragments => Set<DemandeDossierFragment>();
    public DbSet<ModeleLettre> ModelesLettre => Set<ModeleLettre>();
    public DbSet<Communication> Communications => Set<Communication>();
    public DbSet<SystemeConnecte> SystemesConnectes => Set<SystemeConnecte>();
    public DbSet<ClePseudonyme> ClesPseudonymes => Set<ClePseudonyme>();
    public DbSet<CleMorte> ClesMortes => Set<CleMorte>();
    public DbSet<Avis> Avis => Set<Avis>();
    public DbSet<ComplementCertificat> ComplementsCertificat => Set<ComplementCertificat>();
    public DbSet<CertificatPropagation> CertificatsPropagation => Set<CertificatPropagation>();
    public DbSet<OppositionListee> Oppositions => Set<OppositionListee>();
    public DbSet<Traitement> Traitements => Set<Traitement>();
    public DbSet<TraitementVersion> TraitementVersions => Set<TraitementVersion>();
    public DbSet<ActeurRegistre> ActeursRegistre => Set<ActeurRegistre>();
    public DbSet<LieuExterne> LieuxExternes => Set<LieuExterne>();
    public DbSet<RegleConservation> ReglesConservation => Set<RegleConservation>();
    public DbSet<PassageConservation> PassagesConservation => Set<PassageConservation>();
    public DbSet<PassageSujet> PassageSujets => Set<PassageSujet>();
    public DbSet<PurgeProgrammee> PurgesProgrammees => Set<PurgeProgrammee>();
    public DbSet<DroitARefaire> DroitsARefaire => Set<DroitARefaire>();
    public DbSet<Gel> Gels => Set<Gel>();
    public DbSet<ProcesVerbal> ProcesVerbaux => Set<ProcesVerbal>();
    public DbSet<ObligationInformation> ObligationsInformation => Set<ObligationInformation>();
    public DbSet<Effacement> Effacements => Set<Effacement>();
    public DbSet<Certificat> Certificats => Set<Certificat>();
    public DbSet<RetraitScelle> RetraitsScelles => Set<RetraitScelle>();
    public DbSet<AlerteGarde> AlertesGarde => Set<AlerteGarde>();
    public DbSet<ExamenGarde> ExamensGarde => Set<ExamenGarde>();
    public DbSet<Violation> Violations => Set<Violation>();
    public DbSet<ViolationJournal> ViolationJournal => Set<ViolationJournal>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<EntrepriseStats> EntrepriseStats => Set<EntrepriseStats>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly, t => t.Namespace?.Contains(".Identity", StringComparison.Ordinal) != true);
        SqlFunctions.Register(modelBuilder);
        modelBuilder.Entity<Organisation>().HasQueryFilter(TenantFilter, o => o.Id == TenantId);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(TenantEntity).IsAssignableFrom))
            typeof(AppDbContext).GetMethod(nameof(FilterTenant), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        modelBuilder.Entity<Entreprise>().HasQueryFilter(CorbeilleFilter, e => e.SupprimeLe == null);
        modelBuilder.Entity<Contact>().HasQueryFilter(CorbeilleFilter, c => c.SupprimeLe == null);
        modelBuilder.Entity<Produit>().HasQueryFilter(CorbeilleFilter, p => p.SupprimeLe == null);
        modelBuilder.Entity<Vente>().HasQueryFilter(CorbeilleFilter, v => v.SupprimeLe == null);
        modelBuilder.Entity<Evenement>().HasQueryFilter(CorbeilleFilter, e => e.SupprimeLe == null);
    }

    private void FilterTenant<T>(ModelBuilder modelBuilder) where T : TenantEntity =>
        modelBuilder.Entity<T>().HasQueryFilter(TenantFilter, e => e.TenantId == TenantId);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Enums are stored by name, except flags: text reads well in SQL and its equality reaches an index under RLS.
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Opposition>().HaveConversion<int>();
        // Each index is chosen: one for every foreign key would slow the writes of history and imports.
        configurationBuilder.Conventions.Remove<Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
    }
}
