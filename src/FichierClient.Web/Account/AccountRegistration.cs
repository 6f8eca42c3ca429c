using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using FichierClient.Web.Account.Mail;
using FichierClient.Web.Common;
using FichierClient.Web.Door;
using FichierClient.Web.Organisations;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace FichierClient.Web.Account;

/// <summary>Accounts: who may sign in, how, and how long a session lasts.</summary>
public static class AccountRegistration
{
    /// <summary>How long a session that ended elsewhere may still act: cookies and open pages are checked this often.</summary>
    internal static readonly TimeSpan Revalidation = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDbContext<AccountsDbContext>((provider, options) => options.UseAccountsDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddDataProtection().SetApplicationName("FichierClient").PersistKeysToDbContext<AccountsDbContext>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<FicheAilleurs>();
        services.AddSingleton<AcceptInvitation>();
        services.AddScoped<SessionMembre>();
        AddIdentity(services);
        AddSession(services);
        services.AddMail();
        services.AddSingleton<PublicLinks>();
        services.AddScoped<AccountRedirects>();
        services.AddScoped<SignIn>();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<AccountCreation>();
        services.AddScoped<ComptesSansOrganisation>();
        services.AddScoped<InvitationEntry>();
        services.AddScoped<InvitationSender>();
        return builder;
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Utilisateur>(options =>
            {
                AccountsDatabase.ConfigureStores(options);
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                options.SignIn.RequireConfirmedEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                // Length decides, not kinds of signs (ANSSI, NIST SP 800-63B).
                options.Password = new PasswordOptions
                {
                    RequiredLength = 12,
                    RequiredUniqueChars = 5,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false,
                };
            })
            .AddEntityFrameworkStores<AccountsDbContext>()
            .AddClaimsPrincipalFactory<UtilisateurClaimsFactory>()
            .AddErrorDescriber<AccountErrors>()
            .AddPasswordValidator<PasswordIsNotTheAddress>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(2));
        services.AddOptions<IdentityPasskeyOptions>().Configure<TransportSecurity>((passkeys, transport) =>
        {
            // A passkey signs in alone, so the device must have asked for the finger, face or code.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ServerDomain = transport.PublicAddress?.Host;
        });
    }

    private static void AddSession(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<SecurityStampValidatorOptions>().Configure<Memberships>((options, memberships) =>
        {
            options.ValidationInterval = Revalidation;
            options.OnRefreshingPrincipal = context => UtilisateurClaimsFactory.KeepOrganisationAsync(context, memberships);
        });
        Cookie(services, IdentityConstants.ApplicationScheme, "fichier", SameSiteMode.Lax, TimeSpan.FromDays(14));
        Cookie(services, IdentityConstants.TwoFactorUserIdScheme, "fichier-2fa", SameSiteMode.Strict, TimeSpan.FromMinutes(5));
        Cookie(services, IdentityConstants.TwoFactorRememberMeScheme, "fichier-appareil", SameSiteMode.Strict, TimeSpan.FromDays(30));
        Cookie(services, IdentityConstants.ExternalScheme, "fichier-externe", SameSiteMode.Strict, TimeSpan.FromMinutes(5));
        services.AddScoped<AuthenticationStateProvider, RevalidatingSession>();
        services.AddSingleton<IAuthorizationHandler, MembreHandler>();
        services.AddAuthorization(AccountPolicies.Configure);
    }

    private static void Cookie(IServiceCollection services, string scheme, string name, SameSiteMode sameSite, TimeSpan lifetime) =>
        services.AddOptions<CookieAuthenticationOptions>(scheme).Configure<TransportSecurity>((options, transport) =>
        {
            options.Cookie.Name = transport.CookieName(name);
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = sameSite;
            options.Cookie.SecurePolicy = transport.CookiePolicy;
            options.Cookie.Path = "/";
            options.ExpireTimeSpan = lifetime;
            options.LoginPath = "/Account/Login";
            options.LogoutPath = "/Account/Logout";
            options.AccessDeniedPath = "/Account/AccessDenied";
        });

    /// <summary>After the language is known, before the pages: who asks, how often, what for.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(PlainPage.ExpiredFormAsync);
        return app;
    }
}
