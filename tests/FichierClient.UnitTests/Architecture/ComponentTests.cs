using System.Reflection;
using FichierClient.Application.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.UnitTests.Architecture;

public sealed class ComponentTests
{
    private static readonly IReadOnlyList<Type> Components =
        [.. ProductAssemblies.Web.GetTypes().Where(t => !t.IsAbstract && typeof(IComponent).IsAssignableFrom(t))];

    [Fact]
    public void No_component_reaches_the_database()
    {
        var taken = Components.SelectMany(c => c.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(p => p.IsDefined(typeof(InjectAttribute))).Select(p => (c, Type: p.PropertyType))
                .Concat(c.GetConstructors().SelectMany(k => k.GetParameters()).Select(p => (c, Type: p.ParameterType)))).ToList();
        Assert.NotEmpty(taken);

        Assert.Empty(taken.Where(t => IsDatabase(t.Type)).Select(t => $"{t.c.FullName} takes {t.Type.Name}"));
    }

    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        var pages = Components.Where(c => c.IsDefined(typeof(RouteAttribute))).ToList();
        Assert.NotEmpty(pages);

        Assert.Empty(pages.Where(p => !p.IsDefined(typeof(AuthorizeAttribute)) && !p.IsDefined(typeof(AllowAnonymousAttribute))).Select(p => p.FullName));
    }

    [Fact]
    public void Only_accounts_the_missing_page_and_the_link_of_a_package_are_open_to_anybody()
    {
        var open = Components.Where(c => c.IsDefined(typeof(RouteAttribute)) && c.IsDefined(typeof(AllowAnonymousAttribute))).ToList();
        Assert.NotEmpty(open);

        Assert.Empty(open.Where(p => !p.Namespace!.Contains(".Account", StringComparison.Ordinal) && p.Name is not ("NotFoundPage" or "RemisePage")).Select(p => p.FullName));
    }

    [Fact]
    public void Parameters_are_dumb()
    {
        var parameters = Components.SelectMany(c => c.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(p => p.IsDefined(typeof(ParameterAttribute))).ToList();
        Assert.NotEmpty(parameters);

        Assert.Empty(parameters.Where(p => p.DeclaringType!.GetField($"<{p.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is null)
            .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}"));
    }

    private static bool IsDatabase(Type type) => typeof(DbContext).IsAssignableFrom(type) || typeof(NpgsqlDataSource).IsAssignableFrom(type)
        || type == typeof(AppDbContextFactory) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>));
}
