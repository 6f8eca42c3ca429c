using FichierClient.Application.Jobs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Every kind of job, also one that is added later, works in the organisation that it belongs to.</summary>
public sealed class JobIsolationTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    [Fact]
    public async Task A_job_of_ours_that_names_a_record_of_theirs_changes_nothing_there()
    {
        var before = await both.FingerprintOfTheirsAsync();
        var kinds = both.Database.Get<IEnumerable<JobHandler>>().Select(h => h.Kind).ToList();
        Assert.NotEmpty(kinds);
        foreach (var kind in kinds)
        {
            foreach (var table in both.Tables)
            {
                var job = await AddAsync(kind, both.Rows.IdOf(both.Theirs.Id, table.Name));

                Assert.True(await both.Database.Get<JobRunner>().RunAsync(both.Ours.Id, job, TestContext.Current.CancellationToken));

                Assert.NotEqual(JobStatus.Succeeded, await StatusAsync(job));
            }
        }

        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
    }

    private async Task<Guid> AddAsync(string kind, Guid subject)
    {
        await using var context = both.Database.Contexts.Open(both.Ours.Id);
        var job = new Job(both.Ours.Id, kind, subject, null, both.Database.Clock.GetUtcNow());
        context.Add(job);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return job.Id;
    }

    private async Task<JobStatus> StatusAsync(Guid id)
    {
        await using var context = both.Database.Contexts.Open(both.Ours.Id);
        return await context.Jobs.AsNoTracking().Where(j => j.Id == id).Select(j => j.Status).SingleAsync(TestContext.Current.CancellationToken);
    }
}
