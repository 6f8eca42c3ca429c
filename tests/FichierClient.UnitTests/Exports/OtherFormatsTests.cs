using System.Text;
using System.Text.Json;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Exports;

public sealed class OtherFormatsTests
{
    private static readonly Guid Tenant = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_lines_are_an_object_a_line_with_numbers_days_and_nothing_changed()
    {
        Colonne[] colonnes = [new("nom", "Nom"), new("ca", "CA", TypeColonne.Montant), new("jour", "Jour", TypeColonne.Date)];
        using var output = new MemoryStream();

        await JsonLignesWriter.WriteAsync(output, new Tableau(colonnes, new object?[][] { ["=1+1 \"é\"\n", -1.50m, new DateOnly(2026, 1, 2)], [null, null, null] }.ToAsyncEnumerable()), Token);

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Empty(lines[2]);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("=1+1 \"é\"\n", first.RootElement.GetProperty("nom").GetString());
        Assert.Equal(-1.5m, first.RootElement.GetProperty("ca").GetDecimal());
        Assert.Equal("2026-01-02", first.RootElement.GetProperty("jour").GetString());
        Assert.Equal("{\"nom\":null,\"ca\":null,\"jour\":null}", lines[1]);
    }

    [Fact]
    public async Task A_contact_becomes_a_vcard_with_its_refusals_and_without_its_notes()
    {
        var contact = new Contact(Tenant, Civilite.Madame, "Éloïse", "Durand; née Petit, «la grande»");
        contact.ReplaceEmails([new("b@exemple.fr"), new("a@exemple.fr", Prefere: true)]);
        contact.ReplaceTelephones([new(new NumeroTelephone("01 23 45 67 89", "+33123456789", "Mobile"))]);
        contact.ChangeAnniversaire(5, 12, null);
        contact.ChangeReperes("repère secret", "note secrète", "fr");
        contact.Oppose(Opposition.Email);
        var entreprise = new Entreprise(Tenant, "Menuiserie\nLefèvre");
        contact.LinkTo(entreprise.Id, "Acheteuse", "Achats", null, null);
        using var output = new MemoryStream();

        await VCardWriter.WriteAsync(output, new[] { new ContactPlace(contact, contact.Liens[0], entreprise) }.ToAsyncEnumerable(), Token);

        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(["BEGIN:VCARD", "VERSION:4.0", $"UID:urn:uuid:{contact.Id}"], lines[..3]);
        Assert.Contains(@"N:Durand\; née Petit\, «la grande»;Éloïse;;Mme;", lines);
        Assert.Contains("EMAIL;PREF=1:a@exemple.fr", lines);
        Assert.Contains("EMAIL:b@exemple.fr", lines);
        Assert.Contains("TEL;VALUE=uri;TYPE=cell;PREF=1:tel:+33123456789", lines);
        Assert.Contains(@"ORG:Menuiserie\nLefèvre;Achats", lines);
        Assert.Contains("BDAY:--1205", lines);
        Assert.Contains("CATEGORIES:Refuse : E-mail", lines);
        Assert.DoesNotContain("secr", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_facture_debits_the_client_and_an_avoir_credits_it_each_balanced()
    {
        var entreprise = new Entreprise(Tenant, "Martin");
        entreprise.Identify(new IdentiteLegale { Reference = "C42" });
        var facture = VenteOf(TypeVente.Facture, "F1", 1);
        var avoir = VenteOf(TypeVente.Avoir, "A1", 2);

        var entries = LignesFec.Lines(new VenteComplete(facture, entreprise, null), 1, "EUR").Select(Named).ToList();
        var credit = LignesFec.Lines(new VenteComplete(avoir, entreprise, "F1"), 2, "EUR").Select(Named).ToList();

        Assert.Equal(18, LignesFec.Colonnes.Count);
        Assert.Equal(["411000", "707000", "445710"], entries.Select(e => e["CompteNum"]));
        Assert.Equal([120m, 0m, 0m], entries.Select(e => e["Debit"]));
        Assert.Equal([0m, 100m, 20m], entries.Select(e => e["Credit"]));
        Assert.Equal(["C42", null, null], entries.Select(e => e["CompAuxNum"]));
        Assert.Equal(("F1", facture.Date, "1"), (entries[0]["PieceRef"], entries[0]["EcritureDate"], entries[0]["EcritureNum"]));
        // 120 USD at 0.5: the books are in euros, the document's amounts stand beside.
        Assert.Equal([0m, 50m, 10m], credit.Select(e => e["Debit"]));
        Assert.Equal([60m, 0m, 0m], credit.Select(e => e["Credit"]));
        Assert.Equal([-120m, 100m, 20m], credit.Select(e => e["Montantdevise"]));
        Assert.Equal("USD", credit[0]["Idevise"]);
    }

    private static Dictionary<string, object?> Named(object?[] line) => LignesFec.Colonnes.Zip(line).ToDictionary(x => x.First.Cle, x => x.Second);

    private static Vente VenteOf(TypeVente type, string numero, int day)
    {
        var vente = new Vente(Tenant, type, Guid.NewGuid(), new DateOnly(2026, 3, day));
        vente.Number("", numero);
        vente.ReplaceLignes([new LigneSaisie("Conseil", 1, 100) { TauxTva = 20 }]);
        if (type == TypeVente.Avoir) vente.ChangeDevise("USD", 0.5m);
        vente.Validate();
        return vente;
    }
}
