using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>What was held or unreadable at the erasure is come back to, and a complement of the certificate says what became of it.</summary>
public sealed partial class CourrielsEffacementTests
{
    [Fact]
    public async Task One_that_could_not_be_read_then_is_searched_once_it_can_be_and_a_signed_complement_says_so()
    {
        var folder = Path.Combine(db.Mails, Tenant.ToString("N"));
        var files = new List<(string File, byte[] Said)>();
        foreach (var (to, subject) in ((string, string)[])[("dpo@essai.test", $"Rappeler au 06.71.82.93.04"), (EffacementHarness.Email, "Votre demande"), ("dpo@essai.test", "ZÉPHYRINE  Quatrebarbes a appelé"), ("dpo@essai.test", "Trois demandes sont dues"), ("dpo@essai.test", "Reste tenu")])
        {
            var file = await FileAsync(folder, to, subject);
            files.Add((file, await File.ReadAllBytesAsync(file, Token)));
            await File.WriteAllTextAsync(file, "", Token);
        }

        var id = await harness.EraseAsync();
        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((5, 0), (certificate.CourrielsNonLus, certificate.CourrielsEnFichiers));
        await NightAsync();
        Assert.Empty((await harness.GetAsync(id)).Complements);
        // The DPO let one stay while nobody could read it: what it says is searched all the same.
        Assert.Null((await DecideAsync((await ToReviewAsync()).Single(q => q.Nom == Path.GetFileName(files[0].File)), false)).Refus);
        foreach (var (file, said) in files[..4]) await File.WriteAllBytesAsync(file, said, Token);

        await NightAsync();

        Assert.Equal([false, false, true, true, true], files.Select(f => File.Exists(f.File)));
        var first = (await harness.GetAsync(id)).Complements.Single();
        Assert.Equal((2, 1, 0, 2), Said(first));
        Assert.Equal([(CauseCourriel.Nomme, Path.GetFileName(files[2].File))], (await ToReviewAsync()).Where(q => q.Cause != CauseCourriel.Illisible).Select(q => (q.Cause, q.Nom)));
        var signed = (await db.Get<GetComplement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new GetComplementRequest(first.Id), Token)).Value;
        Assert.True(CertificatFichier.Verify(CertificatFichier.Write(signed), db.Get<SignatureCertificats>().ClePublique, out _, out _, out var complement));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(certificate.ToJson()))), complement!.ComplementDe);
        Assert.False(CertificatFichier.Verify(CertificatFichier.Write(signed).Replace("disparus\\u0022: 2", "disparus\\u0022: 3", StringComparison.Ordinal).Replace("disparus\\\": 2", "disparus\\\": 3", StringComparison.Ordinal), null, out _));
        Assert.NotEmpty(ComplementPdf.Write(signed));
        Assert.DoesNotContain(EffacementHarness.Needles(), n => signed.Contenu.Contains(n, StringComparison.OrdinalIgnoreCase));

        await NightAsync();
        Assert.Single((await harness.GetAsync(id)).Complements);
        var named = (await ToReviewAsync()).Single(q => q.Cause == CauseCourriel.Nomme);
        // Who still sees it as a file that nobody can read hasn't decided on the name in it.
        Assert.Equal(RefusKind.Conflit, (await DecideAsync(named with { Cause = CauseCourriel.Illisible }, false)).Refus!.Kind);
        Assert.Null((await DecideAsync(named, false)).Refus);
        await NightAsync();
        Assert.Equal([(0, 0, 1, 1), (2, 1, 0, 2)], (await harness.GetAsync(id)).Complements.Select(Said));
        File.Delete(files[4].File);
        await NightAsync();
        Assert.Equal((1, 0, 0, 0), Said((await harness.GetAsync(id)).Complements[0]));
        Assert.Equal((true, 3), (File.Exists(files[2].File), (await harness.GetAsync(id)).Complements.Count));
    }

    [Fact]
    public async Task One_of_hers_that_can_be_read_since_and_not_be_deleted_is_tried_for_until_it_is_gone()
    {
        var file = await FileAsync(Path.Combine(db.Mails, Tenant.ToString("N")), EffacementHarness.Email, "Votre demande");
        var said = await File.ReadAllBytesAsync(file, Token);
        await File.WriteAllTextAsync(file, "", Token);
        var id = await harness.EraseAsync();
        await File.WriteAllBytesAsync(file, said, Token);
        var isHeld = true;
        var night = NightOf(new CourrielsEnFichiers(new DossierCourriels(db.Mails, Web.Courriels.CourrielLecture.Read, f =>
        {
            if (isHeld) throw new IOException("open");
            File.Delete(f);
        }), db.Clock));

        await night.RunAsync(Tenant, Token);

        Assert.Equal([CauseCourriel.NonSupprime], (await ToReviewAsync()).Select(q => q.Cause));
        Assert.Equal((true, 0), (File.Exists(file), (await harness.GetAsync(id)).Complements.Count));
        isHeld = false;
        db.Clock.Advance(TimeSpan.FromDays(1));
        await night.RunAsync(Tenant, Token);
        Assert.Equal((false, (1, 0, 0, 0)), (File.Exists(file), Said((await harness.GetAsync(id)).Complements.Single())));
    }

    [Fact]
    public async Task Of_two_erased_persons_whom_one_file_names_each_is_a_question_of_its_own()
    {
        var ophelie = await new Rgpd.Demandes.DemandesHarness(db, harness.Organisation).ContactAsync("Ophélie", "Montorgueil", "ophelie@autre.test");
        var file = await FileAsync(Path.Combine(db.Mails, Tenant.ToString("N")), "dpo@essai.test", "Zéphyrine Quatrebarbes et Ophélie Montorgueil ont appelé");
        var said = await File.ReadAllBytesAsync(file, Token);
        await File.WriteAllTextAsync(file, "", Token);
        var (first, second) = (await harness.EraseAsync(), await new EffacementHarness(db, harness.Organisation) { ContactId = ophelie }.EraseAsync());
        await File.WriteAllBytesAsync(file, said, Token);

        await NightAsync();

        var asked = (await ToReviewAsync()).Where(q => q.Cause == CauseCourriel.Nomme).ToList();
        Assert.Equal(new[] { (await harness.GetAsync(first)).Reference, (await harness.GetAsync(second)).Reference }.Order(), asked.Select(q => q.Effacement).Order());
        var one = asked.Single(q => q.Effacement == asked.Min(a => a.Effacement));
        Assert.Null((await DecideAsync(one, false)).Refus);
        await NightAsync();
        var gardes = new[] { await harness.GetAsync(first), await harness.GetAsync(second) }.ToDictionary(e => e.Reference, e => e.Complements.Sum(c => c.Contenu.Gardes));
        Assert.Equal((1, 0), (gardes[one.Effacement!], gardes.Single(g => g.Key != one.Effacement).Value));
        Assert.Equal([CauseCourriel.Nomme], (await ToReviewAsync()).Select(q => q.Cause));
    }

    private async Task NightAsync()
    {
        db.Clock.Advance(TimeSpan.FromHours(1));
        await db.Get<Scellements>().RunAsync(Tenant, Token);
    }

    private Scellements NightOf(CourrielsEnFichiers files) => new(db.Contexts, db.Get<DemandeChiffre>(), new FichiersTenus(files, db.Get<Empreintes>(), db.Get<SignatureCertificats>(), db.Clock), db.Clock);

    private static (int, int, int, int) Said(ComplementRow row) => (row.Contenu.Disparus, row.Contenu.LusSansElle, row.Contenu.Gardes, row.Contenu.Attendent);
}
