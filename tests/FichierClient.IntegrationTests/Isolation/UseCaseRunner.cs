using System.Text.Json;
using FichierClient.Application;
using FichierClient.Application.Common;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Runs any use case of the application by its type.</summary>
internal static class UseCaseRunner
{
    public static readonly IReadOnlyList<Type> All =
        [.. typeof(ApplicationRegistration).Assembly.GetTypes().Where(t => !t.IsAbstract && BaseOf(t) is not null).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static Type RequestOf(Type useCase) => BaseOf(useCase)!.GetGenericArguments()[0];

    /// <summary>What came back as JSON, or the kind of refusal.</summary>
    public static async Task<string> RunAsync(TestDatabase database, Type useCase, Acteur acteur, object request)
    {
        var instance = database.Get(useCase);
        var task = (Task)useCase.GetMethod("RunAsync", [typeof(Acteur), RequestOf(useCase), typeof(CancellationToken)])!
            .Invoke(instance, [acteur, request, TestContext.Current.CancellationToken])!;
        await task;
        var outcome = task.GetType().GetProperty("Result")!.GetValue(task)!;
        var refus = (Refus?)outcome.GetType().GetProperty("Refus")!.GetValue(outcome);
        return refus?.Kind.ToString() ?? JsonSerializer.Serialize(outcome.GetType().GetProperty("ValueOrDefault")!.GetValue(outcome));
    }

    private static Type? BaseOf(Type? type)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(UseCase<,>)) return current;
        }

        return null;
    }
}
