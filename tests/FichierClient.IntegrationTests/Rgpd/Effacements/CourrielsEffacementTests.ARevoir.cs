using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.Web.Courriels;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>What can't be read or deleted is a question of the organisation.</summary>
public sealed partial class CourrielsEffacementTests
{
    [Fact]
    public async Task One_that_nobody_can_read_is_one_question_of_the_organisation_and_no_plan_waits_for_it()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        Directory.CreateDirectory(folder);
        var (damaged, kept) = (Path.Combine(folder, "abime.eml"), Path.Combine(folder, "garde.eml"));
        foreach (var file in (string[])[damaged, kept]) await File.WriteAllTextAsync(file, "", Token);
        File.SetLastWriteTimeUtc(damaged, db.Clock.GetUtcNow().UtcDateTime.AddDays(-3));
        var petit = await harness.IdAsync($"select id from contacts where tenant_id = '{Tenant}' and nom = 'Petit'");
        await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new PrepareEffacementRequest(Domain.Rgpd.Sujet.Contact, petit, Fondement.Opposition), Token)).Value);
        var id = await harness.PrepareAsync();

        Assert.DoesNotContain((await harness.GetAsync(id)).Mentions, m => m.EstFichier);
        var questions = await ToReviewAsync();
        Assert.Equal([(CauseCourriel.Illisible, "abime.eml"), (CauseCourriel.Illisible, "garde.eml")], questions.Select(q => (q.Cause, q.Nom)));
        Assert.Equal(27, Math.Round((questions[0].ExpireLe - db.Clock.GetUtcNow()).TotalDays));
        Assert.Equal(RefusKind.Interdit, (await db.Get<ListCourrielsARevoir>().RunAsync(harness.Organisation.Acteur(Role.Administrateur), default, Token)).Refus?.Kind);
        Assert.Null((await DecideAsync(questions[1], false)).Refus);
        Assert.Single(await ToReviewAsync());

        Assert.True(await db.Get<Application.Jobs.JobRunner>().RunAsync(Tenant, await harness.ApproveAsync(id), Token));

        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((2, 0), (certificate.CourrielsNonLus, certificate.CourrielsRestes));
        Assert.Equal(certificate.Lieux.Where(l => l.Action == ActionEffacement.Conserver).Sum(l => l.Conserve), certificate.Verification.Laisses);
        Assert.Equal((true, true), (File.Exists(damaged), File.Exists(kept)));
        Assert.Null((await DecideAsync(questions[0], true)).Refus);
        Assert.Equal((false, true, 0), (File.Exists(damaged), File.Exists(kept), (await ToReviewAsync()).Count));
    }

    [Fact]
    public async Task What_the_night_can_not_delete_is_told_once_and_stays_a_question_of_the_organisation()
    {
        var old = await FileAsync(Path.Combine(db.Mails, Tenant.ToString("N")), "dpo@essai.test", "Ancien");
        File.SetLastWriteTimeUtc(old, db.Clock.GetUtcNow().UtcDateTime.AddDays(-31));
        var isHeld = true;
        var files = new CourrielsEnFichiers(new DossierCourriels(db.Mails, CourrielLecture.Read, f =>
        {
            if (isHeld) throw new UnauthorizedAccessException("root");
            File.Delete(f);
        }), db.Clock);
        var night = NightOf(files);

        Assert.Equal([$"{Tenant:N}/{Path.GetFileName(old)}"], await night.RunAsync(Tenant, Token));
        Assert.Empty(await night.RunAsync(Tenant, Token));

        Assert.Equal([CauseCourriel.NonSupprime], (await ToReviewAsync()).Select(c => c.Cause));
        isHeld = false;
        Assert.Empty(await night.RunAsync(Tenant, Token));
        Assert.Equal((false, 0), (File.Exists(old), (await ToReviewAsync()).Count));
    }

    private Task<Outcome<Done>> DecideAsync(CourrielARevoirRow row, bool delete) => db.Get<DecideCourriel>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new DecideCourrielRequest(row.Id, delete, row.Cause), Token);
}
