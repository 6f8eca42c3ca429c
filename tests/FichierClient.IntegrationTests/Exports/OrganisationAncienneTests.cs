using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Data;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations.Schema;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>The ZIP of an older version: what each migration since does to rows is done to those that come in.</summary>
public sealed class OrganisationAncienneTests
{
    private const string Older = "alter table entreprises drop column cessee_le; alter table entreprise_telephones drop column position; alter table contact_telephones drop column position;";

    [Fact]
    public async Task A_file_of_an_older_schema_comes_in_with_the_defaults_and_what_the_migrations_since_do_to_rows()
    {
        await using var db = await TestDatabase.CreateAsync();
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var harness = await OrganisationHarness.CreateAsync(db);
        var tenant = harness.Organisation.Id;
        await db.ScalarAsync<object>($$"""
            insert into entreprise_telephones (tenant_id, id, entreprise_id, saisie) select tenant_id, gen_random_uuid(), id, '01 0' || n from (select * from entreprises where tenant_id = '{{tenant}}' limit 1) e, generate_series(1, 3) n;
            insert into import_images (tenant_id, id, import_id, sujet, sujet_id, etat, contenu, prise_le)
            select tenant_id, gen_random_uuid(), id, 'Entreprise', gen_random_uuid(), 'Avant', '{"entreprises":[{"code_naf":"4332A"}],"entreprise_telephones":[{"id":"b"},{"id":"a"}]}', now() from imports where tenant_id = '{{tenant}}' limit 1;
            """);
        await AgeAsync(db);

        var loaded = await OrganisationHarness.LoadAsync(to, await harness.ZipAsync(), "arrivee");

        foreach (var table in new[] { "entreprises", "contacts", "ventes", "entreprise_telephones", "contact_telephones", "import_images", "modifications" })
            Assert.Equal(await db.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{tenant}'"), await to.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{loaded.Id}'"));
        Assert.Equal(0L, await to.ScalarAsync<long>($"select count(*) from (select position, row_number() over (partition by entreprise_id order by id) - 1 as rang from entreprise_telephones where tenant_id = '{loaded.Id}') x where position <> rang"));
        Assert.True(await to.ScalarAsync<long>($"select max(position)::bigint from entreprise_telephones where tenant_id = '{loaded.Id}'") >= 2);
        Assert.Equal("43.32A", await to.ScalarAsync<string>($"select contenu #>> '{{entreprises,0,code_naf}}' from import_images where tenant_id = '{loaded.Id}' and contenu #>> '{{entreprises,0,code_naf}}' is not null"));
        Assert.Equal("a0 b1", await to.ScalarAsync<string>($"select string_agg(t ->> 'id' || (t ->> 'position'), ' ' order by t ->> 'id') from import_images, jsonb_array_elements(contenu -> 'entreprise_telephones') t where tenant_id = '{loaded.Id}' and t ->> 'id' in ('a', 'b')"));
    }

    [Fact]
    public async Task A_file_whose_columns_are_no_part_of_this_schema_is_refused_as_changed()
    {
        await using var db = await TestDatabase.CreateAsync();
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var harness = await OrganisationHarness.CreateAsync(db);
        await AgeAsync(db);
        await db.ScalarAsync<object>("alter table entreprises add column jadis text");

        var refused = await Assert.ThrowsAsync<OrganisationRefuseeException>(async () => await OrganisationHarness.LoadAsync(to, await harness.ZipAsync(), "arrivee"));

        Assert.Contains("modifié", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await to.ScalarAsync<long>("select count(*) from organisations"));
    }

    /// <summary>A migration that is new here must say what it does to the file of an older version: in <see cref="PassagesSchema"/>.</summary>
    [Fact]
    public void Every_migration_since_says_what_becomes_of_an_older_file()
    {
        var since = SchemaContext.All.Single(c => c.Context == typeof(AppDbContext)).Migrations().Where(m => string.CompareOrdinal(m, PassagesSchema.PlusAncien) > 0).ToList();

        Assert.NotEmpty(since);
        Assert.Equal(since, PassagesSchema.Connues.Order(StringComparer.Ordinal));
    }

    /// <summary>The database as the version before these migrations left it.</summary>
    private static async Task AgeAsync(TestDatabase db)
    {
        await using var owner = await OrganisationHarness.OpenAsync(db.OwnerConnection);
        await using var command = new Npgsql.NpgsqlCommand($"{Older} delete from \"__EFMigrationsHistory\" where migration_id > '{PassagesSchema.PlusAncien}'", owner);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
