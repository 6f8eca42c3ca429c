using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>What happens to an erasure when it is interrupted, when data come back meanwhile, and when two people act at once.</summary>
public sealed class InterruptionTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EtapeEffacement.Tombe)]
    [InlineData(EtapeEffacement.Detruit)]
    [InlineData(EtapeEffacement.Fichiers)]
    [InlineData(EtapeEffacement.Verifie)]
    public async Task Interrupted_after_any_step_it_ends_with_the_same_certificate(EtapeEffacement step)
    {
        var control = await EffacementHarness.CreateAsync(db, "temoin");
        var expected = Print(await control.CertificateAsync(await control.EraseAsync()));
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);

        await Assert.ThrowsAsync<OperationCanceledException>(() => With(Killed(step)).RunAsync(harness.Organisation.Id, id, Token));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from certificats where effacement_id = '{id}'"));
        Assert.Equal(step == EtapeEffacement.Tombe ? 1L : 0L, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{harness.ContactId}'"));
        Assert.Equal(FinEffacement.Termine, await With(new PointsDePanne()).RunAsync(harness.Organisation.Id, id, Token));
        Assert.Equal(FinEffacement.Termine, await With(new PointsDePanne()).RunAsync(harness.Organisation.Id, id, Token));

        Assert.Equal(expected, Print(await harness.CertificateAsync(id)));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from certificats where effacement_id = '{id}'"));
        Assert.Single(db.Get<JournalEffacements>().Depuis(0), e => e.EffacementId == id && e.Nature == EntreeJournal.NatureEffacement);
    }

    [Theory]
    [InlineData("insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id) select tenant_id, gen_random_uuid(), 'Note', now(), 'Rappeler quatrebarbes zephyrine', id from entreprises where reference = 'C2'")]
    [InlineData("update contacts set notes = 'joindre au 06.71.82.93.04' where nom = 'Petit'")]
    [InlineData("update vues set parametres = 'q=zephyrine.quatrebarbes%40perso-zq.test'")]
    [InlineData("insert into modifications (tenant_id, id, sujet, sujet_id, champ, nouveau, fait_le) select tenant_id, gen_random_uuid(), 'Entreprise', id, 'Notes', 'Zéphyrine Quatrebarbes', now() from entreprises where reference = 'C2'")]
    [InlineData("update imports set source = 'Carte de Zéphyrine Quatrebarbes'")]
    [InlineData("update import_images set contenu = jsonb_build_object('x', jsonb_build_array('zq.ancienne@perso-zq.test')) where sujet = 'Entreprise'")]
    [InlineData("update import_lignes set texte = 'Zéphyrine;Quatrebarbes'")]
    [InlineData("update evenements set donnees = '{\"de\": \"ZQ.Ancienne@perso-zq.test\"}' where donnees is not null")]
    public async Task Whatever_the_destruction_missed_is_found_and_nothing_is_certified(string missed)
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(Killed(EtapeEffacement.Detruit)).RunAsync(harness.Organisation.Id, id, Token));
        await db.ScalarAsync<object>(missed);

        Assert.Equal(FinEffacement.PlanChange, await With(new PointsDePanne()).RunAsync(harness.Organisation.Id, id, Token));

        var details = await harness.GetAsync(id);
        Assert.Equal(StatutEffacement.AApprouver, details.Statut);
        Assert.Contains(details.Mentions, m => m.Decision != DecisionMention.Laisser);
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from certificats where effacement_id = '{id}'"));

        // The rest is erased by a second plan, and then it is certified.
        Assert.True(await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token));
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.DoesNotContain("quatrebarbes", (await harness.DumpAsync()).Outside, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Of_two_approvals_at_once_one_starts_the_erasure()
    {
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        await db.Get<DecideMentions>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Caviarder), Token);
        var request = new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => db.Get<ApproveEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), request, Token)));

        Assert.Single(both, o => o.IsSuccess);
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from jobs where subject_id = '{id}' and kind = 'effacements.run'"));
    }

    [Fact]
    public async Task Sealed_documents_need_a_second_dpo_where_there_is_one()
    {
        await db.ScalarAsync<object>($"""
            insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) select tenant_id, gen_random_uuid(), gen_random_uuid(), 'Second DPO', 'second@dpo.test', 'Dpo', now() from membres where id = '{harness.Organisation.Membres[Role.Dpo]}'
            """);
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        await db.Get<DecideMentions>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new DecideMentionsRequest(id, details.Empreinte, [], DecisionMention.Caviarder), Token);
        var request = new ApproveEffacementRequest(id, (await harness.GetAsync(id)).Empreinte);

        Assert.Equal(StatutEffacement.AApprouver, (await db.Get<ApproveEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), request, Token)).Value);
        Assert.Equal(RefusKind.Regle, (await db.Get<ApproveEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), request, Token)).Refus?.Kind);
        Assert.True((await harness.GetAsync(id)).ExigeDeux);
    }

    [Fact]
    public async Task An_entreprise_that_is_a_natural_person_is_emptied_and_keeps_its_figures()
    {
        var tenant = harness.Organisation.Id;
        var shop = await harness.IdAsync($"update entreprises set est_personne_physique = true, raison_sociale = 'Barnabé Courteheuse', recherche = 'barnabe courteheuse', siren = '552100554', email = 'barnabe@courteheuse.test', facturation_voie = '3 rue des Lilas' where tenant_id = '{tenant}' and reference = 'C2' returning id");
        var before = await db.ScalarAsync<string>("select string_agg(s::text, '|' order by s::text) from entreprise_stats s");

        var id = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new PrepareEffacementRequest(Sujet.Entreprise, shop, Fondement.Opposition), Token)).Value);
        Assert.True(await db.Get<JobRunner>().RunAsync(tenant, await harness.ApproveAsync(id), Token));

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.True(await db.ScalarAsync<bool>($"select raison_sociale = '{Aiguille.Marque}' and siren is null and email is null and facturation_voie is null from entreprises where id = '{shop}'"));
        Assert.Equal(before, await db.ScalarAsync<string>("select string_agg(s::text, '|' order by s::text) from entreprise_stats s"));
        var dump = await harness.DumpAsync();
        Assert.DoesNotContain("courteheuse", dump.Outside, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Barnabé Courteheuse", dump.Archive, StringComparison.Ordinal);
        // A company that is no person isn't a subject of the law.
        var company = await harness.IdAsync($"select id from entreprises where tenant_id = '{tenant}' and reference = 'C1'");
        Assert.NotNull((await db.Get<PrepareEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new PrepareEffacementRequest(Sujet.Entreprise, company, Fondement.Opposition), Token)).Refus);
    }

    [Fact]
    public async Task Every_table_that_refers_to_a_contact_can_lose_it()
    {
        await using var context = db.Contexts.Open(harness.Organisation.Id);
        await context.Database.OpenConnectionAsync(Token);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var map = await Cartographie.ReadAsync(context, connection, Token);
        var links = (await Catalogue.ReadAsync(connection, Token)).Values.SelectMany(t => t.Liens.Where(l => l.Vers == "contacts").Select(l => (Table: t.Nom, Lien: l))).ToList();
        Assert.NotEmpty(links);

        Assert.Empty(links.Where(l => l.Lien is { SuitSaCible: false, EstObligatoire: true } && !map.SuitLeSujet(l.Table)).Select(l => $"{l.Table}.{l.Lien.Colonne}: mark its class with [SuitLeSujet], or let the column be null"));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private ExecutionEffacement With(PointsDePanne points) => new(db.Get<ServicesEffacement>(), db.Get<PreparationEffacement>(), db.Get<EmissionCertificat>(), points);

    /// <summary>What a certificate says, without what tells when and in which number it was done.</summary>
    private static string Print(CertificatContenu c) => string.Join('\n', c.Lieux.Select(l => $"{l.Table}.{l.Colonne} {l.Action} {l.Avant}/{l.Traite}/{l.Conserve} {l.Base} {l.PurgeLe}"))
        + $"\n{c.ImportsSupprimes}/{c.ExportsSupprimes}/{c.Verification.Colonnes}/{c.Verification.Restes}/{c.Verification.Laisses}/{c.Verification.Aiguilles.Count}";

    /// <summary>The process is gone once this step is committed (or, for the tombstone, written): nothing in memory goes on.</summary>
    private static PointsDePanne Killed(EtapeEffacement at) => new(etape => etape == at ? throw new OperationCanceledException("killed") : Task.CompletedTask);
}
