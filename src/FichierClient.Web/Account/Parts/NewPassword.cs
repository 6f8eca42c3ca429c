using FluentValidation;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Account.Parts;

/// <summary>A form in which a password is chosen.</summary>
public interface INewPassword
{
    string Password { get; }

    string Again { get; }
}

internal sealed class NewPasswordValidator : AbstractValidator<INewPassword>
{
    public NewPasswordValidator(IStringLocalizer<AccountTexts> texts)
    {
        RuleFor(i => i.Password).Given(texts, "PasswordMissing");
        RuleFor(i => i.Again).Equal(i => i.Password).WithMessage(texts["PasswordDiffers"]).When(i => i.Password.Length > 0);
    }
}
