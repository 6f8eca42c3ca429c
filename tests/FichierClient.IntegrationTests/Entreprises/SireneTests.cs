using System.Text.Json;
using FichierClient.Application.Annuaire;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Exports;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Entreprises;
using Npgsql;

namespace FichierClient.IntegrationTests.Entreprises;

/// <summary>Stock files of Sirene propose; a person decides; statut de diffusion P protects at once.</summary>
public sealed class SireneTests : IAsyncLifetime
{
    private const string Unites = """
        siren,statutDiffusionUniteLegale,dateDebut,etatAdministratifUniteLegale,categorieJuridiqueUniteLegale,nomUniteLegale,denominationUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale
        732829320,O,2026-03-01,C,5710,,"MENUISERIE, LEFEVRE",43.32A,NAFRev2,00074
        552100554,P,2020-01-01,A,1000,[ND],,10.71C,NAFRev2,00013
        404833048,O,2020-01-01,A,5710,,INCONNUE ICI,62.01Z,NAFRev2,00022
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
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4399C", siret: "73282932000009");
        var bilan = await ReadAsync(Unites);
        Assert.Equal(new BilanSirene(GenreSirene.UniteLegale, 4, 2, 2, 0), bilan);
        Assert.Equal(2, (await ReadAsync(Unites)).Proposees);
        Assert.Equal(1, (await ReadAsync(Etablissements)).Proposees);
        Assert.Equal(1, (await ReadAsync("siren,sirenDoublon\n732829320,404833048\n")).Proposees);
        var rows = await RowsAsync();
        Assert.Equal([NatureProposition.Cessee, NatureProposition.Demenagee, NatureProposition.Naf, NatureProposition.SirenRemplace], rows.Select(r => r.Nature).Order());
        Assert.Equal("43.99C", await db.ScalarAsync<string>("select code_naf from entreprises"));

        await DecideAsync(rows, NatureProposition.Naf, true);
        await DecideAsync(rows, NatureProposition.Demenagee, true);
        await DecideAsync(rows, NatureProposition.Cessee, false);

        Assert.Equal("43.32A 73282932000074 69003 LYON 3EME 12 RUE DES LILAS 69", await db.ScalarAsync<string>("select concat_ws(' ', code_naf, siret, facturation_code_postal, facturation_commune, facturation_voie, departement, statut_manuel) from entreprises"));
        Assert.Equal(2, await db.ScalarAsync<long>($"select count(*) from provenances where sujet_id = '{id}' and source like 'Sirene (INSEE), stock%' and partie = 'Tiers'"));
        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{id}' and champ = 'CodeNaf' and ancien = '43.99C' and nouveau = '43.32A' and membre_id is not null"));
        await ReadAsync(Unites);
        Assert.Equal(NatureProposition.SirenRemplace, Assert.Single(await RowsAsync()).Nature);
        Assert.Equal(RefusKind.Regle, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(), new DecidePropositionRequest(rows.First(r => r.Nature == NatureProposition.Naf).Id, true))).Kind);
    }

    [Fact]
    public async Task A_code_has_the_words_of_its_sub_class_where_they_are_loaded_and_a_company_that_ceased_keeps_the_day()
    {
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4399C");
        await ReadAsync(Unites);
        Assert.Equal((null, null), (await RowsAsync()).Where(r => r.Nature == NatureProposition.Naf).Select(r => (r.LibelleActuel, r.LibellePropose)).Single());
        await using (var context = db.Contexts.Open(organisation.Id))
        {
            context.LibellesInsee.AddRange(new LibelleInsee(organisation.Id, ListeInsee.NafRev2, "43.99C", "Maçonnerie générale"), new LibelleInsee(organisation.Id, ListeInsee.NafRev2, "43.32A", "Menuiserie bois et PVC"), new LibelleInsee(organisation.Id, ListeInsee.Naf2025, "43.32A", "Autre liste"));
            await context.SaveChangesAsync(Token);
        }

        var rows = await RowsAsync();
        Assert.Equal(("Maçonnerie générale", "Menuiserie bois et PVC"), rows.Where(r => r.Nature == NatureProposition.Naf).Select(r => (r.LibelleActuel, r.LibellePropose)).Single());
        await DecideAsync(rows, NatureProposition.Cessee, true);

        Assert.Equal(new DateOnly(2026, 3, 1), (await db.Get<GetEntreprise>().Do(organisation.Acteur(), id)).CesseeLe);
        Assert.Equal(["cessee;nom", "2026-03-01;Menuiserie Lefèvre"], (await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "cessee", "nom"))).Trim().Split("\r\n").Select(l => l.Replace(',', ';')));
        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{id}' and champ = 'CesseeLe' and membre_id is not null"));
    }

    [Fact]
    public async Task A_record_that_changed_meanwhile_or_that_one_does_not_see_is_left_alone()
    {
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4399C");
        await ReadAsync(Unites);
        var naf = (await RowsAsync()).Single(r => r.Nature == NatureProposition.Naf);
        await db.LimitAsync(organisation, Role.Responsable, Portee.Siennes);
        Assert.Empty((await db.Get<ListPropositions>().Do(organisation.Acteur(Role.Responsable), new ListPropositionsRequest())).Rows);
        Assert.Equal(RefusKind.Introuvable, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(Role.Responsable), new DecidePropositionRequest(naf.Id, true))).Kind);
        Assert.Equal(RefusKind.Interdit, (await db.Get<ListPropositions>().Refuse(organisation.Acteur(Role.Lecteur), new ListPropositionsRequest())).Kind);

        await db.ScalarAsync<object>($"update entreprises set code_naf = '1071C' where id = '{id}'");
        Assert.Equal(RefusKind.Regle, (await db.Get<DecideProposition>().Refuse(organisation.Acteur(), new DecidePropositionRequest(naf.Id, true))).Kind);
        Assert.Equal("EnAttente", await db.ScalarAsync<string>($"select decision from propositions_sirene where id = '{naf.Id}'"));
        await Assert.ThrowsAsync<DomainException>(() => ReadAsync("nom;ville\nLefèvre;Lyon\n"));
    }

    [Fact]
    public async Task Statut_de_diffusion_P_keeps_a_person_out_of_files_and_a_company_in()
    {
        // The record came in without the word that it is a person: the stock file says it.
        var anne = await AddAsync("Anne Martin", "552100554", "1071C");
        await AddAsync("Menuiserie Lefèvre", "732829320", "4332A");
        await db.AddContactAsync(organisation, "Anne", "Martin", anne);
        Assert.Equal(1, (await ReadAsync(Unites)).Partielles);

        Assert.True((await db.Get<GetEntreprise>().Do(organisation.Acteur(), anne)).EstDiffusionPartielle);
        Assert.Equal(0, (await ReadAsync(Unites)).Partielles);
        Assert.Equal(["Menuiserie Lefèvre"], ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"))));
        Assert.Empty(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom"))));
        Assert.Equal([(0, 1), (0, 1)], (await db.Get<ListExports>().Do(organisation.Acteur(), default)).Select(e => (e.NonInformes, e.Partielles)));
        // Whole records for an import are no call list: a move loses nobody.
        Assert.Equal(2, ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Reimport, "nom"))).Length);
        Assert.Single(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Reimport, "nom"))));
        Assert.Equal([0, 0], (await db.Get<ListExports>().Do(organisation.Acteur(), default)).Take(2).Select(e => e.Partielles));
        // Said before the file is asked for.
        Assert.Equal(new CompteExport(1, 0, 1), await db.Get<CountExport>().Do(organisation.Acteur(), new CountExportRequest(ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"), false)));
        Assert.Equal(new CompteExport(0, 0, 1), await db.Get<CountExport>().Do(organisation.Acteur(), new CountExportRequest(ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom"), false)));
        Assert.Equal(new CompteExport(2, 0, 0), await db.Get<CountExport>().Do(organisation.Acteur(), new CountExportRequest(ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Reimport, "nom"), false)));
        await db.ScalarAsync<object>("update entreprises set est_personne_physique = false");
        Assert.Equal(2, ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"))).Length);
        Assert.Equal(1, (await ReadAsync(Unites.Replace(",P,", ",O,", StringComparison.Ordinal))).Partielles);
    }

    [Fact]
    public async Task Statut_de_diffusion_P_protects_in_the_trash_too_and_when_the_directory_says_it()
    {
        var anne = await AddAsync("Anne Martin", "552100554", "1071C");
        await db.Get<TrashEntreprises>().Do(organisation.Acteur(), [anne]);
        Assert.Equal((1, 0), ((await ReadAsync(Unites)).Partielles, await db.ScalarAsync<int>("select count(*)::int from propositions_sirene")));
        await db.Get<RestoreEntreprises>().Do(organisation.Acteur(), [anne]);
        Assert.True((await db.Get<GetEntreprise>().Do(organisation.Acteur(), anne)).EstDiffusionPartielle);

        var fiche = new FicheAnnuaire("404833048", "ANNE PETIT") { CategorieJuridique = "1000", EstPersonnePhysique = true, EstDiffusionPartielle = true };
        var saisie = new EntrepriseSaisie { RaisonSociale = "Anne Petit", Siren = "404 833 048" };
        var propositions = PropositionsAnnuaire.Of(fiche, saisie);
        foreach (var proposition in propositions) proposition.EstChoisie = false;
        PropositionsAnnuaire.Take(fiche, saisie, propositions);
        var id = await db.Get<CreateEntreprise>().Do(organisation.Acteur(), saisie);
        Assert.True(await db.ScalarAsync<bool>($"select est_diffusion_partielle and est_personne_physique from entreprises where id = '{id}'"));
        var lue = await db.Get<GetEntrepriseSaisie>().Do(organisation.Acteur(), id);
        (lue.Saisie.Site, lue.Saisie.DepuisAnnuaire) = ("https://petit.test", true);
        await db.Get<UpdateEntreprise>().Do(organisation.Acteur(), new UpdateEntrepriseRequest(id, lue.Lue, lue.Saisie));
        // A second save of the form that is still open took nothing more from the directory.
        Assert.False(lue.Saisie.DepuisAnnuaire);
        Assert.True(await db.ScalarAsync<bool>($"select est_diffusion_partielle and est_personne_physique from entreprises where id = '{id}'"));
    }

    [Fact]
    public async Task A_batch_that_meets_another_save_is_compared_anew_and_nothing_is_proposed_twice()
    {
        var anne = await AddAsync("Anne Martin", "552100554", "9999Z");
        await using var other = new NpgsqlConnection(db.OwnerConnection);
        await other.OpenAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await using (var save = new NpgsqlCommand($"update entreprises set potentiel = 1 where id = '{anne}'; insert into propositions_sirene (tenant_id, id, sujet_id, nature, actuel, propose, source, constate_le, decision) values ('{organisation.Id}', gen_random_uuid(), '{anne}', 'Naf', '9999Z', '{JsonSerializer.Serialize(new ValeursSirene { CodeNaf = "10.71C" })}', 'autre', now(), 'EnAttente')", other, transaction))
            await save.ExecuteNonQueryAsync(Token);
        var run = ReadAsync(Unites);
        await db.WaitForLockAsync(run);
        await transaction.CommitAsync(Token);

        var bilan = await run;
        Assert.Equal((1, 1), (bilan.Proposees, bilan.Partielles));
        Assert.Equal(1, await db.ScalarAsync<long>("select count(*) from propositions_sirene"));
        Assert.Equal(1m, await db.ScalarAsync<decimal>("select potentiel from entreprises"));
    }

    [Fact]
    public async Task A_head_office_is_only_said_to_have_moved_when_it_did_and_the_newest_file_counts()
    {
        var id = await AddAsync("Menuiserie Lefèvre", "732829320", "4332A");
        await ReadAsync(Etablissements);
        Assert.Equal((NatureProposition.Siret, "732 829 320 00074"), Assert.Single((await RowsAsync()).Select(r => (r.Nature, r.Propose))));
        await db.ScalarAsync<object>($"update entreprises set siret = '73282932000009', facturation_code_postal = '69003', facturation_voie = '12, rue des Lilas' where id = '{id}'");
        await ReadAsync(Etablissements);
        Assert.Equal(NatureProposition.Siret, Assert.Single(await RowsAsync()).Nature);
        await db.ScalarAsync<object>($"update entreprises set facturation_voie = '1, place Bellecour' where id = '{id}'");
        await ReadAsync(Etablissements);
        Assert.Equal(NatureProposition.Demenagee, Assert.Single(await RowsAsync()).Nature);
        await ReadAsync(Etablissements.Replace(",12,", ",14,", StringComparison.Ordinal));
        Assert.Contains("14 RUE DES LILAS", Assert.Single(await RowsAsync()).Propose, StringComparison.Ordinal);
        await ReadAsync(Etablissements.Replace("73282932000074", "73282932000009", StringComparison.Ordinal));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_siren_is_replaced_only_when_it_ceased_and_no_other_record_bears_the_new_one()
    {
        const string Doublons = "siren,sirenDoublon\n732829320,404833048\n404833048,732829320\n";
        await AddAsync("Menuiserie Lefèvre", "732829320", "4332A");
        Assert.Equal((0, 0), ((await ReadAsync(Doublons)).Proposees, (await RowsAsync()).Count));
        await ReadAsync(Unites);
        Assert.Equal(1, (await ReadAsync(Doublons)).Proposees);
        await AddAsync("Lefèvre Menuiserie", "404833048", "6201Z");
        var bilan = await ReadAsync(Doublons);
        Assert.Equal((0, 2), (bilan.Proposees, bilan.Jumelles));
    }

    [Fact]
    public async Task A_decision_is_taken_back_and_the_record_has_its_values_again()
    {
        var id = await AddAsync("Anne Martin", "552100554", "9999Z");
        await db.ScalarAsync<object>($"update entreprises set responsable_id = '{organisation.Membres[Role.Commercial]}'");
        await ReadAsync(Unites);
        var row = (await RowsAsync()).Single(r => r.Nature == NatureProposition.Naf);
        Assert.Equal("Membre Commercial", row.Responsable);
        Assert.Equal(0, (await db.Get<ListPropositions>().Do(organisation.Acteur(), new ListPropositionsRequest(NatureProposition.Naf, Miennes: true))).Total);
        Assert.Equal((1, 0), ((await db.Get<ListPropositions>().Do(organisation.Acteur(Role.Commercial), new ListPropositionsRequest(NatureProposition.Naf, true))).Total,
            (await db.Get<ListPropositions>().Do(organisation.Acteur(), new ListPropositionsRequest(NatureProposition.Cessee, false))).Total));
        var remise = new RemiseSirene(db.Get<GetEntrepriseSaisie>(), db.Get<UpdateEntreprise>(), db.Get<ReopenProposition>());
        var before = await remise.ReadAsync(organisation.Acteur(), row);
        await DecideAsync([row], NatureProposition.Naf, true);
        Assert.DoesNotContain(await RowsAsync(), r => r.Id == row.Id);

        Assert.Null(await remise.RunAsync(organisation.Acteur(), row, before));

        Assert.Equal(row.Actuel, await db.ScalarAsync<string>($"select code_naf from entreprises where id = '{id}'"));
        Assert.Contains(await RowsAsync(), r => r.Id == row.Id);
        await DecideAsync([row], NatureProposition.Naf, false);
        Assert.Null(await remise.RunAsync(organisation.Acteur(), row, null));
        await DecideAsync([row], NatureProposition.Naf, true);
        Assert.Equal(RefusKind.Introuvable, (await db.Get<ReopenProposition>().Refuse(organisation.Acteur(), Guid.NewGuid())).Kind);
    }

    private async Task<IReadOnlyList<PropositionRow>> RowsAsync() => (await db.Get<ListPropositions>().Do(organisation.Acteur(), new ListPropositionsRequest())).Rows;

    private Task<BilanSirene> ReadAsync(string text) => db.Get<ExecutionSirene>().RunAsync(organisation.Id, new StringReader(text), "stock, 2026-11-01", Token);

    private Task<Guid> AddAsync(string nom, string siren, string naf, string? siret = null) =>
        db.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie { RaisonSociale = nom, Siren = siren, Siret = siret, CodeNaf = naf });

    private async Task DecideAsync(IReadOnlyList<PropositionRow> rows, NatureProposition nature, bool accepter) =>
        await db.Get<DecideProposition>().Do(organisation.Acteur(), new DecidePropositionRequest(rows.Single(r => r.Nature == nature).Id, accepter));
}
