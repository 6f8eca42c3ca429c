using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Account;

/// <summary>Makes accounts. There is no open registration: they come from an invitation or from the operator.</summary>
public sealed class AccountCreation(UserManager<Utilisateur> users, Memberships memberships, TimeProvider clock)
{
    /// <summary>
    /// An account whose address is already proven, by the token of an invitation or by the operator's word.
    /// </summary>
    /// <param name="email">Address and user name.</param>
    /// <param name="nom">Name that colleagues see.</param>
    /// <param name="langue">fr or en.</param>
    /// <param name="password">Null: the person chooses one through "forgotten password".</param>
    public async Task<(IdentityResult Result, Utilisateur User)> CreateAsync(string email, string nom, string langue, string? password)
    {
        var user = new Utilisateur
        {
            Id = Guid.CreateVersion7(),
            UserName = email.Trim().ToLowerInvariant(),
            Email = email.Trim().ToLowerInvariant(),
            EmailConfirmed = true,
            NomAffiche = nom.Trim(),
            Langue = langue,
        };
        return (password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password), user);
    }

    /// <summary>
    /// For the operator's commands: the account of an address, made when there is none, as a member of an organisation
    /// with a role. Run twice it changes nothing; an existing account keeps its password.
    /// </summary>
    /// <returns>The member's id, and whether the account was made now.</returns>
    /// <exception cref="InvalidOperationException">The address or the password is refused; the message says why.</exception>
    public async Task<(Guid MembreId, bool IsNew)> EnsureMembreAsync(
        Guid organisationId, string email, string nom, Role role, string? password = null, CancellationToken cancellationToken = default)
    {
        var user = await users.FindByEmailAsync(email);
        var isNew = user is null;
        if (user is null)
        {
            (var result, user) = await CreateAsync(email, nom, "fr", password);
            if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }

        var membreId = await memberships.AddAsync(organisationId, user.Id, user.NomAffiche, user.Email!, role, clock.GetUtcNow(), cancellationToken);
        return (membreId, isNew);
    }
}
