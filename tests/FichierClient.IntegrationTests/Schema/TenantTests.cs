using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Schema;

public sealed class TenantTests
{
    [Fact]
    public async Task A_context_sees_the_members_of_its_own_organisation_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var one = await database.AddOrganisationAsync("une");
        var other = await database.AddOrganisationAsync("autre");

        await using var db = database.Contexts.Open(one.Id);
        var seen = await db.Membres.IgnoreQueryFilters().Select(m => m.Id).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(one.Membres.Values.Order(), seen.Order());
        Assert.DoesNotContain(other.Membres.Values, seen.Contains);
    }
}
