using FichierClient.Domain.Imports;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Taking an import back, or putting it back, respects a restriction of processing (RGPD art. 18).</summary>
public sealed partial class RetraitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_restricted_is_neither_changed_nor_deleted_whatever_was_chosen(bool exempte)
    {
        var id = await ImportAsync(File);
        await RestrictAsync("where reference in ('C1', 'C3')", exempte ? "now()" : "null");
        await db.ScalarAsync<object>("update contacts set limite_le = now() where nom = 'Petit'");
        var restricted = await RestrictedAsync();

        var taken = await RetirerAsync(id, tout: true);

        Assert.Equal(restricted, await RestrictedAsync());
        Assert.Equal(["Contact/Limitee", "Entreprise/Limitee", "Vente/Limitee"], (await db.ScalarAsync<string[]>($"select array_agg(distinct sujet || '/' || motif order by sujet || '/' || motif) from import_images where import_id = '{id}' and etat = 'Gardee' and motif = 'Limitee'"))!);
        Assert.True(taken.Retrait!.Gardees >= 6);
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from entreprises where limite_le is not null"));
    }

    [Fact]
    public async Task Ventes_come_back_to_nobody_who_became_restricted_meanwhile_unless_his_contract_goes_on()
    {
        await harness.ImportAsync("Code client;Nom\nC4;Quatre\nC5;Cinq\n", GenreImport.Mixte);
        var id = await ImportAsync("Code client;Numéro facture;Date facture;Montant HT\nC4;F4;17/01/2024;300\nC5;F5;17/01/2024;400\n");
        await RetirerAsync(id);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from ventes where numero in ('F4', 'F5')"));
        await RestrictAsync("where reference = 'C4'", "null");
        await RestrictAsync("where reference = 'C5'", "now()");

        var back = await RemettreAsync(id);

        Assert.Equal("F5", await db.ScalarAsync<string>("select string_agg(numero, ',') from ventes where numero in ('F4', 'F5')"));
        Assert.Equal(1L, back.Retrait!.Gardees);
        // Lifted, it can be put back whole.
        await db.ScalarAsync<object>("update entreprises set limite_le = null");
        await RetirerAsync(id);
        await RemettreAsync(id);
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from ventes where numero in ('F4', 'F5')"));
    }

    private Task<object?> RestrictAsync(string where, string exempte) => db.ScalarAsync<object>($"update entreprises set limite_le = now(), contrat_exempte_le = {exempte} {where}");

    /// <summary>What stands of restricted persons, and of their ventes.</summary>
    private Task<string?> RestrictedAsync() => db.ScalarAsync<string>("""
        select md5(string_agg(x, '|' order by x)) from (
            select e::text x from entreprises e where limite_le is not null union all select c::text from contacts c where limite_le is not null
            union all select v::text from ventes v join entreprises e on e.id = v.entreprise_id where e.limite_le is not null
            union all select l::text from vente_lignes l join ventes v on v.id = l.vente_id join entreprises e on e.id = v.entreprise_id where e.limite_le is not null
            union all select t::text from entreprise_telephones t join entreprises e on e.id = t.entreprise_id where e.limite_le is not null) y
        """);
}
