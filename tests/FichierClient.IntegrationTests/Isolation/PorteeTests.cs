using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>A member who sees its own only gives the ids of a colleague's records to every use case, and reads what both sides share.</summary>
public sealed class PorteeTests(SharedFile file) : IClassFixture<SharedFile>
{
    private static readonly string[] Reading = ["Count", "Find", "Get", "List", "Name", "Propose", "Total"];

    [Fact]
    public async Task An_id_of_a_colleague_tells_nothing_and_changes_nothing()
    {
        var before = await file.FingerprintOfTheirsAsync();
        var told = new List<string>();

        foreach (var useCase in Taking())
        {
            foreach (var (name, id) in file.Theirs) await AskAsync(useCase, name, id, told);
        }

        Assert.Empty(told);
        Assert.Equal(before, await file.FingerprintOfTheirsAsync());
    }

    [Fact]
    public async Task What_both_sides_share_tells_nothing_of_the_other_side()
    {
        var told = new List<string>();

        foreach (var useCase in Taking().Where(u => Reading.Any(verb => u.Name.StartsWith(verb, StringComparison.Ordinal))))
        {
            foreach (var (name, id) in file.Ours) await AskAsync(useCase, name, id, told);
        }

        Assert.Empty(told);
    }

    [Fact]
    public async Task What_is_ours_is_not_tied_to_what_is_a_colleague_s()
    {
        var (acteur, mine) = (file.Organisation.Acteur(SharedFile.Limited), file.Ours["my entreprise"]);
        var (entreprise, contact, vente) = (file.Theirs["entreprise"], file.Theirs["contact"], file.Theirs["vente"]);
        CreateVenteRequest Vente() => new() { EntrepriseId = mine, Date = new(2026, 1, 15), Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = 1 }] };
        var (named, avoir) = (Vente(), Vente());
        named.ContactId = contact;
        (avoir.Type, avoir.FactureId) = (Domain.Ventes.TypeVente.Avoir, vente);

        Refus[] refused =
        [
            await file.Database.Get<CreateEntreprise>().Refuse(acteur, new EntrepriseSaisie { RaisonSociale = "Neuve", MaisonMereId = entreprise }),
            await file.Database.Get<CreateContact>().Refuse(acteur, new CreateContactRequest { Partie = Partie.Personne, Nom = "Neuf", Liens = [new() { EntrepriseId = entreprise }] }),
            await file.Database.Get<CreateVente>().Refuse(acteur, named),
            await file.Database.Get<CreateVente>().Refuse(acteur, avoir),
            await file.Database.Get<AddNote>().Refuse(acteur, new AddNoteRequest { EntrepriseId = mine, ContactId = contact, Texte = "Bonjour" }),
        ];

        Assert.Equal(
            ["MaisonMereId", "Liens[0].EntrepriseId", "ContactId", "FactureId", nameof(RefusKind.Introuvable)],
            refused.Select(r => r.Champs.Count == 1 ? r.Champs[0].Champ : r.Kind.ToString()));
    }

    [Fact]
    public async Task A_colleague_s_contact_on_my_vente_and_note_has_no_name_and_is_not_said_to_be_in_the_trash()
    {
        var (mine, contact, token) = (file.Ours["my entreprise"], file.Theirs["contact"], TestContext.Current.CancellationToken);
        var vente = await file.Database.Get<CreateVente>().RunAsync(file.Organisation.Acteur(), new CreateVenteRequest
        {
            EntrepriseId = mine,
            ContactId = contact,
            Date = new(2026, 1, 15),
            Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = 1 }],
        }, token);
        await file.Database.ScalarAsync<object>($"""
            insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id, contact_id)
            values ('{file.Organisation.Id}', gen_random_uuid(), 'Note', now(), 'Bonjour', '{mine}', '{contact}')
            """);

        var seen = (await file.Database.Get<GetVente>().RunAsync(file.Organisation.Acteur(SharedFile.Limited), vente.Value, token)).Value;
        var note = (await file.Database.Get<ListTimeline>().RunAsync(file.Organisation.Acteur(SharedFile.Limited), new ListTimelineRequest(mine, null), token)).Value.Page.Rows.First(e => e.Texte == "Bonjour");
        var all = (await file.Database.Get<GetVente>().RunAsync(file.Organisation.Acteur(), vente.Value, token)).Value;

        Assert.Equal((null, true), (seen.Saisie.Contact, seen.ContactMasque));
        Assert.Equal((contact, null), (note.ContactId!.Value, note.Contact));
        Assert.NotNull(all.Saisie.Contact);
        Assert.False(all.ContactMasque);
    }

    [Fact]
    public async Task The_colleague_s_records_do_tell_to_who_sees_them()
    {
        var told = new List<string>();
        foreach (var useCase in Taking().Where(u => u.Name.StartsWith("Get", StringComparison.Ordinal)))
        {
            foreach (var (name, id) in file.Theirs.Concat(file.Ours)) await AskAsync(useCase, name, id, told, Role.Administrateur);
        }

        string[] expected = ["GetContact with contact", "GetContact with shared contact", "GetEntreprise with entreprise", "GetEntrepriseSaisie with my entreprise", "GetVente with vente"];
        Assert.Subset(told.ToHashSet(), expected.ToHashSet());
    }

    private static List<Type> Taking()
    {
        var taking = UseCaseRunner.All.Where(u => RequestFiller.WithId(UseCaseRunner.RequestOf(u), Guid.Empty) is not null).ToList();
        Assert.NotEmpty(taking);
        return taking;
    }

    private async Task AskAsync(Type useCase, string name, Guid id, List<string> told, Role role = SharedFile.Limited)
    {
        var answer = await UseCaseRunner.RunAsync(file.Database, useCase, file.Organisation.Acteur(role), RequestFiller.WithId(UseCaseRunner.RequestOf(useCase), id)!);
        if (answer.Contains(SharedFile.Secret, StringComparison.OrdinalIgnoreCase)) told.Add($"{useCase.Name} with {name}");
    }
}
