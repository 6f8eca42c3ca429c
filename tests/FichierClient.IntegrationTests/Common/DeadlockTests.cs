using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Common;

public sealed class DeadlockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_save_that_a_deadlock_undid_is_done_again()
    {
        await using var db = await TestDatabase.CreateAsync();
        Assert.Null((await SaveAsync(db, deadlocks: 1)).Refus);

        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from etiquettes where nom = 'VIP'"));
    }

    [Fact]
    public async Task A_save_is_tried_twice_and_not_for_ever()
    {
        await using var db = await TestDatabase.CreateAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(db, deadlocks: 2));
        Assert.Equal(3L, await db.ScalarAsync<long>("select nextval('attempts')"));
    }

    /// <summary>The first attempts end as PostgreSQL ends the victim of a deadlock; a sequence counts them because nothing undoes it.</summary>
    private static async Task<Outcome<Guid>> SaveAsync(TestDatabase db, int deadlocks)
    {
        var organisation = await db.AddOrganisationAsync();
        await db.ScalarAsync<int>($"""
            create sequence attempts;
            create function deadlock() returns trigger language plpgsql security definer as $$
            begin
                if nextval('attempts') <= {deadlocks} then raise exception 'deadlock detected' using errcode = '40P01'; end if;
                return null;
            end $$;
            create trigger deadlock after insert on etiquettes for each statement execute function deadlock();
            """);
        return await db.Get<SaveEtiquette>().RunAsync(organisation.Acteur(), new SaveEtiquetteRequest(null, "VIP"), Token);
    }
}
