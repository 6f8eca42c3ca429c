using FichierClient.Application.Common;
using FichierClient.Application.Doublons;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Doublons;

/// <summary>Addresses, numbers, places and labels that were changed while two records were one: an undo gives each its own, so that an erasure of one finds hers and nothing of the other's.</summary>
public sealed class FusionListesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_has_its_own_addresses_and_numbers_again_and_what_came_since_stays()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (harness, anne, luc, merged) = await MergedAsync(db);
        var before = (await db.Get<GetFusion>().RunAsync(harness.Organisation.Acteur(), anne, Token)).Value!;

        await harness.UndoAsync(merged);

        Assert.Equal("anne.apres@dupont.test,anne@dupont.test", await EmailsAsync(db, anne));
        Assert.Equal("06 77 88 99 00 (Perso)", await TelephonesAsync(db, anne));
        Assert.Equal("luc.autre@dupont.test,luc@dupont.test", await EmailsAsync(db, luc));
        Assert.Equal("06 11 22 33 44,06 55 44 33 22", await TelephonesAsync(db, luc));
        // The member was told what stays: what was added, and nothing that goes back.
        Assert.Equal(["Emails", "Telephones"], before.Champs.Order());
        Assert.Equal(["06 77 88 99 00", "anne.apres@dupont.test"], before.Ajouts.Order());
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and concat(ancien, nouveau) ~ 'luc|55 44 33|11 22 33'"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and nouveau = 'anne.apres@dupont.test'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_of_one_leaves_nothing_of_hers_and_keeps_the_others(bool erasesLuc)
    {
        await using var db = await TestDatabase.CreateAsync();
        var (harness, anne, luc, merged) = await MergedAsync(db);
        await harness.UndoAsync(merged);
        string[] ofLuc = ["luc@dupont", "luc.autre@dupont", "55 44 33 22", "655443322", "11 22 33 44", "611223344", "Luc\tPetit"], ofAnne = ["anne@dupont", "anne.apres@dupont", "77 88 99 00", "677889900", "Anne\tMartin"];

        await new EffacementHarness(db, harness.Organisation) { ContactId = erasesLuc ? luc : anne }.EraseAsync();

        var dump = (await new EffacementHarness(db, harness.Organisation).DumpAsync()).Outside;
        Assert.DoesNotContain(erasesLuc ? ofLuc : ofAnne, n => dump.Contains(n, StringComparison.Ordinal));
        Assert.All(erasesLuc ? ofAnne : ofLuc, n => Assert.Contains(n, dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_came_with_the_merge_goes_back_and_one_of_both_is_as_it_was_but_for_what_was_changed()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc, c1, c2, c3) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"), await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"), await harness.EntrepriseAsync("C3"));
        await db.ScalarAsync<object>($"insert into contact_liens (tenant_id, id, contact_id, entreprise_id, fonction) values ('{harness.Organisation.Id}', gen_random_uuid(), '{luc}', '{c2}', 'Mitron')");
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Value.Id;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Mitron", await db.ScalarAsync<string>($"select fonction from contact_liens where contact_id = '{anne}' and entreprise_id = '{c2}'"));
        await EditAsync(db, harness, anne, c => c.LinkTo(c2, "Mitron", "Vente", null, null));

        await harness.UndoAsync(merged);

        Assert.Equal(2L, await db.ScalarAsync<long>($"select count(*) from contact_liens where contact_id = '{anne}' and entreprise_id in ('{c1}', '{c2}')"));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from contact_liens where contact_id = '{anne}' and entreprise_id = '{c3}'"));
        Assert.Equal("Vente", await db.ScalarAsync<string>($"select coalesce(fonction, '') || service from contact_liens where contact_id = '{anne}' and entreprise_id = '{c2}'"));
    }

    [Fact]
    public async Task What_was_used_first_is_again_when_the_mark_went_to_one_that_goes_back()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await db.ScalarAsync<object>($"update contact_emails set prefere = true where contact_id = '{anne}'");
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Value.Id;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await EditAsync(db, harness, anne, c => c.ReplaceEmails([new AdresseEmail("anne@dupont.test"), new AdresseEmail("luc@dupont.test", Prefere: true)]));

        await harness.UndoAsync(merged);

        Assert.Equal("anne@dupont.test", await db.ScalarAsync<string>($"select string_agg(adresse, ',') from contact_emails where contact_id = '{anne}' and prefere"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from contact_emails where contact_id = '{anne}'"));
    }

    [Fact]
    public async Task An_address_and_a_number_that_only_the_other_record_uses_first_are_used_first()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await EditAsync(db, harness, anne, c =>
        {
            c.ReplaceEmails([new AdresseEmail("anne@dupont.test")]);
            c.ReplaceTelephones([new TelephoneSaisi(Telephones.Read("06 55 44 33 22"))]);
        });
        await EditAsync(db, harness, luc, c =>
        {
            c.ReplaceEmails([new AdresseEmail("luc@dupont.test"), new AdresseEmail("anne@dupont.test", Prefere: true)]);
            c.ReplaceTelephones([new TelephoneSaisi(Telephones.Read("06 11 22 33 44")), new TelephoneSaisi(Telephones.Read("+33 6 55 44 33 22"), Prefere: true)]);
        });

        Assert.Null((await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Refus);

        Assert.Equal("anne@dupont.test", await db.ScalarAsync<string>($"select string_agg(adresse, ',') from contact_emails where contact_id = '{anne}' and prefere"));
        Assert.Equal("06 55 44 33 22", await db.ScalarAsync<string>($"select string_agg(saisie, ',') from contact_telephones where contact_id = '{anne}' and prefere"));
    }

    [Fact]
    public async Task An_entreprise_gets_its_numbers_and_labels_back_too()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (c1, c2) = (await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"));
        var merged = (await db.Get<MergeEntreprises>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("entreprises", c1, c2), Token)).Value.Id;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await using (var context = db.Contexts.Open(harness.Organisation.Id, harness.Organisation.Membres[Role.Commercial]))
        {
            var entreprise = await context.Entreprises.Include(e => e.Telephones).Include(e => e.Etiquettes).SingleAsync(e => e.Id == c1, Token);
            // The other's number written otherwise and labelled, one of its own added; its own label taken away.
            entreprise.ReplaceTelephones([Telephones.Read("01 42 00 00 00"), Telephones.Read("+33 1 42 00 00 01", libelle: "Atelier"), Telephones.Read("01 42 00 00 09")]);
            var vip = await context.Etiquettes.SingleAsync(e => e.Nom == "VIP", Token);
            entreprise.ReplaceEtiquettes([.. entreprise.Etiquettes.Select(e => e.EtiquetteId).Where(id => id != vip.Id)]);
            await context.SaveChangesAsync(Token);
        }

        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await harness.UndoAsync(merged);

        Assert.Equal("01 42 00 00 00,01 42 00 00 09", await db.ScalarAsync<string>($"select string_agg(saisie, ',' order by saisie) from entreprise_telephones where entreprise_id = '{c1}'"));
        Assert.Equal("01 42 00 00 01", await db.ScalarAsync<string>($"select string_agg(saisie, ',' order by saisie) from entreprise_telephones where entreprise_id = '{c2}'"));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from entreprise_etiquettes where entreprise_id = '{c1}'"));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{c1}' and concat(ancien, nouveau) ~ '42 00 00 01'"));
    }

    private static Task<string?> EmailsAsync(TestDatabase db, Guid contact) => db.ScalarAsync<string>($"select string_agg(adresse, ',' order by adresse) from contact_emails where contact_id = '{contact}'");

    private static Task<string?> TelephonesAsync(TestDatabase db, Guid contact) => db.ScalarAsync<string>($"select string_agg(saisie || coalesce(' (' || libelle || ')', ''), ',' order by saisie) from contact_telephones where contact_id = '{contact}'");

    private static async Task EditAsync(TestDatabase db, FusionHarness harness, Guid contactId, Action<Contact> change)
    {
        await using var context = db.Contexts.Open(harness.Organisation.Id, harness.Organisation.Membres[Role.Commercial]);
        change(await context.Contacts.Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens).SingleAsync(c => c.Id == contactId, Token));
        await context.SaveChangesAsync(Token);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Anne took Luc's two addresses and two numbers; since, each list was changed: one of his written otherwise and labelled, one of his removed, one of hers added.</summary>
    private static async Task<(FusionHarness Harness, Guid Anne, Guid Luc, Guid Fusion)> MergedAsync(TestDatabase db)
    {
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await EditAsync(db, harness, luc, c =>
        {
            c.ReplaceEmails([new AdresseEmail("luc@dupont.test", NatureCoordonnee.Nominative, true), new AdresseEmail("luc.autre@dupont.test")]);
            c.ReplaceTelephones([new TelephoneSaisi(Telephones.Read("06 55 44 33 22")), new TelephoneSaisi(Telephones.Read("06 11 22 33 44"))]);
        });
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await EditAsync(db, harness, anne, c => c.ReplaceTelephones([new TelephoneSaisi(Telephones.Read("+33 6 55 44 33 22", libelle: "Portable")), new TelephoneSaisi(Telephones.Read("06 11 22 33 44", libelle: "Le soir"))]));
        await EditAsync(db, harness, anne, c =>
        {
            c.ReplaceEmails([.. c.Emails.Where(e => e.Adresse != "luc.autre@dupont.test").Select(e => new AdresseEmail(e.Adresse, e.Nature)), new AdresseEmail("anne.apres@dupont.test", NatureCoordonnee.Nominative, true)]);
            c.ReplaceTelephones([new TelephoneSaisi(Telephones.Read("+33 6 55 44 33 22", libelle: "Portable")), new TelephoneSaisi(Telephones.Read("06 77 88 99 00", libelle: "Perso"))]);
        });
        return (harness, anne, luc, merged.Id);
    }
}
