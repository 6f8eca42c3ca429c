using FichierClient.Application.Imports;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Jobs;

public sealed class WatchJobsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_that_wait_or_run_are_shown_with_their_progress_and_told_once_more_when_they_end()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var import = await new ImportHarness(db, organisation).ReceiveAsync("Nom\nMartin\n", GenreImport.Entreprises);
        var told = new List<Guid>();
        db.Get<JobSignal>().Created += told.Add;
        var job = (await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(import, false), Token)).Value;

        Assert.Equal([organisation.Id], told);
        Assert.Equal([new WatchedJob(job, ImportLauncher.ExecutionKind, import, "fichier.csv", JobStatus.Waiting, 0, 0)], await WatchAsync(db, organisation));
        await db.ScalarAsync<int>("update jobs set status = 'Running', done = 2000, total = 5000");
        Assert.Equal(40, Assert.Single(await WatchAsync(db, organisation)).Percent);
        await db.ScalarAsync<int>("update jobs set status = 'Waiting'");
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job, Token));
        Assert.Empty(await WatchAsync(db, organisation));
        Assert.Equal(JobStatus.Succeeded, Assert.Single(await WatchAsync(db, organisation, Role.Administrateur, job)).Status);
    }

    [Fact]
    public async Task Another_organisation_and_who_may_not_import_see_none()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, other) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var import = await new ImportHarness(db, organisation).ReceiveAsync("Nom\nMartin\n", GenreImport.Entreprises);
        var job = (await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(import, false), Token)).Value;
        await db.ScalarAsync<int>($"insert into reglages_role (tenant_id, id, role, portee) values ('{organisation.Id}', gen_random_uuid(), 'Responsable', 'Siennes')");

        Assert.Empty(await WatchAsync(db, other, Role.Administrateur, job));
        Assert.Empty(await WatchAsync(db, organisation, Role.Responsable, job));
        Assert.Empty(await WatchAsync(db, organisation, Role.Commercial, job));
    }

    private static async Task<IReadOnlyList<WatchedJob>> WatchAsync(TestDatabase db, TestOrganisation organisation, Role role = Role.Administrateur, params Guid[] known) =>
        (await db.Get<WatchJobs>().RunAsync(organisation.Acteur(role), new WatchJobsRequest(known), Token)).Value;
}
