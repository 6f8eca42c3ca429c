using FichierClient.Application.Courriels;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Courriels;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>Of the e-mails that name an erased person, an answer to her leaves; whatever else waits is cancelled, and one that was written meanwhile is a rest.</summary>
public sealed partial class CourrielsEffacementTests : IAsyncLifetime
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
        // Written to her: nobody is asked. Her name alone may be another's; a damaged one may be anybody's, and is no question of this plan.
        var details = await harness.GetAsync(id);
        Assert.Equal(2, details.CourrielsEnFichiers);
        var asked = details.Mentions.Where(m => m.EstFichier).ToList();
        Assert.Equal([(DecisionMention.ADecider, true)], asked.Select(m => (m.Decision, m.Extrait?.Contains("QUATREBARBES a appelé", StringComparison.Ordinal) == true)));
        Assert.False(details.EstDecide);
        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));

        Assert.Equal((false, false, false, true), (File.Exists(toHer), File.Exists(aboutHer), File.Exists(earlier), File.Exists(Path.Combine(folder, "abime.eml"))));
        Assert.Equal((true, true, true), (File.Exists(other), File.Exists(neighbours), File.Exists(theirs)));
        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((3, 1), (certificate.CourrielsEnFichiers, certificate.CourrielsNonLus));
    }

    [Fact]
    public async Task A_namesake_s_e_mail_stays_when_the_dpo_says_so_and_the_certificate_says_it()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        var (hers, namesake) = (await FileAsync(folder, "dpo@essai.test", "Zéphyrine QUATREBARBES a appelé"), await FileAsync(folder, "autre@essai.test", "Réponse à Zéphyrine Quatrebarbes, une autre"));
        // Half an e-mail is somebody's who is writing it, but not an hour later.
        var (unfinished, forgotten) = (await HalfAsync(folder, TimeSpan.FromMinutes(1)), await HalfAsync(folder, TimeSpan.FromMinutes(61)));
        var without = await harness.PrepareAsync();
        var details = await harness.GetAsync(without);
        var mine = details.Mentions.Single(m => m.EstFichier && m.Cle.EndsWith(Path.GetFileName(namesake), StringComparison.Ordinal));
        Assert.Null((await db.Get<DecideMentions>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new DecideMentionsRequest(without, details.Empreinte, [new CleMention(mine.Table, mine.Colonne, mine.Cle)], DecisionMention.Laisser), Token)).Refus);

        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(without), Token));

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(without)).Statut);
        Assert.Equal((false, true, true, false), (File.Exists(hers), File.Exists(namesake), File.Exists(unfinished), File.Exists(forgotten)));
        var certificate = await harness.CertificateAsync(without);
        Assert.Equal((2, 0), (certificate.CourrielsEnFichiers, certificate.CourrielsRestes));
        var kept = certificate.Verification.Laisses;
        Assert.True(kept > certificate.Lieux.Where(l => l.Action == ActionEffacement.Conserver).Sum(l => l.Conserve), $"{kept}");
    }

    [Fact]
    public async Task The_certificate_counts_what_was_deleted_whatever_the_plan_said_and_whatever_interrupts()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        await FileAsync(folder, EffacementHarness.Email, "Au plan");
        var gone = await FileAsync(folder, EffacementHarness.Email, "Emporté par la nuit");
        var id = await harness.PrepareAsync();
        Assert.Equal(2, (await harness.GetAsync(id)).CourrielsEnFichiers);
        await harness.ApproveAsync(id);
        File.Delete(gone);
        foreach (var subject in (string[])["Un", "Deux", "Trois"]) await FileAsync(folder, EffacementHarness.Email, subject);
        // The files are gone, and then the transaction that says so breaks.
        await db.ScalarAsync<object>("create function casse() returns trigger language plpgsql as $$ begin raise exception 'cassé'; end $$; create trigger casse before update on exports for each statement execute function casse()");
        await Assert.ThrowsAnyAsync<Exception>(() => With(new()).RunAsync(Tenant, id, Token));
        Assert.Empty(Directory.GetFiles(folder, "*.eml"));
        await db.ScalarAsync<object>("drop trigger casse on exports");

        Assert.Equal(FinEffacement.Termine, await With(new()).RunAsync(Tenant, id, Token));

        Assert.Equal(4, (await harness.CertificateAsync(id)).CourrielsEnFichiers);
    }

    [Fact]
    public async Task A_file_that_can_not_be_deleted_is_a_rest_that_the_certificate_names_and_the_night_tries_again()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        var (held, free) = (await FileAsync(folder, EffacementHarness.Email, "Ouvert ailleurs"), await FileAsync(folder, EffacementHarness.Email, "Libre"));
        // Another program has it open: it can neither be read nor deleted any more.
        var isHeld = false;
        var files = new CourrielsEnFichiers(new DossierCourriels(db.Mails, f => isHeld && f == held ? throw new IOException("open") : CourrielLecture.Read(f), f =>
        {
            if (isHeld && f == held) throw new IOException("open");
            File.Delete(f);
        }), db.Clock);
        var services = new ServicesEffacement(db.Contexts, new FichiersPersonne(db.Get<FichiersPersonne>().Originals, files, db.Get<PiecesPersonne>()), db.Get<TraceEffacement>(), db.Clock);
        var id = await harness.PrepareAsync();
        await harness.ApproveAsync(id);

        var execution = new ExecutionEffacement(services, new PreparationEffacement(services), db.Get<EmissionCertificat>(), new(e =>
        {
            isHeld = e != EtapeEffacement.Tombe;
            return Task.CompletedTask;
        }));
        // At the moment of the deletion it can't be read any more; the plan had read that it is hers, so it is to go, and deleting it fails.
        Assert.Equal(FinEffacement.Termine, await execution.RunAsync(Tenant, id, Token));

        Assert.Equal((true, false), (File.Exists(held), File.Exists(free)));
        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((1, 1), (certificate.CourrielsEnFichiers, certificate.CourrielsRestes));
        Assert.Equal([(CauseCourriel.NonSupprime, Path.GetFileName(held))], (await ToReviewAsync()).Select(c => (c.Cause, c.Nom)));
        // It is of today: the night tries for what the certificate named, not for its age, for as long as it is there.
        var night = NightOf(files);
        Assert.Empty(await night.RunAsync(Tenant, Token));
        Assert.True(File.Exists(held));
        db.Clock.Advance(TimeSpan.FromDays(60));
        File.SetLastWriteTimeUtc(held, db.Clock.GetUtcNow().UtcDateTime);
        isHeld = false;
        await night.RunAsync(Tenant, Token);
        Assert.False(File.Exists(held));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from courriels_a_revoir"));
        Assert.Equal((1, 0, 0, 0), Said((await harness.GetAsync(id)).Complements.Single()));
    }

    [Fact]
    public async Task One_that_was_left_and_went_by_its_age_before_the_erasure_is_no_other_plan()
    {
        var namesake = await FileAsync(Path.Combine(db.Mails, Tenant.ToString("N")), "autre@essai.test", "Réponse à Zéphyrine Quatrebarbes, une autre");
        var id = await harness.PrepareAsync();
        var job = await harness.ApproveAsync(id, DecisionMention.Laisser);
        await db.ScalarAsync<object>($"update evenements set texte = texte || ' bis' where tenant_id = '{Tenant}' and texte = 'Pain'");
        File.Delete(namesake);

        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, job, Token));

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
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

    private async Task<IReadOnlyList<CourrielARevoirRow>> ToReviewAsync() => (await db.Get<ListCourrielsARevoir>().RunAsync(harness.Organisation.Acteur(Role.Dpo), default, Token)).Value;

    /// <summary>The program died, or the disk was full, before the file got its name.</summary>
    private async Task<string> HalfAsync(string folder, TimeSpan age)
    {
        var whole = await FileAsync(folder, EffacementHarness.Email, "En cours");
        var half = Path.ChangeExtension(whole, ".tmp");
        File.Move(whole, half);
        File.SetLastWriteTimeUtc(half, (db.Clock.GetUtcNow() - age).UtcDateTime);
        return half;
    }

    private static readonly byte[] Lettre = new Application.Common.Pdf.PdfLetter("Lettre").Paragraphe("Bonjour.").ToBytes();

    /// <summary>As the program writes it: the subject and the text are encoded.</summary>
    private static async Task<string> FileAsync(string folder, string to, string subject, Guid? row = null, (string Nom, byte[] Octets)? joint = null)
    {
        Directory.CreateDirectory(folder);
        using var message = ExpediteurCourriels.MessageOf(new CourrielAPartir(row ?? Guid.NewGuid(), to, subject, $"{subject}.\n", joint?.Octets ?? Lettre, joint?.Nom ?? "lettre.pdf"), "fichier@essai.test");
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
