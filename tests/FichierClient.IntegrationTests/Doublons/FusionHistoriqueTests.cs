using System.Text.RegularExpressions;
using FichierClient.Application.Data.Migrations;
using FichierClient.Application.Doublons;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Doublons;

/// <summary>The history of a record doesn't keep what another one held: an erasure of that one wouldn't find it there.</summary>
public sealed class FusionHistoriqueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_merge_did_not_take_leaves_the_survivors_history_when_it_is_undone()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await db.ScalarAsync<object>($"update contacts set notes = 'Le matin', naissance_annee = 1975 where id = '{anne}'; update contacts set notes = 'Deux enfants', naissance_annee = 1961, langue = 'de' where id = '{luc}'");
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), (await harness.RequestAsync("contacts", anne, luc)) with { Choix = [new ChoixChamp("Notes", anne), new ChoixChamp("Langue", anne)] }, Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        const string lost = "select count(*) from modifications where champ like '&-%' or ancien in ('Deux enfants', '1961') or nouveau in ('Deux enfants', '1961')";
        Assert.Equal(3L, await db.ScalarAsync<long>(lost));

        await harness.UndoAsync(merged.Id);

        Assert.Equal(0L, await db.ScalarAsync<long>(lost));
        // The fact that they were one, and are two again, stays.
        Assert.Equal(2L, await db.ScalarAsync<long>($"select count(*) from modifications where champ = '&' and sujet_id = '{anne}'"));
    }

    [Fact]
    public async Task The_same_words_in_another_field_stay_in_the_history_when_a_merge_is_undone()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc, c1, c2) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"), await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"));
        await db.ScalarAsync<object>($"insert into contact_liens (tenant_id, id, contact_id, entreprise_id, fonction) values ('{harness.Organisation.Id}', gen_random_uuid(), '{luc}', '{c2}', 'Achats'); update contact_liens set fonction = 'Gérante' where contact_id = '{anne}' and entreprise_id = '{c1}'");
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await using (var context = db.Contexts.Open(harness.Organisation.Id, harness.Organisation.Membres[Role.Commercial]))
        {
            // Her own place gets a service that is called like his function.
            (await context.Contacts.Include(c => c.Liens).SingleAsync(c => c.Id == anne, Token)).LinkTo(c1, "Gérante", "Achats", null, null);
            await context.SaveChangesAsync(Token);
        }

        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await harness.UndoAsync(merged.Id);

        Assert.Equal("LienEntreprise.Service", await db.ScalarAsync<string>($"select string_agg(champ, ',') from modifications where sujet_id = '{anne}' and nouveau = 'Achats'"));
    }

    [Fact]
    public async Task A_note_that_the_merge_left_out_comes_back_although_somebody_wrote_since()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await db.ScalarAsync<object>($"update contacts set notes = 'Le matin' where id = '{anne}'; update contacts set notes = 'Deux enfants' where id = '{luc}'");
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), (await harness.RequestAsync("contacts", anne, luc)) with { Choix = [new ChoixChamp("Notes", luc)] }, Token)).Value;
        await db.ScalarAsync<object>($"update contacts set notes = notes || E'\n\nRappeler mardi' where id = '{anne}'");
        db.Clock.Advance(TimeSpan.FromSeconds(1));

        await harness.UndoAsync(merged.Id);

        Assert.Equal("Le matin\n\nRappeler mardi", await db.ScalarAsync<string>($"select notes from contacts where id = '{anne}'"));
        Assert.Equal("Deux enfants", await db.ScalarAsync<string>($"select notes from contacts where id = '{luc}'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_leaves_nothing_of_the_merged_record_in_the_history_of_the_survivor(bool undone)
    {
        await using var db = await TestDatabase.CreateAsync();
        var (harness, anne, luc, merged) = await MergedAsync(db);
        if (undone) await harness.UndoAsync(merged);
        var effacements = new EffacementHarness(db, harness.Organisation) { ContactId = undone ? luc : anne };

        await effacements.EraseAsync();

        var dump = (await effacements.DumpAsync()).Outside;
        Assert.DoesNotContain(Needles, n => Regex.IsMatch(dump, n));
        if (!undone) return;
        // Her own stays: what she had, and what was added to her while they were one.
        Assert.Equal("Le matin\n\nRappeler mardi", await db.ScalarAsync<string>($"select notes from contacts where id = '{anne}'"));
        Assert.Equal(2L, await db.ScalarAsync<long>($"select count(*) from contact_emails where contact_id = '{anne}' and adresse in ('anne@dupont.test', 'anne.apres@dupont.test')"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and nouveau like 'anne.apres@%'"));
    }

    [Fact]
    public async Task Merges_of_before_are_known_by_the_upgrade_and_those_that_were_undone_lose_their_lines()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (harness, anne, _, merged) = await MergedAsync(db);
        // As the version before left it: no line says whose it is, and the fields were saved a moment later than the merge.
        await db.ScalarAsync<object>($"update modifications set fusion_id = null, fait_le = fait_le + case when champ like '&%' then interval '0' else interval '20 milliseconds' end where fusion_id = '{merged}'; update modifications set ancien = 'Luc Petit' where champ = '&' and ancien = ''");

        await db.ScalarAsync<object>(TellMerges.Rows($"tenant_id = '{harness.Organisation.Id}'"));

        Assert.True(await db.ScalarAsync<long>($"select count(*) from modifications where fusion_id = '{merged}' and nouveau = '1961'") > 0);
        await db.ScalarAsync<object>($"update fusions set defaite_le = now() + interval '1 hour', defaite_par_id = membre_id where id = '{merged}'");
        // The member's own edit a moment after the undoing, of which no line was written, is none of its lines.
        await db.ScalarAsync<object>($"update modifications m set fait_le = f.defaite_le + interval '10 seconds', membre_id = f.defaite_par_id from fusions f where f.id = '{merged}' and m.sujet_id = '{anne}' and m.nouveau like 'anne.apres@%'");
        await db.ScalarAsync<object>(TellMerges.Rows($"tenant_id = '{harness.Organisation.Id}'"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and nouveau like 'anne.apres@%' and fusion_id is null"));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and (champ like '&-%' or nouveau in ('1961', 'Luc Petit'))"));
    }

    /// <summary>What only Luc's record held; a year stands alone in its column.</summary>
    private static readonly string[] Needles = ["furets argentés", "Sonne deux fois", @"[\t]1961[\t]", "655443322", "55 44 33 22", "luc@dupont", "luc.autre@dupont"];

    /// <summary>Anne took what Luc's record had; somebody changed a text of both and an address of hers since.</summary>
    private static async Task<(FusionHarness Harness, Guid Anne, Guid Luc, Guid Fusion)> MergedAsync(TestDatabase db)
    {
        var harness = await FusionHarness.CreateAsync(db);
        var (anne, luc) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"));
        await db.ScalarAsync<object>($"""
            update contacts set notes = 'Le matin' where id = '{anne}';
            update contacts set notes = 'Élève des furets argentés', reperes_personnels = 'Sonne deux fois', naissance_annee = 1961, naissance_mois = 3, naissance_jour = 4, langue = 'de' where id = '{luc}';
            insert into contact_telephones (tenant_id, id, contact_id, saisie, e164, nature, prefere) values ('{harness.Organisation.Id}', gen_random_uuid(), '{luc}', '06 55 44 33 22', '+33655443322', 'Nominative', false);
            """);
        var merged = (await db.Get<MergeContacts>().RunAsync(harness.Organisation.Acteur(), await harness.RequestAsync("contacts", anne, luc), Token)).Value;
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{anne}' and (nouveau like '%furets%' or nouveau in ('1961', 'Sonne deux fois') or nouveau like '%55%44%33%')") >= 4);
        foreach (var langue in (string[])["fr", "it"])
        {
            await using var context = db.Contexts.Open(harness.Organisation.Id, harness.Organisation.Membres[Role.Commercial]);
            var contact = await context.Contacts.Include(c => c.Emails).SingleAsync(c => c.Id == anne, Token);
            contact.ChangeReperes(langue == "fr" ? "Sonne deux fois ou trois" : contact.ReperesPersonnels, langue == "fr" ? contact.Notes + "\n\nRappeler mardi" : contact.Notes, langue);
            if (langue == "it") contact.ReplaceEmails([.. contact.Emails.Select(e => new Domain.Contacts.AdresseEmail(e.Adresse, e.Nature, e.Prefere)), new Domain.Contacts.AdresseEmail("anne.apres@dupont.test", Domain.Contacts.NatureCoordonnee.Nominative, false)]);
            await context.SaveChangesAsync(Token);
            db.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await db.ScalarAsync<object>($"update contacts set reperes_personnels = null where id = '{anne}'");
        return (harness, anne, luc, merged.Id);
    }
}
