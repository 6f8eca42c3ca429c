using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Exports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Violations;

/// <summary>The scope of a breach, against counts that the test makes itself by SQL.</summary>
public sealed class PerimetreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 8, 30, 0, TimeSpan.Zero);

    private TestDatabase database = null!;
    private TestOrganisation organisation = null!;
    private Guid violation;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Now);
        organisation = await database.AddOrganisationAsync();
        var own = await database.AddEntrepriseAsync(organisation, "À Paul", Role.Commercial);
        var other = await database.AddEntrepriseAsync(organisation, "À une autre", Role.Responsable);
        await database.AddContactAsync(organisation, "Julie", "Roux", own);
        await database.AddContactAsync(organisation, "Jean", "Petit", own, other);
        await database.AddContactAsync(organisation, "Luc", "Grand", other);
        await database.ScalarAsync<object>($"update entreprises set est_personne_physique = true where id = '{own}'");
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        await database.Get<AddNote>().Do(organisation.Acteur(Role.Commercial), new AddNoteRequest { EntrepriseId = own, Texte = "Premier appel" });
        violation = await ViolationsTests.OpenAsync(database, organisation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Of_a_member_what_his_rights_showed_him_and_what_he_exported()
    {
        await database.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom"), Role.Dpo);

        var limited = await CountAsync(new() { Genre = GenrePerimetre.Membre, MembreId = organisation.Membres[Role.Commercial] });
        var all = await CountAsync(new() { Genre = GenrePerimetre.Membre, MembreId = organisation.Membres[Role.Dpo] });

        // Two contacts of his entreprise, and the entreprise, which is a person.
        Assert.Equal(("Membre Commercial", 3, 0), (limited.Objet, limited.Personnes, limited.Exports));
        Assert.Equal(2, Rows(limited, "contacts"));
        Assert.Equal(1, Rows(limited, "evenements"));
        Assert.Equal(await database.ScalarAsync<long>("select count(*) from contacts") + 1, all.Personnes);
        Assert.Equal((1, 3), (all.Exports, all.LignesExportees));
    }

    [Fact]
    public async Task Of_the_whole_organisation_every_record_with_the_categories_of_the_map()
    {
        var counted = await CountAsync(new() { Genre = GenrePerimetre.Organisation });

        foreach (var ligne in counted.Lignes) Assert.Equal(await database.ScalarAsync<long>($"select count(*) from {ligne.Table}"), ligne.Enregistrements);
        Assert.Contains(CategorieDonnee.ViePersonnelle, counted.Lignes.Single(l => l.Table == "contacts").Categories);
        Assert.Contains(CategorieDonnee.Coordonnees, counted.Lignes.Single(l => l.Table == "contact_emails").Categories);
        var saved = await database.Get<GetViolation>().Do(organisation.Acteur(Role.Dpo), violation);
        Assert.Equal((counted.Personnes, counted.Enregistrements), (saved.Description.NombrePersonnes, saved.Description.NombreEnregistrements));

        // A number that the DPO typed stays his.
        await database.ScalarAsync<object>("update violations set nombre_personnes = 1200");
        await CountAsync(new() { Genre = GenrePerimetre.Organisation });
        Assert.Equal(1200, (await database.Get<GetViolation>().Do(organisation.Acteur(Role.Dpo), violation)).Description.NombrePersonnes);
    }

    [Fact]
    public async Task Of_a_period_what_was_made_or_changed_in_it()
    {
        database.Clock.Advance(TimeSpan.FromDays(2));
        var late = await database.AddContactAsync(organisation, "Ève", "Late");

        var counted = await CountAsync(new() { Genre = GenrePerimetre.Periode, Du = new(2026, 3, 10), Au = new(2026, 3, 12) });

        Assert.Equal(1, await database.ScalarAsync<long>($"select count(*) from contacts where cree_le >= '2026-03-09 23:00Z' and id = '{late}'"));
        Assert.Equal((1, 0), (Rows(counted, "contacts"), Rows(counted, "entreprises")));
    }

    [Fact]
    public async Task Of_an_export_the_rows_that_its_file_had()
    {
        await database.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom"), Role.Dpo);
        var id = await database.ScalarAsync<Guid>("select id from exports");
        await database.AddContactAsync(organisation, "Venue", "Après");

        var counted = await CountAsync(new() { Genre = GenrePerimetre.Export, ExportId = id });

        Assert.Equal((3, false, 3), (counted.Personnes, counted.EstMajorant, counted.LignesExportees));
    }

    [Fact]
    public async Task Of_an_export_of_entreprises_the_persons_that_were_in_it_and_nobody_who_came_later()
    {
        await database.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"), Role.Dpo);
        var id = await database.ScalarAsync<Guid>("select id from exports");
        var later = await database.AddEntrepriseAsync(organisation, "Venue Après EI");
        await database.ScalarAsync<object>($"update entreprises set est_personne_physique = true where id = '{later}'");

        var counted = await CountAsync(new() { Genre = GenrePerimetre.Export, ExportId = id });

        // Of the two in it one is a person.
        Assert.Equal((1, false, 2), (counted.Personnes, counted.EstMajorant, Rows(counted, "entreprises")));
        await database.ScalarAsync<object>("delete from communications");
        Assert.True((await CountAsync(new() { Genre = GenrePerimetre.Export, ExportId = id })).EstMajorant);
    }

    private async Task<PerimetreViolation> CountAsync(CalculatePerimetreRequest request)
    {
        var dpo = organisation.Acteur(Role.Dpo);
        (request.Id, request.Version) = (violation, (await database.Get<GetViolation>().Do(dpo, violation)).Version);
        await database.Get<CalculatePerimetre>().Do(dpo, request);
        return (await database.Get<GetViolation>().Do(dpo, violation)).Perimetres[0];
    }

    private static int Rows(PerimetreViolation counted, string table) => counted.Lignes.Single(l => l.Table == table).Enregistrements;
}
