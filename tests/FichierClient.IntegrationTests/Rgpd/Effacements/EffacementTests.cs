using System.Text;
using FichierClient.Application.Figures;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>A person who is erased is nowhere in a copy of the database, the figures are as before, and the certificate says what was found.</summary>
public sealed class EffacementTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_is_the_same_throughout_and_surely_hers_is_decided_at_once()
    {
        const string sure = "Rappeler Zéphyrine Quatrebarbes", doubt = "Mme Quatrebarbes dort";
        var end = " " + new string('x', 200);
        foreach (var (texte, client) in (IEnumerable<(string, string)>)[(sure, "C2"), (sure, "C2"), (sure + end + "a", "C2"), (sure + end + "b", "C2"), (doubt, "C1"), (doubt, "C1")])
            await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id) select tenant_id, gen_random_uuid(), 'Note', now(), '{texte}', id from entreprises where tenant_id = '{harness.Organisation.Id}' and reference = '{client}'");

        var mentions = (await harness.GetAsync(await harness.PrepareAsync())).Mentions;

        int Groups(Func<string, bool> which, int rows)
        {
            var found = mentions.Where(m => m.Extrait is { } extrait && which(extrait)).ToList();
            Assert.Equal(rows, found.Count);
            return found.Select(m => m.Groupe).Distinct().Count();
        }

        Assert.Equal((1, 2, 2), (Groups(e => e == sure, 2), Groups(e => e.StartsWith(sure + " xx", StringComparison.Ordinal), 2), Groups(e => e == doubt, 2)));
    }

    [Fact]
    public async Task After_an_erasure_a_dump_holds_none_of_the_persons_needles_outside_the_archive()
    {
        var before = await harness.DumpAsync();
        // Each place of the seed is really there.
        Assert.All((string[])[EffacementHarness.Email, EffacementHarness.AncienEmail, "Zéphyrine Quatrebarbes", "QUATREBARBES", "Q.", "Z%C3%A9phyrine", "0)6.71.82.93.04", "Refusée pour sa date"],
            n => Assert.Contains(n, before.Outside, StringComparison.Ordinal));

        var id = await harness.EraseAsync();

        var after = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => after.Outside.Contains(n, StringComparison.Ordinal));
        // Sealed: her invoice, and nothing else.
        Assert.Contains("Zéphyrine Quatrebarbes", after.Archive, StringComparison.Ordinal);
        var sealedOnes = (await db.Get<ListArchives>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new ListArchivesRequest(id), Token)).Value.Rows;
        Assert.Equal(["F1"], sealedOnes.Select(a => a.Reference));
        Assert.Equal(new DateOnly(2036, 12, 31), sealedOnes[0].PurgeLe);
        Assert.Equal(sealedOnes.Count, (await harness.CertificateAsync(id)).Lieux.Where(l => l.Action == ActionEffacement.Sceller).Sum(l => l.Conserve));
    }

    [Fact]
    public async Task The_figures_and_the_invoices_are_as_before_and_the_vente_has_lost_its_person()
    {
        const string figures = """
            select string_agg(x, E'\n' order by x) from (
                select 'v' || id || date || total_ht || total_ttc || coalesce(numero, '') || statut || centimes x from ventes
                union all select 'l' || id || quantite || total_ht || montant from vente_lignes
                union all select 's' || s::text from entreprise_stats s union all select 'j' || j::text from ca_jours j union all select 'd' || d::text from ca_departements d
                union all select 'c' || c::text from ca_commerciaux c union all select 'p' || p::text from ca_produits p) y
            """;
        var before = await db.ScalarAsync<string>(figures);

        await harness.EraseAsync();

        Assert.Equal(before, await db.ScalarAsync<string>(figures));
        Assert.True(await db.ScalarAsync<bool>("select contact_id is null and contact_efface from ventes where numero = 'F1'"));
        Assert.Empty((await db.Get<VerifyFigures>().RunAsync(harness.Organisation.Id, null, Token)).Differences);
    }

    [Fact]
    public async Task What_speaks_of_others_keeps_its_words_and_the_history_keeps_who_and_when()
    {
        await harness.EraseAsync();

        Assert.Equal($"Collègue de {Aiguille.Marque}", await db.ScalarAsync<string>("select notes from contacts where nom = 'Petit'"));
        Assert.Equal($"Voir avec {Aiguille.Marque}, tél. {Aiguille.Marque}", await db.ScalarAsync<string>("select texte from evenements where texte like 'Voir avec%'"));
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from evenements where type = 'Appel' and contact_id is null and texte = '{Aiguille.Marque}'"));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from evenements where entreprise_id is null and contact_id is null"));
        Assert.True(await db.ScalarAsync<long>($"select count(*) from modifications where sujet_id = '{harness.ContactId}' and membre_id is not null and champ = 'EmailContact' and coalesce(ancien, nouveau) = '{Aiguille.Marque}'") > 0);
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from import_lignes where issue in ('Refusee', 'SansVente') and not est_apercu"));
    }

    [Fact]
    public async Task Another_organisation_is_untouched()
    {
        var other = await EffacementHarness.CreateAsync(db, "autre");
        var fingerprint = $"""
            select md5(string_agg(x, '|' order by x)) from (select c::text x from contacts c where tenant_id = '{other.Organisation.Id}' union all select c::text from contact_emails c where tenant_id = '{other.Organisation.Id}'
                union all select e::text from evenements e where tenant_id = '{other.Organisation.Id}' union all select m::text from modifications m where tenant_id = '{other.Organisation.Id}'
                union all select v::text from ventes v where tenant_id = '{other.Organisation.Id}' union all select i::text from import_images i where tenant_id = '{other.Organisation.Id}'
                union all select v::text from vues v where tenant_id = '{other.Organisation.Id}' union all select f::text from import_fragments f where tenant_id = '{other.Organisation.Id}') y
            """;
        var before = await db.ScalarAsync<string>(fingerprint);

        await harness.EraseAsync();

        Assert.Equal(before, await db.ScalarAsync<string>(fingerprint));
    }

    [Fact]
    public async Task The_certificate_is_signed_holds_no_identity_and_can_not_be_changed()
    {
        var id = await harness.EraseAsync();

        var certificat = (await db.Get<GetCertificat>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new GetCertificatRequest(id), Token)).Value;
        Assert.True(SignatureCertificats.Verify(certificat.ClePublique, Encoding.UTF8.GetBytes(certificat.Contenu), certificat.Signature));
        Assert.False(SignatureCertificats.Verify(certificat.ClePublique, Encoding.UTF8.GetBytes(certificat.Contenu.Replace("\"restes\": 0", "\"restes\": 1", StringComparison.Ordinal)), certificat.Signature));
        Assert.DoesNotContain(EffacementHarness.Needles(), n => certificat.Contenu.Contains(n, StringComparison.Ordinal));
        var contenu = await harness.CertificateAsync(id);
        Assert.Equal(("fichier_scan", 0), (contenu.Verification.Role, contenu.Verification.Restes));
        Assert.True(contenu.Verification.Colonnes > 60);
        Assert.Equal((2, 1), (contenu.ImportsSupprimes, contenu.ExportsSupprimes));
        Assert.All(contenu.Lieux, l => Assert.Equal(l.Avant, l.Traite));
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        await using var change = new NpgsqlCommand("update certificats set contenu = ''", owner);
        await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Token));
    }

    [Fact]
    public async Task Data_that_change_after_the_approval_make_it_void_and_nothing_is_erased()
    {
        var id = await harness.PrepareAsync();
        var job = await harness.ApproveAsync(id);
        await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{harness.Organisation.Id}', gen_random_uuid(), 'Note', now(), 'Elle rappelle demain', '{harness.ContactId}')");

        await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, job, Token);

        var details = await harness.GetAsync(id);
        Assert.Equal((StatutEffacement.AApprouver, EtapeEffacement.Aucune), (details.Statut, details.Etape));
        Assert.Empty(details.Approbations);
        Assert.Equal(1L, await db.ScalarAsync<long>($"select count(*) from contacts where id = '{harness.ContactId}'"));
        Assert.NotNull(await db.ScalarAsync<string>($"select error from jobs where id = '{job}'"));

        await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
    }

    [Fact]
    public async Task Words_of_another_record_that_a_transaction_under_way_brought_make_it_void_too()
    {
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        // Its number is older than the plan's reading, its words become visible after it.
        await using var slow = await owner.BeginTransactionAsync(Token);
        await using var note = new NpgsqlCommand($"insert into evenements (tenant_id, id, type, survenu_le, texte) values ('{harness.Organisation.Id}', gen_random_uuid(), 'Note', now(), 'Vu avec zephyrine QUATREBARBES')", owner);
        await note.ExecuteNonQueryAsync(Token);
        var id = await harness.PrepareAsync();
        await slow.CommitAsync(Token);
        var before = (await harness.GetAsync(id)).Mentions.Count;

        await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token);

        var details = await harness.GetAsync(id);
        Assert.Equal((StatutEffacement.AApprouver, EtapeEffacement.Aucune, before + 1), (details.Statut, details.Etape, details.Mentions.Count));
        await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id), Token);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
    }

    [Theory]
    [InlineData("1", "5", "1", "9", true)]
    [InlineData("1", "5", "2", "9", false)]
    [InlineData("1", "9", "1", "5", false)]
    [InlineData("1", "5", "1", "2000000000", false)]
    public void Rows_are_told_apart_by_their_transaction_in_the_same_cluster_only(string system, string transaction, string systemNow, string now, bool expected) =>
        Assert.Equal(expected, new PointDeLecture(system, transaction).Reaches(new PointDeLecture(systemNow, now)));

    [Fact]
    public async Task A_restored_database_is_told_from_the_one_that_the_plan_was_read_in_and_a_server_that_tells_nothing_is_read_as_a_whole()
    {
        await using var other = await TestDatabase.CreateAsync();
        await using var here = new NpgsqlConnection(db.AppConnection);
        await using var there = new NpgsqlConnection(other.AppConnection);
        await here.OpenAsync(Token);
        await there.OpenAsync(Token);
        var (now, elsewhere) = (await PointDeLecture.ReadAsync(here, Token), await PointDeLecture.ReadAsync(there, Token));
        Assert.Equal((true, false), (now!.Reaches(now), elsewhere!.Reaches(now)));
        await using var administrator = new NpgsqlConnection(db.AdministratorConnection);
        await administrator.OpenAsync(Token);
        await Catalogue.ExecuteAsync(administrator, "revoke execute on function pg_control_system() from public", Token);

        Assert.Null(await PointDeLecture.ReadAsync(here, Token));
        var id = await harness.EraseAsync();

        Assert.True(await db.ScalarAsync<bool>($"select not plan ? 'luA' from effacements where id = '{id}'"));
    }

    [Fact]
    public async Task A_finding_waits_for_the_dpo_and_what_is_left_is_said_in_the_certificate()
    {
        var id = await harness.PrepareAsync();
        var details = await harness.GetAsync(id);
        Assert.False(details.EstDecide);
        // Of a form's data the values, not the braces.
        Assert.Contains(details.Mentions, m => m is { Table: "evenements", Colonne: "donnees" } && m.Extrait == EffacementHarness.AncienEmail);
        var family = Assert.Single(details.Mentions, m => m.Decision == DecisionMention.ADecider && m.Extrait!.Contains("part en mai", StringComparison.Ordinal));
        Assert.Equal((false, "Atelier Ronsard SARL"), (family.EstForte, family.Entreprise));
        Assert.Equal(Application.Common.RefusKind.Regle, (await db.Get<ApproveEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new ApproveEffacementRequest(id, details.Empreinte), Token)).Refus?.Kind);

        await db.Get<JobRunner>().RunAsync(harness.Organisation.Id, await harness.ApproveAsync(id, DecisionMention.Laisser), Token);

        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.Equal("Mme Quatrebarbes part en mai", await db.ScalarAsync<string>("select texte from evenements where texte like 'Mme%'"));
    }

    [Fact]
    public async Task Only_the_dpo_erases_and_reads_the_archive_and_each_reading_has_its_reason()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
        {
            Assert.Equal(Application.Common.RefusKind.Interdit, (await db.Get<PrepareEffacement>().RunAsync(harness.Organisation.Acteur(role), new PrepareEffacementRequest(Sujet.Contact, harness.ContactId, Fondement.Opposition), Token)).Refus?.Kind);
            Assert.Equal(Application.Common.RefusKind.Interdit, (await db.Get<ListArchives>().RunAsync(harness.Organisation.Acteur(role), new ListArchivesRequest(), Token)).Refus?.Kind);
        }

        var dpo = harness.Organisation.Acteur(Role.Dpo);
        await harness.EraseAsync();
        var document = (await db.Get<ListArchives>().RunAsync(dpo, new ListArchivesRequest(), Token)).Value.Rows[0];
        Assert.NotNull((await db.Get<ReadArchive>().RunAsync(dpo, new ReadArchiveRequest(document.Id, " "), Token)).Refus);
        var lue = (await db.Get<ReadArchive>().RunAsync(dpo, new ReadArchiveRequest(document.Id, "Contrôle fiscal"), Token)).Value;
        Assert.Contains("Zéphyrine Quatrebarbes", lue.Contenu, StringComparison.Ordinal);
        Assert.Equal(["Contrôle fiscal"], lue.Lectures.Select(l => l.Motif));

        // Past the functions there is no way, with the app's own role.
        await using var app = new NpgsqlConnection(db.AppConnection);
        await app.OpenAsync(Token);
        await using var direct = new NpgsqlCommand("select * from archive.documents", app);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => direct.ExecuteNonQueryAsync(Token))).SqlState);
    }

    [Fact]
    public async Task The_file_of_the_request_is_kept_until_it_is_closed_and_then_sealed()
    {
        var tenant = harness.Organisation.Id;
        var demande = await harness.IdAsync($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, email, objet, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            values ('{tenant}', gen_random_uuid(), 2026, 7, '2026-11-02', now(), 'Courriel', 'Zéphyrine Quatrebarbes', '{EffacementHarness.Email}', 'Effacez-moi, Zéphyrine Quatrebarbes', 'EnExecution', '2026-12-02', '2026-12-02', '2026-11-23', 0, now()) returning id
            """);
        await db.ScalarAsync<object>($"insert into demande_personnes (tenant_id, id, demande_id, contact_id) values ('{tenant}', gen_random_uuid(), '{demande}', '{harness.ContactId}')");
        await db.ScalarAsync<object>($"insert into demande_etapes (tenant_id, id, demande_id, type, fait_le, detail) values ('{tenant}', gen_random_uuid(), '{demande}', 'Recue', now(), 'Lettre de Zéphyrine Quatrebarbes')");
        var id = await harness.PlannedAsync((await db.Get<PrepareEffacement>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new PrepareEffacementRequest(Sujet.Contact, harness.ContactId, Fondement.Opposition, demande), Token)).Value);
        await db.Get<JobRunner>().RunAsync(tenant, await harness.ApproveAsync(id), Token);
        Assert.Equal(StatutEffacement.Termine, (await harness.GetAsync(id)).Statut);
        Assert.Contains((await harness.CertificateAsync(id)).Lieux, l => l is { Table: "demandes", Action: ActionEffacement.Conserver, Conserve: > 0 });

        await db.Get<Scellements>().RunAsync(tenant, Token);
        Assert.Equal("Zéphyrine Quatrebarbes", await db.ScalarAsync<string>($"select nom from demandes where id = '{demande}'"));
        await db.ScalarAsync<object>($"update demandes set statut = 'Cloturee' where id = '{demande}'");
        await db.Get<Scellements>().RunAsync(tenant, Token);

        var dump = await harness.DumpAsync();
        Assert.DoesNotContain(EffacementHarness.Needles(), n => dump.Outside.Contains(n, StringComparison.Ordinal));
        Assert.Contains("Lettre de Zéphyrine Quatrebarbes", dump.Archive, StringComparison.Ordinal);
        Assert.Contains((await db.Get<ListArchives>().RunAsync(harness.Organisation.Acteur(Role.Dpo), new ListArchivesRequest(id), Token)).Value.Rows, a => a.Reference == "DR-2026-0007");
        // The journal stays closed to everybody else, the owner too.
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        await using var change = new NpgsqlCommand("select set_config('fichier.scellement', 'demande_etapes'::regclass::oid::text, false); update demande_etapes set detail = 'autre'", owner);
        await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Token));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();
}
