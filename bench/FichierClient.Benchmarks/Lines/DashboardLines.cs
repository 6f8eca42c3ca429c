using FichierClient.Application.TableauDeBord;

namespace FichierClient.Benchmarks.Lines;

/// <summary>The dashboard: its figures, then everything on the page.</summary>
internal static class DashboardLines
{
    public static async Task<IEnumerable<Line>> Of(World world)
    {
        var (figures, top, clients, atteintes) = (world.Get<GetTableauDeBord>(), world.Get<ListTopClients>(), world.Get<ListClientsAVoir>(), world.Get<ListAtteintes>());
        var commercial = await world.ScalarAsync<Guid>("select id from membres where tenant_id = $1 and role = 'Commercial' order by id limit 1");
        var canal = await world.ScalarAsync<Guid>("select id from canaux where tenant_id = $1 order by nom limit 1");
        var etiquette = await world.ScalarAsync<Guid>("select id from etiquettes where tenant_id = $1 order by nom limit 1");
        var equipe = await world.ScalarAsync<Guid>("select id from equipes where tenant_id = $1 order by nom limit 1");
        var year = DateTime.UtcNow.Year - 1;

        IEnumerable<Line> Make(string name, TableauFiltre filtre, double ms) =>
        [
            new($"dashboard, {name}: figures", () => world.RunAsync(figures, new TableauRequest(filtre)), null, null, ms),
            new($"dashboard, {name}: top clients", () => world.RunAsync(top, new ListTopClientsRequest(filtre)), null, null, ms),
            new($"dashboard, {name}: new, slowing, lost", () => world.RunAsync(clients, new ListClientsAVoirRequest(filtre)), null, null, ms),
            new($"dashboard, {name}: the whole page", () => Task.WhenAll(
                world.RunAsync(figures, new TableauRequest(filtre)),
                world.RunAsync(top, new ListTopClientsRequest(filtre)),
                world.RunAsync(clients, new ListClientsAVoirRequest(filtre)),
                world.RunAsync(atteintes, new ListAtteintesRequest(filtre))), null, null, ms),
        ];

        return
        [
            .. Make("no filter", new(), 10), .. Make("one commercial", new() { Commerciaux = [commercial] }, 60), .. Make("one canal", new() { Canaux = [canal] }, 60),
            .. Make("one équipe", new() { Equipes = [equipe] }, 60), .. Make("last calendar year", new() { Annee = year }, 60), .. Make("12 months to another day", new() { Au = new DateOnly(year, 10, 17) }, 60),
            .. Make("one étiquette", new() { Etiquettes = [etiquette] }, 200), .. Make("commercial and canal", new() { Commerciaux = [commercial], Canaux = [canal] }, 200),
            .. Make("commercial and calendar year", new() { Commerciaux = [commercial], Annee = year }, 200),
        ];
    }
}
