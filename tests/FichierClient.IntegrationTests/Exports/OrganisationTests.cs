using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Figures;
using FichierClient.Application.Imports;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using FichierClient.IntegrationTests.Rgpd.Connecteurs;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Sauvegardes;
using Microsoft.AspNetCore.DataProtection;

namespace FichierClient.IntegrationTests.Exports;

public sealed class OrganisationTests
{
    /// <summary>Binary columns that travel as they are: prints and signatures, which no key of the installation encrypts.</summary>
    private static readonly string[] Plain =
        ["avis.empreinte", "certificats.cle_publique", "certificats.signature", "certificats_propagation.cle_publique", "certificats_propagation.signature", "complements_certificat.cle_publique", "complements_certificat.signature", "oppositions.empreinte", "passages_conservation.empreinte", "proces_verbaux.cle_publique", "proces_verbaux.signature", "systemes_connectes.cle_hash"];

    /// <summary>What the loading decides anew: the account, the file of an export, what was under way.</summary>
    private static readonly Dictionary<string, string> Decided = new() { ["exports"] = " - 'fichier_supprime_le' - 'statut' - 'demande'", ["courriels"] = " - 'statut' - 'reponse'" };

    /// <summary>What came after the snapshot: the end of the export itself, and its disclosure.</summary>
    private static readonly Dictionary<string, string> Later = new()
    {
        ["exports"] = " and liste <> 'Organisation'",
        ["communications"] = " and export_id is distinct from (select e.id from exports e where e.tenant_id = t.tenant_id and e.liste = 'Organisation')",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_organisation_comes_in_again_row_by_row_elsewhere()
    {
        await using var db = await TestDatabase.CreateAsync();
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var harness = await OrganisationHarness.CreateAsync(db);
        var zip = await harness.ZipAsync();
        await to.AddOrganisationAsync("autre");
        var known = Guid.CreateVersion7();
        await to.ScalarAsync<object>($"insert into comptes.utilisateurs (id, nom_affiche, langue, theme, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ('{known}', 'Connue', 'fr', 'system', 'DPO@ESSAI.TEST', true, false, false, true, 0)");

        var loaded = await OrganisationHarness.LoadAsync(to, zip, "arrivee");

        Assert.Equal((harness.Organisation.Id, "arrivee", 1, Enum.GetValues<Role>().Length - 1), (loaded.Id, loaded.Slug, loaded.Retrouves, loaded.Invites.Count));
        Assert.Equal(known, await to.ScalarAsync<Guid>($"select utilisateur_id from membres where id = '{harness.Organisation.Membres[Role.Dpo]}'"));
        var absent = await AbsentAsync(zip);
        await using var owner = await OrganisationHarness.OpenAsync(db.OwnerConnection);
        foreach (var table in await TenantTable.ReadAsync(owner))
        {
            var figures = table.Name.StartsWith("ca_", StringComparison.Ordinal) || table.Name is "entreprise_stats" or "figures_au";
            if (absent.ContainsKey(table.Name) && !figures) continue;
            var sql = $"select coalesce(jsonb_agg(r order by r)::text, '[]') from (select to_jsonb(t){string.Concat(absent.Keys.Where(a => a.StartsWith(table.Name + ".", StringComparison.Ordinal)).Select(a => $" - '{a.Split('.')[1]}'"))}{Decided.GetValueOrDefault(table.Name)} as r from {table.Name} t where tenant_id = '{loaded.Id}'{Later.GetValueOrDefault(table.Name)}) x";
            var before = await db.ScalarAsync<string>(sql);
            if (!figures) Assert.NotEqual("[]", before);
            Assert.Equal(before, await to.ScalarAsync<string>(sql));
        }

        await CompareTheRestAsync(db, to, loaded.Id);
    }

    private static async Task CompareTheRestAsync(TestDatabase db, TestDatabase to, Guid tenant)
    {
        Assert.Equal(1, await to.ScalarAsync<long>("select count(*) from courriels where statut = 'Ailleurs' and reponse is not null"));
        Assert.Empty((await to.Get<VerifyFigures>().RunAsync(tenant, null, Token)).Differences);
        Assert.Equal(db.Get<Empreintes>().Of(tenant, Identifiants.Email, OrganisationHarness.Oppose), to.Get<Empreintes>().Of(tenant, Identifiants.Email, OrganisationHarness.Oppose));
        foreach (var sealedTable in new[] { "documents", "lectures" })
        {
            var rows = new List<string>();
            foreach (var place in new[] { db, to })
            {
                await using var all = await OrganisationHarness.OpenAsync(place.AdministratorConnection);
                rows.Add((await all.RowsAsync($"select coalesce(jsonb_agg(to_jsonb(t) order by id)::text, '') from archive.{sealedTable} t where tenant_id = $1", r => r.GetString(0), tenant)).Single());
            }

            Assert.NotEqual("", rows[0]);
            Assert.Equal(rows[0], rows[1]);
        }

        await using var owner = await OrganisationHarness.OpenAsync(to.OwnerConnection);
        foreach (var (import, length) in await owner.RowsAsync("select i.id, i.taille from imports i where exists (select from import_fragments f where f.tenant_id = i.tenant_id and f.import_id = i.id) and i.tenant_id = $1", r => (r.GetGuid(0), r.GetInt64(1)), tenant))
        {
            var (before, after) = (await OriginalAsync(db, tenant, import, length), await OriginalAsync(to, tenant, import, length));
            Assert.NotEmpty(before);
            Assert.Equal(before, after);
        }

        await AssertFileAsync(to, tenant, "demande_pieces", "id", id => $"piece/{id}", OrganisationHarness.Piece);
        await AssertFileAsync(to, tenant, "demande_dossier_fragments", "dossier_id", id => $"dossier/{id}/0", OrganisationHarness.Dossier);
    }

    [Fact]
    public async Task The_same_installation_takes_it_under_another_id_and_images_name_that_one()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await OrganisationHarness.CreateAsync(db);

        var loaded = await OrganisationHarness.LoadAsync(db, await harness.ZipAsync(), "copie");

        Assert.NotEqual(harness.Organisation.Id, loaded.Id);
        Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from import_images where tenant_id = '{loaded.Id}' and contenu::text like '%{harness.Organisation.Id}%'"));
        Assert.Equal(
            await db.ScalarAsync<long>($"select count(*) from ventes where tenant_id = '{harness.Organisation.Id}'"), await db.ScalarAsync<long>($"select count(*) from ventes where tenant_id = '{loaded.Id}'"));
        Assert.Equal(db.Get<Empreintes>().Of(harness.Organisation.Id, Identifiants.Email, OrganisationHarness.Oppose), db.Get<Empreintes>().Of(loaded.Id, Identifiants.Email, OrganisationHarness.Oppose));
    }

