using FichierClient.Application.Evenements;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>
/// One organisation, a member who sees its own only and a colleague: both have an entreprise of the same maison mère, which is the
/// colleague's, and a contact in common. All that is the colleague's alone says <see cref="Secret"/>.
/// </summary>
public sealed class SharedFile : IAsyncLifetime
{
    internal const string Secret = "mesange-bleue";

    /// <summary>The role with the most rights that can be kept from a part of the file.</summary>
    internal const Role Limited = Role.Responsable;

    private const Role Colleague = Role.Commercial;

    internal TestDatabase Database { get; private set; } = null!;
    internal TestOrganisation Organisation { get; private set; } = null!;
    internal Dictionary<string, Guid> Theirs { get; } = [];
    internal Dictionary<string, Guid> Ours { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Organisation = await Database.AddOrganisationAsync();
        await Database.LimitAsync(Organisation, Limited, Portee.Siennes);
        Theirs["maison mère"] = await AddEntrepriseAsync($"{Secret} Holding", Colleague, null);
        Theirs["entreprise"] = await AddEntrepriseAsync($"{Secret} Filiale", Colleague, Theirs["maison mère"]);
        Ours["my entreprise"] = await AddEntrepriseAsync("La mienne", Limited, Theirs["maison mère"]);
        Theirs["contact"] = await AddContactAsync(Secret, (Theirs["entreprise"], Secret));
        Ours["shared contact"] = await AddContactAsync("Partagée", (Theirs["entreprise"], Secret), (Ours["my entreprise"], "Acheteuse"));
        Theirs["vente"] = await AddVenteAsync(Theirs["entreprise"], Theirs["contact"], Secret);
        Ours["my vente"] = await AddVenteAsync(Ours["my entreprise"], Ours["shared contact"], "F-1");
        Theirs["note"] = await AddNoteAsync(Theirs["entreprise"], Ours["shared contact"], Secret);
        Theirs["note about the contact"] = await AddNoteAsync(null, Theirs["contact"], Secret);
        Ours["my note"] = await AddNoteAsync(Ours["my entreprise"], Ours["shared contact"], "Rien de secret");
        foreach (var trashed in new[] { "entreprise", "vente", "contact" }) await TrashAsync(trashed);
        Theirs["trashed note"] = await AddNoteAsync(Theirs["entreprise"], null, Secret);
        await Database.Get<DeleteNote>().Do(Organisation.Acteur(), new DeleteNoteRequest(Theirs["trashed note"]));
    }

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    /// <summary>Every row, of whatever table, that is the colleague's or refers to it: one that is new, gone or changed changes it.</summary>
    internal async Task<string> FingerprintOfTheirsAsync()
    {
        await using var owner = new NpgsqlConnection(Database.OwnerConnection);
        await owner.OpenAsync();
        var rows = string.Join(" union all ", (await TenantTable.ReadAsync(owner)).Select(t => $"select '{t.Name} ' || t::text from {t.Name} t where t::text ~ $1"));
        return string.Join('\n', (await owner.RowsAsync(rows, r => r.GetString(0), string.Join('|', Theirs.Values))).Order(StringComparer.Ordinal));
    }

    private async Task<Guid> AddEntrepriseAsync(string nom, Role responsable, Guid? maisonMere)
    {
        var entreprise = new Entreprise(Organisation.Id, nom);
        entreprise.Assign(Organisation.Membres[responsable]);
        entreprise.AttachTo(maisonMere);
        return await AddAsync(entreprise, entreprise.Id);
    }

    private async Task<Guid> AddContactAsync(string nom, params (Guid Entreprise, string Fonction)[] liens)
    {
        var contact = new Contact(Organisation.Id, null, "Anne", nom);
        foreach (var (entreprise, fonction) in liens) contact.LinkTo(entreprise, fonction, null, null, null);
        return await AddAsync(contact, contact.Id);
    }

    private async Task<Guid> AddVenteAsync(Guid entreprise, Guid contact, string numero)
    {
        var vente = new Vente(Organisation.Id, TypeVente.Facture, entreprise, new DateOnly(2026, 1, 15));
        vente.ChangeParties(entreprise, contact, null, vente.Date);
        vente.Number("", numero);
        vente.ReplaceLignes([new LigneSaisie(numero, 1, 100)]);
        vente.Validate();
        return await AddAsync(vente, vente.Id);
    }

    private async Task<Guid> AddNoteAsync(Guid? entreprise, Guid? contact, string texte)
    {
        var note = new Evenement(Organisation.Id, TypeEvenement.Appel, Database.Clock.GetUtcNow(), Organisation.Membres[Colleague], texte).About(entreprise, contact);
        note.Remind(new DateOnly(2026, 1, 15), Organisation.Membres[Colleague]);
        return await AddAsync(note, note.Id);
    }

    private async Task TrashAsync(string kind)
    {
        var id = kind switch
        {
            "entreprise" => await AddEntrepriseAsync(Secret, Colleague, null),
            "contact" => await AddContactAsync(Secret, (Theirs["entreprise"], Secret)),
            _ => await AddVenteAsync(Theirs["entreprise"], Theirs["contact"], $"{Secret}-2"),
        };
        Theirs[$"trashed {kind}"] = id;
        await using var owner = new NpgsqlConnection(Database.OwnerConnection);
        await owner.OpenAsync();
        await owner.ExecuteAsync($"update {kind}s set supprime_le = now() where id = $1", id);
    }

    private async Task<Guid> AddAsync(object record, Guid id)
    {
        await using var db = Database.Contexts.Open(Organisation.Id, Organisation.Membres[Role.Administrateur]);
        db.Add(record);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }
}
