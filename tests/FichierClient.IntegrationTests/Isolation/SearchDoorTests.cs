using FichierClient.Domain.Doublons;
using FichierClient.Domain.Organisations;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>
/// The search runs as the owner: its own predicates are all that keeps organisations apart. An id is unique within its organisation only,
/// so every record here has a twin of the same id in the other one; a predicate that is missing anywhere lets one stand for the other.
/// </summary>
public sealed class SearchDoorTests : IAsyncLifetime
{
    private readonly TwoOrganisations both = new();

    /// <summary>Matches what is searched in our organisation; its twin in theirs doesn't.</summary>
    private readonly Guid ours = Guid.CreateVersion7();

    /// <summary>Matches in theirs; its twin in ours doesn't.</summary>
    private readonly Guid theirs = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await both.InitializeAsync();
        // Theirs first: where one link is chosen, the lower id is.
        foreach (var (tenant, matching, other) in new[] { (both.Theirs, theirs, ours), (both.Ours, ours, theirs) })
        {
            await AddAsync(tenant.Id, tenant.Membres[Role.Commercial], matching, "mesange", "+33123456789");
            await AddAsync(tenant.Id, tenant.Membres[Role.Commercial], other, "autre", "+33198765432");
        }
    }

    public ValueTask DisposeAsync() => both.DisposeAsync();

    [Theory]
    [InlineData("'mesange', '{}', null, null, null", "contact entreprise")]
    [InlineData("'', array['%mesange%'], null, null, null", "contact entreprise")]
    [InlineData("'', '{}', 'mesange@', null, null", "contact entreprise")]
    [InlineData("'', '{}', null, '+33123456789', null", "contact entreprise")]
    [InlineData("'', '{}', null, null, 'MESANGE'", "vente")]
    public async Task Each_way_to_search_finds_ours_and_nothing_of_theirs(string words, string genres)
    {
        foreach (var limited in new[] { false, true })
        {
            var found = await SearchAsync(both.Ours.Id, words, limited);

            Assert.Equal(genres.Split(' '), found.Select(f => f.Genre).Order());
            Assert.All(found, f => Assert.Equal(ours, f.Id));
            Assert.DoesNotContain(CanaryRows.TextOf(both.Theirs.Id), string.Concat(found.Select(f => f.Texte)), StringComparison.Ordinal);
            Assert.Empty(await SearchAsync(null, words, limited));
        }
    }

    [Fact]
    public async Task What_a_limited_member_may_find_follows_from_the_links_of_its_own_organisation()
    {
        var (apart, alone, nobodys) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await AddRowAsync("entreprises", both.Ours.Id, nobodys, ("recherche", "autre"), ("responsable_id", null));
        foreach (var tenant in new[] { both.Ours, both.Theirs })
        {
            await AddRowAsync("contacts", tenant.Id, apart, ("recherche", "mesange"), ("cree_par_id", null));
            await AddRowAsync("contacts", tenant.Id, alone, ("recherche", "mesange"), ("cree_par_id", tenant.Membres[Role.Commercial]));
        }

        await AddRowAsync("contact_liens", both.Ours.Id, Guid.CreateVersion7(), ("contact_id", apart), ("entreprise_id", nobodys));
        await AddRowAsync("contact_liens", both.Theirs.Id, Guid.CreateVersion7(), ("contact_id", apart), ("entreprise_id", theirs));
        await AddRowAsync("contact_liens", both.Theirs.Id, Guid.CreateVersion7(), ("contact_id", alone), ("entreprise_id", theirs));

        var found = await SearchAsync(both.Ours.Id, "'mesange', '{}', null, null, null", limited: true);

        Assert.Equal(new[] { ours, alone }.Order(), found.Where(f => f.Genre == "contact").Select(f => f.Id).Order());
    }

    [Fact]
    public async Task What_contains_a_word_is_told_of_ours_alone_and_without_an_organisation_nothing()
    {
        await using var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        async Task<List<Guid>> FindAsync(string tenant)
        {
            await app.RowsAsync("select set_config('app.tenant_id', $1, false)", r => r.GetString(0), tenant);
            return await app.RowsAsync("select id from fichier_entreprises_contenant(array['%esang%'])", r => r.GetGuid(0));
        }

        Assert.Equal([ours], await FindAsync(both.Ours.Id.ToString()));
        Assert.Equal([theirs], await FindAsync(both.Theirs.Id.ToString()));
        Assert.Empty(await FindAsync(""));
    }

    [Theory]
    [InlineData("fichier_entreprises_ressemblantes('mesange', null, null, null, '{}', null, $1, 9)")]
    [InlineData("fichier_entreprises_ressemblantes(null, null, null, 'mesange@exemple.fr', '{}', null, $1, 9)")]
    [InlineData("fichier_entreprises_ressemblantes(null, null, null, null, '{+33123456789}', null, $1, 9)")]
    [InlineData("fichier_contacts_ressemblants('mesange', '{}', '{}', '{}', null, null, $1, 9)")]
    [InlineData("fichier_contacts_ressemblants(null, '{mesange@exemple.fr}', '{}', '{}', null, null, $1, 9)")]
    [InlineData("fichier_contacts_ressemblants(null, '{}', '{+33123456789}', '{}', null, null, $1, 9)")]
    public async Task Who_resembles_what_is_typed_is_told_of_ours_alone_and_without_an_organisation_nothing(string call)
    {
        await using var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        Guid[] members = [both.Ours.Membres[Role.Commercial], both.Theirs.Membres[Role.Commercial]];
        foreach (var limited in new object[] { DBNull.Value, members })
        {
            async Task<List<(Guid Id, string Texte)>> FindAsync(string tenant)
            {
                await app.RowsAsync("select set_config('app.tenant_id', $1, false)", r => r.GetString(0), tenant);
                return await app.RowsAsync($"select id, concat_ws(' ', titre, detail) from {call.Replace("$1", "$1::uuid[]", StringComparison.Ordinal)}", r => (r.GetGuid(0), r.GetString(1)), limited);
            }

            var found = Assert.Single(await FindAsync(both.Ours.Id.ToString()));
            Assert.Equal(ours, found.Id);
            Assert.DoesNotContain(CanaryRows.TextOf(both.Theirs.Id), found.Texte, StringComparison.Ordinal);
            Assert.Empty(await FindAsync(""));
        }
    }

    [Fact]
    public async Task The_search_for_duplicates_pairs_nothing_of_ours_with_theirs()
    {
        await using var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var tenant in new[] { both.Ours.Id.ToString(), "" })
        {
            await app.RowsAsync("select set_config('app.tenant_id', $1, false)", r => r.GetString(0), tenant);
            foreach (var kind in new[] { "Entreprise", "Contact" })
                await app.RowsAsync("select fichier_chercher_doublons($1, 100)", r => r.GetInt32(0), kind);
        }

        // Within an organisation the two share a domain and nothing else; each has its address and number in common with its twin of the other one.
        await using var owner = await both.OwnerAsync();
        Assert.Equal([(both.Ours.Id, (int)MotifsDoublon.Domaine)],
            await owner.RowsAsync("select tenant_id, motifs from doublons where premier_id = any ($1) or second_id = any ($1)", r => (r.GetGuid(0), r.GetInt32(1)), new[] { ours, theirs }));
    }

    /// <summary>What the app's role is given; a limited search names members of both organisations, as nothing in the function keeps them apart.</summary>
    private async Task<List<(string Genre, Guid Id, string Texte)>> SearchAsync(Guid? tenant, string words, bool limited)
    {
        await using var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await app.RowsAsync("select set_config('app.tenant_id', $1, false)", r => r.GetString(0), tenant?.ToString() ?? "");
        Guid[] members = [both.Ours.Membres[Role.Commercial], both.Theirs.Membres[Role.Commercial]];
        return await app.RowsAsync(
            $"select genre, id, concat_ws(' ', titre, detail) from fichier_rechercher({words}, $1, $2, 100)",
            r => (r.GetString(0), r.GetGuid(1), r.GetString(2)), members[0], limited ? members : DBNull.Value);
    }

    private async Task AddAsync(Guid tenant, Guid membre, Guid id, string mot, string e164)
    {
        await AddRowAsync("entreprises", tenant, id, ("raison_sociale", mot), ("recherche", mot), ("email", $"{mot}@exemple.fr"), ("site", null), ("responsable_id", membre));
        await AddRowAsync("entreprise_telephones", tenant, id, ("entreprise_id", id), ("e164", e164));
        await AddRowAsync("contacts", tenant, id, ("recherche", mot), ("cree_par_id", null));
        await AddRowAsync("contact_liens", tenant, Guid.CreateVersion7(), ("contact_id", id), ("entreprise_id", id), ("fonction", CanaryRows.TextOf(tenant)));
        await AddRowAsync("contact_emails", tenant, id, ("contact_id", id), ("adresse", $"{mot}@exemple.fr"), ("nature", "Nominative"));
        await AddRowAsync("contact_telephones", tenant, id, ("contact_id", id), ("e164", e164), ("nature", "Nominative"));
        await AddRowAsync("ventes", tenant, id, ("entreprise_id", id), ("numero", mot.ToUpperInvariant() + "-1"));
    }

    private async Task AddRowAsync(string table, Guid tenant, Guid id, params (string Column, object? Value)[] given)
    {
        await using var owner = await both.OwnerAsync();
        await using var insert = both.Rows.Insert(owner, both.Tables.Single(t => t.Name == table), tenant, id, given);
        await insert.ExecuteNonQueryAsync();
    }
}
