using FichierClient.Application.Entreprises;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Schema;

public sealed class PreparedQueriesTests
{
    [Fact]
    public async Task A_connection_keeps_the_plan_of_a_sheet_and_of_no_list()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await db.AddEntrepriseAsync(organisation, "Alpha");

        await db.Get<GetEntreprise>().Do(organisation.Acteur(), id);
        await db.Get<ListEntreprises>().Do(organisation.Acteur(), new ListEntreprisesRequest(new EntrepriseFiltre(), new(ListEntreprises.ParNom, false, Application.Common.PageCursor.First)));

        // The only connection that the pool has made so far, with what was prepared on it.
        await using var connection = await db.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select statement from pg_prepared_statements", connection);
        var kept = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) kept.Add(reader.GetString(0));
        Assert.Contains(kept, s => s.StartsWith("-- Prepared", StringComparison.Ordinal) && s.Contains("FROM entreprises", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, s => !s.StartsWith("-- Prepared", StringComparison.Ordinal) && s.Contains("ORDER BY e.raison_sociale", StringComparison.OrdinalIgnoreCase));
    }
}
