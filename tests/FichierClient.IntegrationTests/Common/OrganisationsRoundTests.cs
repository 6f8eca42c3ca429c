using FichierClient.Application.Common;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FichierClient.IntegrationTests.Common;

public sealed class OrganisationsRoundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_organisation_s_fault_stops_neither_the_round_nor_the_program()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisations = new[] { (await database.AddOrganisationAsync("premiere")).Id, (await database.AddOrganisationAsync("seconde")).Id };
        using var round = new Faulty(database.Get<NpgsqlDataSource>(), database.Clock);

        await round.StartAsync(Token);
        await round.VisitedAsync(2);
        database.Clock.Advance(Faulty.Every);
        await round.VisitedAsync(2);
        await round.StopAsync(Token);

        Assert.True(round.ExecuteTask!.IsCompletedSuccessfully || round.ExecuteTask.IsCanceled);
        Assert.Equal(organisations.Concat(organisations).Order(), round.Visited.Order());
    }

    /// <summary>Fails at each organisation, as a use case that meets what nobody thought of.</summary>
    private sealed class Faulty(NpgsqlDataSource database, TimeProvider time) : OrganisationsRound(database, Every, time, NullLogger.Instance)
    {
        public static readonly TimeSpan Every = TimeSpan.FromHours(1);

        private readonly SemaphoreSlim visits = new(0);

        public List<Guid> Visited { get; } = [];

        public async Task VisitedAsync(int count)
        {
            for (var i = 0; i < count; i++) Assert.True(await visits.WaitAsync(TimeSpan.FromSeconds(30), Token));
        }

        public override void Dispose()
        {
            visits.Dispose();
            base.Dispose();
        }

        protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
        {
            Visited.Add(tenantId);
            visits.Release();
            throw new InvalidOperationException("can't lose an erased contact");
        }
    }
}
