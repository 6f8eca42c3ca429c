using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Contacts;
using FichierClient.Application.Doublons;
using FichierClient.Application.Exports;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>An organisation that holds one person in every place where it can, under words that stand nowhere else.</summary>
internal sealed class EffacementHarness(TestDatabase db, TestOrganisation organisation)
{
    public const string Prenom = "Zéphyrine", Nom = "Quatrebarbes", Email = "zephyrine.quatrebarbes@perso-zq.test", AncienEmail = "zq.ancienne@perso-zq.test", Telephone = "06 71 82 93 04";

    private const string File = """
        Code client;Nom;SIREN;Code postal;Ville;Prénom contact;Nom contact;E-mail contact;Téléphone contact;Numéro facture;Date facture;Montant HT;SKU;Désignation
        C1;Atelier Ronsard SARL;552100554;75011;Paris;Zéphyrine;Quatrebarbes;zq.ancienne@perso-zq.test;06 71 82 93 04;F1;15/01/2026;100;P1;Formation de Zéphyrine Quatrebarbes
        C2;Menuiserie Villon;;69001;Lyon;Luc;Petit;luc@villon.test;;F2;16/01/2026;200;P1;Pain
        C2;Menuiserie Villon;;69001;Lyon;Zéphyrine;Quatrebarbes;zq.ancienne@perso-zq.test;;F3;32/01/2026;200;P1;Refusée pour sa date

        """;

