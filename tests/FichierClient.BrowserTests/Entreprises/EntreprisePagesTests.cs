using System.Text.RegularExpressions;
using FichierClient.Application.Ventes;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Entreprises;

public sealed partial class EntreprisePagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_list_and_a_sheet_are_accessible_in_light_and_dark_and_fit_a_phone()
    {
        await Program.FillDemoAsync();
        await Page.SignInDemoAsync(Role.Responsable);
        await OpenListAsync();
        var sheet = await Page.Locator("[data-row] a").First.GetAttributeAsync("href");
        string[] addresses = ["/entreprises", "/entreprises?nom=zzzz", "/entreprises/nouvelle", sheet!, $"{sheet}/contacts", $"{sheet}/ventes", $"{sheet}/historique", $"{sheet}?modifier=oui"];
        foreach (var address in addresses)
        {
            await OpenAsync(address);
            await Page.AssertAccessibleInLightAndDarkAsync();
        }

        await Page.SetViewportSizeAsync(390, 844);
        foreach (var address in addresses)
        {
            await OpenAsync(address);
            Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task A_company_is_created_found_by_the_middle_of_its_name_and_nothing_in_it_is_executed()
    {
        await Page.SignInAsync(Program);
        await OpenAsync("/entreprises/nouvelle");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-errors")).ToContainTextAsync("1 champ est à corriger");

        await Page.GetByLabel("Raison sociale").FillAsync("Menuiserie <b>Lefèvre</b>");
        await Page.GetByLabel("SIREN", new() { Exact = true }).FillAsync("732 829 320");
        await Page.GetByLabel("Potentiel annuel HT").FillAsync("1 234,5");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Page.WaitAddressAsync(Sheet().IsMatch);

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Menuiserie <b>Lefèvre</b>");
        await Assertions.Expect(Page.GetByText("1\u202f234,50\u202f€")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("efevre");
        await Assertions.Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#palette")).Not.ToBeVisibleAsync();

        // A page by a word of its title.
        await Page.Keyboard.PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("doublon");
        await Assertions.Expect(Page.GetByRole(AriaRole.Option, new() { Name = "Doublons probables" })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitAddressAsync("/doublons");
    }

    [Fact]
    public async Task Two_people_edit_the_same_record_and_the_second_one_chooses()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Durand");
        var other = await OpenBrowserAsync();
        await other.SignInAsync(await Program.AddAccountAsync(organisation.Id, Role.Responsable));
        foreach (var page in new[] { Page, other }) await OpenAsync($"/entreprises/{id}?modifier=oui", page);

        await Page.GetByLabel("Nom commercial").FillAsync("Chez Durand");
        await Page.GetByLabel("Site web").FillAsync("durand.fr");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Page.WaitAddressAsync(Sheet().IsMatch);
        await other.GetByLabel("Site web").FillAsync("durand.com");
        await other.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        var dialog = other.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Quelqu’un d’autre a modifié cette fiche");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer ces choix" }).ClickAsync();
        await other.WaitAddressAsync(Sheet().IsMatch);

        Assert.Equal("Chez Durand|durand.com", await Program.Database.ScalarAsync<string>($"select nom_commercial || '|' || site from entreprises where id = '{id}'"));
    }

    [Fact]
    public async Task What_was_typed_is_not_lost_by_leaving_or_by_reloading()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Durand");
        await OpenAsync($"/entreprises/{id}?modifier=oui");
        await Page.GetByLabel("Nom commercial").FillAsync("Pas encore");
        await Page.GetByLabel("Site web").FocusAsync();
        await Page.WaitForFunctionAsync("() => Object.keys(sessionStorage).some(k => k.startsWith('fc-draft:'))");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Contacts" }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rester et continuer" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Nom commercial")).ToHaveValueAsync("Pas encore");

        Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await Page.ReloadAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "La reprendre" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Nom commercial")).ToHaveValueAsync("Pas encore");
    }

    [Fact]
    public async Task The_keyboard_moves_selects_and_opens_and_the_trash_gives_back()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var name in new[] { "Alpha", "Bravo", "Charlie" }) await Program.Database.AddEntrepriseAsync(organisation, name);
        await OpenListAsync("?tri=nom");

        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Page.GetByRole(AriaRole.Toolbar)).ToContainTextAsync("1 ligne sélectionnée");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Mettre à la corbeille" }).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-row]")).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-row]")).ToHaveCountAsync(3);

        await Page.Locator("[data-row]").Nth(1).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bravo");
        await Page.GoBackAsync();
        await Assertions.Expect(Page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync(NameHeading());
    }

    [Fact]
    public async Task Many_companies_get_a_label_and_a_status_at_once_and_both_are_taken_back()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var name in new[] { "Alpha", "Bravo", "Charlie" }) await Program.Database.AddEntrepriseAsync(organisation, name);
        await OpenListAsync("?tri=nom");
        await SelectTwoAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Statut…" }).ClickAsync();
        await Page.Locator("#lot-statut").GetByRole(AriaRole.Button, new() { Name = "Ancien client" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Statut fixé pour 2 entreprises : Ancien client.").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("[data-row]").Filter(new() { HasText = "Ancien client" })).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-row]").Filter(new() { HasText = "Prospect" })).ToHaveCountAsync(3);

        await SelectTwoAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Étiquettes…" }).ClickAsync();
        await Page.GetByLabel("Nouvelle étiquette").FillAsync("Salon 2026");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Étiquette Salon 2026 ajoutée à 2 entreprises.").First).ToBeVisibleAsync();
        Assert.Equal(2L, await LabelledAsync());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).Last.ClickAsync();
        // A label is no column of the list: the undo shows in the database alone, looked for with an end to the looking.
        for (var wait = 0; wait < 50 && await LabelledAsync() > 0; wait++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(0L, await LabelledAsync());

        async Task SelectTwoAsync()
        {
            foreach (var name in new[] { "Alpha", "Charlie" }) await Page.GetByLabel($"Sélectionner {name}").CheckAsync();
        }

        Task<long> LabelledAsync() => Program.Database.ScalarAsync<long>($"select count(*) from entreprise_etiquettes where tenant_id = '{organisation.Id}'");
    }

    [Fact]
    public async Task The_three_lists_take_the_same_keys()
    {
        var organisation = await Page.SignInAsync(Program);
        var entreprise = await Program.Database.AddEntrepriseAsync(organisation, "Alpha");
        await Program.Database.AddContactAsync(organisation, "Anne", "Martin", entreprise);
        await Program.Database.Get<CreateVente>().Do(organisation.Acteur(), new CreateVenteRequest
        {
            EntrepriseId = entreprise,
            Date = new DateOnly(2026, 11, 2),
            Serie = "",
            Numero = "F-1",
            Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = 100 }],
        });
        foreach (var list in new[] { "/entreprises", "/contacts", "/ventes" })
        {
            await OpenAsync(list);
            await Page.Keyboard.PressAsync("ArrowDown");
            await Assertions.Expect(Page.Locator("[data-row]").First).ToBeFocusedAsync();
            await Page.Keyboard.PressAsync("Space");
            await Assertions.Expect(Page.GetByRole(AriaRole.Toolbar)).ToContainTextAsync("1 ligne sélectionnée");
            await Page.Keyboard.PressAsync("/");
            await Assertions.Expect(Page.Locator("#f-plus")).ToBeVisibleAsync();
            await Page.Keyboard.PressAsync("Escape");
            await Page.Locator("[data-row]").First.FocusAsync();
            await Page.Keyboard.PressAsync("e");
            await Page.WaitAddressAsync("modifier=oui");
            await Page.GoBackAsync();
            // The keys stand where they were: on the row that led away.
            await Assertions.Expect(Page.Locator("[data-row]").First).ToBeFocusedAsync();
            // At once, though the form may still take its place and the list come anew.
            await Page.Keyboard.PressAsync("Enter");
            await Page.WaitAddressAsync(url => new Uri(url).AbsolutePath.Count(c => c == '/') == 2 && !url.Contains("modifier", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_the_address_says_and_the_list_does_not_understand_is_told()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Alpha");
        await OpenListAsync("?tri=ville&potentiel=beaucoup&couleur=bleu");

        await Assertions.Expect(Page.Locator(".fc-unread")).ToContainTextAsync("potentiel=beaucoup (un montant s’écrit 1000..5000), couleur=bleu (filtre inconnu ici)");
        await Assertions.Expect(Page.Locator("[data-row]")).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retirer de l’adresse" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-unread")).ToHaveCountAsync(0);
        Assert.EndsWith("/entreprises?tri=ville", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_sees_the_sheet_and_is_not_offered_what_the_role_may_not()
    {
        var organisation = await Page.SignInAsync(Program, Role.Lecteur);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Durand");
        await OpenAsync($"/entreprises/{id}?modifier=oui");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Durand");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Modifier" })).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByLabel("Raison sociale")).ToHaveCountAsync(0);
        await OpenAsync("/entreprises/nouvelle");
        await Assertions.Expect(Page.GetByText("Accès refusé").First).ToBeVisibleAsync();
    }

    private Task OpenListAsync(string query = "") => OpenAsync("/entreprises" + query);

    private Task OpenAsync(string address) => OpenAsync(address, Page);

    /// <summary>Opens and waits until the page answers to clicks.</summary>
    private static async Task OpenAsync(string address, IPage page)
    {
        await page.GotoAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    [GeneratedRegex(@"/entreprises/[0-9a-f-]{36}$")]
    private static partial Regex Sheet();

    [GeneratedRegex("^Nom")]
    private static partial Regex NameHeading();
}
