using FluentValidation;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Account.Parts;

/// <summary>Rules that several account forms share, with their sentences.</summary>
internal static class AccountRules
{
    public static void Address<T>(this IRuleBuilder<T, string> rule, IStringLocalizer<AccountTexts> texts) =>
        rule.NotEmpty().WithMessage(texts["EmailMissing"]).EmailAddress().WithMessage(texts["EmailWrong"]).MaximumLength(254).WithMessage(texts["EmailWrong"]);

    public static void Given<T>(this IRuleBuilder<T, string> rule, IStringLocalizer<AccountTexts> texts, string key) =>
        rule.NotEmpty().WithMessage(texts[key]);
}
