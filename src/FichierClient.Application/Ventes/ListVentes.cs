using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Sorted by <see cref="ListVentes.TriParDate"/> or <see cref="ListVentes.TriParMontant"/>.</summary>
public sealed record ListVentesRequest(VenteFiltre Filtre, PageRequest Page);

/// <summary>A vente in a list.</summary>
public sealed record VenteRow(Guid Id, TypeVente Type, StatutVente Statut, DateOnly Date, decimal Montant)
{
    public string Serie { get; init; } = "";
    public string? Numero { get; init; }
    public Guid EntrepriseId { get; init; }

    /// <summary>Null: the entreprise is in the trash.</summary>
    public string? Entreprise { get; init; }
    public string? Commercial { get; init; }

    /// <summary>In <see cref="Devise"/>, negative on an avoir as <c>Montant</c> is.</summary>
    public decimal TotalTtc { get; init; }
    public string Devise { get; init; } = "EUR";

    /// <summary>With a filter on produits: the amount of their lines alone, which is what the list's total adds up.</summary>
    public decimal? MontantProduits { get; init; }

    /// <summary>Orders the ventes of one day by number.</summary>
    internal string Rang { get; init; } = "";
}

/// <summary>A page of ventes; who sees an entreprise sees all its ventes.</summary>
public sealed class ListVentes(UseCaseServices services) : UseCase<ListVentesRequest, Page<VenteRow>>(services)
{
    public const string TriParDate = "date", TriParMontant = "montant";

    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<Page<VenteRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListVentesRequest request, CancellationToken cancellationToken)
    {
        var ventes = db.Ventes.AsNoTracking().VisibleTo(acteur, db).Where(request.Filtre, db);
        var rows = await ventes.Turn(request.Page).Take(request.Page.Size + 1).ToRows(db, request.Filtre).ToListAsync(cancellationToken);
        return Page.Of(rows, request.Page, row => (request.Page.Sort == TriParMontant ? Text((long)(row.Montant * 100)) : $"{row.Date:O}|{row.Rang}", row.Id));
    }

    private static string Text(long centimes) => centimes.ToString(CultureInfo.InvariantCulture);
}
