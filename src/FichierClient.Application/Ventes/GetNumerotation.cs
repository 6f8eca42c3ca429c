using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Numbers of one series that share what stands before their last digits: <c>FA-2026-0001</c> and <c>FA-2026-0002</c>.</summary>
public sealed record SuiteRow(string Serie, string Prefixe, string Premier, string Dernier, int Nombre, long Manquants);

/// <summary>A gap: these numbers are on no vente, not even in the trash.</summary>
/// <param name="Serie">The series.</param>
/// <param name="De">First missing number, written as its neighbours.</param>
/// <param name="A">Last missing number.</param>
/// <param name="Manquants">How many.</param>
/// <param name="AvantId">The vente before the gap.</param>
/// <param name="Avant">Its number.</param>
/// <param name="AvantLe">Its day.</param>
/// <param name="ApresId">The vente after the gap.</param>
/// <param name="Apres">Its number.</param>
/// <param name="ApresLe">Its day.</param>
public sealed record TrouRow(string Serie, string De, string A, long Manquants, Guid AvantId, string Avant, DateOnly AvantLe, Guid ApresId, string Apres, DateOnly ApresLe);

/// <summary>One number written in several ways: <c>F-12</c> and <c>f 0012</c>.</summary>
public sealed record DoublonRow(string Serie, Guid[] Ids, string[] Numeros);

/// <summary>The numbering of the organisation's ventes; what is shown is never renumbered.</summary>
public sealed record NumerotationDetails(IReadOnlyList<SuiteRow> Suites, IReadOnlyList<TrouRow> Trous, IReadOnlyList<DoublonRow> Doublons);

/// <summary>Finds gaps and duplicates in each series, the latest first, at most 200 of each. A number that doesn't end with a digit has no rank.</summary>
public sealed class GetNumerotation(UseCaseServices services) : UseCase<NoRequest, NumerotationDetails>(services)
{
    /// <summary>Fingerprints of ventes without a number (<see cref="Domain.Ventes.Vente.SerieSansNumero"/>) are no series. Numbers of the trash are taken too; more than 15 digits at the end aren't a rank.</summary>
    private const string Numbers = """
        with n as (
            select v.serie, v.numero, v.id, v.date, m.p[1] as prefixe, length(m.p[2]) as largeur, m.p[2]::bigint as rang
            from ventes v cross join lateral regexp_match(v.numero, '^(.*?)([0-9]{{1,15}})$') as m(p)
            where v.tenant_id = {0} and v.serie <> 'IMPORT' and m.p is not null)
        """;

    private const string Suites = Numbers + """
        , s as (select serie, prefixe, min(rang) as de, max(rang) as a, min(largeur) as largeur, count(*)::int as nombre,
                max(rang) - min(rang) + 1 - count(distinct rang) as manquants, max(date) as au
            from n group by serie, prefixe)
        select serie, prefixe, nombre, manquants,
            prefixe || lpad(de::text, greatest(largeur, length(de::text)), '0') as premier,
            prefixe || lpad(a::text, greatest(largeur, length(a::text)), '0') as dernier
        from s order by au desc, serie, prefixe limit 200
        """;

    private const string Trous = Numbers + """
        , o as (select serie, prefixe, largeur, rang, id, numero, date, lead(rang) over w as suivant, lead(id) over w as apres_id,
                lead(numero) over w as apres, lead(date) over w as apres_le
            from n window w as (partition by serie, prefixe order by rang, id))
        select serie, suivant - rang - 1 as manquants, id as avant_id, numero as avant, date as avant_le, apres_id, apres, apres_le,
            prefixe || lpad((rang + 1)::text, greatest(largeur, length((rang + 1)::text)), '0') as de,
            prefixe || lpad((suivant - 1)::text, greatest(largeur, length((suivant - 1)::text)), '0') as a
        from o where suivant - rang > 1 order by apres_le desc, serie, apres limit 200
        """;

    private const string Doublons = Numbers + """
        select serie, array_agg(id order by date, id) as ids, array_agg(numero order by date, id) as numeros
        from n group by serie, regexp_replace(upper(prefixe), '[^A-Z0-9]', '', 'g'), rang
        having count(*) > 1 order by max(date) desc limit 200
        """;

    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<NumerotationDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        // With a part of the ventes only, every hidden one would look like a gap.
        if (!acteur.SeesAll) return new Refus(RefusKind.Interdit, Texts.Get("Numerotation_portee"));
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new NumerotationDetails(
            await db.Database.SqlQueryRaw<SuiteRow>(Suites, db.TenantId).ToListAsync(cancellationToken),
            await db.Database.SqlQueryRaw<TrouRow>(Trous, db.TenantId).ToListAsync(cancellationToken),
            await db.Database.SqlQueryRaw<DoublonRow>(Doublons, db.TenantId).ToListAsync(cancellationToken));
    }
}
