using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd.Garde;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Garde;

public sealed class ExamenTextesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_texts_are_read_once_then_only_those_that_changed_however_they_were_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var note = await WriteAsync(database, organisation, entreprise, "Le gérant est en dépression");
        await WriteAsync(database, organisation, entreprise, "Rappeler mardi");

        var first = await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        await SettleAsync(database, organisation);
        await database.ScalarAsync<object>($"update evenements set texte = 'Il a la CB 4111 1111 1111 1111' where id = '{note}'");
        var third = await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);

        Assert.Equal([(2, 1), (1, 1)], new[] { first, third }.Select(e => (e.Lus, e.Signales)));
        var alerte = Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows);
        Assert.Equal((CategorieSensible.Carte, OrigineAlerte.Examen), (alerte.Categorie, alerte.Origine));
    }

    [Fact]
    public async Task Notes_of_a_contact_are_read_by_night_too_and_their_alerts_go_with_the_contact()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var id = await database.AddContactAsync(organisation, "Julie", "Roux");
        await database.ScalarAsync<object>($"update contacts set notes = 'Elle est enceinte', reperes_personnels = 'Elle vote RN' where id = '{id}'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        var found = await GardeNotesTests.AlertesAsync(database, organisation);

        await database.ScalarAsync<object>($"delete from contacts where id = '{id}'");

        Assert.Equal([(LieuTexte.ContactNotes, CategorieSensible.Sante), (LieuTexte.ContactReperes, CategorieSensible.Politique)], found.Rows.Select(a => (a.Lieu, a.Categorie)).Order());
        Assert.Equal(2, Assert.Single(found.ParMembre).Nombre);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from alertes_garde"));
    }

    [Fact]
    public async Task A_database_that_counts_its_transactions_anew_is_read_as_a_whole()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await WriteAsync(database, organisation, await database.AddEntrepriseAsync(organisation, "Dupont"), "Le gérant est en dépression");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        await database.ScalarAsync<object>("update examens_garde set jusqua = jusqua + 1000000");
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token)).Lus);
    }

    [Fact]
    public async Task An_import_refuses_the_line_with_a_number_without_repeating_it_and_queues_a_sensitive_note()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var harness = new ImportHarness(database, organisation);
        const string csv = "Nom;Prénom;Notes\nRoux;Julie;Elle est en arrêt maladie\nPetit;Jean;RIB FR76 3000 6000 0112 3456 7890 189\nGrand;Luc;Aime le rugby\n";

        var bilan = await harness.ImportAsync(csv, GenreImport.Contacts);

        Assert.Equal((2, 1), (bilan.Creees, bilan.Refusees));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from contacts where nom = 'Petit'"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from import_lignes l where l::text like '%3456%'"));
        var alerte = Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows);
        Assert.Equal((CategorieSensible.Sante, OrigineAlerte.Import, "Julie Roux"), (alerte.Categorie, alerte.Origine, alerte.Fiche!.Nom));
    }

    [Fact]
    public async Task Lines_of_ventes_are_flagged_however_they_were_written_and_their_alerts_go_with_what_was_wrong()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (dupont, clinique) = (await database.AddEntrepriseAsync(organisation, "Dupont"), await database.AddEntrepriseAsync(organisation, "Clinique des Lilas"));
        var acteur = organisation.Acteur();
        // Typed: it is kept, and told.
        var typed = await database.Get<CreateVente>().Do(acteur, Vente(dupont, "T1", "Pain", "Remplacement de Mme Roux, en arrêt maladie"));
        await database.Get<CreateVente>().Do(acteur, Vente(clinique, "T2", "Entretien de 12 lits"));
        var alerte = Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows);
        Assert.Equal((LieuTexte.LigneVente, CategorieSensible.Sante, OrigineAlerte.Saisie, (Guid?)typed, "Dupont"), (alerte.Lieu, alerte.Categorie, alerte.Origine, alerte.VenteId, alerte.Fiche!.Nom));
        Assert.Equal("Membre Administrateur", alerte.Auteur);
        Assert.NotNull((await database.Get<CreateVente>().RunAsync(acteur, Vente(dupont, "T3", "Chèque FR76 3000 6000 0112 3456 7890 189"), Token)).Refus);

        // Written past the program: the night finds it, and what was put right is no alert any more.
        await database.ScalarAsync<object>($"update vente_lignes set designation = 'Remplacement' where vente_id = '{typed}' and designation like 'Remplacement%'");
        await database.ScalarAsync<object>("update vente_lignes set designation = 'Le gérant est en dépression' where designation like 'Entretien%'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        alerte = Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows);
        Assert.Equal((OrigineAlerte.Examen, "Clinique des Lilas"), (alerte.Origine, alerte.Fiche!.Nom));

        // Imported: told as soon as the import is done.
        await new ImportHarness(database, organisation).ImportAsync("Nom;Numéro facture;Date facture;Montant HT;Désignation\nDurand;I1;15/01/2026;100;Formation de M. Petit, délégué CGT\nDurand;I2;16/01/2026;100;Pain\n", GenreImport.Mixte);
        alerte = Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows, a => a.Origine == OrigineAlerte.Import);
        Assert.Equal((LieuTexte.LigneVente, CategorieSensible.Syndicat, "Durand"), (alerte.Lieu, alerte.Categorie, alerte.Fiche!.Nom));

        await database.ScalarAsync<object>("delete from vente_lignes; delete from ventes");
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from alertes_garde"));
    }

    [Fact]
    public async Task Alerts_of_one_wording_are_one_and_a_decision_stands_for_all_its_lines_those_of_later_too()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var (dupont, martin) = (await database.AddEntrepriseAsync(organisation, "Dupont"), await database.AddEntrepriseAsync(organisation, "Martin"));
        const string chair = "Fauteuil pour patient diabétique";
        foreach (var (entreprise, numero) in new[] { (dupont, "T1"), (martin, "T2") }) await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(entreprise, numero, "Pain", chair));
        await new ImportHarness(database, organisation).ImportAsync($"Nom;Numéro facture;Date facture;Montant HT;Désignation\nDurand;I1;15/01/2026;100;{chair}\nDurand;I2;16/01/2026;100;Le gérant est en dépression\n", GenreImport.Mixte);
        var dpo = organisation.Acteur(Domain.Organisations.Role.Dpo);

        var found = await GardeNotesTests.AlertesAsync(database, organisation);
        Assert.Equal(2, found.Total);
        Assert.Equal([1, 3], found.Rows.Select(a => a.Nombre).Order());
        Assert.Equal(2, found.ParMembre.Sum(m => m.Nombre));
        var grouped = found.Rows.Single(a => a.Nombre == 3);
        await database.Get<TreatAlerte>().Do(dpo, new TreatAlerteRequest(grouped.Id, SuiteAlerte.FausseAlerte));

        Assert.Equal(1, (await GardeNotesTests.AlertesAsync(database, organisation)).Total);
        Assert.Equal([3], (await database.Get<ListAlertes>().RunAsync(dpo, new ListAlertesRequest(true), Token)).Value.Rows.Select(a => a.Nombre));
        // Typed later, and written past the program.
        await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(martin, "T3", chair.ToUpperInvariant()));
        await database.ScalarAsync<object>($"update vente_lignes set designation = '{chair}' where designation = 'Pain'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        Assert.Equal(1, (await GardeNotesTests.AlertesAsync(database, organisation)).Total);
        // Taken back, it is for all again; that one was put right says nothing of the others, nor of the next, and not of itself when it isn't so.
        await database.Get<TreatAlerte>().Do(dpo, new TreatAlerteRequest(grouped.Id, null));
        Assert.Equal(2, (await GardeNotesTests.AlertesAsync(database, organisation)).Total);
        var waiting = (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Max(a => a.Nombre);
        Assert.True(waiting >= 3);
        await database.Get<TreatAlerte>().Do(dpo, new TreatAlerteRequest(grouped.Id, SuiteAlerte.Corrige));
        Assert.Equal([1, waiting - 1], (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Select(a => a.Nombre).Order());
        Assert.Equal([(1, (SuiteAlerte?)SuiteAlerte.Corrige)], (await database.Get<ListAlertes>().RunAsync(dpo, new ListAlertesRequest(true), Token)).Value.Rows.Select(a => (a.Nombre, a.Suite)));
        await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(martin, "T4", chair));
        Assert.Equal([1, waiting], (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Select(a => a.Nombre).Order());
        await database.ScalarAsync<object>($"update vente_lignes set designation = designation where designation = '{chair}'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        Assert.Equal([1, waiting + 1], (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Select(a => a.Nombre).Order());
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from alertes_garde a where a::text ilike '%fauteuil%' or libelle = encode(sha256('Fauteuil pour patient diabétique'), 'base64')"));
    }

    [Fact]
    public async Task The_ventes_of_one_wording_are_listed_page_by_page_and_one_that_was_put_right_is_none_any_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        const int many = ListVentesAlerte.Page + 2;
        const string chair = "Fauteuil pour patient diabétique";
        var rows = string.Concat(Enumerable.Range(0, many).Select(i => $"Durand;I{i:000};{i % 28 + 1:00}/01/2026;100;{chair}\n"));
        await new ImportHarness(database, organisation).ImportAsync($"Nom;Numéro facture;Date facture;Montant HT;Désignation\n{rows}Durand;A1;16/01/2026;100;Le gérant est en dépression\n", GenreImport.Mixte);
        await database.ScalarAsync<object>("update ventes set supprime_le = now() where numero = 'I007'");
        var dpo = organisation.Acteur(Domain.Organisations.Role.Dpo);
        var grouped = (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Single(a => a.Nombre > 1);

        var first = (await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(grouped.Id), Token)).Value;
        var last = (await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(grouped.Id, first.Suite), Token)).Value;

        Assert.Equal((many, grouped.Nombre, ListVentesAlerte.Page, 2, (string?)null), (first.Total, grouped.Nombre, first.Rows.Count, last.Rows.Count, last.Suite));
        Assert.Equal(Enumerable.Range(0, many).Select(i => $"I{i:000}"), first.Rows.Concat(last.Rows).Select(r => r.Numero).Order());
        Assert.Equal(first.Rows.Concat(last.Rows).OrderByDescending(r => r.Date).Select(r => r.Date), first.Rows.Concat(last.Rows).Select(r => r.Date));
        Assert.Equal(["I007"], first.Rows.Concat(last.Rows).Where(r => r.EnCorbeille).Select(r => r.Numero));
        await database.Get<TreatAlerte>().Do(dpo, new TreatAlerteRequest(grouped.Id, SuiteAlerte.Corrige));
        Assert.Equal(many - 1, (await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(grouped.Id), Token)).Value.Total);
        // The one that was put right may be any of them.
        var others = first.Rows.Concat(last.Rows).Where(r => r.AlerteId != grouped.Id).ToList();
        await database.Get<TreatAlerte>().Do(dpo, new TreatAlerteRequest(others[0].AlerteId, SuiteAlerte.FausseAlerte));
        Assert.Equal((true, many - 1), ((await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(others[1].AlerteId), Token)).Value.EstTraitee, (await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(others[1].AlerteId), Token)).Value.Total));
        // A word on one and another on another are two decisions: each lists its own.
        await database.ScalarAsync<object>($"update alertes_garde set suite = 'Conserve' where id = '{others[1].AlerteId}'");
        foreach (var (row, total) in new[] { (others[0].AlerteId, many - 2), (others[1].AlerteId, 1) })
            Assert.Equal(total, (await database.Get<ListVentesAlerte>().RunAsync(dpo, new ListVentesAlerteRequest(row), Token)).Value.Total);
        Assert.Equal(RefusKind.Interdit, (await database.Get<ListVentesAlerte>().RunAsync(organisation.Acteur(), new ListVentesAlerteRequest(grouped.Id), Token)).Refus?.Kind);
        Assert.Equal(RefusKind.Introuvable, (await database.Get<ListVentesAlerte>().RunAsync((await database.AddOrganisationAsync("autre")).Acteur(Domain.Organisations.Role.Dpo), new ListVentesAlerteRequest(grouped.Id), Token)).Refus?.Kind);
    }

    [Fact]
    public async Task What_was_decided_of_all_lines_of_a_vente_at_once_is_no_decision_about_their_wordings()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var dupont = await database.AddEntrepriseAsync(organisation, "Dupont");
        var (both, gone) = (await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(dupont, "T1", "Le gérant est en dépression", "Mme Roux est enceinte")), await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(dupont, "T2", "Mme Roux est enceinte")));
        // As the version before left them: one for each vente, decided; of the second one the text was put right since.
        await database.ScalarAsync<object>($"delete from alertes_garde a using alertes_garde b where a.sujet_id = b.sujet_id and a.id > b.id; update alertes_garde set libelle = '', suite = 'Conserve', traite_le = now(), traite_par_id = '{organisation.Acteur().MembreId}'; update vente_lignes set designation = 'Remplacement' where vente_id = '{gone}'");
        Assert.Equal(2L, await database.ScalarAsync<long>("select count(*) from alertes_garde"));
        await database.ScalarAsync<object>("update examens_garde set jusqua = 0");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);

        Assert.Equal([(both, 1), (both, 1)], (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Select(a => (a.VenteId!.Value, a.Nombre)));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from alertes_garde where libelle = ''"));
        await database.ScalarAsync<object>($"update vente_lignes set designation = 'Le gérant est en dépression' where vente_id = '{gone}'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);
        Assert.Equal([1, 2], (await GardeNotesTests.AlertesAsync(database, organisation)).Rows.Select(a => a.Nombre).Order());
    }

    [Fact]
    public async Task A_vente_that_comes_back_from_the_trash_has_its_lines_read()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var vente = await database.Get<CreateVente>().Do(organisation.Acteur(), Vente(await database.AddEntrepriseAsync(organisation, "Dupont"), "T1", "Pain"));
        await database.ScalarAsync<object>($"update vente_lignes set designation = 'Le gérant est en dépression' where vente_id = '{vente}'; update ventes set supprime_le = now() where id = '{vente}'");
        await SettleAsync(database, organisation);
        Assert.Empty((await GardeNotesTests.AlertesAsync(database, organisation)).Rows);

        await database.ScalarAsync<object>($"update ventes set supprime_le = null where id = '{vente}'");
        await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token);

        Assert.Equal(vente, Assert.Single((await GardeNotesTests.AlertesAsync(database, organisation)).Rows).VenteId);
    }

    private static CreateVenteRequest Vente(Guid entreprise, string numero, params string[] lignes) => new()
    {
        EntrepriseId = entreprise,
        Date = new DateOnly(2026, 1, 5),
        Numero = numero,
        Devise = "EUR",
        Taux = 1,
        Valider = true,
        Lignes = [.. lignes.Select(l => new LigneVenteSaisie { Designation = l, PrixUnitaireHt = 100 })],
    };

    /// <summary>Until nothing is read any more: a transaction of another test that still runs makes what is younger be read once more.</summary>
    private static async Task SettleAsync(TestDatabase database, TestOrganisation organisation)
    {
        for (var tries = 0; (await database.Get<ExamenTextes>().RunAsync(organisation.Id, Token)).Lus > 0; tries++)
        {
            Assert.True(tries < 300, "All texts are read again each time.");
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            // The other transaction is another test's: asked again until it ended, nothing tells.
            await Task.Delay(100, Token);
        }

        database.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task<Guid> WriteAsync(TestDatabase database, TestOrganisation organisation, Guid entreprise, string texte)
    {
        await using var db = database.Contexts.Open(organisation.Id);
        var note = new Evenement(organisation.Id, TypeEvenement.Note, database.Clock.GetUtcNow(), null, texte).About(entreprise, null);
        db.Add(note);
        await db.SaveChangesAsync(Token);
        return note.Id;
    }
}
