using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Doublons;
using FichierClient.Application.Imports;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Application.Rgpd.Sources;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Demandes;
using UglyToad.PdfPig;

namespace FichierClient.IntegrationTests.Rgpd.Sources;

/// <summary>Sources as rows of their own, and provenance per field where it differs from the record's (rgpd.md 3.3, 3.4).</summary>
public sealed class SourcesTests : IAsyncLifetime
{
    private const string Fichier = "Fichier Zéphyr 2026";

    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    [Fact]
    public async Task Forms_and_imports_name_the_same_source_and_data_of_others_need_a_proof_once()
    {
        Assert.NotNull((await ReceiveAsync(Partie.Tiers, null)).Refus);
        Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from imports where source = '{Fichier}'"));
        await ImportAsync(Partie.Tiers, "Contrat Zéphyr du 3 mars");
        await ImportAsync(Partie.Tiers, null);
        await CreateAsync("Luce", "Bis", Partie.Tiers, BaseLegale.InteretLegitime, Fichier);

        var source = Assert.Single(await db.Get<ListSources>().Do(Dpo, default), s => s.Nom == Fichier);
        Assert.Equal((Partie.Tiers, null, "Contrat Zéphyr du 3 mars", 2, 2), (source.Partie, source.Nature, source.Fiche.PreuveCollecte, source.Fiches, source.Imports));
        // The same name of another party is another origin.
        await CreateAsync("Noé", "Ter", Partie.Partenaire, BaseLegale.InteretLegitime, Fichier);
        Assert.Equal(2, (await db.Get<ListSources>().Do(Dpo, default)).Count(s => s.Nom == Fichier));
        Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from provenances where source_id is null"));
    }

    [Fact]
    public async Task Whoever_sees_a_part_of_the_file_is_proposed_the_sources_of_that_part_and_a_file_that_nobody_can_read_proves_none()
    {
        await LinkAsync(await CreateAsync("Anne", "Martin", Partie.Tiers, BaseLegale.InteretLegitime, Fichier), "Acme", Role.Responsable);
        await db.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var part = organisation.Acteur(Role.Commercial);
        Assert.Contains(await db.Get<NamesOfSources>().Do(organisation.Acteur(), default), s => s.Nom == Fichier);
        Assert.DoesNotContain(await db.Get<NamesOfSources>().Do(part, default), s => s.Nom == Fichier);
        var own = await db.Get<CreateContact>().Do(part, new() { Nom = "Roux", Partie = Partie.Partenaire, Source = "Salon de Lyon" });
        await LinkAsync(own, "Dupont", Role.Commercial);
        Assert.Contains(await db.Get<NamesOfSources>().Do(part, default), s => s.Nom == "Salon de Lyon");

        db.Clock.Advance(TimeSpan.FromMinutes(1));
        using var content = new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        Assert.NotNull((await db.Get<ReceiveImport>().RunAsync(organisation.Acteur(), new FichierEntrant("x.xls", content, GenreImport.Contacts, new OrigineImport("Fichier illisible", Partie.Tiers, BaseLegale.InteretLegitime) { Preuve = "Contrat" }), Token)).Refus);
        Assert.DoesNotContain(await db.Get<ListSources>().Do(Dpo, default), s => s.Nom == "Fichier illisible" && s.Fiche.PreuveCollecte is not null);
        Assert.Equal(RefusKind.Invalide, (await ReceiveAsync(Partie.Tiers, new string('x', Source.PlusLong + 1))).Refus!.Kind);

        async Task LinkAsync(Guid contact, string entreprise, Role responsable) => await db.ScalarAsync<object>($"""
            with e as (update entreprises set responsable_id = '{organisation.Membres[responsable]}' where id = '{await db.AddEntrepriseAsync(organisation, entreprise)}' returning id)
            insert into contact_liens (tenant_id, id, contact_id, entreprise_id) select '{organisation.Id}', gen_random_uuid(), '{contact}', id from e
            """);
    }

