using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>A person who stands in every place, her plan decided; what is destroyed here is rolled back.</summary>
public sealed class ControleLieux : IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = null!;
    internal EffacementHarness Harness { get; private set; } = null!;
    internal Guid Id { get; private set; }
    internal PlanEffacement Plan { get; private set; } = null!;
    internal Personne Personne { get; private set; } = null!;
    internal Cartographie Carte { get; private set; } = null!;
    internal Guid Tenant => Harness.Organisation.Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Harness = await EffacementHarness.CreateAsync(Database);
        await Harness.SpreadAsync();
        Id = await Harness.PrepareAsync();
        var details = await Harness.GetAsync(Id);
        if (!details.EstDecide) Assert.Null((await Database.Get<DecideMentions>().RunAsync(Harness.Organisation.Acteur(Domain.Organisations.Role.Dpo), new DecideMentionsRequest(Id, details.Empreinte, [], DecisionMention.Caviarder), Token)).Refus);
        await using var db = Database.Contexts.Open(Tenant);
        var effacement = db.Effacements.Single(e => e.Id == Id);
        Plan = PlanEffacement.FromJson(effacement.Plan);
        Personne = await Database.Get<PreparationEffacement>().PersonneAsync(db, effacement, Token);
        Carte = await Cartographie.ReadAsync(db, PreparationEffacement.Connection(db), Token);
    }

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    /// <summary>What the verification finds after a destruction by another plan; nothing stays of either.</summary>
    internal async Task<IReadOnlyList<Trouvaille>> AfterAsync(PlanEffacement? done)
    {
        await using var db = Database.Contexts.Open(Tenant);
        await using var transaction = await db.Database.BeginTransactionAsync(Token);
        var connection = PreparationEffacement.Connection(db);
        if (done is not null)
        {
            var tables = await Catalogue.ReadAsync(connection, Token);
            await new Destruction(connection, Tenant, Carte, tables).RunAsync(Id, done, Personne.Aiguilles, Database.Clock.GetUtcNow(), Token);
            await FichiersPersonne.DeleteAsync(db, Plan, Database.Clock.GetUtcNow(), Token);
            await Scellement.EnsureAsync(connection, Id, Plan, Token);
        }

        return (await Verification.ReadAsync(connection, Tenant, Plan, Personne, Carte, Token)).Restes;
    }
}

