using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Figures;

/// <summary>An organisation with produits, canaux and entreprises, and the raw means to write ventes as the app does.</summary>
internal sealed class FiguresLedger(TestDatabase db, TestOrganisation organisation)
{
    public const int Entreprises = 20, Produits = 4, Canaux = 3;

    public TestDatabase Database { get; } = db;

    public TestOrganisation Organisation { get; } = organisation;

    public Guid Tenant { get; } = organisation.Id;

    public Guid Commercial { get; } = organisation.Membres[Domain.Organisations.Role.Commercial];

    public static Guid Id(int kind, int n) => new($"00000000-0000-7000-80{kind:00}-{n:000000000000}");

    public static async Task<FiguresLedger> CreateAsync(TestDatabase db)
    {
        var ledger = new FiguresLedger(db, await db.AddOrganisationAsync());
        await using var connection = await ledger.OpenAsync();
        await ExecuteAsync(connection, $"""
            insert into canaux (tenant_id, id, nom) select '{ledger.Tenant}', ('{Prefix(1)}' || lpad(n::text, 12, '0'))::uuid, 'Canal ' || n from generate_series(1, {Canaux}) n;
            insert into produits (tenant_id, id, sku, nom, taux_tva, est_actif, cree_le, modifie_le)
            select '{ledger.Tenant}', ('{Prefix(2)}' || lpad(n::text, 12, '0'))::uuid, 'P' || n, 'Produit ' || n, 20, true, now(), now() from generate_series(1, {Produits}) n;
            insert into entreprises (tenant_id, id, raison_sociale, est_personne_physique, recherche, departement, cree_le, modifie_le)
            select '{ledger.Tenant}', ('{Prefix(3)}' || lpad(n::text, 12, '0'))::uuid, 'E' || n, false, 'e' || n, lpad((n % 5)::text, 2, '0'), now(), now()
            from generate_series(1, {Entreprises}) n;
            """);
        return ledger;
    }

    /// <summary>The app's role, within the organisation.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(Database.AppConnection);
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"select set_config('app.tenant_id', '{Tenant}', false)");
        return connection;
    }

    /// <summary>A valid vente with one line per amount; an avoir's amounts are negative.</summary>
    public async Task<Guid> AddAsync(NpgsqlConnection connection, int entreprise, DateOnly date, params (decimal Montant, int Produit)[] lignes)
    {
        var id = Guid.CreateVersion7();
        var montant = lignes.Sum(l => l.Montant);
        await ExecuteAsync(connection, """
            insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, commercial_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le)
            values ($1, $2, $3, 'Validee', '', $2::text, $4, $5, $6, 'EUR', 1, abs($7), 0, abs($7), $7, now(), now())
            """, Tenant, id, montant < 0 ? "Avoir" : "Facture", date, Id(3, entreprise), Commercial, montant);
        foreach (var (m, produit) in lignes) await AddLigneAsync(connection, id, m, produit);
        return id;
    }

    public Task AddLigneAsync(NpgsqlConnection connection, Guid vente, decimal montant, int produit) => ExecuteAsync(connection, """
        insert into vente_lignes (tenant_id, id, vente_id, position, produit_id, designation, quantite, prix_unitaire_ht, remise, taux_tva, total_ht, montant)
        values ($1, gen_random_uuid(), $2, 1, $3, 'x', 1, abs($4), 0, 20, abs($4), $4)
        """, Tenant, vente, produit == 0 ? DBNull.Value : Id(2, produit), montant);

    /// <summary>Rows of the stored figures that the ledger contradicts.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("select concat_ws(' | ', figure, cle, stocke, attendu) from figures_differences($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = Tenant });
        await using var rows = await command.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await rows.ReadAsync()) differences.Add(rows.GetString(0));
        return differences;
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static string Prefix(int kind) => $"00000000-0000-7000-80{kind:00}-";
}