    [Fact]
    public async Task What_the_DPO_knows_of_a_source_is_in_the_register_the_information_and_the_answer()
    {
        var contact = await CreateAsync("Anne", "Martin", Partie.Tiers, BaseLegale.InteretLegitime, Fichier);
        var prospection = (await db.Get<ListTraitements>().Do(Dpo, default)).Single(t => t.Reference == "T-02").Id;
        async Task<IEnumerable<GenreEcart>> Gaps() => (await db.Get<GetTraitement>().Do(Dpo, new(prospection))).Ecarts.Where(e => e.Detail == Fichier).Select(e => e.Genre);
        Assert.Equal([GenreEcart.SourceIncomplete, GenreEcart.SourceNonDeclaree], await Gaps());

        var id = (await db.Get<ListSources>().Do(Dpo, default)).Single(s => s.Nom == Fichier).Id;
        Assert.Equal(RefusKind.Invalide, (await db.Get<SaveSource>().RunAsync(Dpo, new() { Id = id, Nature = NatureSource.Personne }, Token)).Refus!.Kind);
        await db.Get<SaveSource>().Do(Dpo, new() { Id = id, Nature = NatureSource.FichierAchete, Contrat = "Contrat 12", PhraseMention = "Vos données ont été achetées à Zéphyr SAS." });

        // Who read it before that save overwrites nothing.
        Assert.Equal(RefusKind.Conflit, (await db.Get<SaveSource>().RunAsync(Dpo, new() { Id = id, Nature = NatureSource.RegistrePublic }, Token)).Refus!.Kind);
        Assert.Equal([GenreEcart.SourceNonDeclaree], await Gaps());
        Assert.Equal("Vos données ont été achetées à Zéphyr SAS.", Assert.Single((await db.Get<ListInformations>().Do(Dpo, new())).Rows).PhraseMention);
        var demande = await harness.InstruiteAsync(contact, DroitDemande.Acces);
        using var pdf = PdfDocument.Open((await PackageAsync(demande, GenreDossier.Acces))["lettre.pdf"]);
        var letter = string.Concat(pdf.GetPages().Select(p => p.Text));
        Assert.All([Fichier, "Fichier acheté", "achetées", "Toute la fiche"], word => Assert.Contains(word, letter, StringComparison.Ordinal));
        Assert.Equal(RefusKind.Interdit, (await db.Get<SaveSource>().RunAsync(organisation.Acteur(Role.Commercial), new() { Id = id }, Token)).Refus!.Kind);
    }

