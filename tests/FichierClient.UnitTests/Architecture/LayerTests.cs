using System.Reflection;

namespace FichierClient.UnitTests.Architecture;

public sealed class LayerTests
{
    [Fact]
    public void Projects_refer_only_upwards()
    {
        var references = ProductAssemblies.All.ToDictionary(a => a.GetName().Name!, OwnReferences);

        Assert.Empty(references["FichierClient.Domain"]);
        Assert.Equal(["FichierClient.Domain"], references["FichierClient.Application"]);
        Assert.Equal(["FichierClient.Application", "FichierClient.Domain"], references["FichierClient.Web"]);
    }

    [Fact]
    public void The_domain_depends_on_no_package()
    {
        var references = ProductAssemblies.Domain.GetReferencedAssemblies().Select(r => r.Name!).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them()
    {
        var classes = new[] { ProductAssemblies.Domain, ProductAssemblies.Application }
            .SelectMany(a => a.GetTypes()).Where(t => t.IsClass && t.IsWrittenByPeople()).ToList();
        Assert.NotEmpty(classes);

        var open = classes.Where(t => !t.IsSealed && !t.IsAbstract && !classes.Exists(c => c.BaseType == t));

        Assert.Empty(open.Select(t => t.FullName));
    }

    [Fact]
    public void Interfaces_have_several_implementations()
    {
        var types = ProductAssemblies.All.SelectMany(a => a.GetTypes()).ToList();
        var interfaces = types.Where(t => t.IsInterface && t.IsWrittenByPeople()).ToList();

        var single = interfaces.Where(i => types.Count(t => t is { IsClass: true, IsAbstract: false } && i.IsAssignableFrom(t)) < 2);

        Assert.Empty(single.Select(t => t.FullName));
    }

    private static IEnumerable<string> OwnReferences(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(r => r.Name!).Where(n => n.StartsWith("FichierClient", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
