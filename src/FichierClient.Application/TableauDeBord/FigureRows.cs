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

/// <summary>The sum of a stored period.</summary>
internal sealed record PeriodeRow : SommeRow
{
    public bool ParJour { get; init; }
    public DateOnly Periode { get; init; }
}

/// <summary>What the dashboard groups by.</summary>
internal enum Dimension
{
    Commercial,
    Canal,
    Departement,
    Produit,
}

/// <summary>The sum of one value of a dimension; id and code both null: none.</summary>
internal sealed record DimensionRow : SommeRow
{
    public Dimension Dimension { get; init; }
    public Guid? Id { get; init; }
    public string? Code { get; init; }
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
            Add(Departements, new Cle(null, row.Departement), row, take);
        }
    }

    public void Add(IEnumerable<DimensionRow> rows)
    {
        foreach (var row in rows)
        {
            Add(row.Dimension switch
            {
                Dimension.Commercial => Commerciaux,
                Dimension.Canal => Canaux,
                Dimension.Departement => Departements,
                _ => Produits,
            }, new Cle(row.Id, row.Code), row, take: false);
        }
    }

    public void Add(IEnumerable<ProduitSommeRow> produits, bool take = false)
    {
        foreach (var row in produits) Add(Produits, new Cle(row.ProduitId, null), row, take);
    }

    private static void Add(Dictionary<Cle, Cumul> sums, Cle cle, SommeRow row, bool take) =>
        sums[cle] = sums.GetValueOrDefault(cle) + (take ? -row.Cumul : row.Cumul);
}

/// <summary>The value of a dimension: an id, or a département's code; both null: none.</summary>
internal readonly record struct Cle(Guid? Id, string? Code);