    [Fact]
    public async Task A_copy_beside_the_original_opens_to_none_of_its_systems_and_tells_them_nothing()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = await OrganisationHarness.CreateAsync(db);
        var systems = new ConnecteurHarness(db, harness.Organisation);
        var (id, cle) = await systems.RegisterAsync("Emailing");
        await db.ScalarAsync<object>($"update avis set envoi = 'AEnvoyer', envoye_le = null where tenant_id = '{harness.Organisation.Id}'");
        var waiting = await db.ScalarAsync<long>($"select count(*) from avis where envoi = 'AEnvoyer'");
        Assert.NotEqual(0, waiting);

        var copy = await OrganisationHarness.LoadAsync(db, await harness.ZipAsync(), "copie");
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var moved = await OrganisationHarness.LoadAsync(to, await harness.ZipAsync(), "arrivee");

        Assert.Equal(new SystemeReconnu(harness.Organisation.Id, id), await db.Get<PorteConnecteurs>().FindAsync(cle, Token));
        Assert.Equal((waiting, 0L), (await db.ScalarAsync<long>($"select count(*) from avis where envoi = 'AEnvoyer' and tenant_id = '{harness.Organisation.Id}'"), await db.ScalarAsync<long>($"select count(*) from avis where envoi = 'AEnvoyer' and tenant_id = '{copy.Id}'")));
        // One that moves takes its systems along.
        Assert.Equal(new SystemeReconnu(moved.Id, id), await to.Get<PorteConnecteurs>().FindAsync(cle, Token));
    }

    [Fact]
    public async Task Two_loadings_of_one_file_at_once_keep_both_their_keys()
    {
        await using var db = await TestDatabase.CreateAsync();
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var harness = new OrganisationHarness(db, await db.AddOrganisationAsync());
        var zip = await harness.ZipAsync();

        var loaded = await Task.WhenAll(new[] { "une", "deux" }.Select(slug => Task.Run(() => OrganisationHarness.LoadAsync(to, zip, slug), Token)));

        Assert.Contains(harness.Organisation.Id, loaded.Select(o => o.Id));
        Assert.Distinct(loaded.Select(o => o.Id));
        Assert.All(loaded, o => Assert.Equal(PrintOf(db, harness.Organisation.Id), PrintOf(to, o.Id)));
    }

    [Fact]
    public async Task Without_the_key_that_came_with_it_no_program_starts()
    {
        await using var db = await TestDatabase.CreateAsync();
        await using var to = await TestDatabase.CreateAsync(db.Clock.GetUtcNow());
        var loaded = await OrganisationHarness.LoadAsync(to, await new OrganisationHarness(db, await db.AddOrganisationAsync()).ZipAsync(), "arrivee");
        var connections = new DatabaseConnections(to.AppConnection, to.OwnerConnection);
        await JournalGate.ReadAsync(connections, to.Dossiers, Token);
        var key = Assert.Single(Directory.GetFiles(to.Dossiers.Secrets, $"*{loaded.Id:N}.key"));
        var octets = await File.ReadAllBytesAsync(key, Token);
        File.Delete(key);
        Assert.Contains("list of objections", (await Assert.ThrowsAsync<OperatorException>(() => JournalGate.ReadAsync(connections, to.Dossiers, Token))).Message, StringComparison.Ordinal);
        octets[0] ^= 1;
        await File.WriteAllBytesAsync(key, octets, Token);
        await Assert.ThrowsAsync<OperatorException>(() => JournalGate.ReadAsync(connections, to.Dossiers, Token));
    }

    [Fact]
    public async Task Who_was_erased_or_objected_since_the_file_was_written_does_not_come_back_with_it()
    {
        await using var db = await TestDatabase.CreateAsync();
        var lived = await EffacementHarness.CreateAsync(db);
        var zip = await new OrganisationHarness(db, lived.Organisation).ZipAsync();
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await lived.EraseAsync();
        Assert.Null((await db.Get<AddOpposition>().RunAsync(lived.Organisation.Acteur(Role.Dpo), new AddOppositionRequest { Genre = default, Valeur = OrganisationHarness.Oppose, Source = "Courrier" }, Token)).Refus);

        var loaded = await OrganisationHarness.LoadAsync(db, zip, "copie");

        Assert.NotEqual(lived.Organisation.Id, loaded.Id);
        Assert.True(loaded.Rejouees >= 2, $"{loaded.Rejouees}");
        Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from contact_emails where tenant_id = '{loaded.Id}' and adresse in ('{EffacementHarness.Email}', '{EffacementHarness.AncienEmail}')"));
        Assert.Equal(
            await db.ScalarAsync<long>($"select count(*) from oppositions where tenant_id = '{lived.Organisation.Id}'"), await db.ScalarAsync<long>($"select count(*) from oppositions where tenant_id = '{loaded.Id}'"));
    }

    [Fact]
    public async Task A_dpo_who_is_withdrawn_meanwhile_opens_no_file()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await new OrganisationHarness(db, organisation).ExportAsync();
        await db.ScalarAsync<object>("update membres set retire_le = now() where role = 'Dpo'");

        Assert.Equal(RefusKind.Regle, (await db.Get<OpenExport>().Refuse(organisation.Acteur(), id)).Kind);
        Assert.True(Assert.Single(await db.Get<ListExports>().Do(organisation.Acteur(), default), e => e.Id == id).AttendDpo);
    }

    private static byte[] PrintOf(TestDatabase place, Guid tenant) => place.Get<Empreintes>().Of(tenant, Identifiants.Email, OrganisationHarness.Oppose);

    [Fact]
    public async Task It_needs_its_own_right_a_dpo_and_nothing_under_way_and_is_a_disclosure()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Administrateur))
            Assert.Equal(RefusKind.Interdit, (await db.Get<StartExportOrganisation>().Refuse(organisation.Acteur(role), default)).Kind);
        var harness = new OrganisationHarness(db, organisation);
        await db.ScalarAsync<object>($"insert into jobs (tenant_id, id, kind, status, done, total, created_at, attempts, cancel_requested, culture) values ('{organisation.Id}', gen_random_uuid(), 'imports.execution', 'Running', 0, 0, now(), 0, false, 'fr')");
        var refused = await harness.ExportAsync();
        Assert.Equal("Echoue", await db.ScalarAsync<string>($"select statut from exports where id = '{refused}'"));
        await db.ScalarAsync<object>("delete from jobs where kind = 'imports.execution'");

        var id = await harness.ExportAsync();

        Assert.Equal(RefusKind.Regle, (await db.Get<OpenExport>().Refuse(organisation.Acteur(), id)).Kind);
        Assert.Equal(RefusKind.Interdit, (await db.Get<AuthorizeExportOrganisation>().Refuse(organisation.Acteur(), id)).Kind);
        Assert.Contains(await db.Get<ListExports>().Do(organisation.Acteur(Role.Dpo), default), e => e.Id == id && e.AttendDpo);
        await db.Get<AuthorizeExportOrganisation>().Do(organisation.Acteur(Role.Dpo), id);
        Assert.NotEmpty(await db.BytesOfExportAsync(organisation.Acteur(), id));
        Assert.Equal(RefusKind.Introuvable, (await db.Get<OpenExport>().Refuse(organisation.Acteur(Role.Dpo), id)).Kind);
        var told = Assert.Single(await db.Get<ListCommunications>().Do(organisation.Acteur(Role.Dpo), new ListCommunicationsRequest(Guid.CreateVersion7())));
        Assert.True(told.EstExport);
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from export_fragments where position('manifeste'::bytea in octets) > 0"));
        Assert.Equal(ListeExport.Organisation, Assert.Single(await db.Get<ListExports>().Do(organisation.Acteur(), default), e => e.Id == id).Liste);
    }

    [Fact]
    public async Task A_binary_column_travels_as_a_file_or_is_known_to_be_plain()
    {
        await using var db = await TestDatabase.CreateAsync();
        var absent = await AbsentAsync(await new OrganisationHarness(db, await db.AddOrganisationAsync()).ZipAsync());
        await using var owner = await OrganisationHarness.OpenAsync(db.OwnerConnection);
        var binary = (await TenantTable.ReadAsync(owner)).SelectMany(t => t.Columns.Where(c => c.Type == "bytea").Select(c => $"{t.Name}.{c.Name}")).ToList();
        Assert.NotEmpty(binary);
        Assert.Equal(Plain, binary.Where(b => !absent.ContainsKey(b) && !absent.ContainsKey(b.Split('.')[0])).Order(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, string>> AbsentAsync(byte[] zip)
    {
        using var file = new MemoryStream(zip);
        await using var lecture = await LectureOrganisation.OpenAsync(file, Token);
        return lecture.Manifeste.Absents.ToDictionary(a => a.Nom, a => a.Raison);
    }

    private static async Task<byte[]> OriginalAsync(TestDatabase db, Guid tenant, Guid import, long length)
    {
        await using var original = db.Get<ImportOriginals>().Open(tenant, import, length);
        var octets = new byte[length];
        var read = await original.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, Token);
        return octets[..read];
    }

    private static async Task AssertFileAsync(TestDatabase db, Guid tenant, string table, string key, Func<Guid, string> place, string text)
    {
        await using var owner = await OrganisationHarness.OpenAsync(db.OwnerConnection);
        var (id, octets) = (await owner.RowsAsync($"select {key}, octets from {table} where tenant_id = $1", r => (r.GetGuid(0), r.GetFieldValue<byte[]>(1)), tenant)).Single();
        Assert.Equal(text, Encoding.UTF8.GetString(db.Get<IDataProtectionProvider>().CreateProtector("FichierClient.Demandes", tenant.ToString(), place(id)).Unprotect(octets)));
    }
}
