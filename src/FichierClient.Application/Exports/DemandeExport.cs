using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Exports;
using FluentValidation;

namespace FichierClient.Application.Exports;

/// <summary>A column of the list as its reader sees it: its stable name and its title.</summary>
public sealed record ColonneDemandee(string Cle, string Titre);

/// <summary>
/// The list to export, as its page shows it: the filter object of the list itself, its order, its columns. The two other
/// filters are not looked at. Rights are no part of it: they are read again when it runs.
/// </summary>
/// <param name="Liste">Which list.</param>
/// <param name="Format">What it is written as.</param>
/// <param name="Adresse">Address of the list, for the log.</param>
public sealed record DemandeExport(ListeExport Liste, FormatExport Format, string Adresse)
{
    public IReadOnlyList<ColonneDemandee> Colonnes { get; init; } = [];

    /// <summary>Only these records of the list, those that were ticked; null: all of it.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>As in the page's request.</summary>
    public string Tri { get; init; } = "";
    public bool Descendant { get; init; }
    public EntrepriseFiltre? Entreprises { get; init; }
    public ContactFiltre? Contacts { get; init; }
    public VenteFiltre? Ventes { get; init; }

    internal PageRequest Page => new(Tri, Descendant, PageCursor.First);

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static DemandeExport Parse(string json) => JsonSerializer.Deserialize<DemandeExport>(json)!;

    /// <summary>The formats in which a list can be had.</summary>
    public static IReadOnlyList<FormatExport> FormatsOf(ListeExport liste) => liste == ListeExport.Organisation ? [] :
    [
        FormatExport.Xlsx, FormatExport.CsvExcel, FormatExport.Csv, FormatExport.JsonLignes,
        .. liste == ListeExport.Contacts ? (FormatExport[])[FormatExport.VCard] : liste == ListeExport.Ventes ? [FormatExport.Fec] : [],
        FormatExport.Reimport,
    ];
}

internal sealed class DemandeExportValidator : AbstractValidator<DemandeExport>
{
    private const int LongestAdresse = 8000, MostColonnes = 100;

    public DemandeExportValidator()
    {
        RuleFor(d => d.Format).Must((demande, format) => DemandeExport.FormatsOf(demande.Liste).Contains(format)).WithMessage(_ => Texts.Get("Export_format"));
        RuleFor(d => d.Adresse).MaximumLength(LongestAdresse).WithMessage(_ => Texts.Get("Export_adresse"));
        RuleFor(d => d.Ids).Must(i => i is null or { Count: > 0 and <= Selection.Most }).WithMessage(_ => Texts.Get("Selection_trop_longue", Selection.Most));
        RuleFor(d => d.Colonnes).Must(c => c.Count <= MostColonnes).WithMessage(_ => Texts.Get("Export_adresse"));
    }
}
