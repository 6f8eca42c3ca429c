using FichierClient.Application.Doublons;
using FichierClient.IntegrationTests.Infrastructure;

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
}
