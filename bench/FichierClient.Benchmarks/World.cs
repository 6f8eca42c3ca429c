using FichierClient.Application;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FichierClient.Benchmarks;

/// <summary>The organisation that is measured, under the app's role, with the rows that the lines ask for.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private World(ServiceProvider services, NpgsqlDataSource database, Guid tenant, Acteur acteur) =>
        (this.services, Database, Tenant, Acteur) = (services, database, tenant, acteur);

    public NpgsqlDataSource Database { get; }
    public Guid Tenant { get; }

    /// <summary>An administrator: sees all.</summary>
    public Acteur Acteur { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<World> OpenAsync(string app, string slug)
    {
        var database = NpgsqlDataSource.Create(app);
        var outside = Environment.GetEnvironmentVariable("FICHIER_DATA") ?? ".data";
        var services = new ServiceCollection().AddLogging().AddSingleton(database).AddSingleton(TimeProvider.System)
            .AddSingleton(new DossiersRgpd(Path.Combine(outside, "secrets"), Path.Combine(outside, "journal")))
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).AddFichierClient().BuildServiceProvider();
        var tenant = await services.GetRequiredService<Application.Organisations.OrganisationsBySlug>().FindAsync(slug, default)
            ?? throw new InvalidOperationException($"No organisation {slug}: fill one with the command demo.");
        await using var connection = await database.OpenTenantAsync(tenant);
        await using var command = new NpgsqlCommand("select id, utilisateur_id from membres where tenant_id = $1 and role = 'Administrateur' limit 1", connection)
        {
            Parameters = { new() { Value = tenant } },
        };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new World(services, database, tenant, new Acteur(tenant, row.GetGuid(0), row.GetGuid(1), Role.Administrateur, null));
    }

    /// <summary>Runs SQL by hand as the app would: a connection of the pool with its tenant, all statements in one round trip, all rows read.</summary>
    public async Task SqlAsync(string[] statements, params object[] values)
    {
        await using var connection = await Database.OpenTenantAsync(Tenant);
        await ReadAllAsync(connection, statements, [Tenant, .. values]);
    }

    public static async Task ReadAllAsync(NpgsqlConnection connection, string[] statements, object[] values)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            for (var i = 0; i < values.Length && sql.Contains($"${i + 1}", StringComparison.Ordinal); i++) command.Parameters.Add(new NpgsqlParameter { Value = values[i] });
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync();
        do
        {
            while (await rows.ReadAsync())
            {
                for (var i = 0; i < rows.FieldCount; i++) _ = rows.GetValue(i);
            }
        }
        while (await rows.NextResultAsync());
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = await Database.OpenTenantAsync(Tenant);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in (object[])[Tenant, .. values]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"Nothing found by: {sql}"));
    }

    /// <summary>A use case that must succeed.</summary>
    public async Task RunAsync<TRequest, TResult>(UseCase<TRequest, TResult> useCase, TRequest request) where TRequest : notnull
    {
        var outcome = await useCase.RunAsync(Acteur, request);
        if (outcome.Refus is { } refus) throw new InvalidOperationException(refus.Message + string.Join(", ", refus.Champs));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
