using System.Collections;
using System.Reflection;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Makes a request of any use case, with one id wherever it takes an id: what a browser that was tampered with would send.</summary>
internal static class RequestFiller
{
    /// <summary>The request, or null when nothing in it takes an id.</summary>
    public static object? WithId(Type request, Guid id)
    {
        var ids = 0;
        var filled = Fill(request, id, ref ids, 0);
        return ids > 0 ? filled : null;
    }

    /// <summary>A request whatever it takes.</summary>
    public static object Make(Type request)
    {
        var ids = 0;
        return Fill(request, Guid.Empty, ref ids, 0)!;
    }

    private static object? Fill(Type type, Guid id, ref int ids, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return inner == typeof(Guid) ? Fill(inner, id, ref ids, depth) : null;
        if (type == typeof(Guid))
        {
            ids++;
            return id;
        }

        if (Simple(type) is { } simple) return simple;
        if (ElementOf(type) is { } element) return Sequence(type, element, depth > 4 ? null : Fill(element, id, ref ids, depth + 1));
        return depth > 4 || type.IsAbstract || type.IsInterface ? null : Record(type, id, ref ids, depth);
    }

    private static object? Simple(Type type) =>
        type == typeof(string) ? "canari@exemple.fr"
        : type == typeof(bool) ? false
        : type == typeof(int) ? 2026
        : type == typeof(uint) ? 1u
        : type == typeof(long) ? 1L
        : type == typeof(decimal) ? 1m
        : type == typeof(DateOnly) ? new DateOnly(2026, 1, 15)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero)
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : null;

    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element] ? element : null;

    private static object Sequence(Type type, Type element, object? item)
    {
        var array = Array.CreateInstance(element, item is null ? 0 : 1);
        if (item is not null) array.SetValue(item, 0);
        return type.IsInterface || type.IsArray ? type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(element), array)! : Activator.CreateInstance(type, array)!;
    }

    private static object? Record(Type type, Guid id, ref int ids, int depth)
    {
        if (type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault() is not { } constructor) return null;
        var arguments = new object?[constructor.GetParameters().Length];
        foreach (var parameter in constructor.GetParameters()) arguments[parameter.Position] = Fill(parameter.ParameterType, id, ref ids, depth + 1);
        var made = constructor.Invoke(arguments);
        var taken = constructor.GetParameters().Select(p => p.Name).ToHashSet();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite && !taken.Contains(p.Name)))
            property.SetValue(made, Fill(property.PropertyType, id, ref ids, depth + 1));
        return made;
    }
}
