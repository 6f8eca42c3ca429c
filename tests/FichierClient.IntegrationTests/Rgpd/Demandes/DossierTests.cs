using System.Text;
using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Application.Exports;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

public sealed class DossierTests : IAsyncLifetime
{
    /// <summary>One place each: where somebody's data can be (rgpd.md 4, test 4).</summary>
    private static readonly string[] Needles =
    [
        "zébulonne", "zqxmartin", "zqx-mail@exemple.test", "zqx-note", "zqx-repere", "zqx-libelle", "zqx-evenement", "zqx-fonction", "zqx-ancienne", "zqx-designation", "zqx-source", "zqx-ailleurs",
    ];

    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_holds_every_needle_of_the_person_and_nothing_of_others()
    {
        var (contact, demande) = await SeedAsync();
        var zip = await PackageAsync(demande, GenreDossier.Acces);

        var json = Encoding.UTF8.GetString(zip["donnees.json"]);
        Assert.All(Needles, needle => Assert.Contains(needle, json, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("tiers@ailleurs.test", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Bernadette Autrepersonne", json, StringComparison.Ordinal);
        Assert.DoesNotContain(contact.ToString(), json, StringComparison.Ordinal);
        Assert.Equal("./schema.json", JsonNode.Parse(json)!["$schema"]!.GetValue<string>());
        Assert.Equal("object", JsonNode.Parse(zip["schema.json"])!["type"]!.GetValue<string>());
        var described = JsonNode.Parse(zip["schema.json"])!["properties"]!["donnees"]!["properties"]!["contact_emails"]!["items"]!["properties"]!["adresse"]!;
        Assert.Equal("https://w3id.org/dpv/pd#Contact", described["x-dpv-personal-data"]!.GetValue<string>());
        Assert.Contains("https://w3id.org/dpv#CustomerManagement", described["x-dpv-purposes"]!.AsArray().Select(t => t!.GetValue<string>()));
        Assert.Contains("BEGIN:VCARD\r\nVERSION:4.0", Encoding.UTF8.GetString(zip["contact.vcf"]), StringComparison.Ordinal);
        Assert.Contains("zqx-mail@exemple.test", Encoding.UTF8.GetString(zip["csv/contact_emails.csv"]), StringComparison.Ordinal);
        using var pdf = PdfDocument.Open(zip["lettre.pdf"]);
        var letter = string.Concat(pdf.GetPages().Select(p => p.Text));
        Assert.All(["Responsable du traitement", "Fonction", "Boulangerie", "À utiliser d’abord", "non", "Repères personnels"], word => Assert.Contains(word, letter, StringComparison.Ordinal));
        // Words of the program: names of columns and of values, moments as a machine writes them.
        Assert.All(["e164", "tri", "recherche", "prefere", "cree le", "true", "Nominative", "InteretLegitime", "T00:00", "+00:00"], word => Assert.DoesNotMatch($@"(?<![\w])({System.Text.RegularExpressions.Regex.Escape(word)})(?![\w])", letter));
        Assert.All(["Finalités", "Destinataires", "Fichier exporté par", "Durée de conservation", "CNIL", "zqx-source", "Décision automatisée"], part => Assert.Contains(part, letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Her_own_notes_leave_without_the_others_whom_they_name_and_nothing_of_the_programs_own_work_leaves()
    {
        var (contact, demande) = await SeedAsync();
        var note = await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = contact, Texte = "Bernadette Autrepersonne dit qu’elle part, la joindre au 06 99 88 77 66 ou tiers@ailleurs.test" }, Token);
        Assert.True(note.IsSuccess);
        await db.ScalarAsync<object>($"""
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le) values ('{organisation.Id}', gen_random_uuid(), 'Contact', '{contact}', 'Notes', 'voir Bernadette Autrepersonne', 'tiers@ailleurs.test', now());
            insert into fusions (tenant_id, id, sujet, survivant_id, membre_id, faite_le, defaite_le, avant, apres) select tenant_id, gen_random_uuid(), 'Contact', '{contact}', id, now(), now(), jsonb_build_object('a', 'Bernadette séparée'), jsonb_build_object('a', 'Bernadette séparée') from membres limit 1
            """);
        var zip = await PackageAsync(demande, GenreDossier.Acces);
        foreach (var file in zip.Where(f => f.Key.EndsWith(".json", StringComparison.Ordinal) || f.Key.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var text = Encoding.UTF8.GetString(file.Value);
            Assert.All(["Bernadette", "tiers@ailleurs.test", "99 88 77 66"], needle => Assert.DoesNotContain(needle, text, StringComparison.Ordinal));
        }

        Assert.Contains("dit qu’elle part", JsonNode.Parse(zip["donnees.json"])!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.DoesNotContain(zip.Keys, k => k.Contains("fusions", StringComparison.Ordinal) || k.Contains("effacements", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_of_others_who_lie_in_the_trash_leave_neither()
    {
        var (contact, demande) = await SeedAsync();
        Assert.True((await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = contact, Texte = "Bernadette Autrepersonne dit qu’elle part" }, Token)).IsSuccess);
        await db.ScalarAsync<object>("update contacts set supprime_le = now() where nom = 'Autrepersonne'");
        var json = JsonNode.Parse((await PackageAsync(demande, GenreDossier.Acces))["donnees.json"])!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("dit qu’elle part", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Bernadette", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_cannot_be_made_says_so_on_the_sheet()
    {
        var (_, demande) = await SeedAsync();
        var made = (await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(demande, GenreDossier.Acces), Token)).Value;
        await db.ScalarAsync<object>("update demandes set identite_recue_le = null");
        await harness.RunJobsAsync();
        Assert.Equal(StatutDossier.Echoue, (await harness.GetAsync(demande)).Dossiers.Single(d => d.Id == made).Statut);
    }

    [Fact]
    public async Task Portability_holds_what_the_person_gave_and_no_remark_about_her()
    {
        var (_, demande) = await SeedAsync();
        var json = Encoding.UTF8.GetString((await PackageAsync(demande, GenreDossier.Portabilite))["donnees.json"]);
        Assert.Contains("zqx-mail@exemple.test", json, StringComparison.Ordinal);
        Assert.All(["zqx-note", "zqx-repere", "zqx-evenement", "zqx-ancienne", "zqx-ailleurs"], needle => Assert.DoesNotContain(needle, json, StringComparison.Ordinal));
        await db.ScalarAsync<object>("update provenances set base_legale = 'InteretLegitime'");
        Assert.DoesNotContain("zqx-mail@exemple.test", Encoding.UTF8.GetString((await PackageAsync(demande, GenreDossier.Portabilite))["donnees.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_works_once_until_it_expires_and_a_wrong_one_tells_nothing()
    {
        var (_, demande) = await SeedAsync();
        await PackageAsync(demande, GenreDossier.Acces);
        var dossier = (await harness.GetAsync(demande)).Dossiers[0].Id;
        var remise = db.Get<RemiseDossier>();
        var old = (await db.Get<OfferDossier>().RunAsync(harness.Dpo, dossier, Token)).Value.Jeton;
        var jeton = (await db.Get<OfferDossier>().RunAsync(harness.Dpo, dossier, Token)).Value.Jeton;
        Assert.DoesNotContain(jeton, await db.ScalarAsync<string>("select string_agg(to_jsonb(d)::text, '') from demande_dossiers d"), StringComparison.Ordinal);

        foreach (var wrong in new[] { null, "", "x", old, jeton[..^1], JetonDossier.Create(organisation.Id), JetonDossier.Create(Guid.CreateVersion7()) })
            Assert.Null(await remise.TakeAsync(wrong, Token));
        Assert.Equal(await db.ScalarAsync<string>("select nom from organisations"), (await remise.LookAsync(jeton, Token))!.Organisation);
        var taken = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => remise.TakeAsync(jeton, Token))));
        Assert.Single(taken, t => t is not null);
        Assert.Null(await remise.LookAsync(jeton, Token));
        Assert.Single((await harness.GetAsync(demande)).Etapes, e => e.Type == TypeEtape.DossierRemis);

        var late = (await db.Get<OfferDossier>().RunAsync(harness.Dpo, dossier, Token)).Value;
        db.Clock.Advance(late.ExpireLe - db.Clock.GetUtcNow());
        Assert.Null(await remise.TakeAsync(late.Jeton, Token));
    }

    [Fact]
    public async Task A_link_stays_in_no_letter_that_left_and_one_on_paper_forgets_it_once_it_is_used()
    {
        var (_, demande) = await SeedAsync();
        await PackageAsync(demande, GenreDossier.Acces);
        var jeton = (await db.Get<OfferDossier>().RunAsync(harness.Dpo, (await harness.GetAsync(demande)).Dossiers[0].Id, Token)).Value.Jeton;
        foreach (var envoi in Enum.GetValues<EnvoiLettre>())
        {
            var letter = new SendLettreRequest { Id = demande, Type = TypeLettre.ReponseAcces, Envoi = envoi, Destinataire = "anne@dupont.test", Objet = "Réponse", Corps = $"Votre lien :\nhttps://crm.test/remise/{jeton}\n\nMerci." };
            Assert.Null((await db.Get<SendLettre>().RunAsync(harness.Dpo, letter, Token)).Refus);
        }

        const string kept = "select string_agg(envoi || ' ' || substring(corps from '/remise/(\\S+)'), ', ' order by envoi) from demande_courriers";
        Assert.Equal($"Courriel …{jeton[^4..]}, Courrier {jeton}", await db.ScalarAsync<string>(kept));
        Assert.Contains($"/remise/{jeton}\n", await db.ScalarAsync<string>("select corps from courriels"), StringComparison.Ordinal);
        Assert.NotNull(await db.Get<RemiseDossier>().TakeAsync(jeton, Token));
        Assert.Equal($"Courriel …{jeton[^4..]}, Courrier …{jeton[^4..]}", await db.ScalarAsync<string>(kept));
    }

    [Fact]
    public async Task Nothing_is_packed_before_the_identity_is_settled()
    {
        var contact = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test");
        var id = await harness.CreateAsync(new Application.Rgpd.Demandes.CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces], ContactId = contact });
        Assert.Equal(RefusKind.Regle, (await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(id, GenreDossier.Acces), Token)).Refus!.Kind);
    }

    [Fact]
    public async Task Packages_made_at_once_all_come_and_one_that_cannot_be_made_says_so()
    {
        var (_, demande) = await SeedAsync();
        foreach (var genre in new[] { GenreDossier.Acces, GenreDossier.Portabilite, GenreDossier.Acces, GenreDossier.Portabilite })
            Assert.Null((await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(demande, genre), Token)).Refus);
        await using var context = db.Contexts.Open(organisation.Id);
        var jobs = await context.Jobs.Where(j => j.Kind == ConstitutionDossier.Name).Select(j => j.Id).ToListAsync(Token);
        await Task.WhenAll(jobs.Select(j => Task.Run(() => db.Get<JobRunner>().RunAsync(organisation.Id, j, Token))));
        var sheet = await harness.GetAsync(demande);
        Assert.Equal(4, sheet.Dossiers.Count(d => d.Statut == StatutDossier.Pret));
        Assert.Equal(4, sheet.Etapes.Count(e => e.Type == TypeEtape.DossierPrepare && e.Detail is "Dossier d’accès" or "Dossier de portabilité"));

        await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(demande, GenreDossier.Acces), Token);
        await db.ScalarAsync<object>("update demandes set identite_recue_le = null");
        await harness.RunJobsAsync();
        Assert.Single((await harness.GetAsync(demande)).Dossiers, d => d.Statut == StatutDossier.Echoue);
    }

    [Fact]
    public async Task The_file_is_encrypted_where_it_lies()
    {
        var (_, demande) = await SeedAsync();
        await PackageAsync(demande, GenreDossier.Acces);
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from demande_dossier_fragments where position('PK'::bytea in octets) = 1 or position('lettre.pdf'::bytea in octets) > 0"));
        Assert.True(await db.ScalarAsync<long>("select count(*) from demande_dossier_fragments") > 0);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private async Task<(Guid Contact, Guid Demande)> SeedAsync()
    {
        var contact = await harness.ContactAsync("Zébulonne", "zqxmartin", "zqx-mail@exemple.test", "06 12 34 56 78");
        var other = await harness.ContactAsync("Bernadette", "Autrepersonne", "tiers@ailleurs.test");
        var tenant = organisation.Id;
        var entreprise = Guid.CreateVersion7();
        var vente = Guid.CreateVersion7();
        await db.ScalarAsync<object>($"""
            update contacts set notes = 'zqx-note', reperes_personnels = 'zqx-repere' where id = '{contact}';
            update contact_telephones set libelle = 'zqx-libelle' where contact_id = '{contact}';
            update provenances set source = 'zqx-source' where sujet_id = '{contact}';
            insert into entreprises (tenant_id, id, raison_sociale, est_personne_physique, recherche, cree_le, modifie_le) values ('{tenant}', '{entreprise}', 'Boulangerie', false, 'boulangerie', now(), now());
            insert into contact_liens (tenant_id, id, contact_id, entreprise_id, fonction) values ('{tenant}', gen_random_uuid(), '{contact}', '{entreprise}', 'zqx-fonction');
            insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{tenant}', gen_random_uuid(), 'Note', now(), 'zqx-evenement', '{contact}');
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le) values ('{tenant}', gen_random_uuid(), 'Contact', '{contact}', 'Notes', 'zqx-ancienne', 'autre', now());
            """);
        await VenteAsync(tenant, vente, entreprise, contact);
        var note = await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { ContactId = other, Texte = "Bernadette Autrepersonne connaît Zébulonne zqxmartin (zqx-ailleurs), écrire à tiers@ailleurs.test" }, Token);
        Assert.True(note.IsSuccess);
        await db.Get<StartExport>().RunAsync(organisation.Acteur(), new DemandeExport(ListeExport.Contacts, FormatExport.Csv, "/contacts") { Tri = ListContacts.TriParNom, Contacts = new ContactFiltre(), Colonnes = [new ColonneDemandee("nom", "Nom")] }, Token);
        Assert.Equal(2, Assert.Single((await db.Get<ListCommunications>().RunAsync(harness.Dpo, new ListCommunicationsRequest(contact), Token)).Value).Nombre);
        return (contact, await harness.InstruiteAsync(contact, DroitDemande.Acces, DroitDemande.Portabilite));
    }

    private Task<object?> VenteAsync(Guid tenant, Guid vente, Guid entreprise, Guid contact) => db.ScalarAsync<object>($"""
        insert into ventes (tenant_id, id, type, statut, date, numero, serie, devise, taux, total_ht, total_tva, total_ttc, montant, entreprise_id, contact_id, cree_le, modifie_le)
            values ('{tenant}', '{vente}', 'Facture', 'Validee', '2026-01-15', 'F1', '', 'EUR', 1, 100, 20, 120, 100, '{entreprise}', '{contact}', now(), now());
        insert into vente_lignes (tenant_id, id, vente_id, position, designation, quantite, prix_unitaire_ht, remise, taux_tva, total_ht, montant)
            values ('{tenant}', gen_random_uuid(), '{vente}', 1, 'zqx-designation', 1, 100, 0, 20, 100, 100);
        """);

    private async Task<Dictionary<string, byte[]>> PackageAsync(Guid demande, GenreDossier genre)
    {
        var made = await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(demande, genre), Token);
        Assert.Null(made.Refus);
        await harness.RunJobsAsync();
        return await harness.UnpackAsync(made.Value);
    }
}
