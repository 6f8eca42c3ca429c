using FichierClient.Domain.Organisations;
using FichierClient.Web.Account;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FichierClient.IntegrationTests.Account;

/// <summary>Accounts that open no organisation: whom the mail server took a notice for, or refused for good, may end; whoever couldn't be told stays.</summary>
public sealed class ComptesNightTests(SmtpProgram withServer, AccountProgram without) : IClassFixture<SmtpProgram>, IClassFixture<AccountProgram>
{
    private static readonly DelaisComptes Delais = DelaisComptes.At(DateTimeOffset.UtcNow);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_told_or_never_can_be_ends_in_time_and_who_could_not_be_told_yet_stays()
    {
        var (told, refused, later) = (await AddAsync(withServer, "recu@a.test"), await AddAsync(withServer, "inconnue@a.test"), await AddAsync(withServer, "occupee@a.test"));
        withServer.Mails.Answer = to => to.Contains("inconnue", StringComparison.Ordinal) ? "550 nobody of that name" : to.Contains("occupee", StringComparison.Ordinal) ? "451 come again" : "250 ok";
        await VisitAsync(withServer, mails: 3);

        Assert.Equal((true, true, false), (await IsToldAsync(withServer, told), await IsToldAsync(withServer, refused), await IsToldAsync(withServer, later)));
        // Nobody is told twice; who wasn't is tried again.
        Assert.Equal(["occupee@a.test"], await VisitAsync(withServer, mails: 1));

        await withServer.Database.ScalarAsync<object>($"update comptes.utilisateurs set sans_organisation_depuis = sans_organisation_depuis - interval '{(31 * Delais.MoisSansOrganisation) + 1} days'");
        await VisitAsync(withServer, mails: 1);
        Assert.Equal((false, false, true), (await IsThereAsync(withServer, told), await IsThereAsync(withServer, refused), await IsThereAsync(withServer, later)));
    }

    [Fact]
    public async Task Without_a_mail_server_nobody_is_told_and_nobody_is_deleted()
    {
        var account = await AddAsync(without, "sans@a.test");
        for (var round = 0; round < 2; round++) await VisitAsync(without, mails: 0);
        Assert.Equal((false, true), (await IsToldAsync(without, account), await IsThereAsync(without, account)));
        Assert.Empty(await without.MailsToAsync("sans@a.test", atLeast: 0));
    }

    /// <summary>One night, and the mail server's part in it.</summary>
    /// <returns>Who was written to.</returns>
    private static async Task<List<string>> VisitAsync(AccountProgram program, int mails)
    {
        using var night = new ComptesNight(
            program.Services.GetRequiredService<IServiceScopeFactory>(), program.Services.GetRequiredService<IConfiguration>(), TimeProvider.System, program.Services.GetRequiredService<ILogger<ComptesNight>>());
        var visit = night.VisitAsync(Token);
        var to = new List<string>();
        for (var mail = 0; mail < mails; mail++) to.Add((await ((SmtpProgram)program).Mails.NextAsync(Token)).To.Split('<', '>')[1]);
        await visit;
        return to;
    }

    private static async Task<Guid> AddAsync(AccountProgram program, string email)
    {
        _ = program.Services;
        var id = Guid.CreateVersion7();
        await program.Database.ScalarAsync<object>($"insert into comptes.utilisateurs (id, nom_affiche, langue, theme, user_name, normalized_user_name, email, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ('{id}', 'Jeanne', 'fr', 'system', '{email}', '{email.ToUpperInvariant()}', '{email}', '{email.ToUpperInvariant()}', true, false, false, true, 0)");
        return id;
    }

    private static Task<bool> IsToldAsync(AccountProgram program, Guid id) => program.Database.ScalarAsync<bool>($"select sans_organisation_depuis is not null from comptes.utilisateurs where id = '{id}'");

    private static Task<bool> IsThereAsync(AccountProgram program, Guid id) => program.Database.ScalarAsync<bool>($"select exists (select from comptes.utilisateurs where id = '{id}')");
}
