using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>A ZIP that isn't what an installation wrote is refused with its reason, and nothing is there afterwards.</summary>
public sealed class OrganisationRefuseeTests : IAsyncLifetime
{
    private const string Table = "tables/canaux.csv";

    private TestDatabase db = null!;
    private byte[] zip = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        await db.ScalarAsync<object>($"insert into canaux (tenant_id, id, nom) values ('{organisation.Id}', gen_random_uuid(), 'Salon')");
        zip = await new OrganisationHarness(db, organisation).ZipAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task A_changed_file_is_refused_wherever_it_was_changed()
    {
        var canaux = Content(Table);
        await RefusedAsync(OrganisationHarness.With(zip, (Table, [.. canaux.Select(b => b == 'S' ? (byte)'B' : b)])), "modifié");
        await RefusedAsync(OrganisationHarness.With(zip, (Table, null)), "modifié");
        await RefusedAsync(OrganisationHarness.With(zip, ("tables/de_trop.csv", canaux)), "modifié");
        await RefusedAsync(OrganisationHarness.With(zip, (Manifeste.Entree, Replaced(Manifeste.Entree, "\"lignes\": 1", "\"lignes\": 2"))), "modifié");
        await RefusedAsync(OrganisationHarness.With(zip, (Manifeste.Signature, new byte[64])), "modifié");
        await RefusedAsync(OrganisationHarness.With(zip, (Manifeste.Entree, "{}"u8.ToArray())), "n’est pas l’export");
        await RefusedAsync(OrganisationHarness.With(zip, (Manifeste.Entree, null)), "n’est pas l’export");
        await RefusedAsync(zip[..(zip.Length / 2)], "abîmé");
        await RefusedAsync(Encoding.UTF8.GetBytes("Nom;Prénom\r\nMartin;Anne\r\n"), "abîmé");
    }

    [Fact]
    public async Task A_signed_file_that_lies_is_refused_too()
    {
        var canaux = Content(Table);
        await RefusedAsync(Signed(m => m with { Schema = "99991231235959_Plus_tard" }), "plus récente");
        await RefusedAsync(Signed(m => m with { Schema = "20200101000000_Avant" }), "plus ancienne");
        await RefusedAsync(Signed(m => m with { Version = 2 }), "plus récente");
        await RefusedAsync(Signed(m => m with { Tables = [.. m.Tables.Select(t => t.Nom == "canaux" ? t with { Lignes = 7 } : t)] }), "modifié");
        await RefusedAsync(Signed(m => m with { Tables = [.. m.Tables.Where(t => t.Nom != "canaux")] }, (Table, null)), "modifié");
        await RefusedAsync(Signed(m => m with { Tables = [.. m.Tables.Select(t => t.Nom == "canaux" ? t with { Entree = "../../canaux.csv" } : t)] }, (Table, null), ("../../canaux.csv", canaux)), "modifié");
        await RefusedAsync(Signed(m => m, ("../../../intrus.csv", canaux)), "modifié");
        await RefusedAsync(Signed(m => m, (Table, [.. canaux, .. "pas-un-uuid,Autre\n"u8])), "modifié");
    }

    [Fact]
    public async Task A_file_that_swells_is_refused_by_what_it_says_and_by_what_it_holds()
    {
        await RefusedAsync(Signed(m => m with { Entrees = [.. m.Entrees.Select(e => e.Nom == Table ? e with { Octets = 1L << 40 } : e)] }, resize: false), "démesurément");
        await RefusedAsync(Signed(m => m with { Entrees = [.. m.Entrees.Select(e => e.Nom == Table ? e with { Octets = 10 } : e)] }, resize: false, (Table, new byte[300 * 1024 * 1024])), "abîmé");
    }

    private byte[] Content(string name) => OrganisationHarness.ReadAll(zip).Single(e => e.Name == name).Content;

    private byte[] Replaced(string name, params string[] pairs)
    {
        var text = Encoding.UTF8.GetString(Content(name));
        for (var i = 0; i < pairs.Length; i += 2) text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private byte[] Signed(Func<Manifeste, Manifeste> change, params (string Name, byte[]? Content)[] entries) => Signed(change, true, entries);

    /// <summary>As an installation with its own key would sign it.</summary>
    private byte[] Signed(Func<Manifeste, Manifeste> change, bool resize, params (string Name, byte[]? Content)[] entries)
    {
        var manifeste = Manifeste.Parse(Content(Manifeste.Entree))!;
        if (resize)
        {
            var kept = manifeste.Entrees.Where(e => entries.All(c => c.Name != e.Nom));
            manifeste = manifeste with { Entrees = [.. kept, .. entries.Where(e => e.Content is not null).Select(e => new EntreeDecrite(e.Name, e.Content!.Length, Convert.ToHexStringLower(SHA256.HashData(e.Content))))] };
        }

        var octets = change(manifeste).ToBytes();
        return OrganisationHarness.With(zip, [.. entries, (Manifeste.Entree, octets), (Manifeste.Signature, db.Get<SignatureCertificats>().Sign(octets))]);
    }

    private async Task RefusedAsync(byte[] file, string why)
    {
        var before = await StateAsync();
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => OrganisationHarness.LoadAsync(db, file, "intruse"));
        Assert.True(refused is OrganisationRefuseeException, refused.ToString());
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    /// <summary>Rows of every table, and the keys.</summary>
    private async Task<string> StateAsync()
    {
        await using var owner = await OrganisationHarness.OpenAsync(db.OwnerConnection);
        var tables = (await TenantTable.ReadAsync(owner)).Select(t => t.Name).Append("organisations").Append("comptes.utilisateurs");
        var counts = await owner.RowsAsync(string.Join(" union all ", tables.Select(t => $"select '{t}', count(*) from {t}")), r => $"{r.GetString(0)} {r.GetInt64(1)}");
        return string.Join('\n', counts.Concat(Directory.GetFiles(db.Dossiers.Secrets).Order(StringComparer.Ordinal)));
    }
}
