using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Demo;

/// <summary>Where the made-up records come from.</summary>
internal static class DemoProvenances
{
    public static Task FillAsync(
        DemoTable table, IEnumerable<(Guid TenantId, string Sujet, Guid Id, DateTimeOffset Le)> records, CancellationToken cancellationToken) =>
        table.FillAsync("provenances", "tenant_id, id, sujet, sujet_id, source, partie, base_legale, constate_le", records.Select(r => new object?[]
        {
            r.TenantId, Guid.CreateVersion7(r.Le), r.Sujet, r.Id, "Données de démonstration", nameof(Partie.Nous), nameof(BaseLegale.InteretLegitime), r.Le,
        }), cancellationToken);
}
