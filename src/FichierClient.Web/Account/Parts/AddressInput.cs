using FluentValidation;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Account.Parts;

/// <summary>A form that asks for an address alone.</summary>
public sealed class AddressInput
{
    public string Email { get; set; } = "";
}

/// <summary>A form that is a button alone.</summary>
public sealed class NoInput
{
    public static NoInput Value { get; } = new();
}

internal sealed class AddressValidator : AbstractValidator<AddressInput>
{
    public AddressValidator(IStringLocalizer<AccountTexts> texts) => RuleFor(i => i.Email).Address(texts);
}
