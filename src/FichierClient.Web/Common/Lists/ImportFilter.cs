using FichierClient.Application.Common;
using FichierClient.Application.Imports;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Common.Lists;

/// <summary>The filter of every list by the import that made or changed its records: only for those who come from its report.</summary>
internal static class ImportFilter
{
    public const string Key = "import";

    public static Guid? Of(QueryState state) => Guid.TryParse(state[Key], out var id) ? id : null;

    /// <summary>The name of the file; null without the filter, or when the reader may not know it.</summary>
    public static async Task<string?> NameAsync(this NameImport names, Acteur acteur, QueryState state, CancellationToken cancellationToken) =>
        Of(state) is { } id ? (await names.RunAsync(acteur, id, cancellationToken)).ValueOrDefault : null;

    public static IReadOnlyList<Filter> With(this IReadOnlyList<Filter> filters, QueryState state, string? file, IStringLocalizer<CommonTexts> texts) => Of(state) is null
        ? filters
        : [new Filter(Key, texts["FilterImport"], FilterKind.Choice) { Choices = [new FilterChoice(state[Key]!, file ?? texts["FilterImportUnnamed"])] }, .. filters];
}
