using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>A restored database in which somebody erased still stands isn't opened: the scan finds her without knowing who she is.</summary>
public sealed class ScanEmpreintesTests : IAsyncLifetime
{
    private const string Jeanne = "jeanne.zyxwvut@exemple.test";

    private TestDatabase database = null!;
    private TestOrganisation organisation = null!;
    private Guid contact;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        organisation = await database.AddOrganisationAsync();
        await using var db = database.Contexts.Open(organisation.Id);
        var jeanne = new Contact(organisation.Id, null, "Jeanne", "Zyxwvut");
        jeanne.ReplaceEmails([new AdresseEmail(Jeanne)]);
        var luc = new Contact(organisation.Id, null, "Luc", "Petit");
        luc.ChangeReperes(null, $"Voir avec Jeanne.ZYXWVUT@exemple.test, 06 11 22 33 44.", null);
        db.AddRange(jeanne, luc);
        await db.SaveChangesAsync(Token);
        contact = jeanne.Id;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task It_finds_the_record_the_address_and_the_number_wherever_they_stand()
    {
        Assert.Empty(await ScanAsync());
        await BuryAsync(contact, (Identifiants.Email, Jeanne), (Identifiants.Telephone, "+33611223344"));

        var found = await ScanAsync();

        Assert.Equal(["contact_emails.adresse 1", "contacts.id 1", "contacts.notes 2"], found);
    }

    [Theory]
    [InlineData("Voir sean.o'brien@exemple.test, merci")]
    [InlineData("L'adresse d'sean.o'brien@exemple.test")]
    [InlineData("« 'sean.o'brien@exemple.test' »")]
    [InlineData("sean.o'brien@exemple.test.Merci")]
    public async Task An_address_is_found_with_its_apostrophe_and_whatever_stands_around_it(string texte)
    {
        await BuryAsync(Guid.NewGuid(), (Identifiants.Email, "sean.o'brien@exemple.test"));
        Assert.Empty(await ScanAsync());
        await using var db = database.Contexts.Open(organisation.Id);
        var paul = new Contact(organisation.Id, null, "Paul", "Durand");
        paul.ChangeReperes(null, texte, null);
        db.Add(paul);
        await db.SaveChangesAsync(Token);

        Assert.Equal(["contacts.notes 1"], await ScanAsync());
    }

    [Fact]
    public async Task An_entreprise_of_a_natural_person_is_found_until_it_was_emptied()
    {
        var entreprise = await database.AddEntrepriseAsync(organisation, "Barnabé Courteheuse");
        await database.ScalarAsync<object>($"update entreprises set est_personne_physique = true where id = '{entreprise}'");
        await BuryAsync(entreprise, (Identifiants.Email, "barnabe@courteheuse.test"));
        Assert.Equal(["entreprises.id 1"], await ScanAsync());

        // As an erasure leaves it for its ventes.
        await database.ScalarAsync<object>($"update entreprises set raison_sociale = '{Aiguille.Marque}' where id = '{entreprise}'");

        Assert.Empty(await ScanAsync());
    }

    [Fact]
    public async Task A_database_with_traces_is_not_followed_and_so_stays_closed()
    {
        await BuryAsync(Guid.NewGuid(), (Identifiants.Email, Jeanne));
        await database.ScalarAsync<object>("update journal_etat set dernier_seq = 0");

        var (_, found) = await database.Get<Rattrapage>().CatchUpAsync(0, Token);

        Assert.NotEmpty(found);
        Assert.Equal(0L, await database.ScalarAsync<long>("select dernier_seq from journal_etat"));
    }

    [Fact]
    public async Task Who_came_back_by_herself_is_no_trace()
    {
        await BuryAsync(Guid.NewGuid(), (Identifiants.Email, Jeanne));
        await using var db = database.Contexts.Open(organisation.Id);
        var list = database.Get<InscriptionOpposition>();
        await list.AddAsync(db, [IdentifiantPersonne.Email(Jeanne)], InscriptionOpposition.Tous, NatureOpposition.Effacement, "Effacement", Token);
        Assert.NotEmpty(await ScanAsync());

        await list.WelcomeBackAsync(db, [IdentifiantPersonne.Email(Jeanne)], "Revenue", Token);

        Assert.Empty(await ScanAsync());
    }

    private async Task<IReadOnlyList<string>> ScanAsync() =>
        [.. (await database.Get<ScanEmpreintes>().RunAsync(Token)).Select(f => $"{f.Table}.{f.Colonne} {f.Nombre}").Order(StringComparer.Ordinal)];

    private async Task BuryAsync(Guid sujet, params (string Genre, string Valeur)[] identifiants)
    {
        var prints = identifiants.Select(i => Convert.ToBase64String(database.Get<Empreintes>().Of(organisation.Id, i.Genre, i.Valeur))).ToArray();
        await using var db = database.Contexts.Open(organisation.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(Token);
        await database.Get<JournalEtat>().AppendAsync(db, new EntreeJournal(
            0, EntreeJournal.NatureEffacement, organisation.Id, Guid.CreateVersion7(), nameof(Contact), sujet, [], prints, Empreintes.CleVersion, TimeProvider.System.GetUtcNow(), null, [], null), Token);
        await transaction.CommitAsync(Token);
    }
}