    private const string Later = """
        Code client;Nom;SIREN;Code postal;Ville;Prénom contact;Nom contact;E-mail contact;Téléphone contact;Fonction
        C1;Atelier Ronsard SARL;552100554;75012;Paris;Zéphyrine;Quatrebarbes;zq.ancienne@perso-zq.test;06 71 82 93 04;Directrice

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database => db;

    public TestOrganisation Organisation => organisation;

    public Guid ContactId { get; set; }

    public static async Task<EffacementHarness> CreateAsync(TestDatabase db, string slug = "essai")
    {
        var harness = new EffacementHarness(db, await db.AddOrganisationAsync(slug));
        var imports = new ImportHarness(db, harness.Organisation);
        await imports.RunAsync(await imports.ReceiveAsync(File, GenreImport.Mixte));
        await imports.RunAsync(await imports.ReceiveAsync(Later, GenreImport.Mixte));
        harness.ContactId = await harness.IdAsync($"select contact_id from contact_emails where tenant_id = '{harness.Organisation.Id}' and adresse = '{AncienEmail}'");
        await harness.LiveAsync();
        await harness.MergeTwinAsync();
        await harness.ExportAsync();
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return harness;
    }

    /// <summary>Every writing under which the person could be found in a copy of the database.</summary>
    public static IEnumerable<string> Needles()
    {
        string[] plain = [Email, AncienEmail, $"{Prenom} {Nom}", $"{Nom} {Prenom}", "Zephyrine Quatrebarbes", "QUATREBARBES", "quatrebarbes", "zephyrine", "0671829304", "+33671829304", "06 71 82 93 04", "71 82 93 04"];
        foreach (var needle in plain)
        {
            yield return needle;
            yield return needle.ToLowerInvariant();
            yield return Uri.EscapeDataString(needle);
            var bytes = Encoding.UTF8.GetBytes(needle);
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
#pragma warning disable CA5350, CA5351 // Nothing is protected by them here: a leak could have this form.
            foreach (var hash in (byte[][])[SHA256.HashData(bytes), SHA1.HashData(bytes), MD5.HashData(bytes), SHA256.HashData(Encoding.UTF8.GetBytes(needle.ToLowerInvariant()))])
#pragma warning restore CA5350, CA5351
            {
                yield return Convert.ToHexStringLower(hash);
                yield return Convert.ToBase64String(hash);
            }
        }
    }

    public async Task<Guid> PrepareAsync(Fondement fondement = Fondement.Opposition)
    {
        var outcome = await db.Get<PrepareEffacement>().RunAsync(organisation.Acteur(Role.Dpo), new PrepareEffacementRequest(Sujet.Contact, ContactId, fondement), Token);
        Assert.Null(outcome.Refus);
        return await PlannedAsync(outcome.Value);
    }

    /// <summary>Lets the search be done that its plan waits for.</summary>
    public async Task<Guid> PlannedAsync(Guid id)
    {
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, await IdAsync($"select job_id from effacements where id = '{id}'"), Token));
        Assert.Equal(StatutEffacement.AApprouver, (await GetAsync(id)).Statut);
        return id;
    }

    public async Task<EffacementDetails> GetAsync(Guid id) => (await db.Get<GetEffacement>().RunAsync(organisation.Acteur(Role.Dpo), new GetEffacementRequest(id), Token)).Value;

    /// <summary>Decides what is left to decide, approves; gives the job.</summary>
    public async Task<Guid> ApproveAsync(Guid id, DecisionMention decision = DecisionMention.Caviarder)
    {
        var details = await GetAsync(id);
        if (!details.EstDecide) Assert.Null((await db.Get<DecideMentions>().RunAsync(organisation.Acteur(Role.Dpo), new DecideMentionsRequest(id, details.Empreinte, [], decision), Token)).Refus);
        details = await GetAsync(id);
        var outcome = await db.Get<ApproveEffacement>().RunAsync(organisation.Acteur(Role.Dpo), new ApproveEffacementRequest(id, details.Empreinte), Token);
        Assert.Null(outcome.Refus);
        Assert.Equal(StatutEffacement.EnCours, outcome.Value);
        return await IdAsync($"select job_id from effacements where id = '{id}'");
    }

    /// <summary>From the plan to the certificate.</summary>
    public async Task<Guid> EraseAsync()
    {
        var id = await PrepareAsync();
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, await ApproveAsync(id), Token));
        Assert.Null(await db.ScalarAsync<string>($"select error from jobs where subject_id = '{id}'"));
        Assert.Equal(StatutEffacement.Termine, (await GetAsync(id)).Statut);
        return id;
    }

    public async Task<CertificatContenu> CertificateAsync(Guid id) =>
        CertificatContenu.FromJson((await db.Get<GetCertificat>().RunAsync(organisation.Acteur(Role.Dpo), new GetCertificatRequest(id), Token)).Value.Contenu);

    /// <summary>All rows of all tables as a dump holds them; the sealed archive apart.</summary>
    public async Task<(string Outside, string Archive)> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(db.AdministratorConnection);
        await connection.OpenAsync(Token);
        var tables = await connection.RowsAsync("select n.nspname || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'comptes', 'archive') order by 1", r => r.GetString(0));
        var (outside, archive) = (new StringBuilder(), new StringBuilder());
        foreach (var table in tables)
        {
            using var copy = await connection.BeginTextExportAsync($"copy {table} to stdout", Token);
            (table.StartsWith("archive.", StringComparison.Ordinal) ? archive : outside).AppendLine(table).Append(await copy.ReadToEndAsync(Token));
        }

        return (outside.ToString(), archive.ToString());
    }

    public async Task<Guid> IdAsync(string sql) => await db.ScalarAsync<Guid>(sql);

    /// <summary>What happens to a record in its life: another address, notes in many writings, a vente of hers, a saved search.</summary>
    private async Task LiveAsync()
    {
        await using (var context = db.Contexts.Open(organisation.Id, organisation.Membres[Role.Commercial]))
        {
            var contact = await context.Contacts.Include(c => c.Emails).Include(c => c.Telephones).SingleAsync(c => c.Id == ContactId, Token);
            contact.ReplaceEmails([new AdresseEmail(Email, NatureCoordonnee.Nominative, true)]);
            contact.ChangeReperes("Aime la voile avec Zéphyrine Q.", "Préfère qu'on l'appelle au 06 71 82 93 04", "fr");
            contact.ChangeAnniversaire(12, 4, 1980);
            await context.SaveChangesAsync(Token);
        }

        var (tenant, c1, c2) = (organisation.Id, $"(select id from entreprises where tenant_id = '{organisation.Id}' and reference = 'C1')", $"(select id from entreprises where tenant_id = '{organisation.Id}' and reference = 'C2')");
        await db.ScalarAsync<object>($$"""
            update ventes set contact_id = '{{ContactId}}' where tenant_id = '{{tenant}}' and numero = 'F1';
            insert into evenements (tenant_id, id, type, survenu_le, texte, donnees, entreprise_id, contact_id) values
                ('{{tenant}}', gen_random_uuid(), 'Appel', now(), 'Zéphyrine a rappelé', null, {{c1}}, '{{ContactId}}'),
                ('{{tenant}}', gen_random_uuid(), 'Formulaire', now(), null, '{"email": "{{Email}}", "champs": ["Zéphyrine Quatrebarbes"]}', null, '{{ContactId}}'),
                ('{{tenant}}', gen_random_uuid(), 'Note', now(), 'Voir avec ZEPHYRINE  QUATREBARBES, tél. +33 (0)6.71.82.93.04', null, {{c2}}, null),
                ('{{tenant}}', gen_random_uuid(), 'Note', now(), 'Mme Quatrebarbes part en mai', null, {{c1}}, null),
                ('{{tenant}}', gen_random_uuid(), 'Formulaire', now(), null, '{"de": "{{AncienEmail}}"}', {{c2}}, null);
            update contacts set notes = 'Collègue de Quatrebarbes Zéphyrine' where tenant_id = '{{tenant}}' and nom = 'Petit';
            insert into vues (tenant_id, id, membre_id, page, nom, parametres, est_partagee) values
                ('{{tenant}}', gen_random_uuid(), '{{organisation.Membres[Role.Commercial]}}', 'contacts', 'Relance Zéphyrine Quatrebarbes', 'q=Z%C3%A9phyrine%20Quatrebarbes', false);
            with t as (insert into traitements (tenant_id, id, registre, statut, contenu, numero, cree_le, modifie_le) values ('{{tenant}}', gen_random_uuid(), 'Responsable', 'Brouillon', jsonb_build_object('nom', 'Outils'), 0, now(), now()) returning id),
                s as (insert into systemes_connectes (tenant_id, id, traitement_id, nom, objet, est_sous_traitant, contact_email, contact_adresse, categories, cle_hash, cle_le, cree_par_id, cree_le)
                    select '{{tenant}}', gen_random_uuid(), id, 'Outil de Zéphyrine Quatrebarbes', 'Relances pour Quatrebarbes Zéphyrine', true, '{{Email}}', 'Zéphyrine Quatrebarbes, 1 rue du Lac', 1, '\x00', now(), '{{organisation.Membres[Role.Dpo]}}', now() from t returning id)
                insert into cles_pseudonymes (tenant_id, id, systeme_id, contact_id, entreprise_id, cle, attribuee_le) select '{{tenant}}', gen_random_uuid(), s.id, x.c, x.e, gen_random_uuid(), now() from s, (values ('{{ContactId}}'::uuid, null::uuid)) x (c, e);
            """);
    }

    /// <summary>She stands in every place where she can, also where an ordinary life doesn't lead.</summary>
    public async Task SpreadAsync()
    {
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        await new CanaryRows(await TenantTable.ReadAsync(owner)).FillAsync(owner, organisation.Id);
        await using var administrator = new NpgsqlConnection(db.AdministratorConnection);
        await administrator.OpenAsync(Token);
        await Catalogue.ExecuteAsync(administrator, "set session_replication_role = replica", Token);
        await using var context = db.Contexts.Open(organisation.Id);
        var (tables, map) = (await Catalogue.ReadAsync(administrator, Token), await Cartographie.ReadAsync(context, administrator, Token));
        foreach (var table in map.Colonnes.Where(c => c.Strategie != StrategieEffacement.Sceller && tables.ContainsKey(c.Table)).GroupBy(c => c.Table))
        {
            var column = table.Select(c => tables[table.Key].Colonne(c.Colonne)!).FirstOrDefault(c => c.EstTexte && !c.EstCalculee && c.Type != "inet");
            if (column is null || await db.ScalarAsync<long>($"select count(*) from {table.Key} t where tenant_id = '{organisation.Id}' and (t::text ilike '%quatrebarbes%' or t::text like '%{ContactId}%')") > 0) continue;
            var value = column.EstJson ? $"{{\"x\": \"{Prenom} {Nom}\"}}" : column.EstListe ? $"{{{Email}}}" : $"{Prenom} {Nom}";
            await Catalogue.ExecuteAsync(administrator, $"update {table.Key} set {column.Sql} = $2::text::{column.Type} where tenant_id = $1 and ctid = (select ctid from {table.Key} where tenant_id = $1 limit 1)", Token, organisation.Id, value);
        }
    }

    /// <summary>A second record of hers, merged into the first: merge evidence and a record in the trash.</summary>
    private async Task MergeTwinAsync()
    {
        Guid twin;
        await using (var context = db.Contexts.Open(organisation.Id, organisation.Membres[Role.Responsable]))
        {
            var contact = new Contact(organisation.Id, Civilite.Madame, "Zephyrine", "QUATREBARBES");
            contact.ReplaceEmails([new AdresseEmail(Email, NatureCoordonnee.Nominative, true)]);
            context.Add(contact);
            await context.SaveChangesAsync(Token);
            twin = contact.Id;
        }

        var request = await new Doublons.FusionHarness(db, organisation).RequestAsync("contacts", ContactId, twin);
        Assert.Null((await db.Get<MergeContacts>().RunAsync(organisation.Acteur(), request, Token)).Refus);
    }

    private async Task ExportAsync() => Assert.True((await db.Get<StartExport>().RunAsync(organisation.Acteur(), ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom", "email") with { Contacts = new ContactFiltre() }, Token)).Value.EstPret);
}
