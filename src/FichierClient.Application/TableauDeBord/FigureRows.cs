using FichierClient.Domain.TableauDeBord;

namespace FichierClient.Application.TableauDeBord;

/// <summary>A sum as the database gives it.</summary>
internal record SommeRow
{
    public long Factures { get; init; }
    public long Avoirs { get; init; }
    public int NbFactures { get; init; }
    public int NbAvoirs { get; init; }

    public Cumul Cumul => new(Factures, Avoirs, NbFactures, NbAvoirs);
}

internal sealed record JourRow : SommeRow
{
    public DateOnly Jour { get; init; }
}

/// <summary>A sum by the dimensions of an entreprise and a vente that the dashboard shows.</summary>
internal sealed record CelluleRow : SommeRow
{
    public Guid? CommercialId { get; init; }
    public Guid? CanalId { get; init; }
    public string? Departement { get; init; }
}

/// <summary>CA of a commercial (the empty id: of none) in a month.</summary>
internal sealed record CommercialMoisRow(Guid CommercialId, DateOnly Mois, long Centimes);

internal sealed record ProduitSommeRow : SommeRow
{
    public Guid? ProduitId { get; init; }
}

/// <summary>The sums of one period by each dimension; null is "none".</summary>
internal sealed record Dimensions(
    Dictionary<Cle, Cumul> Commerciaux, Dictionary<Cle, Cumul> Canaux, Dictionary<Cle, Cumul> Departements, Dictionary<Cle, Cumul> Produits)
{
    public static Dimensions Empty() => new([], [], [], []);

    /// <summary>Adds cells, or takes them away.</summary>
    public void Add(IEnumerable<CelluleRow> cellules, bool take = false)
    {
        foreach (var row in cellules)
        {
            Add(Commerciaux, new Cle(row.CommercialId, null), row, take);
            Add(Canaux, new Cle(row.CanalId, null), row, take);
            AddDepartement(row.Departement, row, take);
        }
    }

    public void AddDepartement(string? departement, SommeRow row, bool take = false) => Add(Departements, new Cle(null, departement), row, take);

    public void Add(IEnumerable<ProduitSommeRow> produits, bool take = false)
    {
        foreach (var row in produits) Add(Produits, new Cle(row.ProduitId, null), row, take);
    }

    public static void Add(Dictionary<Cle, Cumul> sums, Cle cle, SommeRow row, bool take) =>
        sums[cle] = sums.GetValueOrDefault(cle) + (take ? -row.Cumul : row.Cumul);
}

/// <summary>The value of a dimension: an id, or a département's code; both null: none.</summary>
internal readonly record struct Cle(Guid? Id, string? Code);
