using FichierClient.Application.Annuaire;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Entreprises;

/// <summary>Stock files of Sirene propose; a person decides; statut de diffusion P protects at once.</summary>
public sealed class SireneTests : IAsyncLifetime
{
    private const string Unites = """
        siren,statutDiffusionUniteLegale,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,denominationUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale
        732829320,O,2026-03-01,C,,"MENUISERIE, LEFEVRE",43.32A,NAFRev2,00074
        552100554,P,2020-01-01,A,[ND],,10.71C,NAFRev2,00013
        404833048,O,2020-01-01,A,,INCONNUE ICI,62.01Z,NAFRev2,00022
        732829320
        """;

    private const string Etablissements = """
        siren,siret,dateDebut,etablissementSiege,complementAdresseEtablissement,numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement,etatAdministratifEtablissement
        732829320,73282932000074,2026-03-01,true,,12,RUE,DES LILAS,69003,LYON 3EME,69383,A
        732829320,73282932000082,2026-03-01,false,,1,RUE,D AILLEURS,75001,PARIS,75101,A
        """;

    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task What_differs_is_proposed_decided_field_by_field_and_told_with_its_source()
    {
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4399C");
        var bilan = await ReadAsync(Unites);
        Assert.Equal(new BilanSirene(GenreSirene.UniteLegale, 4, 2, 2, 0), bilan);
        Assert.Equal(2, (await ReadAsync(Unites)).Proposees);
        Assert.Equal(1, (await ReadAsync(Etablissements)).Proposees);
        Assert.Equal(1, (await ReadAsync("siren,sirenDoublon\n732829320,404833048\n")).Proposees);
        var rows = await db.Get<ListPropositions>().Do(organisation.Acteur(), default);
        Assert.Equal([NatureProposition.Cessee, NatureProposition.Demenagee, NatureProposition.Naf, NatureProposition.SirenRemplace], rows.Select(r => r.Nature).Order());
        Assert.Equal("4399C", await db.ScalarAsync<string>("select code_naf from entreprises"));

        await DecideAsync(rows, NatureProposition.Naf, true);
        await DecideAsync(rows, NatureProposition.Demenagee, true);
        await DecideAsync(rows, NatureProposition.Cessee, false);

        Assert.Equal("43.32A 73282932000074 69003 LYON 3EME 12 RUE DES LILAS 69", await db.ScalarAsync<string>("select concat_ws(' ', code_naf, siret, facturation_code_postal, facturation_commune, facturation_voie, departement, statut_manuel) from entreprises"));
        Assert.Equal(2, await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}' and source like 'Sirene (INSEE), stock%' and partie = 'Tiers'"));
        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{id}' and champ = 'CodeNaf' and ancien = '4399C' and nouveau = '43.32A' and membre_id is not null"));
        await ReadAsync(Unites);
        Assert.Equal(NatureProposition.SirenRemplace, Assert.Single(await db.Get<ListPropositions>().Do(organisation.Acteur(), default)).Nature);
        Assert.Equal(RefusKind.Regle, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(), new DecidePropositionRequest(rows.First(r => r.Nature == NatureProposition.Naf).Id, true))).Kind);
    }

    [Fact]
    public async Task A_record_that_changed_meanwhile_or_that_one_does_not_see_is_left_alone()
    {
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4399C");
        await ReadAsync(Unites);
        var naf = (await db.Get<ListPropositions>().Do(organisation.Acteur(), default)).Single(r => r.Nature == NatureProposition.Naf);
        await db.LimitAsync(organisation, Role.Responsable, Portee.Siennes);
        Assert.Empty(await db.Get<ListPropositions>().Do(organisation.Acteur(Role.Responsable), default));
        Assert.Equal(RefusKind.Introuvable, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(Role.Responsable), new DecidePropositionRequest(naf.Id, true))).Kind);
        Assert.Equal(RefusKind.Interdit, (await db.Get<ListPropositions>().Refuse(organisation.Acteur(Role.Lecteur), default)).Kind);

        await db.ScalarAsync<object>($"update entreprises set code_naf = '1071C' where id = '{id}'");
        Assert.Equal(RefusKind.Regle, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(), new DecidePropositionRequest(naf.Id, true))).Kind);
        Assert.Equal("EnAttente", await db.ScalarAsync<string>($"select decision from propositions_sirene where id = '{naf.Id}'"));
        await Assert.ThrowsAsync<DomainException>(() => ReadAsync("nom;ville\nLefèvre;Lyon\n"));
    }

    [Fact]
    public async Task Statut_de_diffusion_P_keeps_a_person_out_of_files_and_a_company_in()
    {
        var anne = await AddAsync("Anne Martin", "552100554", "1071C", personne: true);
        await AddAsync("Menuiserie Lefèvre", "732829320", "4332A");
        await db.AddContactAsync(organisation, "Anne", "Martin", anne);
        Assert.Equal(1, (await ReadAsync(Unites)).Partielles);

        Assert.True((await db.Get<GetEntreprise>().Do(organisation.Acteur(), anne)).EstDiffusionPartielle);
        Assert.Equal(["Menuiserie Lefèvre"], ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"))));
        Assert.Empty(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom"))));
        await db.ScalarAsync<object>("update entreprises set est_personne_physique = false");
        Assert.Equal(2, ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"))).Length);
        Assert.Equal(1, (await ReadAsync(Unites.Replace(",P,", ",O,", StringComparison.Ordinal))).Partielles);
    }

    private Task<BilanSirene> ReadAsync(string text) => db.Get<ExecutionSirene>().RunAsync(organisation.Id, new StringReader(text), "stock, 2026-11-01", Token);

    private Task<Guid> AddAsync(string nom, string siren, string naf, bool personne = false) =>
        db.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie { RaisonSociale = nom, Siren = siren, CodeNaf = naf, EstPersonnePhysique = personne });

    private async Task DecideAsync(IReadOnlyList<PropositionRow> rows, NatureProposition nature, bool accepter) =>
        await db.Get<DecideProposition>().Do(organisation.Acteur(), new DecidePropositionRequest(rows.Single(r => r.Nature == nature).Id, accepter));
}
