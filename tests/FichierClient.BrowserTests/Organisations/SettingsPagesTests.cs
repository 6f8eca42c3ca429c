using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Organisations;

public sealed class SettingsPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private static readonly string[] Pages = ["membres", "invitations", "equipes", "roles", "organisation", "canaux", "etiquettes", "exercices", "objectifs"];

    [Fact]
    public async Task Settings_are_accessible_in_light_and_dark_and_fit_a_phone()
    {
        await Page.SignInAsync(Program);
        await AddAsync("equipes", "Nouvelle équipe", "Nord");
        await AddAsync("canaux", "Nouveau canal", "Salon");
        foreach (var page in Pages)
        {
            await OpenAsync(page);
            await Page.AssertAccessibleInLightAndDarkAsync(page);
        }

        await Page.SetViewportSizeAsync(390, 800);
        foreach (var page in Pages)
        {
            await OpenAsync(page);
            await Page.KeepPictureAsync($"390-{page}");
            Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task A_member_gets_a_team_and_the_last_administrator_keeps_the_role()
    {
        var organisation = await Page.SignInAsync(Program);
        await AddAsync("equipes", "Nouvelle équipe", "Sud");
        await OpenAsync("membres");
        await Page.GetByLabel("Équipe de Membre Commercial").FocusAsync();
        await Page.GetByLabel("Équipe de Membre Commercial").SelectOptionAsync(new SelectOptionValue { Label = "Sud" });
        await Assertions.Expect(Page.GetByText("Membre Commercial : modification enregistrée").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Équipe de Membre Commercial")).ToBeFocusedAsync();

        await Page.GetByLabel("Rôle de Membre Administrateur").SelectOptionAsync(new SelectOptionValue { Label = "Lecteur" });
        await Assertions.Expect(Page.GetByLabel("Rôle de Membre Administrateur")).ToHaveValueAsync("Lecteur");
        await Page.GetByLabel("Rôle de Camille Administrateur").SelectOptionAsync(new SelectOptionValue { Label = "Lecteur" });

        await Assertions.Expect(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).ToContainTextAsync("dernier administrateur");
        await Assertions.Expect(Page.GetByLabel("Rôle de Camille Administrateur")).ToHaveValueAsync("Administrateur");
        Assert.Equal(1L, await Program.Database.ScalarAsync<long>(
            $"select count(*) from membres where tenant_id = '{organisation.Id}' and role = 'Administrateur' and retire_le is null"));
    }

    [Fact]
    public async Task A_removed_member_can_be_taken_back()
    {
        await Page.SignInAsync(Program);
        await OpenAsync("membres");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer Membre Lecteur" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retirer Membre Lecteur" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Rôle de Membre Lecteur")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Membres" })).ToBeFocusedAsync();

        await Page.GetByLabel("Montrer les anciens membres").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Réintégrer Membre Lecteur" }).ClickAsync();

        await Assertions.Expect(Page.GetByLabel("Rôle de Membre Lecteur")).ToHaveValueAsync("Lecteur");
    }

    [Fact]
    public async Task Objectives_are_typed_as_people_write_amounts()
    {
        var organisation = await Page.SignInAsync(Program);
        await OpenAsync("objectifs?annee=2026");
        var row = Page.GetByRole(AriaRole.Group, new() { Name = "Membre Commercial" });
        await row.GetByLabel("janv.").FillAsync("12 500,50");
        await row.GetByLabel("févr.").FillAsync("douze");
        var save = row.GetByRole(AriaRole.Button, new() { Name = "Enregistrer les objectifs" });
        await save.ClickAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await row.GetByLabel("févr.").FillAsync("10 000");
        await row.GetByRole(AriaRole.Button, new() { Name = "Remplir les mois vides : 12\u202f500,50\u202f€" }).ClickAsync();
        await Assertions.Expect(row.GetByLabel("déc.")).ToHaveValueAsync("12\u202f500,50");
        await save.ClickAsync();
        await Assertions.Expect(save).ToHaveCountAsync(0);

        Assert.Equal((11 * 12500.50m) + 10000, await Program.Database.ScalarAsync<decimal>($"select sum(montant) from objectifs where tenant_id = '{organisation.Id}'"));
    }

    private async Task AddAsync(string page, string label, string name)
    {
        await OpenAsync(page);
        await Page.GetByLabel(label).FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel($"Nom de {name}")).ToBeVisibleAsync();
    }

    /// <summary>Opens a page and waits until it answers to clicks.</summary>
    private async Task OpenAsync(string page)
    {
        await Page.GotoAsync("/parametres/" + page);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(Page.Locator(".fc-settings-body h1")).ToBeVisibleAsync();
    }
}
