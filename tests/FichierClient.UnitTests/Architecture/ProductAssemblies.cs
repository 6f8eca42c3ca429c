using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using FichierClient.Application;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Layout;

namespace FichierClient.UnitTests.Architecture;

/// <summary>The three assemblies of the program, and what can be read from them.</summary>
internal static class ProductAssemblies
{
    public static Assembly Domain { get; } = typeof(TenantEntity).Assembly;
    public static Assembly Application { get; } = typeof(ApplicationRegistration).Assembly;
    public static Assembly Web { get; } = typeof(MainLayout).Assembly;

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Application, Web];

    public static IReadOnlyList<Type> UseCases { get; } = [.. Application.GetTypes().Where(t => !t.IsAbstract && IsUseCase(t))];

    public static bool IsWrittenByPeople(this Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.DeclaringType is null && type.Namespace?.StartsWith("FichierClient", StringComparison.Ordinal) == true
        && !type.Namespace.EndsWith(".Migrations", StringComparison.Ordinal);

    /// <summary>The permission that a use case asks for; the property answers from a constant, so no constructor has to run.</summary>
    public static Permission PermissionOf(Type useCase) => (Permission)useCase
        .GetProperty("Permission", BindingFlags.Instance | BindingFlags.NonPublic)!
        .GetValue(RuntimeHelpers.GetUninitializedObject(useCase))!;

    /// <summary>Members of other assemblies that this one's code calls, as <c>Type.Member</c>.</summary>
    public static IReadOnlyCollection<string> CalledMembers(this Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Select(m => $"{ParentName(metadata, m.Parent)}.{metadata.GetString(m.Name)}").Distinct()];
    }

    private static bool IsUseCase(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(UseCase<,>)) return true;
        }

        return false;
    }

    private static string ParentName(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name),
        HandleKind.TypeSpecification => GenericName(metadata, metadata.GetTypeSpecification((TypeSpecificationHandle)parent)),
        _ => "",
    };

    // A constructed type's signature: 0x15 (generic instance), 0x11 or 0x12 (value or class), then the type's coded index.
    private static string GenericName(MetadataReader metadata, TypeSpecification specification)
    {
        var signature = metadata.GetBlobReader(specification.Signature);
        if (signature.ReadByte() != 0x15) return "";
        signature.ReadByte();
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } handle
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name)
            : "";
    }
}