/// <summary>The verification sees each place that an erasure leaves out: whatever it doesn't see, a certificate would hide.</summary>
public sealed class ControleLieuxTests(ControleLieux seed) : IClassFixture<ControleLieux>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Tables of the map in which this person has nothing, each with why it needs no row of hers here.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["demande_dossier_fragments"] = "files, tried in RepriseTests",
        ["effacements"] = "what she is known by, encrypted, while she is erased",
        ["export_fragments"] = "files, tried below",
        ["import_fragments"] = "files, tried below",
    };

    /// <summary>Left out they go all the same: with the record, by the database, or with the import's file. That they are seen while they are there is asked below.</summary>
    private static readonly string[] ByThemselves = ["(imports, analyse, True)", "contact_emails.contact_id Supprimer", "contact_liens.contact_id Supprimer", "contact_telephones.contact_id Supprimer"];

    [Fact]
    public async Task The_whole_plan_leaves_nothing() => Assert.Empty(await seed.AfterAsync(seed.Plan));

    [Fact]
    public async Task Each_place_that_is_left_out_is_seen()
    {
        var unseen = new List<string>();
        foreach (var lieu in seed.Plan.Lieux)
        {
            if (!await IsSeenAsync(seed.Plan with { Lieux = [.. seed.Plan.Lieux.Where(l => l != lieu)] })) unseen.Add($"{lieu.Table}.{lieu.Colonne} {lieu.Action}");
        }

        foreach (var place in seed.Plan.Mentions.Where(m => m.Decision == DecisionMention.Caviarder).GroupBy(m => (m.Table, m.Colonne, m.EstForte)))
        {
            if (!await IsSeenAsync(seed.Plan with { Mentions = [.. seed.Plan.Mentions.Except(place)] })) unseen.Add($"{place.Key}");
        }

        Assert.True(seed.Plan.Lieux.Count >= 15, $"{seed.Plan.Lieux.Count} places");
        Assert.Equal(ByThemselves, unseen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_is_done_every_row_of_every_place_is_reported()
    {
        var found = (await seed.AfterAsync(null)).Select(f => (f.Table, f.Colonne, f.Cle)).ToHashSet();

        Assert.Empty(seed.Plan.Lieux.Where(l => l.Action != ActionEffacement.Sceller && !l.Cles.Any(c => found.Contains((l.Table, l.Colonne ?? "id", c)))).Select(l => (l.Table, l.Colonne)));
        Assert.DoesNotContain(seed.Plan.Mentions, m => m.Decision == DecisionMention.Caviarder && !found.Contains((m.Table, m.Colonne, m.Cle)));
    }

    [Fact]
    public void The_person_stands_in_every_table_of_the_map()
    {
        var hers = seed.Plan.Lieux.Select(l => l.Table).Concat(seed.Plan.Mentions.Select(m => m.Table)).ToHashSet();
        var missing = seed.Carte.Colonnes.Where(c => c.Strategie != StrategieEffacement.Sceller && !c.Table.Contains('.', StringComparison.Ordinal)).Select(c => c.Table).Distinct().Where(t => !hers.Contains(t) && !Elsewhere.ContainsKey(t)).ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
        Assert.DoesNotContain(Elsewhere.Keys, hers.Contains);
    }

    [Theory]
    [InlineData("insert into import_fragments (tenant_id, id, import_id, numero, octets, est_chiffre) select tenant_id, gen_random_uuid(), id, 9999, 'abc', false from imports where fichier_supprime_le is not null limit 1")]
    [InlineData("insert into export_fragments (tenant_id, id, export_id, numero, octets) select tenant_id, gen_random_uuid(), id, 9999, 'abc' from exports where fichier_supprime_le is not null limit 1")]
    public async Task A_file_that_is_left_is_seen_and_nothing_is_certified(string left)
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await EffacementHarness.CreateAsync(db);
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        ExecutionEffacement With(PointsDePanne points) => new(db.Get<ServicesEffacement>(), db.Get<PreparationEffacement>(), db.Get<EmissionCertificat>(), points);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(new(e => e == Domain.Rgpd.Effacements.EtapeEffacement.Fichiers ? throw new OperationCanceledException("killed") : Task.CompletedTask)).RunAsync(harness.Organisation.Id, id, Token));
        await db.ScalarAsync<object>(left);
        Assert.True(await db.ScalarAsync<long>("select (select count(*) from import_fragments) + (select count(*) from export_fragments)") > 0);

        Assert.Equal(FinEffacement.PlanChange, await With(new()).RunAsync(harness.Organisation.Id, id, Token));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from certificats"));
        // The rest goes by a second plan.
        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from certificats"));
    }

    [Fact]
    public async Task A_word_of_hers_in_any_column_of_any_table_is_found()
    {
        await using var both = new Both();
        await both.InitializeAsync();
        await using var db = both.Organisations.Database.Contexts.Open(both.Organisations.Ours.Id);
        await using var connection = await both.Organisations.Database.Contexts.DataSource.OpenTenantAsync(db.TenantId, Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var carte = await Cartographie.ReadAsync(db, connection, Token);
        var personne = new Personne(Sujet.Contact, [Guid.CreateVersion7()], [new Aiguille(GenreAiguille.Email, EffacementHarness.Email)], []);

        var found = await Verification.ReadAsync(connection, db.TenantId, new PlanEffacement(Sujet.Contact, personne.Ids, [], [], [], []), personne, carte, Token);

        var file = both.Planted.Where(p => carte.EstDossier(p.Table, p.Colonne) && p.Table != "courriels").ToList();
        Assert.True(both.Planted.Count > 250);
        var seen = found.Restes.Select(r => (r.Table, r.Colonne)).ToHashSet();
        Assert.DoesNotContain(both.Planted.Except(file), p => !seen.Contains(p));
        Assert.DoesNotContain(file, seen.Contains);
        Assert.Equal(file.Count, found.Laisses);
    }

    private async Task<bool> IsSeenAsync(PlanEffacement done)
    {
        try
        {
            return (await seed.AfterAsync(done)).Count > 0;
        }
        catch (Exception error) when (error is PostgresException or InvalidOperationException)
        {
            // What hangs on it keeps the transaction from going through, or the sealing is missing.
            return true;
        }
    }

    /// <summary>An organisation with a row in every table, which says one thing in every column of words.</summary>
    private sealed class Both : IAsyncDisposable
    {
        public TwoOrganisations Organisations { get; } = new();

        public List<(string Table, string Colonne)> Planted { get; } = [];

        public async Task InitializeAsync()
        {
            await Organisations.InitializeAsync();
            await using var administrator = new NpgsqlConnection(Organisations.Database.AdministratorConnection);
            await administrator.OpenAsync(Token);
            // Whatever a column may say by its rules: a word that stands there all the same is found.
            await Catalogue.ExecuteAsync(administrator, """
                set session_replication_role = replica;
                do $$ declare c record; begin
                    for c in select conrelid::regclass t, conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0 loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop;
                end $$
                """, Token);
            foreach (var table in (await Catalogue.ReadAsync(administrator, Token)).Values.Where(t => t.Cle.Count > 0 && Organisations.Tables.Any(o => o.Name == t.Nom)))
            {
                var columns = table.Colonnes.Where(c => c.EstTexte && !c.EstCalculee && c.Type != "inet" && !table.Cle.Contains(c.Nom) && !table.Liens.Any(l => l.Colonne == c.Nom)).ToList();
                if (columns.Count == 0) continue;
                var sets = string.Join(", ", columns.Select(c => $"{c.Sql} = {(c.EstJson ? $"'{{\"x\": \"{EffacementHarness.Email}\"}}'" : c.EstListe ? $"array['{EffacementHarness.Email}']" : $"'{EffacementHarness.Email}'")}"));
                await Catalogue.ExecuteAsync(administrator, $"update {table.Nom} set {sets} where tenant_id = $1", Token, Organisations.Ours.Id);
                Planted.AddRange(columns.Select(c => (table.Nom, c.Nom)));
            }
        }

        public async ValueTask DisposeAsync() => await Organisations.DisposeAsync();
    }
}
