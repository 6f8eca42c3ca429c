using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Conservation;

/// <summary>What the register declares of accounts, journals and breaches happens, once, and is written down.</summary>
public sealed class PurgesProgrammeesTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_left_becomes_a_pseudonym_a_year_later_and_keeps_what_was_done()
    {
        var (left, stays) = (organisation.Membres[Role.Commercial], organisation.Membres[Role.Lecteur]);
        await db.ScalarAsync<object>($"update membres set nom = 'Jeanne Partie', email = 'jeanne@partie.test', retire_le = '{db.Clock.GetUtcNow():O}' where id = '{left}'");
        await RunAsync();
        Assert.Equal("Jeanne Partie", await NameAsync(left));
        db.Clock.Advance(TimeSpan.FromDays(367));
        await RunAsync();
        Assert.StartsWith("Ancien membre ", await NameAsync(left), StringComparison.Ordinal);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from membres where email like '%partie.test' or nom like '%Jeanne%'"));
        Assert.DoesNotContain("Ancien", await NameAsync(stays), StringComparison.Ordinal);
        await RunAsync();
        Assert.Equal(("comptes", 1), await PurgeAsync());
        Assert.NotNull((await db.Get<ReinstateMembre>().RunAsync(organisation.Acteur(Role.Administrateur), new ReinstateMembreRequest(left), Token)).Refus);
    }

    [Fact]
    public async Task Work_that_ended_more_than_a_year_ago_goes_and_what_runs_or_is_younger_stays()
    {
        await db.ScalarAsync<object>($"""
            insert into jobs (tenant_id, id, kind, status, created_at, finished_at, attempts, cancel_requested, culture, done, total) select '{organisation.Id}', gen_random_uuid(), 'exports', s, '{Ago(14)}', f::timestamptz, 1, false, 'fr-FR', 0, 0
            from (values ('Succeeded', '{Ago(13)}'), ('Failed', '{Ago(13)}'), ('Succeeded', '{Ago(11)}'), ('Waiting', null)) v (s, f)
            """);
        await RunAsync();
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from jobs"));
        Assert.Equal(("journaux", 2), await PurgeAsync());
    }

    [Fact]
    public async Task A_breach_goes_with_its_journal_five_years_after_it_was_closed_and_an_open_one_never()
    {
        await db.ScalarAsync<object>($"""
            insert into violations (tenant_id, id, reference, cree_le, prise_connaissance_le, contenu_information, titre, en_cours, natures, origine, cause, close_le)
                select '{organisation.Id}', gen_random_uuid(), r, '{Ago(70)}', '{Ago(70)}', 0, r, false, 1, 'Interne', 'Negligence', c::timestamptz from (values ('V1', '{Ago(61)}'), ('V2', '{Ago(59)}'), ('V3', null)) v (r, c);
            insert into violation_journal (tenant_id, id, violation_id, acte, membre_id, fait_le) select tenant_id, gen_random_uuid(), id, 'Ouverture', '{organisation.Membres[Role.Dpo]}', now() from violations
            """);
        await RunAsync();
        Assert.Equal("V2, V3", await db.ScalarAsync<string>("select string_agg(reference, ', ' order by reference) from violations"));
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from violation_journal"));
        Assert.Equal(("violations", 1), await PurgeAsync());
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ScalarAsync<object>("update purges_programmees set nombre = 0"));
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_does_nothing()
    {
        await db.ScalarAsync<object>($"update regles_conservation set active = false; update membres set retire_le = '{Ago(3)}' where id = '{organisation.Membres[Role.Commercial]}'");
        await RunAsync();
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from purges_programmees"));
    }

    [Fact]
    public async Task A_rule_that_the_organisation_has_just_got_waits_and_the_dpo_sees_the_day_and_moves_it()
    {
        await db.ScalarAsync<object>($"update regles_conservation set agit_des = agit_des + 1 where agit_des is not null; update membres set retire_le = '{Ago(30)}' where id = '{organisation.Membres[Role.Commercial]}'");
        await RunAsync();
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from purges_programmees"));
        var rule = await RuleAsync();
        Assert.True(rule.EstEnAttente);
        Assert.True(rule.Saisie.DureeMois > 0);

        rule.Saisie.AgitDes = rule.Saisie.AgitDes!.Value.AddDays(10);
        Assert.Null((await db.Get<SaveRegle>().RunAsync(organisation.Acteur(Role.Dpo), new SaveRegleRequest { RegleId = rule.Id, Version = rule.Version, Saisie = rule.Saisie }, Token)).Refus);
        db.Clock.Advance(TimeSpan.FromDays(10));
        await RunAsync();
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from purges_programmees"));

        // Another change of the rule keeps its day.
        rule = await RuleAsync();
        (rule.Saisie.AgitDes, rule.Saisie.Nom) = (null, "Membres partis");
        Assert.Null((await db.Get<SaveRegle>().RunAsync(organisation.Acteur(Role.Dpo), new SaveRegleRequest { RegleId = rule.Id, Version = rule.Version, Saisie = rule.Saisie }, Token)).Refus);
        db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await RuleAsync()).EstEnAttente);
        await RunAsync();
        Assert.Equal(("comptes", 1), await PurgeAsync());
    }

    [Fact]
    public async Task A_day_that_has_passed_and_a_duration_of_nothing_are_slips()
    {
        var rule = await RuleAsync();
        foreach (var (day, months, said) in new[] { (-1, 12, "est passé"), (5, 0, "1 à 1 200") })
        {
            (rule.Saisie.AgitDes, rule.Saisie.DureeMois) = (db.Today.AddDays(day), months);
            var refus = (await db.Get<SaveRegle>().RunAsync(organisation.Acteur(Role.Dpo), new SaveRegleRequest { RegleId = rule.Id, Version = rule.Version, Saisie = rule.Saisie }, Token)).Refus;
            Assert.Contains(said, refus!.Message + string.Concat(refus.Champs.Select(c => c.Message)), StringComparison.Ordinal);
        }

        Assert.Equal(rule.Version, (await RuleAsync()).Version);
    }

    [Fact]
    public async Task A_breach_on_hold_stays_until_the_hold_is_lifted()
    {
        await db.ScalarAsync<object>($"""
            insert into violations (tenant_id, id, reference, cree_le, prise_connaissance_le, contenu_information, titre, en_cours, natures, origine, cause, close_le)
                values ('{organisation.Id}', gen_random_uuid(), 'V1', '{Ago(70)}', '{Ago(70)}', 0, 'V1', false, 1, 'Interne', 'Negligence', '{Ago(61)}')
            """);
        var gel = (await db.Get<PoseGel>().RunAsync(organisation.Acteur(Role.Dpo), new PoseGelRequest { Objet = ObjetGele.Violation, Texte = "V1", Motif = MotifGel.Litige, Raison = "Assignation" }, Token)).Value;
        Assert.Equal("V1", Assert.Single((await db.Get<ListConservation>().RunAsync(organisation.Acteur(Role.Dpo), default, Token)).Value.Gels).Nom);
        await RunAsync();
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from violations"));
        Assert.Null((await db.Get<LeveGel>().RunAsync(organisation.Acteur(Role.Dpo), new LeveGelRequest(gel), Token)).Refus);
        await RunAsync();
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from violations"));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
        db.Clock.Advance(TimeSpan.FromDays(RegleConservation.JoursAvantProgramme));
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task RunAsync() => db.Get<PurgesProgrammees>().RunAsync(organisation.Id, Token);

    private string Ago(int months) => db.Clock.GetUtcNow().AddMonths(-months).ToString("O");

    private async Task<RegleDetails> RuleAsync() => (await db.Get<ListConservation>().RunAsync(organisation.Acteur(Role.Dpo), default, Token)).Value.Regles.Single(r => r.Code == "comptes");

    private Task<string?> NameAsync(Guid id) => db.ScalarAsync<string>($"select nom from membres where id = '{id}'");

    private async Task<(string, int)> PurgeAsync()
    {
        await using var context = db.Contexts.Open(organisation.Id);
        var purge = await context.PurgesProgrammees.AsNoTracking().SingleAsync(Token);
        return (purge.Code, purge.Nombre);
    }
}
