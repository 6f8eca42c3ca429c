using FichierClient.Application.Jobs;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace FichierClient.IntegrationTests.Jobs;

public sealed class JobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_taken_once_runs_and_shows_its_progress()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await AddAsync(db, organisation);
        var seen = new List<Guid?>();
        var runner = Runner(db, async (run, token) =>
        {
            seen.Add(run.SubjectId);
            await run.ReportAsync(3, 7, token);
        });

        Assert.True(await runner.RunNextAsync(Token));
        Assert.False(await runner.RunNextAsync(Token));

        var job = await ReadAsync(db, organisation, id);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal((3, 7), (job.Done, job.Total));
        Assert.Equal(organisation.Id, Assert.Single(seen));
    }

    [Fact]
    public async Task Eight_workers_share_the_jobs_of_two_organisations_without_taking_one_twice()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (first, second) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        for (var i = 0; i < 10; i++)
        {
            await AddAsync(db, first);
            await AddAsync(db, second);
        }

        var taken = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var runner = Runner(db, (run, _) => { taken.Add(run.JobId); return Task.CompletedTask; });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => { while (await runner.RunNextAsync(Token)) { } }));

        Assert.Equal(20, taken.Count);
        Assert.Equal(20, taken.Distinct().Count());
    }

    [Fact]
    public async Task A_job_whose_process_was_killed_is_taken_over_after_its_lease_and_given_up_after_five_deaths()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await AddAsync(db, organisation);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.NotNull(await db.Get<JobQueue>().TakeAsync(["test"], Token));
            Assert.Null(await db.Get<JobQueue>().TakeAsync(["test"], Token));
            await db.ScalarAsync<int>("update jobs set lease_until = now() - interval '1 second'");
        }

        Assert.Null(await db.Get<JobQueue>().TakeAsync(["test"], Token));
        Assert.Equal(JobStatus.Failed, (await ReadAsync(db, organisation, id)).Status);
    }

    [Fact]
    public async Task A_refusal_is_kept_for_the_requester_and_a_bug_shows_no_detail()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var refused = await AddAsync(db, organisation);
        await Runner(db, (_, _) => throw new JobRefusedException("Le fichier est vide.")).RunNextAsync(Token);
        var broken = await AddAsync(db, organisation);
        await Runner(db, (_, _) => throw new InvalidOperationException("Jeanne Martin")).RunNextAsync(Token);

        Assert.Equal("Le fichier est vide.", (await ReadAsync(db, organisation, refused)).Error);
        var error = (await ReadAsync(db, organisation, broken)).Error;
        Assert.Contains(broken.ToString(), error, StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_program_gives_the_job_back_at_once()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await AddAsync(db, organisation);
        using var stopping = new CancellationTokenSource();
        await Runner(db, async (_, token) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        }).RunNextAsync(stopping.Token);

        Assert.Equal(JobStatus.Waiting, (await ReadAsync(db, organisation, id)).Status);
    }

    [Fact]
    public async Task A_running_job_stops_when_it_is_cancelled()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await AddAsync(db, organisation);
        await Runner(db, async (_, token) =>
        {
            await db.ScalarAsync<int>("update jobs set cancel_requested = true");
            await Task.Delay(Timeout.Infinite, token);
        }).RunNextAsync(Token);

        Assert.Equal(JobStatus.Cancelled, (await ReadAsync(db, organisation, id)).Status);
    }

    private static JobRunner Runner(TestDatabase db, Func<JobRun, CancellationToken, Task> work) =>
        new(db.Get<JobQueue>(), [new Handler(work)], NullLogger<JobRunner>.Instance);

    private static async Task<Guid> AddAsync(TestDatabase db, TestOrganisation organisation)
    {
        await using var context = db.Contexts.Open(organisation.Id);
        var job = new Job(organisation.Id, "test", organisation.Id, null, db.Clock.GetUtcNow());
        context.Add(job);
        await context.SaveChangesAsync(Token);
        return job.Id;
    }

    private static async Task<Job> ReadAsync(TestDatabase db, TestOrganisation organisation, Guid id)
    {
        await using var context = db.Contexts.Open(organisation.Id);
        return await context.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, Token);
    }

    private sealed class Handler(Func<JobRun, CancellationToken, Task> work) : JobHandler
    {
        public override string Kind => "test";

        public override Task RunAsync(JobRun run, CancellationToken cancellationToken) => work(run, cancellationToken);
    }
}
