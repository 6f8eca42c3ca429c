using FichierClient.Application.Rgpd.Registre;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd.Effacements;

public sealed class EffacementPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_person_is_erased_from_the_plan_to_the_certificate()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        await using (var db = Program.Database.Contexts.Open(organisation.Id))
        {
            var contact = new Contact(organisation.Id, Civilite.Madame, "Zéphyrine", "Quatrebarbes");
            contact.ReplaceEmails([new AdresseEmail("zephyrine@perso-zq.test")]);
            var other = new Contact(organisation.Id, null, "Luc", "Petit");
            db.AddRange(contact, other, new Evenement(organisation.Id, TypeEvenement.Note, DateTimeOffset.UtcNow, null, "Collègue de Zéphyrine Quatrebarbes").About(null, other.Id));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await RegistreInitial.EnsureAsync(db, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        }

        // Sealed evidence is approved by two where there are two: here is one.
        await Program.Database.ScalarAsync<object>($"update membres set retire_le = now() where id = '{organisation.Membres[Role.Dpo]}'");
        await DamageAsync(organisation.Id);
        await Page.OpenLiveAsync("/rgpd/effacements/nouveau");
        await Page.GetByLabel("Nom, e-mail ou téléphone").FillAsync("quatrebarbes");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher", Exact = true }).ClickAsync();
        await Page.GetByLabel("Zéphyrine Quatrebarbes").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Préparer le plan" }).ClickAsync();
        // No ground is supposed: the certificate will name it.
        await Assertions.Expect(Page.GetByText("Choisissez le fondement")).ToBeVisibleAsync();
        await Page.GetByLabel("Opposition de la personne").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Préparer le plan" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("EFF-2026-0001");
        // The search goes on in the background: whoever leaves finds the plan here.
        await Page.OpenLiveAsync("/rgpd/effacements");
        await Page.GetByRole(AriaRole.Link, new() { Name = "EFF-2026-0001" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Collègue de Zéphyrine Quatrebarbes")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Page.AssertAccessibleInLightAndDarkAsync("effacement-plan");
        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync("390-effacement");
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Page.SetViewportSizeAsync(1280, 800);
        await SealAsync("autre.txt");
        await AskAnotherAsync(organisation.Membres[Role.Dpo]);
        // Sealed by mistake: taken out again, and that is said.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer", Exact = true }).ClickAsync();
        // Choosing a reason takes nothing out, and neither does the first button.
        await Assertions.Expect(Page.GetByText("Une preuve a été retirée des archives")).ToHaveCountAsync(0);
        Assert.Equal(0L, await Program.Database.ScalarAsync<long>($"select count(*) from retraits_scelles where tenant_id = '{organisation.Id}'"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer définitivement cette preuve" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Une preuve a été retirée des archives (Mauvais fichier)")).ToBeVisibleAsync();
        await SealAsync("contrat.txt");
        await Page.AssertAccessibleInLightAndDarkAsync("effacement-contrat");
        // A second press in the same place gives up: it never erases.
        var approve = Page.GetByRole(AriaRole.Button, new() { Name = "Approuver ce plan" });
        var place = (await approve.BoundingBoxAsync())!;
        await approve.ClickAsync();
        Assert.Equal(place.X, (await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler", Exact = true }).BoundingBoxAsync())!.X);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer définitivement cette personne" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Effacement terminé")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(Page.GetByText("se scelle ici avant l’effacement")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Quatrebarbes");
        var certificate = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Fichier signé (JSON)" }).ClickAsync());
        Assert.Equal("certificat-EFF-2026-0001.json", certificate.SuggestedFilename);
        await KeepDamagedAsync();
        await Page.OpenLiveAsync("/rgpd/archives");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lire la pièce Contrat de maintenance" }).ClickAsync();
        await Page.GetByLabel("Motif de la lecture").FillAsync("Litige en cours");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lire et inscrire le motif" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Litige en cours" })).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("archives");
        var contrat = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger contrat.txt" }).ClickAsync());
        Assert.Equal("Contrat de Zéphyrine Quatrebarbes", await File.ReadAllTextAsync(await contrat.PathAsync(), TestContext.Current.CancellationToken));
    }

    /// <summary>An e-mail that nobody can read lies in a file: no plan waits for it.</summary>
    private async Task DamageAsync(Guid organisation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Program.DataFolder, "mail", organisation.ToString("N")));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "abime.eml"), "", TestContext.Current.CancellationToken);
    }

    private async Task KeepDamagedAsync()
    {
        await Page.OpenLiveAsync("/rgpd");
        await Assertions.Expect(Page.GetByText("abime.eml")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("tableau-dpo");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Garder jusqu’au" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("abime.eml")).ToHaveCountAsync(0);
    }

    /// <summary>With a second DPO one asks; without one again, the first is alone.</summary>
    private async Task AskAnotherAsync(Guid second)
    {
        await Program.Database.ScalarAsync<object>($"update membres set retire_le = null where id = '{second}'");
        await Page.ReloadAsync();
        await Page.WaitLiveAsync();
        await Page.GetByLabel("Retirer des archives « Contrat de maintenance »").SelectOptionAsync(new SelectOptionValue { Label = "Mauvais fichier" });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Demander le retrait à un autre DPO" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("un autre DPO doit le confirmer")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("effacement-retrait");
        await Program.Database.ScalarAsync<object>($"update membres set retire_le = now() where id = '{second}'");
        await Page.ReloadAsync();
        await Page.WaitLiveAsync();
    }

    private async Task SealAsync(string file)
    {
        await Page.GetByLabel("Intitulé").FillAsync("Contrat de maintenance");
        await Page.GetByLabel("Fin du contrat").FillAsync($"{DateTime.Today:yyyy-MM-dd}");
        await Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/plain", Buffer = "Contrat de Zéphyrine Quatrebarbes"u8.ToArray() });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sceller ce contrat" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Retirer des archives « Contrat de maintenance »")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_reads_the_register_and_no_request()
    {
        await Page.SignInAsync(Program, Role.Administrateur);
        await Page.OpenLiveAsync("/rgpd");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Registre", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Demandes", Exact = true })).ToHaveCountAsync(0);
        await Page.OpenLiveAsync("/rgpd/demandes");
        await Assertions.Expect(Page.GetByText("Accès refusé").First).ToBeVisibleAsync();
    }
}