    [Fact]
    public async Task Sources_whose_names_became_one_are_told_apart_and_keep_their_own_sentences()
    {
        var contact = await CreateAsync("Anne", "Martin", Partie.Tiers, BaseLegale.InteretLegitime, "Liste de Villon");
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await EditAsync(contact, s => (s.Civilite, s.Partie, s.Source) = (Civilite.Madame, Partie.Tiers, "Liste de Quatrebarbes"));
        await CreateAsync("Luce", "Ame", Partie.Tiers, BaseLegale.InteretLegitime, "Liste de Quatrebarbes");
        foreach (var source in (await db.Get<ListSources>().Do(Dpo, default)).Where(s => s.Partie == Partie.Tiers))
            await db.Get<SaveSource>().Do(Dpo, new() { Id = source.Id, Nature = NatureSource.FichierAchete, Contrat = "C", PhraseMention = source.Nom == "Liste de Villon" ? "Phrase une." : "Phrase deux." });
        // As an erasure of both persons leaves them.
        await db.ScalarAsync<object>($"update sources set nom = 'Liste de [effacé]' where partie = 'Tiers'; update provenances set source = 'Liste de [effacé]' where partie = 'Tiers'; update obligations_information set source = 'Liste de [effacé]' where contact_id <> '{contact}'");

        var rows = (await db.Get<ListInformations>().Do(Dpo, new())).Rows;
        Assert.Equal("Phrase deux.", rows.Single(r => r.Contact == "Luce Ame").PhraseMention);
        using var pdf = PdfDocument.Open((await PackageAsync(await harness.InstruiteAsync(contact, DroitDemande.Acces), GenreDossier.Acces))["lettre.pdf"]);
        var letter = string.Concat(pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.All(["[effacé](1)–Phraseune.", "[effacé](2)–Phrasedeux."], said => Assert.Contains(said, letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_a_file_or_a_third_party_overwrote_is_not_portable_and_the_rest_is()
    {
        var contact = await CreateAsync("Anne", "Martin", Partie.Personne, BaseLegale.Contrat, null, "anne@dupont.test");
        var demande = await harness.InstruiteAsync(contact, DroitDemande.Portabilite);
        await ImportAsync(Partie.Partenaire, "Contrat", "Prénom;Nom;E-mail;Téléphone;Langue\nAnne;Martin;anne@dupont.test;06 55 44 33 22;en\n");
        Assert.Equal("TelephoneContact:+33655443322,Langue", await db.ScalarAsync<string>($"select array_to_string(champs, ',') from provenances where sujet_id = '{contact}' and partie = 'Partenaire'"));
        await EditAsync(contact, s => (s.Civilite, s.Partie, s.Source) = (Civilite.Madame, Partie.Tiers, Fichier));
        await EditAsync(contact, s => s.Emails.Add(new EmailSaisi { Adresse = "seconde@dupont.test" }));

        Assert.Equal("Civilite Tiers|EmailContact:seconde@dupont.test Nous", await db.ScalarAsync<string>($"select string_agg(array_to_string(champs, ',') || ' ' || partie, '|' order by constate_le) from provenances where sujet_id = '{contact}' and import_id is null and champs is not null"));
        var zip = await PackageAsync(demande, GenreDossier.Portabilite);
        foreach (var file in zip.Where(f => f.Key.EndsWith(".json", StringComparison.Ordinal) && !f.Key.StartsWith("schema", StringComparison.Ordinal) || f.Key.EndsWith(".csv", StringComparison.Ordinal) || f.Key.EndsWith(".vcf", StringComparison.Ordinal)))
            Assert.All(["55443322", "06 55 44 33 22", "Madame", "LANG"], gone => Assert.DoesNotContain(gone, Encoding.UTF8.GetString(file.Value), StringComparison.Ordinal));
        var json = Encoding.UTF8.GetString(zip["donnees.json"]);
        Assert.All(["Martin", "anne@dupont.test", "seconde@dupont.test"], kept => Assert.Contains(kept, json, StringComparison.Ordinal));
        Assert.Contains("seconde@dupont.test", Encoding.UTF8.GetString(zip["contact.vcf"]), StringComparison.Ordinal);

        // Nor is what was deduced, whoever deduced it.
        var nous = (await db.Get<ListSources>().Do(Dpo, default)).Single(s => s.Partie == Partie.Nous).Id;
        await db.Get<SaveSource>().Do(Dpo, new() { Id = nous, Nature = NatureSource.Deduite });
        Assert.DoesNotContain("seconde@dupont.test", Encoding.UTF8.GetString((await PackageAsync(demande, GenreDossier.Portabilite))["donnees.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preferred_address_keeps_the_source_that_it_had()
    {
        var contact = await CreateAsync("Anne", "Martin", Partie.Personne, BaseLegale.Contrat, null, "anne@dupont.test");
        await EditAsync(contact, s => s.Emails[0].Prefere = true);
        Assert.Null(await db.ScalarAsync<string>($"select string_agg(array_to_string(champs, ','), '|') from provenances where sujet_id = '{contact}'"));
    }

    [Fact]
    public async Task What_a_merge_takes_over_keeps_the_source_that_it_had_and_an_undo_gives_it_back()
    {
        var anne = await CreateAsync("Anne", "Martin", Partie.Personne, BaseLegale.Contrat, null, "anne@dupont.test");
        var other = await CreateAsync("Anne", "Martin", Partie.Tiers, BaseLegale.InteretLegitime, Fichier, "achetee@dupont.test");
        await EditAsync(other, s => (s.Langue, s.Partie, s.Source) = ("en", Partie.Partenaire, "Partenaire Zéphyr"));
        const string picture = "select string_agg(to_jsonb(p)::text, '|' order by id) from provenances p";
        var before = await db.ScalarAsync<string>(picture);
        var fusion = await db.Get<MergeContacts>().Do(organisation.Acteur(), new(anne, [await LueAsync(anne), await LueAsync(other)], []));

        Assert.Equal($"Langue Partenaire|EmailContact:achetee@dupont.test Tiers", await db.ScalarAsync<string>($"select string_agg(array_to_string(champs, ',') || ' ' || partie, '|' order by champs desc) from provenances where sujet_id = '{anne}' and champs <> '{{}}'"));
        var json = Encoding.UTF8.GetString((await PackageAsync(await harness.InstruiteAsync(anne, DroitDemande.Portabilite), GenreDossier.Portabilite))["donnees.json"]);
        Assert.Contains("anne@dupont.test", json, StringComparison.Ordinal);
        Assert.All(["achetee@dupont.test", "\"en\""], gone => Assert.DoesNotContain(gone, json, StringComparison.Ordinal));

        await db.ScalarAsync<object>("update contacts set limite_le = null");
        await db.Get<UndoFusion>().Do(organisation.Acteur(), fusion.Id);
        Assert.Equal(before, await db.ScalarAsync<string>(picture));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task<Guid> CreateAsync(string prenom, string nom, Partie partie, BaseLegale baseLegale, string? source, string? email = null) => db.Get<CreateContact>().Do(organisation.Acteur(),
        new() { Prenom = prenom, Nom = nom, Partie = partie, BaseLegale = baseLegale, Source = source, Emails = email is null ? [] : [new EmailSaisi { Adresse = email }] });

    private async Task EditAsync(Guid contact, Action<EditContactRequest> change)
    {
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        var read = await db.Get<GetContact>().Do(organisation.Acteur(), new(contact));
        var saisie = new EditContactRequest
        {
            Id = contact,
            Lue = read.Lue,
            Prenom = read.Prenom,
            Nom = read.Nom,
            Civilite = read.Civilite,
            Langue = read.Langue,
            Emails = [.. read.Emails.Select(e => new EmailSaisi { Adresse = e.Adresse, Nature = e.Nature, Prefere = e.Prefere })],
            Telephones = [.. read.Telephones.Select(t => new NumeroSaisi { Numero = t.Saisie, Nature = t.Nature, Prefere = t.Prefere })],
        };
        change(saisie);
        await db.Get<EditContact>().Do(organisation.Acteur(), saisie);
    }

    private async Task<Application.Doublons.FicheLue> LueAsync(Guid contact) => new(contact, await db.ScalarAsync<uint>($"select xmin from contacts where id = '{contact}'"));

    private async Task<Outcome<Guid>> ReceiveAsync(Partie partie, string? preuve, string csv = "Prénom;Nom\nLuce;Ame\n")
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await db.Get<ReceiveImport>().RunAsync(organisation.Acteur(), new FichierEntrant("zephyr.csv", content, GenreImport.Contacts, new OrigineImport(Fichier, partie, BaseLegale.InteretLegitime) { Preuve = preuve }), Token);
    }

    private async Task ImportAsync(Partie partie, string? preuve, string csv = "Prénom;Nom\nLuce;Ame\n")
    {
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        var received = await ReceiveAsync(partie, preuve, csv);
        Assert.Null(received.Refus);
        await new ImportHarness(db, organisation).RunAsync(received.Value);
    }

    private async Task<Dictionary<string, byte[]>> PackageAsync(Guid demande, GenreDossier genre)
    {
        var made = await db.Get<PrepareDossier>().Do(Dpo, new(demande, genre));
        await harness.RunJobsAsync();
        return await harness.UnpackAsync(made);
    }
}
