using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FichierClient.UnitTests.Architecture;

/// <summary>The EF model of the client file; what PostgreSQL really holds is read by the catalogue's tests.</summary>
public sealed class ModelTests
{
    /// <summary>Rows that belong to the installation. Each is a decision: an organisation is the tenant itself.</summary>
    private static readonly Type[] Global = [typeof(Organisation)];

    private static readonly IReadOnlyList<IEntityType> Entities = Read();

    [Fact]
    public void Every_entity_belongs_to_an_organisation_or_is_listed_as_global()
    {
        Assert.NotEmpty(Entities);

        Assert.Equal(Global, Entities.Select(e => e.ClrType).Where(t => !typeof(TenantEntity).IsAssignableFrom(t)));
    }

    [Fact]
    public void Keys_and_references_and_unique_indexes_hold_the_tenant()
    {
        var owned = Entities.Where(e => typeof(TenantEntity).IsAssignableFrom(e.ClrType)).ToList();
        Assert.NotEmpty(owned);

        Assert.All(owned, e => Assert.Equal([nameof(TenantEntity.TenantId), nameof(TenantEntity.Id)], e.FindPrimaryKey()!.Properties.Select(p => p.Name)));
        var keys = owned.SelectMany(e => e.GetForeignKeys().Select(k => (Name: k.ToString()!, k.Properties))
            .Concat(e.GetIndexes().Where(i => i.IsUnique).Select(i => (Name: i.ToString()!, i.Properties)))).ToList();
        Assert.NotEmpty(keys);
        Assert.Empty(keys.Where(k => k.Properties[0].Name != nameof(TenantEntity.TenantId)).Select(k => k.Name));
    }

    [Fact]
    public void Every_entity_is_filtered_by_its_tenant() =>
        Assert.All(Entities, e => Assert.Contains(AppDbContext.TenantFilter, e.GetDeclaredQueryFilters().Select(f => f.Key)));

    [Fact]
    public void Aggregates_defend_themselves()
    {
        var setters = Entities.SelectMany(e => e.ClrType.GetProperties()).Select(p => p.SetMethod).Where(s => s is not null).ToList();
        Assert.NotEmpty(setters);

        Assert.Empty(setters.Where(s => s!.IsPublic).Select(s => $"{s!.DeclaringType!.Name}.{s.Name}"));
    }

    private static IReadOnlyList<IEntityType> Read()
    {
        using var db = new DesignTimeFactory().CreateDbContext([]);
        return [.. db.Model.GetEntityTypes()];
    }
}
