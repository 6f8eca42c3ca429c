using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Sauvegardes;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

public sealed class SideDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_database_that_can_t_take_the_name_leaves_the_one_of_before_under_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var side = await SideDatabase.CreateAsync(database.AdministratorConnection, "restauration", database.Clock.GetUtcNow(), Token);
        await using var busy = new NpgsqlConnection(side.Connection);
        await busy.OpenAsync(Token);

        var refused = await Assert.ThrowsAsync<OperatorException>(() => side.ReplaceAsync(database.Clock.GetUtcNow(), Token));

        Assert.Contains("Nothing was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from organisations"));
    }
}
