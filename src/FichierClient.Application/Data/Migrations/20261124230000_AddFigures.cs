using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// The stored figures: always equal to the ledger of ventes, kept by triggers in the transaction that writes the ventes.
/// docs/decisions tells the design; <c>verify</c> compares them with the ledger.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124230000_AddFigures")]
public sealed partial class AddFigures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Core);
        migrationBuilder.Sql(VenteTriggers);
        migrationBuilder.Sql(EntrepriseTriggers);
        migrationBuilder.Sql(Day);
        migrationBuilder.Sql(Ledger);
        migrationBuilder.Sql(Rights);
    }
}
