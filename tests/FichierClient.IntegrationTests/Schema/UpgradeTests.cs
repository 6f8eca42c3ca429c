using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace FichierClient.IntegrationTests.Schema;

/// <summary>Migrations that rewrite rows of before, carried out once more over rows as older versions wrote them.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Theory]
    [InlineData("4332A", "43.32A")]
    [InlineData("43 32 a", "43.32A")]
    [InlineData("43.32A", "43.32A")]
    [InlineData("divers", "divers")]
    public async Task A_naf_code_gets_insees_writing_in_records_propositions_and_images(string before, string after)
    {
        await harness.ImportAsync("Code client;Nom;NAF\nC1;Alpha;01.11Z\n", GenreImport.Entreprises);
        await harness.ImportAsync("Code client;Nom\nC1;Alpha SAS\n", GenreImport.Entreprises);
        await db.ScalarAsync<object>($$"""
            update entreprises set code_naf = '{{before}}';
            update import_images set contenu = jsonb_set(contenu, '{entreprises,0,code_naf}', '"{{before}}"') where contenu is not null;
            insert into propositions_sirene (tenant_id, id, sujet_id, nature, actuel, propose, source, constate_le, decision)
            select tenant_id, gen_random_uuid(), id, 'Naf', '{{before}}', '01.12Z', 'StockUniteLegale', now(), 'EnAttente' from entreprises;
            """);

        await ReplayAsync("20261203030000_AddLibellesInsee", "drop table libelles_insee");
        await ReplayAsync("20261205010000_RewriteNafOfImages", "select 1");

        Assert.Equal(after, await db.ScalarAsync<string>("select code_naf from entreprises"));
        Assert.Equal(after, await db.ScalarAsync<string>("select actuel from propositions_sirene"));
        Assert.Equal(after, await db.ScalarAsync<string>("select contenu #>> '{entreprises,0,code_naf}' from import_images where contenu is not null"));
    }

    [Theory]
    [InlineData("Cette personne a été effacée à sa demande le 3 mars.", true)]
    [InlineData("This person was erased at their request.", true)]
    [InlineData("L’entreprise n’est pas désignée.", false)]
    public async Task A_refused_row_of_an_erased_person_is_known_by_what_older_versions_said(string sentence, bool erased)
    {
        await harness.ImportAsync("Code client;Nom\n;\nC1;Alpha\n;x;y\n", GenreImport.Entreprises);
        await db.ScalarAsync<object>($"update import_lignes set texte = '{sentence}', issue = 'Refusee'");

        await ReplayAsync("20261203040000_KeepRefusedRowsOfReducedImports", "alter table imports drop column fichier_reduit_le; alter table import_lignes drop column est_effacee");

        Assert.Equal(erased, await db.ScalarAsync<bool>("select bool_and(est_effacee) from import_lignes"));
    }

    [Fact]
    public async Task Lines_of_before_are_read_by_the_first_examination_after_the_upgrade()
    {
        await harness.ImportAsync("Code client;Nom;Numéro facture;Date facture;Montant HT;Désignation\nC1;Alpha;F1;15/01/2026;100;Remplacement de Mme Roux, en arrêt maladie\n", GenreImport.Mixte);
        // As a version left it that knew no lines: examined, and nothing was found.
        await db.ScalarAsync<object>("delete from alertes_garde");
        var tenant = await db.ScalarAsync<Guid>("select id from organisations");
        await db.ScalarAsync<object>($"insert into examens_garde (tenant_id, id, jusqua, lus, signales, termine_le) values ('{tenant}', gen_random_uuid(), pg_current_xact_id()::text::bigint, 0, 0, '{db.Clock.GetUtcNow():O}')");
        db.Clock.Advance(TimeSpan.FromSeconds(1));

        await ReplayAsync("20261208010000_ReadAllLines", "select 1");
        // Asked of the row: while another test's transaction is older than the examination, everything is read anyway.
        Assert.Equal(0L, await db.ScalarAsync<long>("select max(jusqua) from examens_garde"));
        await db.Get<Application.Rgpd.Garde.ExamenTextes>().RunAsync(tenant, Token);

        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from alertes_garde where lieu = 'LigneVente'"));
    }

    [Fact]
    public async Task Twelve_months_of_each_entreprise_are_filled_from_its_ventes()
    {
        await harness.ImportAsync($"Code client;Nom;Numéro facture;Date facture;Montant HT\nC1;Alpha;F1;{db.Today:dd/MM/yyyy};100\nC1;Alpha;F2;{db.Today.AddYears(-3):dd/MM/yyyy};50\n", GenreImport.Mixte);

        await ReplayAsync("20261212000000_KeepDouzeMois", """
            drop function figures_rang_mois(date), figures_debuts(date), figures_douze(bigint[], integer, integer, integer[], bigint[]);
            alter table entreprise_stats drop column mois, drop column douze_mois
            """);

        Assert.Equal("0,0,0,0,0,0,0,0,0,0,0,10000", await db.ScalarAsync<string>("select array_to_string(douze_mois, ',') from entreprise_stats where ca_total = 15000"));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from organisations o, figures_differences(o.id)"));
    }

    /// <summary>Undoes what a migration made, and carries it out again as an upgrade does.</summary>
    private async Task ReplayAsync(string migration, string undo)
    {
        var context = SchemaContext.All.Single(c => c.Context == typeof(AppDbContext));
        var all = context.Migrations();
        Assert.Contains(migration, all);
        await using var owner = context.Open(db.OwnerConnection);
        var script = owner.GetService<IMigrator>().GenerateScript(all[all.ToList().IndexOf(migration) - 1], migration, MigrationsSqlGenerationOptions.NoTransactions);
        await using var connection = new NpgsqlConnection(db.OwnerConnection);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand($"{undo}; delete from \"__EFMigrationsHistory\" where migration_id = '{migration}'; {script}", connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
