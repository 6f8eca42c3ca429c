using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Account;
using FichierClient.IntegrationTests.Rgpd.Connecteurs;
using FichierClient.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>The whole program, whose log is kept.</summary>
public sealed class ProgramWithLog : ConnecteurProgram
{
    private readonly Sink sink = new();

    public IReadOnlyCollection<string> Lines => sink.Lines;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ILogEventSink>(sink));
    }

    private sealed class Sink : ILogEventSink
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Emit(LogEvent logEvent) => Lines.Enqueue($"{logEvent.RenderMessage(CultureInfo.InvariantCulture)} {logEvent.Exception} {string.Join(' ', logEvent.Properties.Values)}");
    }
}

/// <summary>What the program answers to each role, and writes into its log, once a person was erased (rgpd.md 4, test 2).</summary>
public sealed class ReponsesTests(ProgramWithLog program) : IClassFixture<ProgramWithLog>
{
    /// <summary>Pages of one record, by the table that it is in.</summary>
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["contacts"] = "contacts",
        ["entreprises"] = "entreprises",
        ["ventes"] = "ventes",
        ["imports"] = "imports",
        ["rgpd/conservation"] = "passages_conservation",
        ["rgpd/demandes"] = "demandes",
        ["rgpd/alertes"] = "alertes_garde",
        ["rgpd/effacements"] = "effacements",
        ["rgpd/registre"] = "traitements",
        ["rgpd/violations"] = "violations",
    };

    private static readonly string[] Onglets = ["contacts", "ventes", "historique"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_of_any_role_and_no_line_of_the_log_has_a_word_of_hers()
    {
        var harness = await EffacementHarness.CreateAsync(program.Database);
        var browsers = new Dictionary<Role, FormBrowser>();
        foreach (var role in Enum.GetValues<Role>())
        {
            browsers[role] = program.Browse();
            Assert.True(await browsers[role].SignInAsync(await program.AddAccountAsync(harness.Organisation.Id, $"{role}@reponses.test".ToLowerInvariant(), role)));
        }

        var pages = await PagesAsync(harness);
        // She is on many pages: so the search is one.
        var before = await FoundAsync(browsers[Role.Administrateur], pages);
        foreach (var page in (string[])["/contacts", $"/contacts/{harness.ContactId}", $"/contacts/{harness.ContactId}/historique"]) Assert.Contains(page, before.Select(f => f.Page));
        Assert.True(before.Select(f => f.Page).Distinct().Count() > 8, string.Join('\n', before));

        var id = await EraseAsync(harness);

        pages = [.. pages.Union(await PagesAsync(harness)), $"/rgpd/effacements/{id}/certificat.json"];
        foreach (var (role, browser) in browsers) Assert.Empty((await FoundAsync(browser, pages)).Select(f => $"{role} {f.Page} {f.Word}"));
        Assert.NotEmpty(program.Lines);
        Assert.DoesNotContain(program.Lines, line => Names(line) is not null);

        await ControlAsync(harness, browsers[Role.Lecteur], pages);
    }

    /// <summary>Two DPOs, for an invoice of hers is sealed; then the program's own worker.</summary>
    private async Task<Guid> EraseAsync(EffacementHarness harness)
    {
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        if (!details.EstDecide) Assert.Null((await program.Database.Get<DecideMentions>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Caviarder), Token)).Refus);
        var second = await program.Database.Get<ActeurSource>().CurrentAsync(harness.Organisation.Id, await harness.IdAsync("select id from membres where email = 'dpo@reponses.test'"), Token);
        foreach (var dpo in (Application.Common.Acteur[])[harness.Organisation.Acteur(Role.Dpo), second!])
            Assert.Null((await program.Database.Get<ApproveEffacement>().RunAsync(dpo, new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte), Token)).Refus);
        await program.Services.GetRequiredService<JobRunner>().RunAsync(harness.Organisation.Id, await harness.IdAsync($"select job_id from effacements where id = '{id}'"), Token);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        return id;
    }

    /// <summary>A word of hers in one note, for the role that sees the least, and in one line of the log, is found.</summary>
    private async Task ControlAsync(EffacementHarness harness, FormBrowser browser, IReadOnlyList<string> pages)
    {
        var entreprise = await harness.IdAsync($"select id from entreprises where tenant_id = '{harness.Organisation.Id}' and reference = 'C2'");
        await program.Database.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id) values ('{harness.Organisation.Id}', gen_random_uuid(), 'Note', now(), 'Voir avec {EffacementHarness.Prenom} {EffacementHarness.Nom}', '{entreprise}')");
        Assert.Contains($"/entreprises/{entreprise}", (await FoundAsync(browser, pages)).Select(f => f.Page));
#pragma warning disable CA1848, CA1873 // One line, once; under a name that isn't a personal field's, which would lose its value.
        program.Services.GetRequiredService<ILogger<ReponsesTests>>().LogWarning("Written for {Word}", $"{EffacementHarness.Prenom} {EffacementHarness.Nom}");
#pragma warning restore CA1848, CA1873
        Assert.Contains(program.Lines, line => Names(line) is not null);
    }

    private static async Task<List<(string Page, string Word)>> FoundAsync(FormBrowser browser, IReadOnlyList<string> pages)
    {
        var found = new List<(string, string)>();
        foreach (var page in pages)
            if (Names(WebUtility.HtmlDecode(await browser.ReadAsync(page))) is { } word) found.Add((page, word));
        return found;
    }

    private static string? Names(string text) => EffacementHarness.Needles().FirstOrDefault(n => text.Contains(n, StringComparison.Ordinal));

    /// <summary>Every page that there is, with each record of the organisation where a page is one of a record. A new kind of address is a failure here: say which records it shows.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync(EffacementHarness harness)
    {
        var pages = new List<string>();
        foreach (var route in typeof(MainLayout).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false)).Select(r => ((RouteAttribute)r).Template).Distinct().Order(StringComparer.Ordinal))
        {
            // Those of an account, and of a link that only the person has.
            if (route.StartsWith("/Account", StringComparison.Ordinal) || route == "/remise/{Jeton}") continue;
            if (!route.Contains('{', StringComparison.Ordinal))
            {
                pages.Add(route);
                continue;
            }

            var ids = await program.Database.ScalarAsync<Guid[]>($"select coalesce(array_agg(id), '{{}}') from {Tables[route[1..route.IndexOf("/{", StringComparison.Ordinal)]]} where tenant_id = '{harness.Organisation.Id}'");
            pages.AddRange(ids!.Select(i => route.Replace("{Id:guid}", i.ToString(), StringComparison.Ordinal)).SelectMany(p => p.EndsWith("/{Onglet}", StringComparison.Ordinal) ? Onglets.Select(o => p.Replace("{Onglet}", o, StringComparison.Ordinal)) : [p]));
        }

        Assert.True(pages.Count > 60, string.Join('\n', pages));
        Assert.DoesNotContain(pages, p => p.Contains('{', StringComparison.Ordinal));
        return pages;
    }
}
