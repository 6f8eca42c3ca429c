using FichierClient.Application.Entreprises;

namespace FichierClient.Benchmarks.Lines;

/// <summary>The sheet of the entreprise with the most ventes, and of one in the middle.</summary>
internal static class SheetLines
{
    public static async Task<IEnumerable<Line>> Of(World world)
    {
        var sheet = world.Get<GetEntreprise>();
        var busy = await world.ScalarAsync<Guid>("select entreprise_id from entreprise_stats where tenant_id = $1 order by nb_ventes desc limit 1");
        var usual = await world.ScalarAsync<Guid>("select entreprise_id from entreprise_stats where tenant_id = $1 and nb_ventes between 15 and 25 limit 1");
        return
        [
            new("sheet of an entreprise with 20 ventes", () => world.RunAsync(sheet, usual), null, null, 10) { MaxRoundTrips = 3 },
            new("sheet of the entreprise with most ventes", () => world.RunAsync(sheet, busy), null, null, 10) { MaxRoundTrips = 3 },
        ];
    }
}
