using FluentValidation;

namespace FichierClient.Application.Rgpd.Garde;

internal static class GardeRules
{
    /// <summary>Refuses social security, bank account and card numbers in a free text (rgpd.md 3.9), whoever writes it. The message never repeats the number.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> SansNumeroInterdit<T>(this IRuleBuilder<T, string?> rule) => rule.Custom((texte, context) =>
    {
        if (TexteSurveille.Problem(texte) is { } problem) context.AddFailure(problem);
    });
}
