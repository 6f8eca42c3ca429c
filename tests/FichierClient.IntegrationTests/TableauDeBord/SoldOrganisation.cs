using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.TableauDeBord;

/// <summary>
/// An organisation with two years and a half of sales of every kind: factures and avoirs, drafts, cancelled, deleted and
/// future ones, with and without commercial, canal, département and produit. The same rows at each run.
/// </summary>
public sealed class SoldOrganisation : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 17);

    private readonly Random random = new(20260317);

    internal TestDatabase Database { get; private set; } = null!;
    internal TestOrganisation Organisation { get; private set; } = null!;
    internal IReadOnlyList<Vente> Ventes { get; private set; } = [];
    internal IReadOnlyList<Entreprise> Entreprises { get; private set; } = [];
    internal Equipe Nord { get; private set; } = null!;
    internal IReadOnlyList<Canal> Canaux { get; private set; } = [];
    internal IReadOnlyList<Etiquette> Etiquettes { get; private set; } = [];
    internal IReadOnlyList<Produit> Produits { get; private set; } = [];
    internal IReadOnlyList<Exercice> Exercices { get; private set; } = [];

    internal Guid Commercial => Organisation.Membres[Role.Commercial];
    internal Guid Responsable => Organisation.Membres[Role.Responsable];

    /// <summary>Sees all; the commercial sees its own, the responsable its team's.</summary>
    internal Acteur Administrateur => Organisation.Acteur();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(new DateTimeOffset(2026, 3, 17, 10, 0, 0, TimeSpan.Zero));
        Organisation = await Database.AddOrganisationAsync();
        Nord = new Equipe(Organisation.Id, "Nord");
        Canaux = [new(Organisation.Id, "Salon"), new(Organisation.Id, "Site"), new(Organisation.Id, "Bouche à oreille")];
        Etiquettes = [new(Organisation.Id, "Grand compte"), new(Organisation.Id, "Export")];
        Produits = [new(Organisation.Id, "A", "Produit A"), new(Organisation.Id, "B", "Produit B")];
        Exercices = [new(Organisation.Id, "2024-2025", new DateOnly(2024, 7, 1), new DateOnly(2025, 6, 30)), new(Organisation.Id, "2025-2026", new DateOnly(2025, 7, 1), new DateOnly(2026, 6, 30))];
        Entreprises = [.. Enumerable.Range(0, 24).Select(NewEntreprise)];
        await SaveAsync([Nord, .. Canaux, .. Etiquettes, .. Produits, .. Exercices, .. Entreprises]);
        Ventes = [.. Enumerable.Range(0, 600).Select(NewVente)];
        foreach (var step in Ventes.Chunk(100)) await SaveAsync(step);
        await JoinAsync();
        await Database.LimitAsync(Organisation, Role.Commercial, Portee.Siennes);
        await Database.LimitAsync(Organisation, Role.Responsable, Portee.Equipe);
    }

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    /// <summary>What the reader may open, as this test understands the rule: the entreprise's responsable is among its own.</summary>
    internal IEnumerable<Vente> SeenBy(Role role) => Ventes.Where(v => role switch
    {
        Role.Commercial => EntrepriseOf(v).ResponsableId == Commercial,
        Role.Responsable => EntrepriseOf(v).ResponsableId is { } id && (id == Commercial || id == Responsable),
        _ => true,
    });

    internal Entreprise EntrepriseOf(Vente vente) => Entreprises.Single(e => e.Id == vente.EntrepriseId);

    private Entreprise NewEntreprise(int i)
    {
        var entreprise = new Entreprise(Organisation.Id, $"Entreprise {i:00}");
        entreprise.Assign(Pick<Guid?>(Commercial, Responsable, Organisation.Membres[Role.Administrateur], null));
        entreprise.ChangeCanal(Pick([.. Canaux.Select(c => (Guid?)c.Id), null]));
        entreprise.ChangeAdresses(new Adresse { CodePostal = Pick("75001", "69003", "20200", null) }, Adresse.Vide);
        entreprise.ReplaceEtiquettes([.. Etiquettes.Where(_ => random.Next(3) == 0).Select(e => e.Id)]);
        return entreprise;
    }

    private Vente NewVente(int i)
    {
        var type = random.Next(8) == 0 ? TypeVente.Avoir : TypeVente.Facture;
        var vente = new Vente(Organisation.Id, type, Entreprises[random.Next(20)].Id, Today.AddDays(40 - random.Next(950)));
        vente.ChangeParties(vente.EntrepriseId, null, Pick<Guid?>(Commercial, Responsable, Organisation.Membres[Role.Administrateur], null), vente.Date);
        vente.Number("", $"V{i:0000}");
        vente.ReplaceLignes([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new LigneSaisie("Ligne", random.Next(1, 9), random.Next(100, 90000) / 100m)
        {
            ProduitId = Pick<Guid?>(Produits[0].Id, Produits[1].Id, null),
            TauxTva = 20,
            CoutUnitaire = i % 3 == 0 ? null : i * 1.0137m,
        })]);
        if (random.Next(12) == 0) vente.ChangeDevise("USD", 0.913m);
        if (random.Next(10) != 0) vente.Validate();
        if (random.Next(15) == 0) vente.Cancel();
        if (random.Next(15) == 0) vente.MoveToTrash(Database.Clock.GetUtcNow());
        return vente;
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private async Task SaveAsync(IEnumerable<object> rows)
    {
        await using var db = Database.Contexts.Open(Organisation.Id);
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task JoinAsync()
    {
        await using var db = Database.Contexts.Open(Organisation.Id);
        foreach (var membre in await db.Membres.Where(m => m.Id == Commercial || m.Id == Responsable).ToListAsync()) membre.JoinEquipe(Nord.Id);
        await db.SaveChangesAsync();
        foreach (var membre in Organisation.Membres.Values) Database.Get<ActeurSource>().Forget(Organisation.Id, membre);
    }
}
