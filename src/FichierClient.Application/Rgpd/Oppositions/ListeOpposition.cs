using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Oppositions;
using Npgsql;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>What the list says of some identifiers.</summary>
/// <param name="EstEffacee">One of them is an erased person's.</param>
/// <param name="Portee">What their owners object to.</param>
public readonly record struct Verdict(bool EstEffacee, Opposition Portee)
{
    public static Verdict operator |(Verdict one, Verdict other) => Add(one, other);

    public static Verdict Add(Verdict one, Verdict other) => new(one.EstEffacee || other.EstEffacee, one.Portee | other.Portee);
}

/// <summary>What the list says of the identifiers that were asked about.</summary>
public sealed class VerdictsOpposition
{
    private readonly Dictionary<IdentifiantPersonne, Verdict> verdicts;

    internal VerdictsOpposition(Dictionary<IdentifiantPersonne, Verdict> verdicts) => this.verdicts = verdicts;

    public static VerdictsOpposition Empty { get; } = new([]);

    public bool IsEmpty => verdicts.Count == 0;

    /// <summary>All of a person's identifiers together.</summary>
    public Verdict Of(IEnumerable<IdentifiantPersonne> identifiants) =>
        identifiants.Aggregate(default(Verdict), (all, one) => all | verdicts.GetValueOrDefault(one));
}

/// <summary>The one way of asking the objection list (rgpd.md 3.6): at each form, import, merge and undo, one round trip for any number of identifiers.</summary>
public sealed class ListeOpposition(Empreintes empreintes)
{
    /// <param name="connection">Open, of the organisation.</param>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="identifiants">In clear; an e-mail address is also looked for under its domain.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<VerdictsOpposition> FindAsync(
        NpgsqlConnection connection, Guid tenantId, IReadOnlyCollection<IdentifiantPersonne> identifiants, CancellationToken cancellationToken)
    {
        if (identifiants.Count == 0) return VerdictsOpposition.Empty;
        var prints = identifiants.Distinct().SelectMany(i => PrintsOf(tenantId, i).Select(print => (Identifiant: i, Print: print))).ToLookup(x => Convert.ToHexString(x.Print));
        await using var command = new NpgsqlCommand("select empreinte, nature, portee from oppositions where tenant_id = $1 and levee_le is null and empreinte = any ($2)", connection)
        {
            Parameters = { new() { Value = tenantId }, new() { Value = prints.Select(p => p.First().Print).ToArray() } },
        };
        var verdicts = new Dictionary<IdentifiantPersonne, Verdict>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var isErased = rows.GetString(1) == nameof(NatureOpposition.Effacement);
            var verdict = new Verdict(isErased, isErased ? Opposition.None : (Opposition)rows.GetInt32(2));
            foreach (var (identifiant, _) in prints[Convert.ToHexString(rows.GetFieldValue<byte[]>(0))])
                verdicts[identifiant] = verdicts.GetValueOrDefault(identifiant) | verdict;
        }

        return verdicts.Count == 0 ? VerdictsOpposition.Empty : new VerdictsOpposition(verdicts);
    }

    /// <summary>The prints under which an identifier may stand on the list.</summary>
    internal IEnumerable<byte[]> PrintsOf(Guid tenantId, IdentifiantPersonne identifiant)
    {
        yield return empreintes.Of(tenantId, identifiant.Cle, identifiant.Valeur);
        if (identifiant.Genre == GenreIdentifiant.Email && Identifiants.DomaineOf(identifiant.Valeur) is { } domaine)
            yield return empreintes.Of(tenantId, Identifiants.Domaine, domaine);
    }
}
