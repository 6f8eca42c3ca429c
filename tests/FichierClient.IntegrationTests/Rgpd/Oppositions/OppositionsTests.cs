using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Oppositions;

/// <summary>The objection list at forms: erased persons come back by themselves only, objections are set at once, and both survive a restore.</summary>
public sealed class OppositionsTests : IAsyncLifetime
{
    private const string Jeanne = "jeanne.martin@exemple.test", Numero = "06 11 22 33 44";

    private TestDatabase database = null!;
    private TestOrganisation organisation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JournalEffacements Journal => database.Get<JournalEffacements>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        organisation = await database.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("JEANNE.Martin@Exemple.test", null)]
    [InlineData("autre@exemple.test", "+33 (0)6 11 22 33 44")]
    public async Task An_erased_person_is_not_made_again_by_others(string email, string? telephone)
    {
        await EraseAsync();

        var refus = await database.Get<CreateContact>().Refuse(organisation.Acteur(), Contact(email, telephone, Partie.Nous));

        Assert.Equal(nameof(CreateContactRequest.EstRevenue), Assert.Single(refus.Champs).Champ);
        // Saying that she came back isn't enough when the data come from elsewhere.
        var elsewhere = Contact(email, telephone, Partie.Nous);
        elsewhere.EstRevenue = true;
        await database.Get<CreateContact>().Refuse(organisation.Acteur(), elsewhere);
        Assert.Equal(0, await CountAsync("contacts"));
    }

    [Fact]
    public async Task She_comes_back_by_herself_and_it_is_recorded()
    {
        await EraseAsync();
        var request = Contact(Jeanne, null, Partie.Personne);
        request.EstRevenue = true;

        var id = await database.Get<CreateContact>().Do(organisation.Acteur(Role.Commercial), request);

        await using var db = database.Contexts.Open(organisation.Id);
        var lifted = await db.Oppositions.SingleAsync(o => o.LeveeLe != null, Token);
        Assert.Equal(("Revenue d’elle-même", organisation.Membres[Role.Commercial]), (lifted.MotifLevee, lifted.LeveeParId!.Value));
        Assert.Equal(Partie.Personne, (await db.Provenances.SingleAsync(p => p.SujetId == id, Token)).Partie);
        Assert.Equal(EntreeJournal.NatureLevee, Journal.Depuis(0).Last().Nature);
        // Her number, which she didn't give, stays refused.
        await database.Get<CreateContact>().Refuse(organisation.Acteur(), Contact(null, Numero, Partie.Nous));
    }

    [Fact]
    public async Task A_form_that_is_refused_lifts_nothing_in_the_journal()
    {
        await EraseAsync();
        var head = Journal.Tete();
        var request = Contact(Jeanne, null, Partie.Personne);
        (request.EstRevenue, request.Notes) = (true, "Mme Martin est en arrêt maladie, elle a un cancer.");

        Assert.Equal(Application.Common.RefusKind.Invalide, (await database.Get<CreateContact>().Refuse(organisation.Acteur(), request)).Kind);

        Assert.Equal(head, Journal.Tete());
        Assert.Equal(head, await database.ScalarAsync<long>("select dernier_seq from journal_etat"));
        request.MotifGarde = "Elle l’a écrit elle-même dans sa demande";
        await database.Get<CreateContact>().Do(organisation.Acteur(), request);
        Assert.Equal(head + 1, Journal.Tete());
    }

    [Theory]
    [InlineData("contacts", "insert")]
    [InlineData("oppositions", "update")]
    public async Task What_the_database_refuses_at_the_save_is_no_entry_of_the_journal(string table, string statement)
    {
        await EraseAsync();
        var head = Journal.Tete();
        await database.ScalarAsync<object>($"""
            create function essai_refus() returns trigger language plpgsql as $$ begin raise exception 'refus'; end $$;
            create trigger essai before {statement} on {table} for each row execute function essai_refus()
            """);
        var request = Contact(Jeanne, null, Partie.Personne);
        request.EstRevenue = true;
        await Assert.ThrowsAnyAsync<Exception>(() => database.Get<CreateContact>().RunAsync(organisation.Acteur(), request, Token));
        if (table == "oppositions")
        {
            var entry = (await ListAsync()).Rows[0].Id;
            await Assert.ThrowsAnyAsync<Exception>(() => database.Get<LiftOpposition>().RunAsync(organisation.Acteur(Role.Dpo), new LiftOppositionRequest(entry, "Erreur"), Token));
        }

        Assert.Equal(head, Journal.Tete());
        Assert.Equal(head, await database.ScalarAsync<long>("select dernier_seq from journal_etat"));
        Assert.Equal(0, await CountAsync("contacts"));
    }

    [Fact]
    public async Task An_objection_waits_for_whoever_saves_the_record_and_is_accepted()
    {
        var id = await database.Get<CreateContact>().Do(organisation.Acteur(), Contact(Jeanne, null, Partie.Nous));
        await using var other = new Npgsql.NpgsqlConnection(database.OwnerConnection);
        await other.OpenAsync(Token);
        await using var saving = await other.BeginTransactionAsync(Token);
        await using (var save = new Npgsql.NpgsqlCommand($"update contacts set langue = 'en' where id = '{id}'", other, saving)) await save.ExecuteNonQueryAsync(Token);

        var objecting = ObjectAsync(GenreIdentifiant.Email, Jeanne, Opposition.Email);
        await database.WaitForLockAsync(objecting);
        await saving.CommitAsync(Token);

        Assert.True(await objecting);
        Assert.Equal(Opposition.Email, await OppositionsOfAsync(id));
        Assert.Equal(Journal.Tete(), await database.ScalarAsync<long>("select dernier_seq from journal_etat"));
    }

    [Fact]
    public async Task An_erased_address_is_not_typed_into_another_record()
    {
        await EraseAsync();
        var id = await database.AddContactAsync(organisation, "Luc", "Petit");
        var read = await database.Get<GetContact>().Do(organisation.Acteur(), new GetContactRequest(id));
        var edit = new EditContactRequest { Id = id, Lue = read.Lue, Nom = "Petit", Emails = [new() { Adresse = Jeanne }] };
        Assert.Equal(nameof(edit.Emails), Assert.Single((await database.Get<EditContact>().Refuse(organisation.Acteur(), edit)).Champs).Champ);

        var person = new EntrepriseSaisie { RaisonSociale = "Jeanne Martin EI", EstPersonnePhysique = true, Telephones = [new() { Numero = Numero }] };
        await database.Get<CreateEntreprise>().Refuse(organisation.Acteur(), person);
        // A company's switchboard is nobody's.
        person.EstPersonnePhysique = false;
        await database.Get<CreateEntreprise>().Do(organisation.Acteur(), person);
    }

    [Fact]
    public async Task An_objection_is_set_on_whom_it_concerns_now_and_later()
    {
        var before = await database.Get<CreateContact>().Do(organisation.Acteur(), Contact(Jeanne, null, Partie.Nous));
        await ObjectAsync(GenreIdentifiant.Email, Jeanne, Opposition.Email);
        await ObjectAsync(GenreIdentifiant.Domaine, "exemple.test", Opposition.Telephone);
        var after = await database.Get<CreateContact>().Do(organisation.Acteur(), Contact(Jeanne, null, Partie.Nous));
        var colleague = await database.Get<CreateContact>().Do(organisation.Acteur(), Contact("luc@exemple.test", null, Partie.Nous));

        Assert.Equal(Opposition.Email | Opposition.Telephone, await OppositionsOfAsync(before));
        Assert.Equal(Opposition.Email | Opposition.Telephone, await OppositionsOfAsync(after));
        Assert.Equal(Opposition.Telephone, await OppositionsOfAsync(colleague));
        Assert.Contains(await database.HistoryAsync(organisation, before), h => h.Champ == nameof(Domain.Contacts.Contact.Oppositions));
    }

    [Fact]
    public async Task An_objection_is_always_accepted_and_only_widens()
    {
        await EraseAsync();
        Assert.True(await ObjectAsync(GenreIdentifiant.Email, Jeanne, Opposition.Email));
        Assert.False(await ObjectAsync(GenreIdentifiant.Email, Jeanne.ToUpperInvariant(), Opposition.Courrier));

        var found = await database.Get<CheckOpposition>().Do(organisation.Acteur(Role.Dpo), new CheckOppositionRequest(GenreIdentifiant.Email, Jeanne));
        Assert.Equal([NatureOpposition.Effacement, NatureOpposition.Opposition], found.Select(f => f.Nature).Order().Reverse());
        Assert.Equal(Opposition.Email | Opposition.Courrier, found.Single(f => f.Nature == NatureOpposition.Opposition).Portee);
    }

    [Fact]
    public async Task The_list_holds_no_address_and_another_organisation_has_other_prints()
    {
        var twin = await database.AddOrganisationAsync("jumelle");
        await ObjectAsync(GenreIdentifiant.Email, Jeanne, Opposition.Email);
        await database.Get<AddOpposition>().Do(twin.Acteur(Role.Dpo), new AddOppositionRequest { Valeur = Jeanne, Source = "Courrier" });

        Assert.Equal(2L, await database.ScalarAsync<long>("select count(distinct empreinte) from oppositions"));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from oppositions o where o::text ilike '%jeanne%' or o::text ilike '%exemple%'"));
        Assert.All(Directory.GetFiles(Journal.Folder), file => Assert.DoesNotContain("jeanne", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
        await database.Get<AddOpposition>().Refuse(organisation.Acteur(Role.Dpo), new AddOppositionRequest { Valeur = Jeanne, Source = $"écrit par {Jeanne}" });
    }

    [Fact]
    public async Task Lifting_says_why_and_cannot_be_undone_in_silence()
    {
        await ObjectAsync(GenreIdentifiant.Email, Jeanne, Opposition.Email);
        var entry = Assert.Single((await ListAsync()).Rows);
        await database.Get<LiftOpposition>().Refuse(organisation.Acteur(Role.Dpo), new LiftOppositionRequest(entry.Id, " "));
        Assert.Equal(Application.Common.RefusKind.Interdit, (await database.Get<LiftOpposition>().Refuse(organisation.Acteur(), new LiftOppositionRequest(entry.Id, "Erreur"))).Kind);
        await database.Get<LiftOpposition>().Do(organisation.Acteur(Role.Dpo), new LiftOppositionRequest(entry.Id, "Inscrite par erreur"));

        Assert.Equal((0, 1), ((await ListAsync()).Oppositions, (await ListAsync()).Levees));
        await database.Get<LiftOpposition>().Refuse(organisation.Acteur(Role.Dpo), new LiftOppositionRequest(entry.Id, "Encore"));
        await using var db = database.Contexts.Open(organisation.Id);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"delete from oppositions", Token));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"update oppositions set source = 'autre'", Token));
    }

    [Fact]
    public async Task What_the_journal_says_is_done_again_in_a_restored_database()
    {
        await EraseAsync();
        await ObjectAsync(GenreIdentifiant.Domaine, "exemple.test", Opposition.Telephone);
        var contact = await database.Get<CreateContact>().Do(organisation.Acteur(), Contact("luc@exemple.test", null, Partie.Nous));
        await database.Get<LiftOpposition>().Do(organisation.Acteur(Role.Dpo), new LiftOppositionRequest((await ListAsync()).Rows.Single(r => r.Genre == GenreIdentifiant.Telephone).Id, "Erreur"));
        var entries = Journal.Depuis(0).ToList();
        // As the backup from before had it.
        await database.ScalarAsync<object>($"delete from oppositions; update contacts set oppositions = 0 where id = '{contact}'");

        var rejeu = database.Get<IEnumerable<Rejeu>>().OfType<RejeuOppositions>().Single();
        foreach (var entry in entries.Concat(entries)) await rejeu.ReplayAsync(entry, Token);
        // An organisation that the backup doesn't know yet has no list.
        await rejeu.ReplayAsync(entries[0] with { TenantId = Guid.CreateVersion7() }, Token);
        Assert.Equal(3L, await CountAsync("oppositions"));

        Assert.Equal((1, 1, 1), ((await ListAsync()).Oppositions, (await ListAsync()).Effacements, (await ListAsync()).Levees));
        Assert.Equal(Opposition.Telephone, await OppositionsOfAsync(contact));
        await database.Get<CreateContact>().Refuse(organisation.Acteur(), Contact(Jeanne, null, Partie.Nous));
        await database.Get<CreateContact>().Do(organisation.Acteur(), Contact(null, Numero, Partie.Nous));
    }

    private static CreateContactRequest Contact(string? email, string? telephone, Partie partie) => new()
    {
        Nom = "Martin",
        Emails = [new() { Adresse = email }],
        Telephones = [new() { Numero = telephone }],
        Partie = partie,
    };

    /// <summary>As an erasure leaves the list.</summary>
    private async Task EraseAsync()
    {
        await using var db = database.Contexts.Open(organisation.Id, organisation.Membres[Role.Dpo]);
        await database.Get<InscriptionOpposition>().AddAsync(
            db, IdentifiantPersonne.Of([Jeanne], [Numero]), InscriptionOpposition.Tous, NatureOpposition.Effacement, "Effacement", Token, Guid.CreateVersion7());
    }

    private Task<bool> ObjectAsync(GenreIdentifiant genre, string valeur, Opposition portee) => database.Get<AddOpposition>().Do(
        organisation.Acteur(Role.Dpo), new AddOppositionRequest { Genre = genre, Valeur = valeur, Portee = portee, Source = "Courrier" });

    private Task<OppositionsListees> ListAsync() => database.Get<ListOppositions>().Do(organisation.Acteur(Role.Dpo), new ListOppositionsRequest());

    private async Task<Opposition> OppositionsOfAsync(Guid contact) =>
        (Opposition)await database.ScalarAsync<int>($"select oppositions from contacts where id = '{contact}'");

    private Task<long> CountAsync(string table) => database.ScalarAsync<long>($"select count(*) from {table}");
}
