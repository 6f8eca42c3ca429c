using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>Arranges records of a client file without their use cases.</summary>
public static class ClientFile
{
    /// <summary>An entreprise, of a member when a role is given.</summary>
    public static async Task<Guid> AddEntrepriseAsync(this TestDatabase database, TestOrganisation organisation, string nom, Role? responsable = null)
    {
        var entreprise = new Entreprise(organisation.Id, nom);
        if (responsable is { } role) entreprise.Assign(organisation.Membres[role]);
        await using var db = database.Contexts.Open(organisation.Id, organisation.Membres[Role.Administrateur]);
        db.Add(entreprise);
        await db.SaveChangesAsync();
        return entreprise.Id;
    }

    /// <summary>A contact of these entreprises.</summary>
    public static async Task<Guid> AddContactAsync(this TestDatabase database, TestOrganisation organisation, string prenom, string nom, params Guid[] entreprises)
    {
        var contact = new Contact(organisation.Id, null, prenom, nom);
        foreach (var entreprise in entreprises) contact.LinkTo(entreprise, "Acheteuse", null, null, null);
        await using var db = database.Contexts.Open(organisation.Id, organisation.Membres[Role.Administrateur]);
        db.Add(contact);
        await db.SaveChangesAsync();
        return contact.Id;
    }

    /// <summary>What a role sees in this organisation.</summary>
    public static async Task LimitAsync(this TestDatabase database, TestOrganisation organisation, Role role, Portee portee)
    {
        await using (var db = database.OpenAsOwner(organisation.Id))
        {
            db.Add(new ReglageRole(organisation.Id, role, portee));
            await db.SaveChangesAsync();
        }

        database.Get<ActeurSource>().Forget(organisation.Id, organisation.Membres[role]);
    }

    /// <summary>The history of a record, oldest first: field, from, to.</summary>
    public static async Task<IReadOnlyList<(string Champ, string? Ancien, string? Nouveau)>> HistoryAsync(this TestDatabase database, TestOrganisation organisation, Guid sujet)
    {
        await using var db = database.Contexts.Open(organisation.Id);
        var rows = await db.Modifications.Where(m => m.SujetId == sujet).OrderBy(m => m.FaitLe).ThenBy(m => m.Id).ToListAsync();
        return [.. rows.Select(m => (m.Champ, m.Ancien, m.Nouveau))];
    }

    /// <summary>Runs a use case that must succeed; the failure says why it was refused.</summary>
    public static async Task<TResult> Do<TRequest, TResult>(this UseCase<TRequest, TResult> useCase, Acteur acteur, TRequest request) where TRequest : notnull
    {
        var outcome = await useCase.RunAsync(acteur, request, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSuccess, $"{outcome.Refus?.Kind}: {outcome.Refus?.Message} {string.Join(" ", outcome.Refus?.Champs.Select(c => $"{c.Champ}: {c.Message}") ?? [])}");
        return outcome.Value;
    }

    /// <summary>Runs a use case that must refuse.</summary>
    public static async Task<Refus> Refuse<TRequest, TResult>(this UseCase<TRequest, TResult> useCase, Acteur acteur, TRequest request) where TRequest : notnull
    {
        var outcome = await useCase.RunAsync(acteur, request, TestContext.Current.CancellationToken);
        Assert.False(outcome.IsSuccess, "It was not refused.");
        return outcome.Refus!;
    }
}
