using FichierClient.Application.Contacts;
using FichierClient.Application.Doublons;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Doublons;

/// <summary>Several records become one and nothing of them is lost; undone, the client file is as it was.</summary>
public sealed class FusionTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private FusionHarness harness = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await FusionHarness.CreateAsync(db);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Everything_that_refers_to_the_merged_entreprises_refers_to_the_survivor()
    {
        var (c1, c2, c3) = (await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"), await harness.EntrepriseAsync("C3"));
        var references = await harness.ReferencesAsync("entreprises");
        // A foreign key that is added later must be given a row in the harness, so that this test speaks of it.
        foreach (var (table, column) in references)
            Assert.True(await db.ScalarAsync<long>($"select count(*) from {table} where {column} in ('{c2}', '{c3}')") > 0, $"{table}.{column} has no row to be moved");

        await harness.MergeAsync();

        foreach (var (table, column) in references.Where(r => r != ("entreprises", "survivant_id")))
            Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from {table} where {column} in ('{c2}', '{c3}')"));
        Assert.Equal(3, await db.ScalarAsync<long>($"select count(*) from entreprises where survivant_id = '{c1}'"));
        var sheet = (await db.Get<GetEntreprise>().RunAsync(harness.Organisation.Acteur(), c3, Token)).Value;
        Assert.Equal((c1, "Boulangerie Dupont SARL", "contact@dupont.test", "75011"), (sheet.Id, sheet.Nom, sheet.Email, sheet.Facturation.CodePostal));
        Assert.Equal((250m, 2, "Salon VIP"), (sheet.Figures.CaTotal, sheet.Telephones.Count, string.Join(' ', sheet.Etiquettes)));
        Assert.Equal(["Gérante", null], sheet.Contacts.OrderBy(c => c.Nom).Select(c => c.Fonction));
        Assert.Equal("Direction", await db.ScalarAsync<string>("select service from contact_liens where fonction = 'Gérante'"));
        // Refused under one of the records, it isn't proposed again on the one that is left.
        Assert.Equal($"{c1} Refusee", await db.ScalarAsync<string>("select string_agg(concat_ws(' ', sujet_id, decision), ', ') from propositions_sirene"));
        await harness.AssertFiguresAsync();
    }

    [Fact]
    public async Task Statut_de_diffusion_P_of_one_is_that_of_the_merged_record_until_it_is_undone()
    {
        var (c1, c2) = (await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"));
        await db.ScalarAsync<object>($"update entreprises set est_diffusion_partielle = true, est_personne_physique = true where id = '{c2}'");

        var fusion = await harness.MergeAsync(new ChoixChamp("EstDiffusionPartielle", c1), new ChoixChamp("EstPersonnePhysique", c1));

        Assert.True(await db.ScalarAsync<bool>($"select est_diffusion_partielle and est_personne_physique from entreprises where id = '{c1}'"));
        await harness.UndoAsync(fusion.Id);
        Assert.False(await db.ScalarAsync<bool>($"select est_diffusion_partielle or est_personne_physique from entreprises where id = '{c1}'"));
    }

    [Fact]
    public async Task Undone_leaves_the_client_file_as_it_was_and_done_again_as_merged()
    {
        var before = await harness.PictureAsync();
        var fusion = await harness.MergeAsync();
        var merged = await harness.PictureAsync();
        Assert.NotEqual(before, merged);

        await harness.UndoAsync(fusion.Id);

        Assert.Equal(before, await harness.PictureAsync());
        await harness.AssertFiguresAsync();
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from fusion_mouvements"));
        Assert.NotNull((await db.Get<UndoFusion>().RunAsync(harness.Organisation.Acteur(), fusion.Id, Token)).Refus);
    }

    [Fact]
    public async Task What_changed_since_is_listed_and_stays_with_the_survivor()
    {
        var fusion = await harness.MergeAsync(new ChoixChamp("RaisonSociale", await harness.EntrepriseAsync("C2")));
        var lue = (await db.Get<GetEntrepriseSaisie>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value;
        Assert.Equal("BOULANGERIE DUPOND", lue.Saisie.RaisonSociale);
        lue.Saisie.Site = "https://dupont.test";
        Assert.Null((await db.Get<UpdateEntreprise>().RunAsync(harness.Organisation.Acteur(), new UpdateEntrepriseRequest(lue.Id, lue.Lue, lue.Saisie), Token)).Refus);
        await harness.Imports.ImportAsync("Code client;Numéro facture;Date facture;Montant HT\nC1;F9;20/01/2026;9\n", GenreImport.Ventes);

        var details = (await db.Get<GetFusion>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value!;
        await harness.UndoAsync(fusion.Id);

        Assert.Equal(["Site"], details.Champs);
        Assert.Equal((1, "BOULANGERIE DUPOND, Boul. Dupont"), (details.Nouveautes, string.Join(", ", details.Fiches.OrderByDescending(f => f.Length))));
        var sheet = (await db.Get<GetEntreprise>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value;
        Assert.Equal(("Boulangerie Dupont SARL", "https://dupont.test", 109m, (string?)null), (sheet.Nom, sheet.Site, sheet.Figures.CaTotal, sheet.Email));
        await harness.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_file_that_names_a_merged_entreprise_reaches_its_survivor_and_changes_no_number_of_it()
    {
        var fusion = await harness.MergeAsync();

        var bilan = await harness.Imports.ImportAsync("Code client;Nom;Numéro facture;Date facture;Montant HT\nC2;BOULANGERIE DUPOND;F8;20/01/2026;8\n", GenreImport.Mixte);

        Assert.Equal((1, 0), (bilan.Creees, bilan.Refusees));
        var sheet = (await db.Get<GetEntreprise>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value;
        Assert.Equal(("Boulangerie Dupont SARL", "C1", 258m), (sheet.Nom, sheet.Reference, sheet.Figures.CaTotal));
    }

    [Fact]
    public async Task A_row_that_means_a_merged_entreprise_changes_nothing_of_its_survivor_and_another_siren_is_another_company()
    {
        var fusion = await harness.MergeAsync();
        var before = (await db.Get<GetEntrepriseSaisie>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value.Saisie;

        var bilan = await harness.Imports.ImportAsync("Code client;Nom;SIREN;Site\nC2;BOULANGERIE DUPOND;;https://autre.test\nC3;Boul. Dupont;732829320;\n;BOULANGERIE DUPOND;356000000;\n", GenreImport.Entreprises);

        Assert.Equal((1, 1, 1), (bilan.Creees, bilan.Inchangees, bilan.Refusees));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(before), System.Text.Json.JsonSerializer.Serialize((await db.Get<GetEntrepriseSaisie>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value.Saisie));
    }

    [Fact]
    public async Task What_is_united_is_still_so_when_one_says_so_and_knows_what_each_knew()
    {
        var (anne, c1, c2, c3) = (await harness.ContactAsync("anne@dupont.test"), await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"), await harness.EntrepriseAsync("C3"));
        await db.ScalarAsync<object>($"""
            update contact_liens set depuis = '2015-01-01', jusqua = '2020-12-31', fonction = null where contact_id = '{anne}' and entreprise_id = '{c2}';
            update contact_liens set depuis = '2024-01-01', fonction = null where contact_id = '{anne}' and entreprise_id = '{c1}';
            insert into contact_liens (tenant_id, id, contact_id, entreprise_id, fonction) values ('{harness.Organisation.Id}', gen_random_uuid(), '{anne}', '{c3}', 'Associée');
            """);
        var before = await harness.PictureAsync();

        var fusion = await harness.MergeAsync();

        Assert.Equal("2015-01-01,,Associée,Direction", await db.ScalarAsync<string>($"select concat(depuis, ',', jusqua, ',', fonction, ',', service) from contact_liens where contact_id = '{anne}'"));
        await harness.UndoAsync(fusion.Id);
        Assert.Equal(before, await harness.PictureAsync());
    }

    [Fact]
    public async Task A_parent_and_its_subsidiary_become_one_although_both_were_set_aside_against_a_third()
    {
        var (c1, c2, c3, c4) = (await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"), await harness.EntrepriseAsync("C3"), await harness.EntrepriseAsync("C4"));
        await db.ScalarAsync<object>($"""
            update entreprises set maison_mere_id = '{c2}' where id = '{c3}';
            insert into doublons (tenant_id, id, sujet, premier_id, second_id, motifs, certitude, trouve_le, ecarte_le)
            select '{harness.Organisation.Id}', gen_random_uuid(), 'Entreprise', least(x, '{c4}'), greatest(x, '{c4}'), 64, 50, now(), now() from unnest(array['{c2}', '{c3}']::uuid[]) x;
            """);

        await harness.MergeAsync();

        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from doublons where premier_id = least('{c1}'::uuid, '{c4}') and second_id = greatest('{c1}'::uuid, '{c4}') and ecarte_le is not null"));
    }

    [Fact]
    public async Task An_import_that_is_taken_back_leaves_merged_records_and_an_older_merge_waits_for_the_later_one()
    {
        var import = await db.ScalarAsync<Guid>("select id from imports");
        var first = (await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("entreprises", await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2")), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("entreprises", await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C3")), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await db.Get<UndoFusion>().RunAsync(harness.Organisation.Acteur(), first.Id, Token)).Refus);

        var job = (await db.Get<StartRetrait>().RunAsync(harness.Organisation.Acteur(), new StartRetraitRequest(import, true), Token)).Value;
        Assert.True(await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, job, Token));

        Assert.Equal(2, await db.ScalarAsync<long>("select count(*) from entreprises where reference in ('C2', 'C3') and survivant_id is not null"));
        await harness.UndoAsync(second.Id);
        await harness.UndoAsync(first.Id);
        await harness.AssertFiguresAsync();
    }

    [Fact]
    public async Task Contacts_become_one_with_every_address_place_and_refusal()
    {
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await db.ScalarAsync<object>($"update contacts set oppositions = {(int)Opposition.Email}, notes = 'Aime le thé' where id = '{luc}'; update contacts set notes = 'Le matin' where id = '{anne}'");
        var before = await harness.PictureAsync();
        foreach (var (table, column) in (await harness.ReferencesAsync("contacts")))
            Assert.True(await db.ScalarAsync<long>($"select count(*) from {table} where {column} = '{luc}'") > 0, $"{table}.{column} has no row to be moved");

        var outcome = await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token);

        Assert.Null(outcome.Refus);
        var sheet = (await db.Get<GetContact>().RunAsync(harness.Organisation.Acteur(), new GetContactRequest(luc), Token)).Value;
        Assert.Equal((anne, "Anne Martin", Opposition.Email, "Le matin\n\nAime le thé", 3, 3), (sheet.Id, sheet.NomComplet, sheet.Oppositions, sheet.Notes, sheet.Liens.Count, sheet.Ventes));
        Assert.Equal(["anne@dupont.test", "luc@dupont.test"], sheet.Emails.Select(e => e.Adresse).Order());
        foreach (var (table, column) in (await harness.ReferencesAsync("contacts")).Where(r => r != ("contacts", "survivant_id")))
            Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from {table} where {column} = '{luc}'"));

        // Another name of an entreprise is no change of the contact.
        await db.ScalarAsync<object>("update entreprises set raison_sociale = 'Autrement' where reference = 'C1'");
        await harness.UndoAsync(outcome.Value.Id);
        await db.ScalarAsync<object>("update entreprises set raison_sociale = 'Boulangerie Dupont SARL' where reference = 'C1'");
        Assert.Equal(before, await harness.PictureAsync());
    }

    [Fact]
    public async Task A_file_that_names_a_merged_contact_without_its_address_reaches_the_survivor_and_keeps_its_name()
    {
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        Assert.Equal(0, (await harness.Imports.ImportAsync("Prénom contact;Nom contact;E-mail contact;Téléphone contact\nLuc;Petit;luc@dupont.test;06 12 34 56 78\n", GenreImport.Contacts)).Refusees);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = await db.ScalarAsync<long>("select count(*) from contacts");

        await harness.Imports.ImportAsync("Code client;Nom;Prénom contact;Nom contact;Fonction\nC3;Boul. Dupont;Luc;Petit;Fournil\n", GenreImport.Mixte);
        await harness.Imports.ImportAsync("Prénom contact;Nom contact;Téléphone contact;Langue\nLuc;Petit;06 12 34 56 78;fr\n", GenreImport.Contacts);

        Assert.Equal(before, await db.ScalarAsync<long>("select count(*) from contacts"));
        Assert.Equal("Anne Martin", await db.ScalarAsync<string>($"select nom_complet from contacts where id = '{anne}'"));
        Assert.Equal(1, await db.ScalarAsync<long>($"select count(*) from contact_liens where contact_id = '{anne}' and fonction = 'Fournil'"));
        // Somebody else of the same name, elsewhere, is somebody else.
        await harness.Imports.ImportAsync("Code client;Nom;Prénom contact;Nom contact\nC9;Garage Villon;Luc;Petit\n", GenreImport.Mixte);
        Assert.Equal(before + 1, await db.ScalarAsync<long>("select count(*) from contacts"));
    }

    [Fact]
    public async Task An_undo_separates_what_is_still_there()
    {
        var fusion = await harness.MergeAsync();
        var c3 = await harness.EntrepriseAsync("C3");
        await db.ScalarAsync<object>($"delete from entreprise_telephones where entreprise_id = '{c3}'; delete from entreprises where id = '{c3}'");

        await harness.UndoAsync(fusion.Id);

        var (c1, c2) = ((await db.Get<GetEntreprise>().RunAsync(harness.Organisation.Acteur(), fusion.SurvivantId, Token)).Value, (await db.Get<GetEntreprise>().RunAsync(harness.Organisation.Acteur(), await harness.EntrepriseAsync("C2"), Token)).Value);
        Assert.Equal((50m, 200m), (c1.Figures.CaTotal, c2.Figures.CaTotal));
        await harness.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_merge_is_refused_when_one_was_changed_meanwhile_or_the_member_may_not()
    {
        var request = await harness.RequestAsync("entreprises", await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"));
        foreach (var role in new[] { Role.Commercial, Role.Lecteur })
            Assert.NotNull((await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(role), request, Token)).Refus);
        await db.ScalarAsync<object>($"update entreprises set site = 'autre' where reference = 'C2'");

        Assert.NotNull((await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(), request, Token)).Refus);
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from fusions"));

        // Who sees only what is assigned to their team compares and merges nothing else.
        await db.LimitAsync(harness.Organisation, Role.Responsable, Portee.Siennes);
        var fresh = await harness.RequestAsync("entreprises", await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"));
        Assert.NotNull((await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(Role.Responsable), fresh, Token)).Refus);
        Assert.Empty((await db.Get<CompareEntreprises>().RunAsync(harness.Organisation.Acteur(Role.Responsable), [.. fresh.Ids], Token)).Value);
    }

    [Fact]
    public async Task A_merge_of_a_merge_is_undone_from_the_last_to_the_first_and_not_after_thirty_days()
    {
        var before = await harness.PictureAsync();
        var first = await harness.MergeAsync();
        var second = (await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("entreprises", await harness.EntrepriseAsync("C4"), first.SurvivantId), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, await db.ScalarAsync<long>($"select count(*) from entreprises where survivant_id = '{second.SurvivantId}'") + 1);
        Assert.NotNull((await db.Get<UndoFusion>().RunAsync(harness.Organisation.Acteur(), first.Id, Token)).Refus);

        await harness.UndoAsync(second.Id);
        await harness.UndoAsync(first.Id);
        Assert.Equal(before, await harness.PictureAsync());

        var third = await harness.MergeAsync();
        db.Clock.Advance(Fusion.Delai);
        await using (var context = db.Contexts.Open(harness.Organisation.Id)) await DoublonsNight.ForgetAsync(context, db.Clock.GetUtcNow() - Fusion.Delai, Token);
        Assert.NotNull((await db.Get<UndoFusion>().RunAsync(harness.Organisation.Acteur(), third.Id, Token)).Refus);
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from fusion_mouvements") + await db.ScalarAsync<long>("select count(*) from fusions where defaite_le is null and avant is not null"));
    }

    [Fact]
    public async Task The_survivors_history_holds_that_of_the_merged_and_tells_of_the_merge()
    {
        var c2 = await harness.EntrepriseAsync("C2");
        await db.ScalarAsync<object>($"insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le) values ('{harness.Organisation.Id}', gen_random_uuid(), 'Entreprise', '{c2}', 'Site', 'a', 'b', now())");
        var fusion = await harness.MergeAsync();

        var history = (await db.Get<ListHistorique>().RunAsync(harness.Organisation.Acteur(), new ListHistoriqueRequest(Sujet.Entreprise, fusion.SurvivantId), Token)).Value;

        Assert.Contains(history.Modifications, m => m is { Champ: "Site", Nouveau: "b" });
        Assert.Equal(["BOULANGERIE DUPOND", "Boul. Dupont"], history.Modifications.Where(m => m.Champ == Modification.Fusion).Select(m => m.Nouveau).OrderByDescending(n => n!.Length));
        // Those of each record, and where what the survivor took comes from.
        Assert.Equal(3, history.Provenances.Count(p => p.Champs is null or []));
        Assert.DoesNotContain(history.Modifications, m => m.Champ is Modification.Suppression or "SurvivantId");
        // What the survivor has otherwise: the reference of each, not the phones and labels, of which nothing is lost.
        Assert.Equal(["C2", "C3"], history.Modifications.Where(m => m.Champ == Modification.NonRepris + "Reference").Select(m => m.Ancien).Order());
        Assert.DoesNotContain(history.Modifications, m => m.Champ is Modification.NonRepris + "Telephones" or Modification.NonRepris + "RaisonSociale");
    }
}
