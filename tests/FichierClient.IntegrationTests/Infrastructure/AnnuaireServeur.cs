using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>A server that speaks the shape of the directory of companies, and misbehaves when it is told to.</summary>
public sealed class AnnuaireServeur : IAsyncDisposable
{
    public const string Fiche = """
        {"results":[{"siren":"732829320","nom_complet":"MENUISERIE LEFEVRE (LEFEVRE)","nom_raison_sociale":"MENUISERIE LEFEVRE","activite_principale":"43.32A","nature_juridique":"5710","tranche_effectif_salarie":"11","etat_administratif":"A","statut_diffusion":"O",
          "siege":{"siret":"73282932000074","numero_voie":"12","type_voie":"RUE","libelle_voie":"DES LILAS","complement_adresse":null,"code_postal":"69003","libelle_commune":"LYON","commune":"69383","cedex":null}},
         {"siren":"552100554","nom_complet":"ANNE MARTIN","activite_principale":"[ND]","nature_juridique":"1000","etat_administratif":"C","statut_diffusion":"P","siege":{"siret":"[ND]","code_postal":"[ND]"}},
         {"siren":"123","nom_complet":"SANS NUMERO"}],"total_results":42,"page":1,"per_page":10}
        """;

    private readonly WebApplication server;

    private AnnuaireServeur(WebApplication server) => this.server = server;

    public List<(string Query, string Agent, DateTimeOffset At)> Asked { get; } = [];

    /// <summary>What it answers; told how many questions there were.</summary>
    public Func<int, HttpContext, Task> Answer { get; set; } = (_, http) => http.Response.WriteAsync(Fiche);

    public Uri Adresse => new(server.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    public static async Task<AnnuaireServeur> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var serveur = new AnnuaireServeur(builder.Build());
        serveur.server.MapGet("/search", serveur.AnswerAsync);
        await serveur.server.StartAsync();
        return serveur;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        int number;
        lock (Asked)
        {
            Asked.Add((http.Request.QueryString.Value ?? "", http.Request.Headers.UserAgent.ToString(), DateTimeOffset.UtcNow));
            number = Asked.Count;
        }

        http.Response.ContentType = "application/json";
        await Answer(number, http);
    }
}
