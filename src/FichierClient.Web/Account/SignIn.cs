using FichierClient.Application.Identity;
using FichierClient.Web.Door;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Account;

/// <summary>How a try to sign in ended, as far as the person may know.</summary>
internal enum SignInEnd
{
    Done,

    /// <summary>The password was right; the second factor is asked.</summary>
    SecondFactor,

    /// <summary>The password was right, but the address isn't confirmed: a new link was sent.</summary>
    Unconfirmed,

    /// <summary>Wrong password, unknown account, locked account, too many tries: nobody is told which.</summary>
    Refused,
}

/// <summary>
/// Sign-in by password. No answer tells whether an account exists: an unknown or locked one costs a password hash as
/// well, and every refusal takes at least <see cref="Floor"/>.
/// </summary>
internal sealed class SignIn(SignInManager<Utilisateur> signIn, AccountLimits limits, TimeProvider clock, ILogger<SignIn> logger)
{
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(400);

    // Any hash of the current format: verifying against it takes the time of a real one.
    private static readonly Lazy<string> Decoy = new(() => new PasswordHasher<Utilisateur>().HashPassword(new Utilisateur(), Guid.NewGuid().ToString()));

    public async Task<(SignInEnd End, Utilisateur? User)> PasswordAsync(string email, string password, bool remember)
    {
        var started = clock.GetTimestamp();
        var (end, user) = limits.MaySignIn(email) ? await TryAsync(email, password, remember) : (SignInEnd.Refused, null);
        if (end is SignInEnd.Refused) await WaitAsync(clock, started);
        return (end, user);
    }

    /// <summary>Waits until the floor: for answers whose time would tell something.</summary>
    public static Task WaitAsync(TimeProvider clock, long started)
    {
        var left = Floor - clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? Task.Delay(left, TimeProvider.System) : Task.CompletedTask;
    }

    private async Task<(SignInEnd End, Utilisateur? User)> TryAsync(string email, string password, bool remember)
    {
        var users = signIn.UserManager;
        if (await users.FindByEmailAsync(email) is not { } user)
        {
            Hash(password);
            return (SignInEnd.Refused, null);
        }

        if (await users.IsLockedOutAsync(user))
        {
            Hash(password);
            return (SignInEnd.Refused, null);
        }

        if (!await users.IsEmailConfirmedAsync(user))
        {
            var right = await users.CheckPasswordAsync(user, password);
            if (!right) await users.AccessFailedAsync(user);
            return right ? (SignInEnd.Unconfirmed, user) : (SignInEnd.Refused, null);
        }

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (result.IsLockedOut) logger.LogWarning("Account {UserId} is locked after too many wrong passwords", user.Id);
        if (result.Succeeded) return (SignInEnd.Done, user);
        return result.RequiresTwoFactor ? (SignInEnd.SecondFactor, user) : (SignInEnd.Refused, null);
    }

    private void Hash(string password) => signIn.UserManager.PasswordHasher.VerifyHashedPassword(new Utilisateur(), Decoy.Value, password);
}
