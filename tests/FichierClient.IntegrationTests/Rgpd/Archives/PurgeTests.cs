using FichierClient.Application.Rgpd.Archives;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Archives;

public sealed class PurgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_kept_through_its_last_day_and_nobody_purges_what_is_still_to_be_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var today = database.Today;
        await using var administrator = new NpgsqlConnection(database.AdministratorConnection);
        await administrator.OpenAsync(Token);
        foreach (var last in new[] { today.AddDays(-2), today.AddDays(1), today.AddYears(10) })
        {
            await using var seal = new NpgsqlCommand("insert into archive.documents (tenant_id, id, effacement_id, nom_table, ligne_id, contenu, base, scelle_le, purge_le) values ($1, gen_random_uuid(), gen_random_uuid(), 'ventes', $2, '{}', 'x', now(), $3)", administrator)
            {
                Parameters = { new() { Value = organisation.Id }, new() { Value = $"{last:yyyy-MM-dd}" }, new() { Value = last } },
            };
            await seal.ExecuteNonQueryAsync(Token);
        }

        await database.Get<Scellements>().RunAsync(organisation.Id, Token);
        Assert.Equal(2L, await CountAsync());
        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.Get<Scellements>().RunAsync(organisation.Id, Token);
        Assert.Equal(2L, await CountAsync());

        await using var db = database.Contexts.Open(organisation.Id);
        await db.Database.ExecuteSqlAsync($"select archive.purger('9999-12-31')", Token);
        Assert.Equal(2L, await CountAsync());

        async Task<long> CountAsync()
        {
            await using var count = new NpgsqlCommand("select count(*) from archive.documents", administrator);
            return (long)(await count.ExecuteScalarAsync(Token))!;
        }
    }
}
