using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>Examinations of before knew no lines of ventes: the next one reads everything once.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261208010000_ReadAllLines")]
public sealed class ReadAllLines : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Rows("true"));

    /// <summary>What it does to rows.</summary>
    /// <param name="which">Which of them, in SQL.</param>
    internal static string Rows(string which) => $"update examens_garde set jusqua = 0 where {which};";
}
