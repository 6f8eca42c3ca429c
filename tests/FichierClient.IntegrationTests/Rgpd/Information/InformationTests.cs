using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Evenements;
using FichierClient.Application.Exports;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Information;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Information;

/// <summary>RGPD art. 14: whoever comes from a third party has to be told, whichever way she came in, and isn't called before.</summary>
public sealed class InformationTests : IAsyncLifetime
{
    private const string File = "Prénom;Nom;E-mail\nAnne;Martin;anne@salon.test\nLuc;Petit;luc@salon.test\n";

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero));
        organisation = await db.AddOrganisationAsync();
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task A_record_from_a_third_party_opens_an_obligation_by_the_form_and_one_from_the_person_doesn_t()
    {
        await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        await CreateAsync("Luc", Partie.Partenaire, "Chambre de commerce");
        await CreateAsync("Paul", Partie.Personne, null);
        await CreateAsync("Zoé", Partie.Nous, null);

        var found = await db.Get<ListInformations>().Do(Dpo, new());

        // The month ends before the 31st: the last day of February.
        Assert.Equal([("Anne", "Salon Sirha", new DateOnly(2026, 2, 28)), ("Luc", "Chambre de commerce", new DateOnly(2026, 2, 28))], found.Rows.Select(r => (r.Contact!, r.Source, r.Echeance)).Order());
        Assert.Equal((2, 0), (found.Ouvertes, found.EnRetard));
    }

    [Fact]
    public async Task An_import_opens_them_too_its_undo_closes_them_and_put_back_they_are_open_again()
    {
        var id = await ImportAsync(Partie.Tiers);
        Assert.Equal(2, (await db.Get<ListInformations>().Do(Dpo, new())).Ouvertes);

        await RunAsync(db.Get<StartRetrait>(), new StartRetraitRequest(id, false));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from obligations_information"));

        await RunAsync(db.Get<StartRemise>(), id);
        Assert.Equal(2, (await db.Get<ListInformations>().Do(Dpo, new())).Ouvertes);
        await ImportAsync(Partie.Nous);
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from obligations_information"));
    }

    [Theory]
    [InlineData(FormatExport.Csv)]
    [InlineData(FormatExport.VCard)]
    [InlineData(FormatExport.Reimport)]
    public async Task Who_wasn_t_told_is_in_no_export_of_contacts_and_the_export_says_how_many(FormatExport format)
    {
        await ValidateProspectionAsync();
        await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        await CreateAsync("Paul", Partie.Personne, null);
        var demande = ExportHarness.Demande(ListeExport.Contacts, format, "nom");

        var before = await db.ExportAsync(organisation, demande);
        Assert.Contains("Paul", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Anne", before, StringComparison.Ordinal);
        Assert.Equal((1L, 1), (await db.Get<ListExports>().Do(organisation.Acteur(), default)).Select(e => (e.Enregistrements!.Value, e.NonInformes)).First());

        await MarkAsync();
        Assert.Contains("Anne", await db.ExportAsync(organisation, demande), StringComparison.Ordinal);
        Assert.Equal(0, (await db.Get<ListExports>().Do(organisation.Acteur(), default))[0].NonInformes);
    }

    [Fact]
    public async Task The_list_is_limited_to_who_was_not_told_and_none_of_them_can_be_taken_along_as_a_call_list()
    {
        await ValidateProspectionAsync();
        await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        await CreateAsync("Paul", Partie.Personne, null);
        Assert.Equal(["Anne"], await NamesAsync(false));
        Assert.Equal(["Paul"], await NamesAsync(true));
        Assert.Equal(1, (await db.Get<CountContacts>().Do(organisation.Acteur(), new(new ContactFiltre { Informes = false }))).Value);
        var demande = ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom") with { Contacts = new ContactFiltre { Informes = false } };
        Assert.DoesNotContain("Anne", await db.ExportAsync(organisation, demande), StringComparison.Ordinal);
        Assert.Equal((0L, 1), (await db.Get<ListExports>().Do(organisation.Acteur(), default)).Select(e => (e.Enregistrements!.Value, e.NonInformes)).First());

        await MarkAsync();
        Assert.Empty(await NamesAsync(false));
        Assert.Equal(["Anne", "Paul"], (await NamesAsync(true)).Order());

        async Task<IEnumerable<string>> NamesAsync(bool informes) => (await db.Get<ListContacts>().Do(organisation.Acteur(),
            new(new ContactFiltre { Informes = informes }, new PageRequest(ListContacts.TriParNom, false, PageCursor.First)))).Rows.Select(r => r.NomComplet);
    }

    [Fact]
    public async Task Who_was_told_has_a_day_a_channel_the_notice_s_version_and_a_proof_and_stays_as_marked()
    {
        await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        Assert.Equal(RefusKind.Introuvable, (await db.Get<MarkInformees>().Refuse(Dpo, new() { Source = "Salon Sirha", TraitementId = Guid.NewGuid(), Preuve = "x" })).Kind);
        await ValidateProspectionAsync();
        Assert.Equal(RefusKind.Invalide, (await db.Get<MarkInformees>().Refuse(Dpo, new() { Source = "Salon Sirha", Preuve = " " })).Kind);

        Assert.Equal(1, await MarkAsync());
        Assert.Equal(0, await MarkAsync());

        var row = Assert.Single((await db.Get<ListInformations>().Do(Dpo, new(Faites: true))).Rows);
        Assert.Equal((CanalInformation.Courrier, 1, "Envoi n° 7"), (row.Canal!.Value, row.MentionVersion!.Value, row.Preuve));
        Assert.Equal(db.Clock.GetUtcNow(), row.FaitLe!.Value, TimeSpan.FromMilliseconds(1));
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
            Assert.Equal(RefusKind.Interdit, (await db.Get<ListInformations>().Refuse(organisation.Acteur(role), new())).Kind);
    }

    [Fact]
    public async Task Who_came_after_the_list_was_read_or_after_the_day_of_information_is_still_to_be_told()
    {
        await ValidateProspectionAsync();
        await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        var read = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromMinutes(5));
        await CreateAsync("Luc", Partie.Tiers, "Salon Sirha");

        Assert.Equal(1, await MarkAsync(r => r.LuLe = read));
        Assert.Equal("Luc", Assert.Single((await db.Get<ListInformations>().Do(Dpo, new())).Rows).Contact);

        db.Clock.Advance(TimeSpan.FromDays(8));
        await CreateAsync("Zoé", Partie.Tiers, "Salon Sirha");
        Assert.Equal(RefusKind.Invalide, (await db.Get<MarkInformees>().Refuse(Dpo, await RequestAsync(r => r.Jour = new DateOnly(2026, 2, 9)))).Kind);
        Assert.Equal(1, await MarkAsync(r => r.Jour = new DateOnly(2026, 2, 3)));
        Assert.Equal("Zoé", Assert.Single((await db.Get<ListInformations>().Do(Dpo, new())).Rows).Contact);
        Assert.Equal("2026-02-03", await db.ScalarAsync<string>("select max(fait_le at time zone 'Europe/Paris')::date::text from obligations_information"));
    }

    [Fact]
    public async Task A_first_exchange_brings_the_day_forward_and_after_it_the_obligation_is_late()
    {
        var id = await CreateAsync("Anne", Partie.Tiers, "Salon Sirha");
        db.Clock.Advance(TimeSpan.FromDays(3));
        await db.Get<AddNote>().Do(organisation.Acteur(), new() { ContactId = id, Type = TypeEvenement.Note, Texte = "Pour moi" });
        await NightAsync();
        Assert.Equal(new DateOnly(2026, 2, 28), (await db.Get<ListInformations>().Do(Dpo, new())).Rows[0].Echeance);

        await db.Get<AddNote>().Do(organisation.Acteur(), new() { ContactId = id, Type = TypeEvenement.Appel, Texte = "Appelée" });
        await NightAsync();
        Assert.Equal((new DateOnly(2026, 2, 3), false), (await db.Get<ListInformations>().Do(Dpo, new())).Rows.Select(r => (r.Echeance, r.EstEnRetard)).Single());

        db.Clock.Advance(TimeSpan.FromDays(1));
        await NightAsync();
        var found = await db.Get<ListInformations>().Do(Dpo, new());
        Assert.Equal((1, true), (found.EnRetard, found.Rows[0].EstEnRetard));
        Assert.Equal(new DateOnly(2026, 2, 4), await db.ScalarAsync<DateOnly>("select retard_constate_le from obligations_information"));

        async Task NightAsync()
        {
            await using var context = db.Contexts.Open(organisation.Id);
            await InformationsNight.UpdateAsync(context, db.Today, Token);
        }
    }

    [Fact]
    public async Task The_obligations_of_a_merged_contact_are_the_survivor_s()
    {
        var (anne, other) = (await CreateAsync("Anne", Partie.Tiers, "Salon Sirha"), await CreateAsync("Anne bis", Partie.Tiers, "Chambre de commerce"));
        var versions = new Dictionary<Guid, uint>();
        foreach (var id in new[] { anne, other }) versions[id] = await db.ScalarAsync<uint>($"select xmin from contacts where id = '{id}'");

        await db.Get<Application.Doublons.MergeContacts>().Do(organisation.Acteur(), new(anne, [.. versions.Select(v => new Application.Doublons.FicheLue(v.Key, v.Value))], []));

        Assert.Equal([anne, anne], (await db.Get<ListInformations>().Do(Dpo, new())).Rows.Select(r => r.ContactId));
    }

    private Task<Guid> CreateAsync(string nom, Partie partie, string? source) =>
        db.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = nom, Partie = partie, Source = source });

    private async Task<Guid> ImportAsync(Partie partie)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(File));
        var id = await db.Get<ReceiveImport>().Do(organisation.Acteur(), new("salon.csv", content, GenreImport.Contacts, new OrigineImport("Salon Sirha", partie, BaseLegale.InteretLegitime) { Preuve = "Contrat du salon" }));
        await new ImportHarness(db, organisation).RunAsync(id);
        return id;
    }

    private async Task RunAsync<TRequest>(UseCase<TRequest, Guid> start, TRequest request) where TRequest : notnull =>
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, await start.Do(organisation.Acteur(), request), Token));

    private async Task<int> MarkAsync(Action<MarkInformeesRequest>? change = null) => await db.Get<MarkInformees>().Do(Dpo, await RequestAsync(change));

    private async Task<MarkInformeesRequest> RequestAsync(Action<MarkInformeesRequest>? change = null)
    {
        var request = new MarkInformeesRequest { Source = "Salon Sirha", Canal = CanalInformation.Courrier, Preuve = "Envoi n° 7", TraitementId = (await ProspectionAsync()).Id };
        change?.Invoke(request);
        return request;
    }

    private async Task<TraitementRow> ProspectionAsync() => (await db.Get<ListTraitements>().Do(Dpo, default)).Single(t => t.Reference == "T-02");

    private async Task ValidateProspectionAsync()
    {
        var id = (await ProspectionAsync()).Id;
        foreach (var etape in new[] { EtapeTraitement.Proposer, EtapeTraitement.Valider })
            await db.Get<MoveTraitement>().Do(Dpo, new(id, (await db.Get<GetTraitement>().Do(Dpo, new(id))).Version, etape));
    }
}
