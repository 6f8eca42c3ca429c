using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Demo;

/// <summary>
/// Fills an empty organisation with a made-up file, in one transaction of the owner; its figures are those of the ledger at the end.
/// </summary>
public sealed class DemoFilling(TimeProvider clock)
{
    /// <summary>False when the organisation has an entreprise, in the trash or not: nothing was changed.</summary>
    public async Task<bool> FillAsync(string ownerConnection, Guid tenantId, DemoSize size, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            var table = new DemoTable(connection);
            await table.ExecuteAsync("select set_config('app.tenant_id', $1::text, false), set_config('figures.deferred', 'on', true), set_config('work_mem', '128MB', true)", cancellationToken, tenantId);
            await using var db = new AppDbContext(
                new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(connection).UseSnakeCaseNamingConvention().Options, tenantId, null);
            await db.Database.UseTransactionAsync(transaction, cancellationToken);
            if (await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AnyAsync(cancellationToken)) return false;
            await FillAsync(db, table, size, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // Fresh statistics, and pages known to be visible to all: the reads of figures are index-only.
        await new DemoTable(connection).ExecuteAsync(
            "vacuum (analyze) entreprises, contacts, contact_liens, contact_emails, ventes, vente_lignes, evenements, entreprise_stats, ca_jours, ca_commerciaux, ca_departements, ca_produits", cancellationToken);
        return true;
    }

    private async Task FillAsync(AppDbContext db, DemoTable table, DemoSize size, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisation = await db.Organisations.SingleAsync(cancellationToken);
        var today = organisation.Today(now);
        var equipe = await DemoEquipe.CreateAsync(db, today, now, cancellationToken);
        var fiches = await new DemoEntreprises(table, equipe, size, now).FillAsync(cancellationToken);
        var contacts = await new DemoContacts(table, equipe, size, now).FillAsync(fiches, cancellationToken);
        var ventes = new DemoVentes(table, equipe, size, new DemoCalendrier(size, today), fiches, contacts);
        await ventes.FillAsync(cancellationToken);
        await new DemoEvenements(table, equipe, size, today, now).FillAsync(fiches, contacts, cancellationToken);
        // From here on the new rows are read: beside a larger organisation PostgreSQL would take them for one, and go over all of them for each.
        await table.ExecuteAsync("analyze entreprises, contacts, contact_liens, ventes, vente_lignes, evenements, provenances", cancellationToken);
        await DemoRegistre.FillAsync(db, table, now, cancellationToken);
        db.AddRange(Objectifs(db.TenantId, equipe, ventes.Vendu, today));
        await db.SaveChangesAsync(cancellationToken);
        await table.ExecuteAsync("select figures_rebuild($1, $2)", cancellationToken, db.TenantId, today);
    }

    /// <summary>A little more than what was sold, per rep and month, from a year ago to the end of this one.</summary>
    private static IEnumerable<Objectif> Objectifs(Guid tenantId, DemoEquipe equipe, decimal[] vendu, DateOnly today)
    {
        for (var mois = today.AddMonths(-12); mois <= new DateOnly(today.Year, 12, 31); mois = mois.AddMonths(1))
        {
            for (var i = 0; i < vendu.Length; i++)
                yield return new Objectif(tenantId, equipe.Commerciaux[i].Id, mois, Math.Round(vendu[i] / 12 * 1.05m / 100) * 100);
        }
    }
}
