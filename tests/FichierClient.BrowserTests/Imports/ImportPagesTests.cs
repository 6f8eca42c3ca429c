using System.Text;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Imports;

public sealed class ImportPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private const string Clients = "Réf;Raison sociale;SIRET;Ville\nC1;Fromagerie Bon;;Dijon\nC2;Garage Petit;;Lyon\nC3;Abîmée;5,20850E+13;Paris\n";

    [Fact]
    public async Task A_file_is_mapped_previewed_imported_and_its_refused_rows_come_back()
    {
        var organisation = await Page.SignInAsync(Program);
        await Page.SendAsync("Entreprises", "Réf;Raison sociale;Ville\nC1;Fromagerie Bon;Beaune\nC2;Garage Petit;Lyon\n", "avant.csv");
        await Page.RunAsync();
        await Page.SendAsync("Entreprises", "Réf;Raison sociale;SIRET;Endroit\nC1;Fromagerie Bon;;Dijon\nC2;Garage Petit;;Lyon\nC3;Abîmée;5,20850E+13;Paris\nC4;Nouvelle;;Nice\n");
        await Assertions.Expect(Page.GetByText("Colonnes avec un champ : 3 sur 4")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Champ de la colonne Raison sociale")).ToHaveValueAsync("entreprise.nom");

        await Page.GetByLabel("Champ de la colonne Endroit").SelectOptionAsync("entreprise.commune");
        await Assertions.Expect(Page.GetByText("Colonnes avec un champ : 4 sur 4")).ToBeVisibleAsync();
        await Page.PressAsync("Vérifier les 4 lignes");
        await Page.CountsAsync(1, 1, 1, 1);
        await Assertions.Expect(Page.Locator("#apercu")).ToBeFocusedAsync();
        Assert.Equal(2L, await CountAsync(organisation));
        await OutcomeAsync("Modifiée", "commune : Beaune → Dijon");
        await OutcomeAsync("Nouvelle", "Nouvelle");
        await OutcomeAsync("Inchangée", "Garage Petit");
        await OutcomeAsync("Refusée", "5,20850E+13");

        await Page.PressAsync("Importer 2 lignes");
        await Page.AtAsync("Bilan");
        await Page.CountsAsync(1, 1, 1, 1);
        Assert.Equal(3L, await CountAsync(organisation));
        var refused = await DownloadAsync("Télécharger la ligne refusée");
        Assert.Equal("Réf;Raison sociale;SIRET;Endroit;Ligne du fichier;Motif du refus", refused[0]);
        Assert.StartsWith("C3;Abîmée;5,20850E+13;Paris;4;", Assert.Single(refused[1..]), StringComparison.Ordinal);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Voir les entreprises" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Import : clients.csv" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Entreprises" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(Page.Locator(".fc-head .fc-count")).ToHaveTextAsync("2");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retirer le filtre Import" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-head .fc-count")).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await Page.SignInAsync(Program);
        await Page.SendAsync("Entreprises", Clients);
        await Page.RunAsync();
        await Page.CountsAsync(2, 0, 0, 1);
        await Page.SendAsync("Entreprises", Clients);

        await Page.PressAsync("Vérifier les 3 lignes");

        await Page.CountsAsync(0, 0, 2, 1);
        await Assertions.Expect(Page.GetByText("Rien à importer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_import_is_taken_back_and_put_back_and_says_what_stays()
    {
        var organisation = await Page.SignInAsync(Program);
        await Page.SendAsync("Entreprises", Clients);
        await Page.RunAsync();
        var before = await CountAsync(organisation);

        await Page.PressAsync("Retirer l’import…");
        await Assertions.Expect(Page.GetByText("Entreprises : 2 à retirer")).ToBeVisibleAsync();
        await Page.AssertAccessibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer l’import", Exact = true }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Fiches retirées : 2")).ToBeVisibleAsync();
        Assert.Equal(before - 2, await CountAsync(organisation));
        await Page.PressAsync("Remettre l’import");
        await Assertions.Expect(Page.GetByText("Import remis. Fiches remises : 2")).ToBeVisibleAsync();
        Assert.Equal(before, await CountAsync(organisation));
    }

    [Fact]
    public async Task Of_what_was_changed_since_an_import_single_fields_return_and_the_others_stay()
    {
        var organisation = await Page.SignInAsync(Program);
        await Page.SendAsync("Entreprises", "Code client;Nom;Site;Ville\nC1;Alpha;alpha.test;Lyon\nC2;Beta;;\n");
        await Page.RunAsync();
        await Page.SendAsync("Entreprises", "Code client;Nom;Site;Ville\nC1;Alpha Group;group.test;Lille\nC2;Beta;;\n");
        await Page.RunAsync();
        var import = Page.Url;
        var fiche = await Program.Database.ScalarAsync<Guid>($"select id from entreprises where tenant_id = '{organisation.Id}' and reference = 'C1'");
        await Page.OpenLiveAsync($"/entreprises/{fiche}?modifier=oui");
        await Page.GetByLabel("Raison sociale").FillAsync("Alpha SAS");
        await Page.PressAsync("Enregistrer");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Alpha SAS");

        await Page.OpenLiveAsync(import);
        await Page.PressAsync("Retirer l’import…");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Retirer cet import ?" })).ToBeFocusedAsync();
        await Assertions.Expect(Page.GetByText("Raison sociale : « Alpha Group » à l’import, « Alpha SAS » aujourd’hui (avant : « Alpha »)")).ToBeVisibleAsync();
        await Page.GetByLabel("Site web de Alpha SAS").CheckAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer l’import", Exact = true }).ClickAsync();

        await Assertions.Expect(Page.GetByText("rendues comme avant : 1")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#retrait")).ToBeFocusedAsync();
        Assert.Equal("Alpha SAS alpha.test Lille", await Program.Database.ScalarAsync<string>($"select concat_ws(' ', raison_sociale, site, facturation_commune) from entreprises where id = '{fiche}'"));
    }

    [Fact]
    public async Task The_progress_moves_and_is_found_again_by_who_closes_the_page_and_comes_back()
    {
        var organisation = await Page.SignInAsync(Program);
        await using var held = await HeldImport.AtAsync(Program.Database, 500, 1_000);
        await Page.SendAsync("Entreprises", "Raison sociale\n" + string.Concat(Enumerable.Range(1, 5_000).Select(i => $"Société {i}\n")));
        await Page.PressAsync("Vérifier les 5\u202f000 lignes");
        await Page.PressAsync("Importer 5\u202f000 lignes");
        await Page.AtAsync("Exécution");
        await Assertions.Expect(Page.GetByText("0 lignes sur 5\u202f000")).ToBeVisibleAsync();

        await held.ReleaseAsync(500);
        await Assertions.Expect(Page.GetByText("500 lignes sur 5\u202f000")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Import en cours" })).ToHaveAttributeAsync("value", "500");
        var address = Page.Url;
        var again = await Page.Context.NewPageAsync();
        await Page.CloseAsync();
        await again.OpenLiveAsync(address);
        await Assertions.Expect(again.GetByText("500 lignes sur 5\u202f000")).ToBeVisibleAsync();

        await held.ReleaseAsync(1_000);
        await again.AtAsync("Bilan");
        await again.CountsAsync(5_000, 0, 0, 0);
        Assert.Equal(5_000L, await CountAsync(organisation));
    }

    [Theory]
    [InlineData("classeur.xlsx", "PK\u0003\u0004tableur", "classeur")]
    [InlineData("vide.csv", "", "vide")]
    [InlineData("en-tetes.csv", "Nom;Ville\n", "que sa ligne d’en-têtes")]
    [InlineData("photo.csv", "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000e\u000f\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000e\u000f\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000e\u000f\u0001\u0002\u0003\u0004\u0005\u0006", "ni un texte ni un classeur")]
    public async Task A_file_that_cannot_be_read_is_refused_with_the_reason_and_what_was_typed_stays(string name, string content, string reason)
    {
        var organisation = await Page.SignInAsync(Program);

        await Page.SendAsync("Contacts", Encoding.UTF8.GetBytes(content), name);

        var alert = Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Le fichier n’a pas été pris");
        await Assertions.Expect(alert).ToContainTextAsync(reason);
        await Assertions.Expect(alert).ToContainTextAsync("Rien n’a été importé");
        await Assertions.Expect(Page.GetByLabel("Source")).ToHaveValueAsync("Ancien fichier Excel");
        await Assertions.Expect(Page.GetByLabel("Base légale")).ToHaveValueAsync("InteretLegitime");
        await Assertions.Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "Contacts une ligne par personne" })).ToBeCheckedAsync();
        Assert.Equal(0L, await Program.Database.ScalarAsync<long>($"select count(*) from imports where tenant_id = '{organisation.Id}'"));
        await Page.GetByLabel("Fichier", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "bon.csv", MimeType = "text/csv", Buffer = "Nom\nMartin\n"u8.ToArray() });
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "bon.csv" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_five_steps_are_accessible_in_light_and_dark_and_fit_a_phone()
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/imports/nouveau");
        await CheckAsync("1-fichier");
        await using var held = await HeldImport.AtAsync(Program.Database, 3);
        await Page.SendAsync("Entreprises", Clients, "fichier-client-de-la-société-coopérative-d-intérêt-collectif-exporté-le-31-12-2025.csv");
        await CheckAsync("2-colonnes");
        await Page.PressAsync("Vérifier les");
        await Page.CountsAsync(2, 0, 0, 1);
        await CheckAsync("3-apercu");
        await Page.PressAsync("Importer");
        await Page.AtAsync("Exécution");
        await CheckAsync("4-execution");
        await held.ReleaseAsync(3);
        await Page.AtAsync("Bilan");
        await CheckAsync("5-bilan");
        await Page.OpenLiveAsync("/imports");
        await CheckAsync("6-liste");
    }

    private async Task CheckAsync(string step)
    {
        await Page.SetViewportSizeAsync(1280, 800);
        await Page.AssertAccessibleInLightAndDarkAsync($"import-{step}");

        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync($"390-import-{step}");
        await Page.AssertAccessibleAsync();
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>The filter shows the one row of this outcome.</summary>
    private async Task OutcomeAsync(string issue, string text)
    {
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Lignes par issue" }).GetByRole(AriaRole.Link, new() { Name = issue }).ClickAsync();
        var row = Page.GetByRole(AriaRole.Table, new() { Name = "Lignes" }).Locator("tbody tr");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync(issue);
        await Assertions.Expect(row).ToContainTextAsync(text);
    }

    private async Task<string[]> DownloadAsync(string link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        Assert.Equal("clients-refusees.csv", download.SuggestedFilename);
        return (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
    }

    private Task<long> CountAsync(TestOrganisation organisation) =>
        Program.Database.ScalarAsync<long>($"select count(*) from entreprises where tenant_id = '{organisation.Id}'");
}
