using System.IO.Compression;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Application.Rgpd.TableauDpo;
using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Rgpd.TableauDpo;

namespace FichierClient.IntegrationTests.Rgpd.TableauDpo;

/// <summary>What the DPO hands to an inspection, and what the dashboard says is waiting.</summary>
public sealed class DossierControleTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync(new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero));
        organisation = await db.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task It_holds_both_registers_every_request_with_its_clock_and_the_breaches_and_names_nobody_who_asked()
    {
        var id = await db.Get<CreateDemande>().Do(Dpo, new() { Nom = "Anne Quatrebarbes", Droits = [DroitDemande.Acces] });
        await db.ScalarAsync<int>($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            select '{organisation.Id}', gen_random_uuid(), 2025, n, '2025-06-10', now(), 'Courriel', 'X', 'Cloturee', '2025-07-10', '2025-07-10', '2025-07-01', 0, now() from generate_series(1, 600) n
            """);
        db.Clock.Advance(TimeSpan.FromDays(2));
        var version = (await db.Get<GetDemande>().Do(Dpo, new(id))).Version;
        await db.Get<AdvanceDemande>().Do(Dpo, new(id, version, AvanceeDemande.Refuser, "Demande déjà traitée", VoiesIndiquees: true));
        await db.Get<OpenViolation>().Do(Dpo, new() { Titre = "Ordinateur volé", PriseConnaissanceLe = new DateTime(2026, 6, 11, 8, 0, 0), Circonstances = "=Volé ; dans un train" });

        var files = await FilesAsync(organisation.Acteur(Role.Dpo));

        Assert.Equal(4, files.Keys.Count(k => k.StartsWith("registre/", StringComparison.Ordinal)));
        Assert.Contains("\"DR-2026-0001\";\"Acces\";\"2026-06-10\";\"2026-07-10\";\"0\";\"\";\"2026-07-10\";\"2026-06-12\";\"Refusee\"", files["demandes.csv"], StringComparison.Ordinal);
        Assert.Equal(602, files["demandes.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"V-2026-001\";\"Ordinateur volé\";\"2026-06-11 06:00:00Z\"", files["violations.csv"], StringComparison.Ordinal);
        Assert.Contains("\"'=Volé ; dans un train\"", files["violations.csv"], StringComparison.Ordinal);
        Assert.DoesNotContain("Quatrebarbes", string.Concat(files.Values), StringComparison.Ordinal);
        Assert.Contains("contacts", files["cartographie.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_DPO_gets_it()
    {
        foreach (var role in new[] { Role.Lecteur, Role.Commercial, Role.Responsable, Role.Administrateur })
        {
            Assert.Null(await Dossier().WriteAsync(organisation.Acteur(role), Token));
            // Each of its two readings refuses by itself.
            Assert.Equal(RefusKind.Interdit, (await db.Get<ReadDossierControle>().Refuse(organisation.Acteur(role), default)).Kind);
            Assert.Equal(RefusKind.Interdit, (await db.Get<GetAttentesDpo>().Refuse(organisation.Acteur(role), default)).Kind);
        }
    }

    [Fact]
    public async Task The_dashboard_says_what_waits_what_stopped_and_when_a_backup_was_last_restored()
    {
        Assert.Equal(new AttentesDpo(0, 0, 0, null), await db.Get<GetAttentesDpo>().Do(Dpo, default));
        var job = Guid.CreateVersion7();
        await db.ScalarAsync<int>($$"""
            insert into exercices_restauration values (gen_random_uuid(), '2026-05-01', '2026-04-30', 1, 0, true), (gen_random_uuid(), '2026-06-01', '2026-05-31', 1, 2, false);
            insert into oppositions (tenant_id, id, empreinte, cle_version, genre, nature, portee, source, cree_le, revue_le) values
                ('{{organisation.Id}}', gen_random_uuid(), 'a', 1, 'Email', 'Opposition', 1, 'Courrier', now(), '2026-06-10'), ('{{organisation.Id}}', gen_random_uuid(), 'b', 1, 'Email', 'Opposition', 1, 'Courrier', now(), '2026-06-11');
            insert into jobs (tenant_id, id, kind, status, done, total, culture, created_at, attempts, cancel_requested) values ('{{organisation.Id}}', '{{job}}', 'effacements.run', 'Failed', 0, 0, 'fr-FR', now(), 1, false);
            insert into effacements (tenant_id, id, reference, sujet, sujet_id, fondement, statut, etape, plan, plan_empreinte, prepare_le, job_id)
                values ('{{organisation.Id}}', gen_random_uuid(), 'EFF-2026-0001', 'Contact', gen_random_uuid(), 'Opposition', 'EnCours', 'Aucune', '{}', '', now(), '{{job}}');
            """);

        Assert.Equal(new AttentesDpo(0, 1, 1, new ExerciceRow(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), false)), await db.Get<GetAttentesDpo>().Do(Dpo, default));
    }

    private DossierControle Dossier() => new(db.Get<ExportRegistre>(), db.Get<ReadDossierControle>(), db.Get<ListCartographie>());

    private async Task<Dictionary<string, string>> FilesAsync(Acteur acteur)
    {
        using var zip = new ZipArchive(new MemoryStream((await Dossier().WriteAsync(acteur, Token))!));
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Token), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync(Token);
        }

        return files;
    }
}
