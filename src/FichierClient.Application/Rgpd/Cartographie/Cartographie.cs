using System.Reflection;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace FichierClient.Application.Rgpd.Cartographie;

/// <summary>A column that holds personal data, as it is classified where it is declared.</summary>
/// <param name="Table">The table; those of the accounts begin with <c>comptes.</c>.</param>
/// <param name="Colonne">The column.</param>
/// <param name="Categorie">What kind of data it holds.</param>
/// <param name="Strategie">What an erasure does with it.</param>
/// <param name="Portable">It belongs to a portability package (RGPD art. 20).</param>
/// <param name="Finalites">The purposes that need it.</param>
public sealed record ColonnePersonnelle(string Table, string Colonne, CategorieDonnee Categorie, StrategieEffacement Strategie, bool Portable, Finalites Finalites)
{
    /// <summary>A finding in it takes the whole value.</summary>
    public bool Entier { get; init; }
}

/// <summary>
/// The one map of personal data (rgpd.md 3.2): register, access, erasure, retention and the scope of a breach are read from it. It is
/// itself read from the marks on the properties, and from the comments of the few columns that have no property of ours.
/// </summary>
public sealed partial class Cartographie
{
    private readonly HashSet<string> suivantes;

    private Cartographie(IReadOnlyList<ColonnePersonnelle> colonnes, HashSet<string> suivantes) => (Colonnes, this.suivantes) = (colonnes, suivantes);

    /// <summary>Every column with personal data, by table and place in it.</summary>
    public IReadOnlyList<ColonnePersonnelle> Colonnes { get; }

    /// <summary>The columns of a table that hold personal data.</summary>
    public IEnumerable<ColonnePersonnelle> De(string table) => Colonnes.Where(c => c.Table == table);

    /// <summary>Null: the column holds none.</summary>
    public ColonnePersonnelle? Trouver(string table, string colonne) => Colonnes.FirstOrDefault(c => c.Table == table && c.Colonne == colonne);

    /// <summary>Part of the file of a request or a breach: kept as proof (RGPD art. 17(3)(e)), so a finding in it is no trace that was left.</summary>
    public bool EstDossier(string table, string colonne) =>
        Trouver(table, colonne) is { Strategie: StrategieEffacement.Sceller } kept && kept.Finalites.HasFlag(Finalites.DemandesDroits);

    /// <summary>Rows of this table that name an erased record go with it.</summary>
    public bool SuitLeSujet(string table) => suivantes.Contains(table);

    /// <summary>Reads the map.</summary>
    /// <param name="db">For the model.</param>
    /// <param name="connection">Open, for the comments in the catalogue.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<Cartographie> ReadAsync(AppDbContext db, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var types = db.Model.GetEntityTypes().Concat(ComptesModel.Value.GetEntityTypes()).ToList();
        var marked = types.SelectMany(t => t.GetFlattenedProperties().Select(p => ColumnOf(t, p))).OfType<ColonnePersonnelle>();
        var columns = marked.Concat(await CommentedAsync(connection, cancellationToken)).Distinct().ToList();
        var following = types.Where(t => t.ClrType.IsDefined(typeof(SuitLeSujetAttribute))).Select(t => t.GetTableName()!).ToHashSet();
        return new Cartographie([.. columns.OrderBy(c => c.Table, StringComparer.Ordinal)], following);
    }

    /// <summary>Columns of the models that say what they hold, personal or not: schema, table, column.</summary>
    internal static IEnumerable<string> Classees(AppDbContext db) => db.Model.GetEntityTypes().Concat(ComptesModel.Value.GetEntityTypes()).Where(t => t.GetTableName() is not null)
        .SelectMany(t => t.GetFlattenedProperties().Where(p => p.PropertyInfo is { } info && (info.IsDefined(typeof(DonneePersonnelleAttribute)) || info.IsDefined(typeof(NonPersonnelleAttribute))))
            .Select(p => $"{t.GetSchema() ?? "public"}.{t.GetTableName()}.{p.GetColumnName()}"));

    private static readonly Lazy<IModel> ComptesModel = new(() =>
    {
        using var accounts = Identity.AccountsDatabase.Open("Host=unused");
        return accounts.Model;
    });

    private static ColonnePersonnelle? ColumnOf(IEntityType type, IProperty property)
    {
        if (type.GetTableName() is not { } table || property.PropertyInfo?.GetCustomAttribute<DonneePersonnelleAttribute>() is not { } mark) return null;
        var name = type.GetSchema() is { } schema ? $"{schema}.{table}" : table;
        return new ColonnePersonnelle(name, property.GetColumnName(), mark.Categorie, mark.Strategie, mark.Portable, mark.Finalites) { Entier = mark.Entier };
    }

    private static async Task<List<ColonnePersonnelle>> CommentedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end, a.attname, d.description
            from pg_description d join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where d.description like 'donn_e personnelle: %' and n.nspname in ('public', 'comptes', 'archive') order by 1, a.attnum
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<ColonnePersonnelle>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var mark = Comment().Match(reader.GetString(2));
            columns.Add(new ColonnePersonnelle(reader.GetString(0), reader.GetString(1), Enum.Parse<CategorieDonnee>(mark.Groups[1].Value, ignoreCase: true),
                Enum.Parse<StrategieEffacement>(mark.Groups[2].Value, ignoreCase: true), false, Finalites.Securite));
        }

        return columns;
    }

    [GeneratedRegex(@"^donn.e personnelle: (\w+), (\w+)$")]
    private static partial Regex Comment();
}
