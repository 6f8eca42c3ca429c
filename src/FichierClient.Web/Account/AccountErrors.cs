using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Account;

/// <summary>Identity's refusals that a person can meet, in the language of the request.</summary>
internal sealed class AccountErrors(IStringLocalizer<AccountTexts> texts) : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), length);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Error(nameof(PasswordRequiresUniqueChars), uniqueChars);

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch));

    public override IdentityError InvalidToken() => Error(nameof(InvalidToken));

    // An address that is taken must not be told from one that isn't.
    public override IdentityError DuplicateEmail(string email) => Error(nameof(InvalidToken));

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(InvalidToken));

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure));

    private IdentityError Error(string code, params object[] arguments) => new() { Code = code, Description = texts["Error" + code, arguments] };
}
