using FichierClient.Application.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Account;

/// <summary>Refuses the password that an attacker tries first: the address, or the part of it before the @ and a few signs.</summary>
internal sealed class PasswordIsNotTheAddress(IStringLocalizer<AccountTexts> texts) : IPasswordValidator<Utilisateur>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Utilisateur> manager, Utilisateur user, string? password)
    {
        var address = user.Email ?? "";
        var local = address.Split('@')[0];
        var rest = password?.Replace(address, "", StringComparison.OrdinalIgnoreCase) ?? "";
        if (local.Length >= 4) rest = rest.Replace(local, "", StringComparison.OrdinalIgnoreCase);
        return Task.FromResult(password is null || rest.Length >= 6
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = nameof(PasswordIsNotTheAddress), Description = texts["ErrorPasswordIsAddress"] }));
    }
}
