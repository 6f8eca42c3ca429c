using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Application.Jobs;

public static class JobsRegistration
{
    /// <summary>The queue, and every <see cref="JobHandler"/> of this assembly. The host that works jobs off adds <see cref="JobWorker"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobRunner>();
        foreach (var type in typeof(JobHandler).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(JobHandler))))
            services.AddSingleton(typeof(JobHandler), type);
        return services;
    }
}
