using System.Reflection;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>The EF context of one organisation, attacked with what a careless use case could write.</summary>
public sealed class ContextTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    [Fact]
    public void A_context_without_a_tenant_does_not_open() =>
        Assert.Throws<ArgumentException>(() => both.Database.Contexts.Open(Guid.Empty));

    [Fact]
    public async Task A_connection_without_a_tenant_does_not_open() => await Assert.ThrowsAsync<ArgumentException>(
        () => both.Database.Get<NpgsqlDataSource>().OpenTenantAsync(Guid.Empty, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Ignoring_the_query_filters_shows_no_row_of_another_organisation()
    {
        await using var db = both.Database.Contexts.Open(both.Ours.Id);
        var entities = db.Model.GetEntityTypes().Select(e => e.ClrType).Where(typeof(TenantEntity).IsAssignableFrom).ToList();
        Assert.NotEmpty(entities);
        var read = typeof(ContextTests).GetMethod(nameof(TenantsOf), BindingFlags.NonPublic | BindingFlags.Static)!;

        foreach (var entity in entities)
        {
            var tenants = await (Task<List<Guid>>)read.MakeGenericMethod(entity).Invoke(null, [db])!;
            Assert.True(tenants.SequenceEqual([both.Ours.Id]), entity.Name);
        }

        Assert.Equal([both.Ours.Id], await db.Organisations.IgnoreQueryFilters().Select(o => o.Id).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bulk_statements_without_filters_leave_another_organisation_as_it_was()
    {
        // A pair of its own: the statements take our rows away, which the other tests read.
        await using var both = new TwoOrganisations();
        await both.InitializeAsync();
        var before = await both.FingerprintOfTheirsAsync();
        await using var db = both.Database.Contexts.Open(both.Ours.Id);

        await db.Canaux.IgnoreQueryFilters().ExecuteUpdateAsync(s => s.SetProperty(c => c.Nom, "pris"), TestContext.Current.CancellationToken);
        await db.Modifications.IgnoreQueryFilters().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("update entreprises set raison_sociale = 'prise'", TestContext.Current.CancellationToken);

        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
    }

    [Fact]
    public async Task Saving_a_row_for_another_organisation_is_refused()
    {
        await using var db = both.Database.Contexts.Open(both.Ours.Id);
        db.Add(new Entreprise(both.Theirs.Id, "Intruse"));

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(failure.InnerException).SqlState);
    }

    [Fact]
    public async Task Attaching_a_row_of_another_organisation_changes_nothing()
    {
        await using var db = both.Database.Contexts.Open(both.Ours.Id);
        var stolen = new Equipe(both.Theirs.Id, "Volée");
        db.Attach(stolen).Property(e => e.Id).CurrentValue = stolen.Id;
        stolen.Rename("Renommée");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    private static Task<List<Guid>> TenantsOf<T>(AppDbContext db) where T : TenantEntity =>
        db.Set<T>().IgnoreQueryFilters().Select(e => e.TenantId).Distinct().ToListAsync();
}
