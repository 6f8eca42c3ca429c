using System.Text.RegularExpressions;
using FichierClient.Domain.Organisations;
using FluentValidation;

namespace FichierClient.UnitTests.Architecture;

public sealed partial class UseCaseTests
{
    [Fact]
    public void Use_cases_are_sealed()
    {
        Assert.NotEmpty(ProductAssemblies.UseCases);

        Assert.All(ProductAssemblies.UseCases, useCase => Assert.True(useCase.IsSealed, useCase.FullName));
    }

    [Fact]
    public void Every_permission_is_asked_by_some_use_case()
    {
        Assert.NotEmpty(ProductAssemblies.UseCases);
        var asked = ProductAssemblies.UseCases.Select(ProductAssemblies.PermissionOf).ToHashSet();

        Assert.Empty(Enum.GetValues<Permission>().Except(asked));
    }

    [Fact]
    public void No_feature_calls_the_use_case_of_another()
    {
        var names = ProductAssemblies.UseCases.ToDictionary(t => t.Name, t => t.Namespace!.Split('.')[^1]);
        Assert.NotEmpty(names);
        var calls =
            from file in SourceTree.Files("src/FichierClient.Application", ".cs")
            where !file.IsMigration
            let feature = file.Name.Split('/')[^2]
            from line in file.Code
            from word in Word().Matches(line.Text).Select(m => m.Value).Distinct()
            where names.TryGetValue(word, out var owner) && owner != feature
            select $"{file}:{line.Number} uses {word} of {names[word]}";

        Assert.Empty(calls);
    }

    [Fact]
    public void Validators_check_a_request_of_their_own_assembly_once()
    {
        var validated = ProductAssemblies.Application.GetTypes()
            .Where(t => t is { IsAbstract: false, BaseType.IsGenericType: true } && t.BaseType.GetGenericTypeDefinition() == typeof(AbstractValidator<>))
            .GroupBy(t => t.BaseType!.GetGenericArguments()[0]).ToList();
        Assert.NotEmpty(validated);

        Assert.All(validated, v => Assert.Single(v));
    }

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
