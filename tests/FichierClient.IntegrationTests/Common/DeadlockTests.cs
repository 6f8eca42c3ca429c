using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Common;

public sealed class DeadlockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_that_a_save_and_a_batch_make_at_once_is_one_and_both_end_well()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        await using var batch = new NpgsqlConnection(db.AdministratorConnection);
        await batch.OpenAsync(Token);
        // Time for the batch to wait too before the save looks for a deadlock; the batch never looks.
        await ExecuteAsync(batch, $"alter database {db.Name} set deadlock_timeout = '3s'; set deadlock_timeout = '60s'; set app.tenant_id = '{organisation.Id}'");
        var id = await db.AddEntrepriseAsync(organisation, "Martin");
        await using var transaction = await batch.BeginTransactionAsync(Token);
        await ExecuteAsync(batch, $"select figures_lock(); insert into etiquettes (tenant_id, id, nom) values ('{organisation.Id}', gen_random_uuid(), 'VIP')");

        var saving = db.Get<LabelEntreprises>().RunAsync(organisation.Acteur(), new LabelEntreprisesRequest([id], "VIP"), Token);
        await db.WaitForLockAsync(saving);
        await ExecuteAsync(batch, $"update entreprises set site = 'https://martin.fr' where id = '{id}'; select pg_sleep(1)");
        await transaction.CommitAsync(Token);

        Assert.Equal([id], (await saving).Value);
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from etiquettes"));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from entreprises e join entreprise_etiquettes t on t.entreprise_id = e.id where e.site is not null"));
    }

    [Fact]
    public async Task A_label_that_somebody_else_makes_while_it_is_put_on_is_found_and_used_and_one_made_twice_is_refused()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await db.AddEntrepriseAsync(organisation, "Martin");
        await using var other = new NpgsqlConnection(db.AdministratorConnection);
        await other.OpenAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await ExecuteAsync(other, $"insert into etiquettes (tenant_id, id, nom) values ('{organisation.Id}', gen_random_uuid(), 'VIP')");

        var labelling = db.Get<LabelEntreprises>().RunAsync(organisation.Acteur(), new LabelEntreprisesRequest([id], "VIP"), Token);
        await db.WaitForLockAsync(labelling);
        await transaction.CommitAsync(Token);

        Assert.Equal([id], (await labelling).Value);
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from etiquettes join entreprise_etiquettes t on t.etiquette_id = etiquettes.id"));
        Assert.Equal(RefusKind.Regle, (await db.Get<SaveEtiquette>().Refuse(organisation.Acteur(), new SaveEtiquetteRequest(null, "VIP"))).Kind);
    }

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

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
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
