using System.Net;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Demandes;
using FichierClient.IntegrationTests.Rgpd.Effacements;

namespace FichierClient.IntegrationTests.Rgpd.Connecteurs;

/// <summary>What a connected system gets over the network: its own persons under its own keys, and what it was registered for.</summary>
public sealed class PersonnesConnecteurTests(ConnecteurProgram program) : IClassFixture<ConnecteurProgram>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestDatabase Db => program.Database;

    [Fact]
    public async Task A_system_reads_the_categories_that_it_declares_and_nothing_else()
    {
        var (organisation, systems, people) = await StartAsync("categories");
        var contact = await people.ContactAsync("Anne", "Martin", "anne@martin.test", "06 11 22 33 44");
        await Db.ScalarAsync<object>($"update contacts set notes = 'Préfère le matin', naissance_jour = 3, naissance_mois = 4 where id = '{contact}'");
        var (names, all) = ((await systems.RegisterAsync("Annuaire interne", null, CategoriesTransmises.Identite)).Cle, (await systems.RegisterAsync("Emailing", null, CategoriesTransmises.Identite, CategoriesTransmises.Coordonnees)).Cle);
        using var client = program.CreateClient();

        var few = (await ConnecteurHarness.GetAsync(client, names, $"/v1/personnes/{(await ConnecteurHarness.KeysAsync(client, names)).Single()}")).Body!;
        var more = (await ConnecteurHarness.GetAsync(client, all, $"/v1/personnes/{(await ConnecteurHarness.KeysAsync(client, all)).Single()}")).Body!;

        Assert.Equal(("contact", "Anne", "Martin"), (few["sujet"]!.GetValue<string>(), few["donnees"]!["contacts"]!["prenom"]!.GetValue<string>(), few["donnees"]!["contacts"]!["nom"]!.GetValue<string>()));
        Assert.DoesNotContain("@", few.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("anne@martin.test", more["donnees"]!["contact_emails"]![0]!["adresse"]!.GetValue<string>());
        Assert.Equal("+33611223344", more["donnees"]!["contact_telephones"]![0]!["e164"]!.GetValue<string>());
        // Neither what nobody declared, nor an id that two systems could compare.
        Assert.All((string[])["matin", "naissance", contact.ToString(), contact.ToString("N")], w => Assert.DoesNotContain(w, more.ToJsonString(), StringComparison.OrdinalIgnoreCase));
        Assert.Contains((await Db.Get<ListLieux>().RunAsync(organisation.Acteur(Role.Dpo), default, Token)).Value, l => l.Nom == "Emailing" && l.CleLien is not null);
    }

    [Fact]
    public async Task Two_systems_have_two_keys_and_a_foreign_one_is_as_unknown_as_any()
    {
        var (_, systems, people) = await StartAsync("paires");
        await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        await people.ContactAsync("Luc", "Petit", "luc@petit.test");
        var (one, other) = ((await systems.RegisterAsync("Un")).Cle, (await systems.RegisterAsync("Deux")).Cle);
        using var client = program.CreateClient();

        var (mine, theirs) = (await ConnecteurHarness.KeysAsync(client, one), await ConnecteurHarness.KeysAsync(client, other));

        Assert.Equal((2, 2), (mine.Count, theirs.Count));
        Assert.Empty(mine.Intersect(theirs));
        Assert.Equal(mine, await ConnecteurHarness.KeysAsync(client, one));
        var foreign = await ConnecteurHarness.GetAsync(client, one, $"/v1/personnes/{theirs[0]}");
        var unknown = await ConnecteurHarness.GetAsync(client, one, $"/v1/personnes/{Guid.NewGuid():N}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, unknown.Status));
        Assert.Equal(unknown.Body!.ToJsonString(), foreign.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_restricted_person_is_locked_and_whoever_was_not_told_or_lies_in_the_trash_is_not_there()
    {
        var (organisation, systems, people) = await StartAsync("limites");
        var contact = await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        var cle = (await systems.RegisterAsync("Support")).Cle;
        using var client = program.CreateClient();
        var key = (await ConnecteurHarness.KeysAsync(client, cle)).Single();

        await Db.ScalarAsync<object>($"update contacts set limite_le = now() where id = '{contact}'");
        Assert.Equal(HttpStatusCode.Locked, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);
        Assert.Empty(await ConnecteurHarness.KeysAsync(client, cle));
        await Db.ScalarAsync<object>($"update contacts set limite_le = null, supprime_le = now() where id = '{contact}'");
        Assert.Equal(HttpStatusCode.NotFound, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);
        await Db.ScalarAsync<object>($"update contacts set supprime_le = null where id = '{contact}'");
        Assert.Equal(HttpStatusCode.OK, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);

        var stranger = await people.ContactAsync("Luc", "Acheté", "luc@achete.test");
        await Db.ScalarAsync<object>($"insert into obligations_information (tenant_id, id, contact_id, source, partie, nee_le, echeance) values ('{organisation.Id}', gen_random_uuid(), '{stranger}', 'Fichier', 'Tiers', now(), current_date)");
        Assert.Equal([key], await ConnecteurHarness.KeysAsync(client, cle));
    }

    [Fact]
    public async Task No_key_a_revoked_one_a_renewed_one_and_another_organisations_open_nothing()
    {
        var (_, systems, people) = await StartAsync("portes");
        await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        var (id, cle) = await systems.RegisterAsync("Support");
        var (_, others, neighbours) = await StartAsync("voisine");
        await neighbours.ContactAsync("Voisin", "Autre", "voisin@autre.test");
        var foreign = (await others.RegisterAsync("Support")).Cle;
        using var client = program.CreateClient();
        var key = (await ConnecteurHarness.KeysAsync(client, cle)).Single();

        foreach (var none in (string?[])[null, "", "fcs_", CleAcces.Create(), cle[..^1]]) Assert.Equal(HttpStatusCode.Unauthorized, (await ConnecteurHarness.GetAsync(client, none, "/v1/personnes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ConnecteurHarness.GetAsync(client, foreign, $"/v1/personnes/{key}")).Status);
        Assert.DoesNotContain(key, await ConnecteurHarness.KeysAsync(client, foreign));

        var renewed = (await Db.Get<RenewCleSysteme>().RunAsync(systems.Dpo, id, Token)).Value.Cle!;
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await ConnecteurHarness.GetAsync(client, cle, "/v1/personnes")).Status, (await ConnecteurHarness.GetAsync(client, renewed, $"/v1/personnes/{key}")).Status));
        Assert.Null((await Db.Get<RevokeSysteme>().RunAsync(systems.Dpo, id, Token)).Refus);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ConnecteurHarness.GetAsync(client, renewed, $"/v1/personnes/{key}")).Status);
        Assert.Equal(0L, await Db.ScalarAsync<long>($"select count(*) from systemes_connectes where position('{renewed}'::bytea in cle_hash) > 0"));
    }

    [Fact]
    public async Task A_revoked_system_reads_nothing_and_still_answers_what_it_is_told()
    {
        var (organisation, systems, people) = await StartAsync("revoquee");
        var contact = await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        var (id, cle) = await systems.RegisterAsync("Support");
        var (_, other) = await systems.RegisterAsync("Autre");
        using var client = program.CreateClient();
        var key = (await ConnecteurHarness.KeysAsync(client, cle)).Single();
        Assert.Null((await Db.Get<RevokeSysteme>().RunAsync(systems.Dpo, id, Token)).Refus);
        await people.InstruiteAsync(contact, DroitDemande.Limitation);
        var avis = await Db.ScalarAsync<Guid>($"select id from avis where tenant_id = '{organisation.Id}' and systeme_id = '{id}'");

        foreach (var path in (string[])["/v1/personnes", $"/v1/personnes/{key}"]) Assert.Equal(HttpStatusCode.Unauthorized, (await ConnecteurHarness.GetAsync(client, cle, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, await ConnecteurHarness.PostAsync(client, other, $"/v1/demandes/{avis:N}/accuse", "{\"etat\":\"terminee\"}"));
        Assert.Equal(HttpStatusCode.OK, await ConnecteurHarness.PostAsync(client, cle, $"/v1/demandes/{avis:N}/accuse", "{\"etat\":\"terminee\"}"));
        Assert.Equal("Terminee", await Db.ScalarAsync<string>($"select etat from avis where id = '{avis}'"));
    }

    [Fact]
    public async Task Who_became_of_statut_P_since_is_neither_listed_nor_read()
    {
        var (organisation, systems, people) = await StartAsync("statut-p");
        await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        var artisan = await Db.ScalarAsync<Guid>($"""
            with e as (insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le) values ('{organisation.Id}', gen_random_uuid(), 'Petit Luc', 'petit luc', true, now(), now()) returning id)
            insert into contact_liens (tenant_id, id, contact_id, entreprise_id) select '{organisation.Id}', gen_random_uuid(), c.id, e.id from contacts c, e where c.tenant_id = '{organisation.Id}' returning entreprise_id
            """);
        var cle = (await systems.RegisterAsync("Emailing")).Cle;
        using var client = program.CreateClient();
        var keys = await ConnecteurHarness.KeysAsync(client, cle);
        Assert.Equal(2, keys.Count);

        await Db.ScalarAsync<object>($"update entreprises set est_diffusion_partielle = true where id = '{artisan}'");

        // Both he and whoever works for him.
        Assert.Empty(await ConnecteurHarness.KeysAsync(client, cle));
        foreach (var key in keys) Assert.Equal(HttpStatusCode.NotFound, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);
        await Db.ScalarAsync<object>($"update entreprises set est_diffusion_partielle = false where id = '{artisan}'");
        Assert.Equal(keys, await ConnecteurHarness.KeysAsync(client, cle));
    }

    [Fact]
    public async Task The_map_is_read_once_in_ten_minutes_and_not_once_a_person()
    {
        var organisation = await Db.AddOrganisationAsync("carte");
        var carte = new CarteConnecteurs(Db.Clock);
        await using var context = Db.Contexts.Open(organisation.Id);
        var read = await carte.ReadAsync(context, Token);

        Assert.Same(read, await carte.ReadAsync(context, Token));
        Db.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.NotSame(read, await carte.ReadAsync(context, Token));
    }

    [Fact]
    public async Task Only_the_dpo_and_an_administrator_register_systems()
    {
        var (organisation, systems, _) = await StartAsync("droits");
        var request = new SaveSystemeRequest { TraitementId = await systems.TraitementAsync(), Nom = "Emailing", ContactEmail = "dpo@outil.test" };
        foreach (var role in Enum.GetValues<Role>())
            Assert.Equal(role is Role.Dpo or Role.Administrateur ? null : RefusKind.Interdit, (await Db.Get<SaveSysteme>().RunAsync(organisation.Acteur(role), request, Token)).Refus?.Kind);
    }

    [Fact]
    public async Task What_was_read_is_one_line_a_day_and_names_the_system_to_the_person()
    {
        var (organisation, systems, people) = await StartAsync("lectures");
        var anne = await people.ContactAsync("Anne", "Martin", "anne@martin.test");
        await people.ContactAsync("Luc", "Petit", "luc@petit.test");
        var cle = (await systems.RegisterAsync("Emailing Brevo")).Cle;
        using var client = program.CreateClient();
        var keys = await ConnecteurHarness.KeysAsync(client, cle);
        for (var i = 0; i < 2; i++) foreach (var key in keys) Assert.Equal(HttpStatusCode.OK, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);

        var line = Assert.Single((await Db.Get<ListCommunications>().RunAsync(organisation.Acteur(Role.Dpo), new ListCommunicationsRequest(anne), Token)).Value);

        Assert.Equal(("Emailing Brevo", 2L), (line.Destinataire, line.Nombre));
        Assert.Contains("contact_emails.adresse", line.Champs, StringComparison.Ordinal);
        Assert.Equal(2, await Db.ScalarAsync<int>($"select cardinality(personnes) from communications where tenant_id = '{organisation.Id}'"));
    }

    [Fact]
    public async Task After_an_erasure_each_key_is_gone_for_its_system_and_leads_to_nobody()
    {
        var harness = await EffacementHarness.CreateAsync(Db, "effacee");
        var systems = new ConnecteurHarness(Db, harness.Organisation);
        var (one, other) = ((await systems.RegisterAsync("Un")).Cle, (await systems.RegisterAsync("Deux")).Cle);
        using var client = program.CreateClient();
        await ConnecteurHarness.KeysAsync(client, one);
        await ConnecteurHarness.KeysAsync(client, other);
        var keys = (await Db.ScalarAsync<Guid[]>($"select array_agg(k.cle order by s.nom) from cles_pseudonymes k join systemes_connectes s on s.id = k.systeme_id where k.contact_id = '{harness.ContactId}' and s.nom in ('Un', 'Deux')"))!;
        var (mine, theirs) = ($"{keys[1]:N}", $"{keys[0]:N}");
        Assert.NotEqual(mine, theirs);

        await harness.EraseAsync();

        var (status, body, _) = await ConnecteurHarness.GetAsync(client, one, $"/v1/personnes/{mine}");
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.NotFound),
            (status, (await ConnecteurHarness.GetAsync(client, other, $"/v1/personnes/{theirs}")).Status, (await ConnecteurHarness.GetAsync(client, one, $"/v1/personnes/{theirs}")).Status));
        Assert.EndsWith($"/v1/demandes/{body!["demande"]!.GetValue<string>()}/accuse", body["accuse_url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(10, body["effacee_le"]!.GetValue<string>().Length);
        // It answers by the reference; anything that isn't from the lists, and a second end, are refused.
        var accuse = $"/v1/demandes/{body["demande"]!.GetValue<string>()}/accuse";
        foreach (var (status2, json) in ((HttpStatusCode, string)[])[(HttpStatusCode.BadRequest, "{"), (HttpStatusCode.BadRequest, "{\"etat\":\"Zéphyrine\"}"), (HttpStatusCode.BadRequest, "{\"etat\":\"conservee\"}"),
            (HttpStatusCode.BadRequest, "{\"etat\":\"refusee\",\"motif\":\"Zéphyrine Quatrebarbes\"}"), (HttpStatusCode.OK, "{\"request_status\":\"in_progress\"}"),
            (HttpStatusCode.OK, "{\"etat\":\"conservee\",\"base_legale\":\"17(3)(b)\",\"conservee_jusqu_au\":\"2036-12-31\"}"), (HttpStatusCode.Conflict, "{\"etat\":\"terminee\"}")])
            Assert.Equal((json, status2), (json, await ConnecteurHarness.PostAsync(client, one, accuse, json)));
        Assert.Equal(HttpStatusCode.NotFound, await ConnecteurHarness.PostAsync(client, other, accuse, "{\"etat\":\"terminee\"}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnecteurHarness.PostAsync(client, CleAcces.Create(), accuse, "{\"etat\":\"terminee\"}"));
        // In a copy of the whole database a dead key, and what it is acknowledged by, stand in their own line and nowhere else.
        var (outside, archive) = await harness.DumpAsync();
        foreach (var word in (string[])[keys[0].ToString(), keys[1].ToString(), Guid.ParseExact(body["demande"]!.GetValue<string>(), "N").ToString()])
            Assert.Equal((1, 0), ((outside + archive).Split(word).Length - 1, (outside + archive).Split(word.Replace("-", "", StringComparison.Ordinal)).Length - 1));
    }

    [Fact]
    public async Task A_key_that_died_since_the_backup_is_dead_after_the_replay_though_the_backup_never_knew_it()
    {
        var harness = await EffacementHarness.CreateAsync(Db, "restauree");
        var systems = new ConnecteurHarness(Db, harness.Organisation);
        var cle = (await systems.RegisterAsync("Un")).Cle;
        using var client = program.CreateClient();
        await ConnecteurHarness.KeysAsync(client, cle);
        var key = $"{await Db.ScalarAsync<Guid>($"select k.cle from cles_pseudonymes k join systemes_connectes s on s.id = k.systeme_id where k.contact_id = '{harness.ContactId}' and s.nom = 'Un'"):N}";
        var before = await Db.ScalarAsync<long>("select dernier_seq from journal_etat");
        await harness.EraseAsync();
        // As a backup of before has it: neither the key nor its end.
        await Db.ScalarAsync<object>("truncate cles_mortes");
        Assert.Equal(HttpStatusCode.NotFound, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);

        await Db.Get<Rattrapage>().CatchUpAsync(before, Token);
        await Db.Get<Rattrapage>().CatchUpAsync(before, Token);

        Assert.Equal(HttpStatusCode.Gone, (await ConnecteurHarness.GetAsync(client, cle, $"/v1/personnes/{key}")).Status);
        Assert.Equal(0L, await Db.ScalarAsync<long>($"select count(*) from cles_pseudonymes where cle = '{key}'"));
    }

    private async Task<(TestOrganisation Organisation, ConnecteurHarness Systems, DemandesHarness People)> StartAsync(string slug)
    {
        var organisation = await Db.AddOrganisationAsync(slug);
        return (organisation, new ConnecteurHarness(Db, organisation), new DemandesHarness(Db, organisation));
    }
}

/// <summary>A program that lets a system ask four times a minute.</summary>
public sealed class SlowConnecteurProgram : ConnecteurProgram
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["Limites:LecturesParSysteme"] = "4" };
}

public sealed class LimiteConnecteursTests(SlowConnecteurProgram program) : IClassFixture<SlowConnecteurProgram>
{
    [Fact]
    public async Task A_system_that_asks_too_often_is_told_to_wait_and_keeps_no_other_from_asking()
    {
        var systems = new ConnecteurHarness(program.Database, await program.Database.AddOrganisationAsync("pressee"));
        var (one, other) = ((await systems.RegisterAsync("Un")).Cle, (await systems.RegisterAsync("Deux")).Cle);
        using var client = program.CreateClient();
        for (var i = 0; i < 4; i++) await ConnecteurHarness.KeysAsync(client, one);

        var (status, _, answer) = await ConnecteurHarness.GetAsync(client, one, "/v1/personnes");

        Assert.Equal((HttpStatusCode)429, status);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(await ConnecteurHarness.KeysAsync(client, other));
    }
}
