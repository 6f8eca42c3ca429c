using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Imports;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Imports;

public sealed class ImportFilterTests
{
    private const string Flat = "Société;Prénom;Nom;Email;N° facture;Date facture;Montant HT\nMartin SA;Jeanne;Martin;j@m.fr;F1;31/01/2024;10\nPetit SARL;Luc;Petit;l@p.fr;F2;28/02/2024;20\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_counts_and_total_of_an_import_hold_what_it_made_or_changed_only()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var first = await RunAsync(harness, Flat);
        var second = await RunAsync(harness, Flat.Replace("Petit SARL;Luc;Petit;l@p.fr;F2;28/02/2024;20", "Roy SAS;Anne;Roy;a@r.fr;F3;28/02/2024;7", StringComparison.Ordinal));

        foreach (var (import, entreprises, contacts, total) in new (Guid, string[], string[], decimal)[]
        {
            (first, ["Martin SA", "Petit SARL"], ["Jeanne Martin", "Luc Petit"], 30),
            (second, ["Roy SAS"], ["Anne Roy"], 7),
        })
        {
            Assert.Equal(entreprises, await EntreprisesAsync(db, organisation.Acteur(), import));
            Assert.Equal(entreprises.Length, (await db.Get<CountEntreprises>().RunAsync(organisation.Acteur(), new CountEntreprisesRequest(new EntrepriseFiltre { Import = import }), Token)).Value.Value);
            var filtre = new ContactFiltre { Import = import };
            var page = await db.Get<ListContacts>().RunAsync(organisation.Acteur(), new ListContactsRequest(filtre, new PageRequest(ListContacts.TriParNom, false, PageCursor.First)), Token);
            Assert.Equal(contacts, page.Value.Rows.Select(c => c.NomComplet).Order());
            Assert.Equal(contacts.Length, (await db.Get<CountContacts>().RunAsync(organisation.Acteur(), new CountContactsRequest(filtre), Token)).Value.Value);
            Assert.Equal(new VentesTotal(entreprises.Length, entreprises.Length, total), (await db.Get<TotalVentes>().RunAsync(organisation.Acteur(), new VenteFiltre { Import = import }, Token)).Value);
        }
    }

    [Fact]
    public async Task Another_organisation_finds_nothing_and_who_may_not_import_is_not_told_the_name_of_the_file()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (organisation, other) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        var import = await RunAsync(new ImportHarness(db, organisation), Flat);

        Assert.Empty(await EntreprisesAsync(db, other.Acteur(), import));
        Assert.NotNull((await db.Get<NameImport>().RunAsync(other.Acteur(), import, Token)).Refus);
        Assert.NotNull((await db.Get<NameImport>().RunAsync(organisation.Acteur(Role.Lecteur), import, Token)).Refus);
        Assert.Equal("fichier.csv", (await db.Get<NameImport>().RunAsync(organisation.Acteur(), import, Token)).Value);
    }

    [Fact]
    public async Task The_ventes_of_an_import_are_found_by_an_index_as_the_app_reads_them()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var entreprise = await db.AddEntrepriseAsync(organisation, "Martin");
        await db.ScalarAsync<int>($"""
            insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le)
            select '{organisation.Id}', gen_random_uuid(), 'Facture', 'Validee', '', n::text, '2024-01-15', '{entreprise}', 'EUR', 1, 1, 0, 1, 1, now(), now() from generate_series(1, 10000) n;
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, fait_le, import_id)
            select v.tenant_id, gen_random_uuid(), 'Vente', v.id, 'creation', now(), ('00000000-0000-0000-0000-' || lpad((v.numero::int % 100)::text, 12, '0'))::uuid from ventes v;
            analyze modifications, ventes;
            """);
        await using var connection = new NpgsqlConnection(db.AppConnection);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand($"""
            select set_config('app.tenant_id', '{organisation.Id}', false);
            explain select count(*) from ventes v where v.tenant_id = '{organisation.Id}' and exists (select from modifications m where m.tenant_id = v.tenant_id
                and m.sujet_id = v.id and m.import_id = '00000000-0000-0000-0000-000000000007' and m.sujet = 'Vente')
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        await reader.NextResultAsync(Token);
        var plan = new List<string>();
        while (await reader.ReadAsync(Token)) plan.Add(reader.GetString(0));

        Assert.Contains("ix_modifications_importees", string.Join('\n', plan), StringComparison.Ordinal);
    }

    private static async Task<Guid> RunAsync(ImportHarness harness, string csv)
    {
        var id = await harness.ReceiveAsync(csv, GenreImport.Mixte);
        await harness.RunAsync(id);
        return id;
    }

    private static async Task<IEnumerable<string>> EntreprisesAsync(TestDatabase db, Acteur acteur, Guid import)
    {
        var list = await db.Get<ListEntreprises>().RunAsync(acteur, new ListEntreprisesRequest(new EntrepriseFiltre { Import = import }, new PageRequest(ListEntreprises.ParNom, false, PageCursor.First)), Token);
        return list.Value.Page.Rows.Select(e => e.Nom);
    }
}
