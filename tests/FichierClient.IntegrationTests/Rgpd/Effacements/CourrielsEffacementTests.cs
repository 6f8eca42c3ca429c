using FichierClient.Application.Courriels;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Courriels;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>Of the e-mails that name an erased person, an answer to her leaves; whatever else waits is cancelled, and one that was written meanwhile is a rest.</summary>
public sealed class CourrielsEffacementTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;
    private Guid hers, others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Guid Tenant => harness.Organisation.Id;

    [Fact]
    public async Task An_answer_to_her_waits_on_and_any_other_is_cancelled_and_counted()
    {
        var (answer, other, reminder) = (await MailAsync(hers, "AEnvoyer"), await MailAsync(others, "NonParti"), await MailAsync(null, "Envoye"));

        var id = await harness.EraseAsync();

        Assert.Equal("AEnvoyer/Chère Zéphyrine Quatrebarbes", await StateAsync(answer));
        Assert.Equal("Annule/", await StateAsync(other));
        Assert.Equal("Envoye/", await StateAsync(reminder));
        Assert.Equal($"Au sujet de {Aiguille.Marque}", await db.ScalarAsync<string>($"select objet from courriels where id = '{reminder}'"));
        var certificate = await harness.CertificateAsync(id);
        Assert.Equal(1, certificate.CourrielsAnnules);
        Assert.Equal(2, certificate.Lieux.Where(l => l is { Table: "courriels", Action: ActionEffacement.Conserver }).Sum(l => l.Conserve));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_waits_after_the_destruction_is_a_rest_unless_it_answers_her(bool answersHer)
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(new(e => e == EtapeEffacement.Detruit ? throw new OperationCanceledException("killed") : Task.CompletedTask)).RunAsync(Tenant, id, Token));
        await MailAsync(answersHer ? hers : others, "AEnvoyer");

        var end = await With(new()).RunAsync(Tenant, id, Token);

        Assert.Equal(answersHer ? FinEffacement.Termine : FinEffacement.PlanChange, end);
        if (answersHer) return;
        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));
        Assert.Equal((StatutEffacement.Termine, 1), ((await harness.GetAsync(id)).Statut, (await harness.CertificateAsync(id)).CourrielsAnnules));
    }

    [Fact]
    public async Task E_mails_in_files_that_are_hers_or_name_her_go_and_others_stay()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        var (toHer, aboutHer, other) = (await FileAsync(folder, EffacementHarness.Email, "Votre demande"), await FileAsync(folder, "dpo@essai.test", "Zéphyrine QUATREBARBES a appelé"), await FileAsync(folder, "dpo@essai.test", "Trois demandes sont dues"));
        // Those of before each organisation had its folder: ours by their row, another organisation's not.
        var earlier = await FileAsync(db.Mails, EffacementHarness.Email, "Avant", await MailAsync(hers, "Envoye"));
        var neighbours = await FileAsync(db.Mails, EffacementHarness.Email, "Du voisin", Guid.NewGuid());
        var theirs = await FileAsync(Path.Combine(db.Mails, Guid.NewGuid().ToString("N")), EffacementHarness.Email, "D’un autre");
        await File.WriteAllTextAsync(Path.Combine(folder, "abime.eml"), "", Token);

        var id = await harness.PrepareAsync();
        Assert.Equal(4, (await harness.GetAsync(id)).CourrielsEnFichiers);
        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));

        Assert.Equal((false, false, false, false), (File.Exists(toHer), File.Exists(aboutHer), File.Exists(earlier), File.Exists(Path.Combine(folder, "abime.eml"))));
        Assert.Equal((true, true, true), (File.Exists(other), File.Exists(neighbours), File.Exists(theirs)));
        Assert.Equal(4, (await harness.CertificateAsync(id)).CourrielsEnFichiers);
    }

    [Fact]
    public async Task An_e_mail_that_is_written_into_a_file_meanwhile_is_a_rest()
    {
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);
        await Assert.ThrowsAsync<OperationCanceledException>(() => With(new(e => e == EtapeEffacement.Fichiers ? throw new OperationCanceledException("killed") : Task.CompletedTask)).RunAsync(Tenant, id, Token));
        var late = await FileAsync(Path.Combine(db.Mails, Tenant.ToString("N")), EffacementHarness.Email, "Entre-temps");

        Assert.Equal(FinEffacement.PlanChange, await With(new()).RunAsync(Tenant, id, Token));

        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));
        Assert.Equal((StatutEffacement.Termine, 1, false), ((await harness.GetAsync(id)).Statut, (await harness.CertificateAsync(id)).CourrielsEnFichiers, File.Exists(late)));
    }

    [Fact]
    public async Task What_nobody_took_from_its_file_in_a_month_goes()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        var (old, young) = (await FileAsync(folder, "dpo@essai.test", "Ancien"), await FileAsync(folder, "dpo@essai.test", "Récent"));
        File.SetLastWriteTimeUtc(old, db.Clock.GetUtcNow().UtcDateTime.AddDays(-31));

        await db.Get<Scellements>().RunAsync(Tenant, Token);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    /// <summary>As the program writes it: the subject and the text are encoded.</summary>
    private static async Task<string> FileAsync(string folder, string to, string subject, Guid? row = null)
    {
        Directory.CreateDirectory(folder);
        using var message = ExpediteurCourriels.MessageOf(new CourrielAPartir(row ?? Guid.NewGuid(), to, subject, $"{subject}.\n", "%PDF"u8.ToArray(), "lettre.pdf"), "fichier@essai.test");
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.eml");
        await message.WriteToAsync(file, Token);
        return file;
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
        hers = await DemandeAsync(1, "Zéphyrine Quatrebarbes");
        others = await DemandeAsync(2, "Luc Petit");
        await db.ScalarAsync<object>($"insert into demande_personnes (tenant_id, id, demande_id, contact_id) values ('{Tenant}', gen_random_uuid(), '{hers}', '{harness.ContactId}')");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private ExecutionEffacement With(PointsDePanne points) => new(db.Get<ServicesEffacement>(), db.Get<PreparationEffacement>(), db.Get<EmissionCertificat>(), points);

    private Task<string?> StateAsync(Guid id) => db.ScalarAsync<string>($"select statut || '/' || coalesce(corps, '') from courriels where id = '{id}'");

    private Task<Guid> DemandeAsync(int numero, string nom) => harness.IdAsync($"""
        insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
        values ('{Tenant}', gen_random_uuid(), 2026, {numero}, '2026-11-02', now(), 'Courriel', '{nom}', 'EnInstruction', '2026-12-02', '2026-12-02', '2026-11-23', 0, now()) returning id
        """);

    /// <summary>It names her; what is over has neither address nor text.</summary>
    private Task<Guid> MailAsync(Guid? demande, string statut) => harness.IdAsync($"""
        insert into courriels (tenant_id, id, demande_id, reference, destinataire, objet, corps, empreinte, statut, cree_le, essais, prochain_essai_le)
        values ('{Tenant}', gen_random_uuid(), {(demande is { } d ? $"'{d}'" : "null")}, 'DR', {(statut == "Envoye" ? "null" : "'luc@villon.test'")}, 'Au sujet de Zéphyrine Quatrebarbes', {(statut == "Envoye" ? "null" : "'Chère Zéphyrine Quatrebarbes'")}, '', '{statut}', now(), 0, now()) returning id
        """);
}
