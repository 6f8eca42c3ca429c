using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Bandeau;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Conservation;

/// <summary>Approved runs and what becomes of them.</summary>
public sealed partial class ConservationTests
{
    [Fact]
    public async Task After_the_notice_who_is_still_silent_is_erased_as_the_dry_run_said_and_who_came_back_is_spared()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        var (anne, luc, zoe) = (await OldAsync("Anne", "Quatrebarbes", entreprise), await OldAsync("Luc", "Vermorel", entreprise), await OldAsync("Zoé", "Tressens", entreprise));
        await DueAsync(Prospects);
        var passage = await PassageAsync(Prospects);
        await db.Get<DecidePassage>().Do(Dpo, new(passage.Id, passage.Version, true));
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);
        Assert.Equal(3L, await db.ScalarAsync<long>("select count(*) from contacts"));

        // Half past midnight in Paris, where it is the day after already.
        db.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromHours(14.5));
        await db.Get<AddNote>().Do(organisation.Acteur(), new() { ContactId = luc, Type = TypeEvenement.Appel, Texte = "A rappelé", DeLaPersonne = true });
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);

        Assert.Equal(luc, await db.ScalarAsync<Guid>("select id from contacts"));
        var done = (await db.Get<GetPassage>().Do(Dpo, new(passage.Id))).Passage;
        Assert.Equal((StatutPassage.Execute, 2, 1, 0), (done.Statut, done.Effaces, done.Epargnes, done.Echecs));
        Assert.Equal(2L, await db.ScalarAsync<long>($"select count(*) from effacements where statut = 'Termine' and fondement = 'Conservation' and sujet_id in ('{anne}', '{zoe}')"));
        await using var context = db.Contexts.Open(organisation.Id);
        var minutes = await context.ProcesVerbaux.AsNoTracking().ToListAsync(Token);
        Assert.Equal(2, minutes.Count);
        Assert.All(minutes, m => Assert.True(Minutes.Verify(m)));
        Assert.Contains(minutes, m => Minutes.NameOf(m).StartsWith($"proces-verbal-{db.Today:yyyy-MM-dd}-", StringComparison.Ordinal));
        // Carried out once.
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);
        Assert.Equal(2, await context.ProcesVerbaux.CountAsync(Token));
    }

    [Fact]
    public async Task An_entreprise_that_is_a_natural_person_reaches_its_end_as_a_contact_does_and_once()
    {
        var (barnabe, zelie, company) = (await OldEntrepriseAsync("Barnabé Courteheuse", true), await OldEntrepriseAsync("Zélie Montfaucon", true), await OldEntrepriseAsync("Prospect SARL", false));
        await db.Get<AddNote>().Do(organisation.Acteur(), new() { EntrepriseId = zelie, Type = TypeEvenement.Appel, Texte = "A rappelé", Jour = new DateOnly(2026, 6, 1), DeLaPersonne = true });
        var client = await OldEntrepriseAsync("Luc Vermorel EI", true);
        await SellAsync(client, "2023-02-01");

        Assert.Equal([(Sujet.Entreprise, barnabe, "Barnabé Courteheuse")], (await DueAsync(Prospects)).Select(s => (s.Sujet, s.Id, s.Nom!)));
        Assert.Equal([(client, ActePersonne.Achat)], (await DueAsync(Clients)).Select(s => (s.Id, s.Acte)));
        Assert.Equal(new DateOnly(2025, 1, 10), (await db.Get<GetBandeau>().Do(Dpo, new(Sujet.Entreprise, barnabe))).ConserveJusqua);

        await ApproveAsync();
        db.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token));

        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from effacements where sujet_id = '{barnabe}' and statut = 'Termine' and fondement = 'Conservation'"));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from entreprises where raison_sociale like 'Barnab%'"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from entreprises where id = '{company}' and raison_sociale = 'Prospect SARL'"));
        Assert.Empty(await DueAsync(Prospects));
    }

    [Fact]
    public async Task One_person_who_can_t_be_erased_keeps_nobody_else_and_is_counted()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        var anne = await OldAsync("Anne", "Quatrebarbes", entreprise);
        await OldAsync("Luc", "Vermorel", entreprise);
        await ApproveAsync();
        await db.ScalarAsync<int>($"""
            create table attaches (tenant_id uuid not null, id uuid not null, contact_id uuid not null, primary key (tenant_id, id), foreign key (tenant_id, contact_id) references contacts (tenant_id, id));
            grant select on attaches to fichier_app, fichier_scan;
            insert into attaches values ('{organisation.Id}', gen_random_uuid(), '{anne}');
            """);

        db.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Single(await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token));

        Assert.Equal(anne, await db.ScalarAsync<Guid>("select id from contacts"));
        Assert.Equal("Execute 1 0 1", await db.ScalarAsync<string>("select concat_ws(' ', statut, effaces, epargnes, echecs) from passages_conservation where execute_le is not null"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_that_a_DPO_begins_while_the_nights_plan_is_read_goes_first(bool ofTheSame)
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        var (anne, other) = (await OldAsync("Anne", "Quatrebarbes", entreprise), await db.AddContactAsync(organisation, "Luc", "Vermorel"));
        await ApproveAsync();
        db.Clock.Advance(TimeSpan.FromDays(31));
        await using var context = db.Contexts.Open(organisation.Id, Dpo.MembreId);
        await using var preparing = await context.Database.BeginTransactionAsync(Token);
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('effacements:' || {organisation.Id.ToString()}, 0))", Token);
        Assert.NotNull(await PreparationEffacement.AddAsync(context, db.Clock, Sujet.Contact, ofTheSame ? anne : other, Fondement.Opposition, Token));
        await context.SaveChangesAsync(Token);

        var night = db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);
        await db.WaitForLockAsync(night);
        await preparing.CommitAsync(Token);

        Assert.Empty(await night);
        Assert.Equal(ofTheSame ? "EFF-2026-0001 Opposition" : "EFF-2026-0001 Opposition, EFF-2026-0002 Conservation", await db.ScalarAsync<string>("select string_agg(reference || ' ' || fondement, ', ' order by reference) from effacements"));
        Assert.Equal(ofTheSame ? 1L : 0L, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{anne}'"));
    }

    [Fact]
    public async Task A_run_that_is_given_up_takes_its_notices_back_and_is_never_carried_out()
    {
        var anne = await OldAsync("Anne", "Quatrebarbes", await db.AddEntrepriseAsync(organisation, "Prospect SARL", Role.Commercial));
        await ApproveAsync();
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from evenements where contact_id = '{anne}' and rappel_le = '2026-12-29' and rappel_fait_le is null"));

        var approved = await PassageAsync(Prospects);
        await db.Get<DecidePassage>().Do(Dpo, new(approved.Id, approved.Version, false));

        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from evenements where rappel_le is not null and rappel_fait_le is null"));
        db.Clock.Advance(TimeSpan.FromDays(31));
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from contacts"));
    }
}
