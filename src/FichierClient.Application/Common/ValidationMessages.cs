using System.Globalization;
using FluentValidation;
using FluentValidation.Resources;

namespace FichierClient.Application.Common;

/// <summary>What a rule says that has no sentence of its own: the field by its label and what to do, in place of a property's name and a verdict.</summary>
internal sealed class ValidationMessages : LanguageManager
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["NotEmptyValidator"] = "Regle_vide",
        ["NotNullValidator"] = "Regle_vide",
        ["MaximumLengthValidator"] = "Regle_longueur",
        ["EmailValidator"] = "Regle_adresse_complete",
    };

    public static void Use()
    {
        if (ValidatorOptions.Global.LanguageManager is ValidationMessages) return;
        ValidatorOptions.Global.LanguageManager = new ValidationMessages();
        ValidatorOptions.Global.DisplayNameResolver = (_, member, _) => member is null ? null : Texts.Find($"Saisie_{member.Name}");
    }

    public override string GetString(string key, CultureInfo? culture = null) =>
        Sentences.TryGetValue(key, out var sentence) && Texts.Find(sentence) is { } text ? text : base.GetString(key, culture ?? CultureInfo.CurrentUICulture);
}
