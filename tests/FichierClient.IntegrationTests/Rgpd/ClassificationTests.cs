using System.Reflection;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Application.Identity;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd;

/// <summary>
/// Every column that can hold personal data says whether it does (rgpd.md 3.2): an attribute on the property that EF maps to
/// it, or a comment on the column. The model, the catalogue and the marks are compared column by column.
/// </summary>
public sealed partial class ClassificationTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Dictionary<string, string?> comments = [];
    private HashSet<string> columns = [];

    [Fact]
    public void Every_column_that_can_hold_text_is_classified_once()
    {
        var marks = Marks();
        Assert.NotEmpty(comments);
        Assert.NotEmpty(marks);

        Assert.Empty(comments.Where(c => c.Value is null && !marks.ContainsKey(c.Key)).Select(c => c.Key));
        Assert.Empty(comments.Where(c => c.Value is not null && marks.ContainsKey(c.Key)).Select(c => $"{c.Key} is classified twice"));
    }

    [Fact]
    public void Every_mark_stands_on_a_column_that_exists() => Assert.Empty(Marks().Keys.Except(columns));

    [Fact]
    public void A_property_is_either_personal_or_not() =>
        Assert.Empty(Marks().Where(m => m.Value is [_, _, ..]).Select(m => m.Key));

    [Fact]
    public void A_comment_names_a_category_and_a_strategy_or_a_reason()
    {
        var classified = comments.Where(c => c.Value is not null).ToList();
        Assert.NotEmpty(classified);

        Assert.Empty(classified.Where(c => !IsClassification(c.Value!)).Select(c => $"{c.Key}: {c.Value}"));
    }

    [Fact]
    public async Task The_map_holds_every_mark_and_every_comment_and_nothing_else()
    {
        await using var db = database.Contexts.Open(Guid.CreateVersion7());
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var map = await Cartographie.ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), TestContext.Current.CancellationToken);

        var personal = Marks().Where(m => m.Value.Exists(a => a is DonneePersonnelleAttribute)).Select(m => m.Key)
            .Concat(comments.Where(c => c.Value?.StartsWith("donnée personnelle", StringComparison.Ordinal) == true).Select(c => c.Key));
        Assert.Equal(personal.Order(StringComparer.Ordinal), map.Colonnes.Select(c => c.Table.Contains('.', StringComparison.Ordinal) ? $"{c.Table}.{c.Colonne}" : $"public.{c.Table}.{c.Colonne}").Order(StringComparer.Ordinal));
        Assert.Contains(map.Colonnes, c => c is { Table: "contacts", Colonne: "nom", Portable: true });
        Assert.True(map.SuitLeSujet("provenances"));
    }

    [Fact]
    public async Task A_start_names_the_columns_that_no_classification_knows()
    {
        await using var db = database.Contexts.Open(Guid.CreateVersion7());
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        Assert.Empty(await ColonnesInconnues.ReadAsync(db, connection, TestContext.Current.CancellationToken));
        await database.ScalarAsync<object>("alter table contacts add column surnom text; alter table contacts add column vu integer; create table comptes.carnet (id uuid, mot jsonb)");

        Assert.Equal(["comptes.carnet.mot", "public.contacts.surnom"], await ColonnesInconnues.ReadAsync(db, connection, TestContext.Current.CancellationToken));
        var said = new List<string>();
        using var start = new ColonnesInconnues(database.Contexts, new Said(said));
        await start.StartAsync(TestContext.Current.CancellationToken);
        await start.ExecuteTask!;
        Assert.Contains("public.contacts.surnom", Assert.Single(said), StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await using var owner = new NpgsqlConnection(database.OwnerConnection);
        await owner.OpenAsync();
        var rows = await owner.RowsAsync(
            """
            select table_schema || '.' || table_name || '.' || column_name, col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position)
            from information_schema.columns
            where table_schema in ('public', 'comptes', 'archive') and table_name not in ('__EFMigrationsHistory', '__migrations')
              and (data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'inet', 'cidr', 'ARRAY', 'tsvector', 'xml', 'USER-DEFINED'))
            """,
            r => (Column: r.GetString(0), Comment: r.IsDBNull(1) ? null : r.GetString(1)));
        comments = rows.ToDictionary(r => r.Column, r => r.Comment);
        columns = [.. await owner.RowsAsync("select table_schema || '.' || table_name || '.' || column_name from information_schema.columns", r => r.GetString(0))];
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    private sealed class Said(List<string> lines) : ILogger<ColonnesInconnues>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
    }

    /// <summary>Attributes by column, of both contexts.</summary>
    private static Dictionary<string, List<Attribute>> Marks()
    {
        using var file = DesignTimeFactory.ForOwner("Host=unused");
        using var accounts = AccountsDatabase.Open("Host=unused");
        return new DbContext[] { file, accounts }
            .SelectMany(db => db.Model.GetEntityTypes())
            .SelectMany(e => e.GetFlattenedProperties().Select(p => (Column: $"{e.GetSchema() ?? "public"}.{e.GetTableName()}.{p.GetColumnName()}", Marks: MarksOf(p))))
            .Where(x => x.Marks.Count > 0)
            .ToDictionary(x => x.Column, x => x.Marks);
    }

    private static List<Attribute> MarksOf(IProperty property) => property.PropertyInfo is { } info
        ? [.. info.GetCustomAttributes().Where(a => a is DonneePersonnelleAttribute or NonPersonnelleAttribute)]
        : [];

    private static bool IsClassification(string comment) =>
        NotPersonal().IsMatch(comment)
        || (Personal().Match(comment) is { Success: true } match
            && Enum.TryParse<CategorieDonnee>(match.Groups[1].Value, ignoreCase: true, out _)
            && Enum.TryParse<StrategieEffacement>(match.Groups[2].Value, ignoreCase: true, out _));

    [GeneratedRegex(@"^non personnelle: .{3,}$")]
    private static partial Regex NotPersonal();

    [GeneratedRegex(@"^donnée personnelle: (\w+), (\w+)$")]
    private static partial Regex Personal();
}
