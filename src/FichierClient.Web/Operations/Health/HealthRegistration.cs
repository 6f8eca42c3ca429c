using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace FichierClient.Web.Operations.Health;

/// <summary>
/// <c>/health/live</c>: the program answers. <c>/health/ready</c>: it can do its work: the database answers and its schema
/// is this program's, so that a balancer sends nobody to a node of the wrong version.
/// </summary>
internal static class HealthRegistration
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<SchemaHealthCheck>("schema");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
