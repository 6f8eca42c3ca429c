using System.IO.Compression;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>An organisation whose DPO handles requests.</summary>
internal sealed class DemandesHarness(TestDatabase db, TestOrganisation organisation)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async Task<Guid> CreateAsync(CreateDemandeRequest request)
    {
        var created = await db.Get<CreateDemande>().RunAsync(Dpo, request, Token);
        Assert.Null(created.Refus);
        return created.Value;
    }

    /// <summary>A request about a contact, or an entreprise that is a person, whose identity is confirmed.</summary>
    public async Task<Guid> InstruiteAsync(Guid fiche, params DroitDemande[] droits)
    {
        var id = await CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Email = "anne@dupont.test", Droits = [.. droits] });
        var details = await GetAsync(id);
        var isContact = await db.ScalarAsync<bool>($"select exists (select from contacts where id = '{fiche}')");
        Assert.Null((await db.Get<LinkPersonne>().RunAsync(Dpo, new LinkPersonneRequest(id, details.Version, isContact ? fiche : null, isContact ? null : fiche), Token)).Refus);
        await AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Rappel au numéro connu");
        return id;
    }

    public async Task<DemandeDetails> GetAsync(Guid id) => (await db.Get<GetDemande>().RunAsync(Dpo, new GetDemandeRequest(id), Token)).Value;

    public async Task AdvanceAsync(Guid id, AvanceeDemande avancee, string? texte = null) =>
        Assert.Null((await db.Get<AdvanceDemande>().RunAsync(Dpo, new AdvanceDemandeRequest(id, (await GetAsync(id)).Version, avancee, texte ?? (avancee is AvanceeDemande.Repondre or AvanceeDemande.Cloturer ? "Remise en main propre" : null)), Token)).Refus);

    public async Task DecideAsync(Guid id, DroitDemande droit, DecisionDroit decision, string texte) => Assert.Null((await db.Get<DecideDroit>().RunAsync(
        Dpo, new DecideDroitRequest { Id = id, Version = (await GetAsync(id)).Version, Droit = droit, Decision = decision, Texte = texte }, Token)).Refus);

    public async Task<Guid> ContactAsync(string prenom, string nom, string email, string? telephone = null) => (await db.Get<CreateContact>().RunAsync(organisation.Acteur(), new CreateContactRequest
    {
        Prenom = prenom,
        Nom = nom,
        Emails = [new EmailSaisi { Adresse = email }],
        Telephones = telephone is null ? [] : [new NumeroSaisi { Numero = telephone }],
        Source = "Salon de Lyon",
        Partie = Domain.Rgpd.Partie.Personne,
        BaseLegale = Domain.Rgpd.BaseLegale.Contrat,
    }, Token)).Value;

    /// <summary>Works off the jobs that wait.</summary>
    public async Task RunJobsAsync()
    {
        await using var context = db.Contexts.Open(organisation.Id);
        foreach (var id in await context.Jobs.Where(j => j.Status == JobStatus.Waiting).Select(j => j.Id).ToListAsync(Token))
            Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, id, Token));
    }

    /// <summary>The files of a package that is made, by name.</summary>
    public async Task<Dictionary<string, byte[]>> UnpackAsync(Guid dossier)
    {
        using var output = new MemoryStream();
        await (await db.Get<OpenDossier>().Do(Dpo, dossier)).WriteAsync(output, Token);
        using var zip = new ZipArchive(output);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            await using var stream = await entry.OpenAsync(Token);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Token);
            files[entry.FullName] = copy.ToArray();
        }

        return files;
    }
}
