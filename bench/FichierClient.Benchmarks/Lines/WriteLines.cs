using System.Globalization;
using FichierClient.Application.Ventes;
using Npgsql;

namespace FichierClient.Benchmarks.Lines;

/// <summary>One vente written: the figures' share, then the whole use case, against the bare insert into tables without triggers.</summary>
internal static class WriteLines
{
    private const string Vente = """
        (tenant_id, id, type, statut, serie, numero, date, entreprise_id, commercial_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le)
        values ($1, $2, 'Facture', 'Validee', 'BENCH', $2::text, current_date - 3, $3, $4, 'EUR', 1, 100, 20, 120, 100, now(), now())
        """;

    private const string Ligne = """
        (tenant_id, id, vente_id, position, produit_id, designation, quantite, prix_unitaire_ht, remise, taux_tva, total_ht, montant)
        values ($1, gen_random_uuid(), $2, 1, $3, 'Ligne', 1, 100, 0, 20, 100, 100)
        """;

    public static async Task<IEnumerable<Line>> Of(World world, string owner)
    {
        if (owner.Length == 0) return [];
        await PrepareAsync(owner);
        var ids = await world.ScalarAsync<Guid[]>("select array(select entreprise_id from entreprise_stats where tenant_id = $1 limit 1000)");
        var commercial = await world.ScalarAsync<Guid>("select id from membres where tenant_id = $1 and role = 'Commercial' order by id limit 1");
        var produit = await world.ScalarAsync<Guid>("select id from produits where tenant_id = $1 order by id limit 1");
        var next = 0;

        Task InsertAsync(string ventes, string lignes) => InTransactionAsync(world, ventes, lignes, ids[next++ % ids.Length], commercial, produit);
        var create = world.Get<CreateVente>();
        Task CreateAsync() => world.RunAsync(create, new CreateVenteRequest
        {
            Serie = "BENCH",
            Numero = string.Create(CultureInfo.InvariantCulture, $"U{Environment.ProcessId}-{Environment.TickCount64}-{next}"),
            Date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-3),
            EntrepriseId = ids[next++ % ids.Length],
            CommercialId = commercial,
            Valider = true,
            Lignes = [new LigneVenteSaisie { ProduitId = produit, Designation = "Ligne", PrixUnitaireHt = 100 }],
        });
        return
        [
            new("one vente with a line, figures kept (SQL)", () => InsertAsync("ventes", "vente_lignes"), () => InsertAsync("bench_ventes", "bench_lignes"), 2.5, null),
            new("one vente created by the use case, history and figures kept", CreateAsync, () => InsertAsync("bench_ventes", "bench_lignes"), null, null),
        ];
    }

    private static async Task InTransactionAsync(World world, string ventes, string lignes, Guid entreprise, Guid commercial, Guid produit)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await Application.Data.TenantConnection.OpenTenantAsync(world.Database, world.Tenant);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"insert into {ventes} {Vente}") { Parameters = { new() { Value = world.Tenant }, new() { Value = id }, new() { Value = entreprise }, new() { Value = commercial } } },
                new($"insert into {lignes} {Ligne}") { Parameters = { new() { Value = world.Tenant }, new() { Value = id }, new() { Value = produit } } },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>The same tables with the same indexes, checks, foreign keys and policies, filled alike, without a trigger.</summary>
    private static async Task PrepareAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            do $$
            declare
                c record;
            begin
                if to_regclass('bench_ventes') is not null then return; end if;
                create table bench_ventes (like ventes including all);
                create table bench_lignes (like vente_lignes including all);
                for c in select conrelid, replace(replace(pg_get_constraintdef(oid), 'REFERENCES ventes(', 'REFERENCES bench_ventes('), 'REFERENCES public.ventes(', 'REFERENCES bench_ventes(') def
                    from pg_constraint where contype = 'f' and conrelid in ('ventes'::regclass, 'vente_lignes'::regclass)
                loop
                    execute format('alter table %s add %s', case when c.conrelid = 'ventes'::regclass then 'bench_ventes' else 'bench_lignes' end, c.def);
                end loop;
                call fichier_isolate('bench_ventes');
                call fichier_isolate('bench_lignes');
            end $$
            """, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
