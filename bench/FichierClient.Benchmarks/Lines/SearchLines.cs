using FichierClient.Application.Recherche;

namespace FichierClient.Benchmarks.Lines;

/// <summary>Ctrl+K: three letters from the middle of a name, frequent and rare, a SIREN, an invoice number.</summary>
internal static class SearchLines
{
    public static async Task<IEnumerable<Line>> Of(World world)
    {
        var search = world.Get<SearchEverything>();
        var siren = await world.ScalarAsync<string>("select siren from entreprises where tenant_id = $1 and siren is not null order by siren offset 50 limit 1");
        var numero = await world.ScalarAsync<string>("select numero from ventes where tenant_id = $1 and numero is not null order by date offset 50 limit 1");
        Line Make(string name, string text) => new(name, () => world.RunAsync(search, text), null, null, 20);
        return
        [
            Make("Ctrl+K, three letters in the middle, frequent (uis)", "uis"), Make("Ctrl+K, three letters in the middle, rare (xan)", "xan"), Make("Ctrl+K, nothing found (wqz)", "wqz"),
            Make("Ctrl+K, two words", "atelier mor"), Make("Ctrl+K, SIREN", siren), Make("Ctrl+K, invoice number", numero),
        ];
    }
}
