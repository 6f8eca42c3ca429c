using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>A lossless export, imported into another organisation, makes the same records: column by column in the database.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    /// <summary>What belongs to the row rather than to the record.</summary>
    private const string Own = "- 'id' - 'tenant_id' - 'cree_le' - 'cree_par_id' - 'modifie_le' - 'entreprise_id' - 'contact_id' - 'vente_id' - 'canal_id' - 'etiquette_id' - 'facture_id' - 'produit_id'";

    private static readonly string[] Hostile =
        ["=1+1", "+33 SARL", "-Moins", "@Société", "'apostrophe", "Dit \"le Grand\" ; et, fils", "Deux\nlignes", "0007", "Été à Nîmes – Œuvre", "Café ☕😀", "a|b\tc", "NULL"];

    private TestDatabase db = default!;
    private TestOrganisation from = default!, to = default!;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        (from, to) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Hostile_entreprises_contacts_and_ventes_come_back_identical()
    {
        await ArrangeAsync();

        await MoveAsync(ListeExport.Entreprises, GenreImport.Entreprises);
        await MoveAsync(ListeExport.Contacts, GenreImport.Contacts);
        await MoveAsync(ListeExport.Ventes, GenreImport.Ventes);

        foreach (var table in new[] { "entreprises", "entreprise_telephones", "canaux", "etiquettes", "contacts", "contact_emails", "contact_telephones", "contact_liens", "ventes", "vente_lignes" })
        {
            var before = await RecordsAsync(from, table);
            Assert.NotEqual("[]", before);
            Assert.Equal(before, await RecordsAsync(to, table));
        }
    }

    private Task<string?> RecordsAsync(TestOrganisation organisation, string table) =>
        db.ScalarAsync<string>($"select coalesce(jsonb_agg(r order by r)::text, '[]') from (select to_jsonb(t) {Own} as r from {table} t where tenant_id = '{organisation.Id}') x");

    /// <summary>Exports from one, imports into the other without a word about columns, and exports again: the same file.</summary>
    private async Task MoveAsync(ListeExport liste, GenreImport genre)
    {
        var demande = ExportHarness.Demande(liste, FormatExport.Reimport) with { Tri = liste == ListeExport.Ventes ? "date" : "nom" };
        var file = await db.ExportAsync(from, demande);
        var bilan = await new ImportHarness(db, to).ImportAsync(file, genre);
        Assert.Equal(0, bilan.Refusees);
        Assert.Equal(Sorted(file), Sorted(await db.ExportAsync(to, demande)));
    }

    private static string[] Sorted(string file) => [.. file.Split("\r\n").Order(StringComparer.Ordinal)];

    private async Task ArrangeAsync()
    {
        await using var context = db.Contexts.Open(from.Id, from.Membres[Role.Administrateur]);
        var (canal, etiquette) = (new Canal(from.Id, "=Salon"), new Etiquette(from.Id, "Clé \"VIP\""));
        context.AddRange(canal, etiquette);
        await context.SaveChangesAsync();
        foreach (var (nom, i) in Hostile.Select((nom, i) => (nom, i)))
        {
            var entreprise = EntrepriseOf(nom, i);
            entreprise.ChangeCanal(canal.Id);
            entreprise.ReplaceEtiquettes([etiquette.Id]);
            context.AddRange(entreprise, ContactOf(nom, i, entreprise.Id));
            await context.SaveChangesAsync();
            var facture = VenteOf(TypeVente.Facture, $"F{i:000}", entreprise.Id, new LigneSaisie(nom, 3, 0.3333m) { TauxTva = 20, Remise = 10 }, new LigneSaisie("=2+2", 1, 1234.56m) { TauxTva = 5.5m });
            context.Add(facture);
            await context.SaveChangesAsync();
            var avoir = VenteOf(TypeVente.Avoir, $"A{i:000}", entreprise.Id, new LigneSaisie("Geste\ncommercial", 1, 10) { TauxTva = 20 });
            avoir.Credit(facture.Id);
            context.Add(avoir);
            await context.SaveChangesAsync();
        }
    }

    private Entreprise EntrepriseOf(string nom, int i)
    {
        var entreprise = new Entreprise(from.Id, nom);
        entreprise.Rename(nom, "=" + nom);
        entreprise.Identify(new IdentiteLegale { Reference = $"00{i}", CodeNaf = "62.01Z", CategorieJuridique = "5710", TrancheEffectif = "11", EstPersonnePhysique = i % 2 == 0 });
        entreprise.ChangeAdresses(
            new Adresse { Voie = "1, rue \"Neuve\"\nBât. A", Complement = nom, CodePostal = "01120", Commune = "L’Haÿ", Cedex = "CEDEX 02", CodeInsee = "01004", Pays = "FR" },
            new Adresse { Voie = nom, CodePostal = "1000", Commune = "Bruxelles", CodeInsee = null, Cedex = "B", Pays = "BE" });
        entreprise.ChangeCoordonnees($"contact{i}@exemple.fr", "https://exemple.fr/?a=1;2");
        entreprise.ChangePotentiel(1234.56m, 0.10m);
        entreprise.Cease(new DateOnly(2026, 3, 1));
        entreprise.FixStatut((StatutEntreprise)(i % 3));
        entreprise.ReplaceTelephones([new NumeroTelephone("+33 1 23 45 67 89", "+33123456789"), new NumeroTelephone("0033123456788", "+33123456788", "Fax")]);
        return entreprise;
    }

    private Contact ContactOf(string nom, int i, Guid entreprise)
    {
        var contact = new Contact(from.Id, i % 2 == 0 ? Civilite.Madame : Civilite.Monsieur, "=" + nom, nom);
        contact.ChangeAnniversaire(29, 2, i % 2 == 0 ? null : 1980);
        contact.ChangeReperes(null, $"Note de {nom}\r\nsuite", "fr");
        contact.Oppose((Opposition)(i % 16));
        contact.ReplaceEmails([new($"p{i}@exemple.fr", Prefere: true)]);
        contact.ReplaceTelephones([new(new NumeroTelephone("06 12 34 56 78", "+33612345678", "Mobile"))]);
        contact.LinkTo(entreprise, nom, "@Achats", new DateOnly(2020, 2, 3), new DateOnly(2026, 3, 4));
        return contact;
    }

    private Vente VenteOf(TypeVente type, string numero, Guid entreprise, params LigneSaisie[] lignes)
    {
        var vente = new Vente(from.Id, type, entreprise, new DateOnly(2026, 2, 3));
        vente.Number("VE", numero);
        vente.ReplaceLignes(lignes);
        vente.Validate();
        return vente;
    }
}
