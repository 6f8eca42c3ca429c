using System.Text.Json.Serialization;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Evenements;
using FluentValidation;

namespace FichierClient.Application.Evenements;

/// <summary>A note as it is typed, on a sheet.</summary>
public class NoteSaisie : ITextesLibres
{
    /// <summary>The kinds that people write by hand; the others come from forms, downloads and the program.</summary>
    public static readonly IReadOnlyList<TypeEvenement> Types =
        [TypeEvenement.Note, TypeEvenement.Appel, TypeEvenement.Email, TypeEvenement.RendezVous, TypeEvenement.Visite];

    public const int LongueurMaximale = 10_000;

    public TypeEvenement Type { get; set; } = TypeEvenement.Note;
    public string? Texte { get; set; }

    /// <summary>The person called, answered or wrote; not read of a note.</summary>
    public bool DeLaPersonne { get; set; }

    /// <summary>The day it happened; null: now.</summary>
    public DateOnly? Jour { get; set; }

    /// <summary>The day when something is to be done about it; null: no rappel.</summary>
    public DateOnly? RappelLe { get; set; }

    /// <summary>Who has to do it; null with a day: its author.</summary>
    public Guid? RappelPourId { get; set; }

    /// <summary>Why a sensitive passage is kept all the same; asked when the guard finds one.</summary>
    public string? MotifGarde { get; set; }

    [JsonIgnore]
    public IEnumerable<string?> TextesLibres => [Texte, MotifGarde];
}

public sealed class NoteSaisieValidator : AbstractValidator<NoteSaisie>
{
    public NoteSaisieValidator()
    {
        RuleFor(n => n.Texte).NotEmpty().WithMessage(_ => Texts.Get("Note_vide"))
            .MaximumLength(NoteSaisie.LongueurMaximale).WithMessage(_ => Texts.Get("Texte_trop_long", NoteSaisie.LongueurMaximale))
            .SansNumeroInterdit();
        RuleFor(n => n.MotifGarde).SansNumeroInterdit();
        RuleFor(n => n.Type).Must(t => NoteSaisie.Types.Contains(t)).WithMessage(_ => Texts.Get("Note_type"));
        RuleFor(n => n.RappelLe).NotNull().When(n => n.RappelPourId is not null).WithMessage(_ => Texts.Get("Rappel_sans_jour"));
    }
}
