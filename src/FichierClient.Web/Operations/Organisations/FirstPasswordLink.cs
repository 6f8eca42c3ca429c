using System.Text;
using FichierClient.Application.Identity;
using FichierClient.Web.Account;
using FichierClient.Web.Operations.Serve;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace FichierClient.Web.Operations.Organisations;

/// <summary>The page where a new account chooses its password, for the operator to hand over: no mail server may be there yet.</summary>
internal static class FirstPasswordLink
{
    public static async Task<string> CreateAsync(IServiceProvider services, IConfiguration configuration, string email)
    {
        var users = services.GetRequiredService<UserManager<Utilisateur>>();
        var user = await users.FindByEmailAsync(email) ?? throw new InvalidOperationException("The account isn't there.");
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await users.GeneratePasswordResetTokenAsync(user)));
        var here = configuration["FICHIER_URL"] is { Length: > 0 } address ? address : $"http://localhost:{ServeCommand.DefaultPort}";
        return services.GetRequiredService<PublicLinks>().To(here, "Account/ResetPassword", ("email", user.Email!), ("code", code));
    }
}
